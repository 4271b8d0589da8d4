#include "xsd/schema_set.hpp"

#include "xsd/model/sha256.hpp"
#include "xsd/release.hpp"
#include "xsd/schema_set_impl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <stdexcept>

namespace xsd {
namespace {

using model::Fout;

struct Folder {
    std::string_view path;   ///< below the directory of a release
    std::string_view prefix; ///< of the message files
    std::string_view naam;   ///< of the standard
    model::Domein domein;
};
constexpr std::array folders{Folder{"iwmo/", "wmo", "iWmo", model::Domein::wmo}, Folder{"ijw/", "jw", "iJw", model::Domein::jw}};

/// The messages with shapes (xsd/shapes.hpp).
constexpr std::array<std::int16_t, 14> numbers{301, 302, 305, 306, 307, 308, 315, 316, 317, 318, 319, 320, 323, 325};

/// Foreign namespaces a pool may have met before it is made anew: a few MB, seen only when somebody tries.
constexpr std::size_t most_foreign_bytes = 4 << 20;

/// Two domains in two releases, and the envelope.
constexpr std::size_t most_own_grammars = 5;

struct OwnGrammar {
    std::uint64_t schemas = 0; ///< Schemas::id_
    std::shared_ptr<Grammar const> grammar;
    std::size_t foreign_bytes = 0; ///< met since it was made
};
thread_local std::vector<OwnGrammar> own_grammars;

std::atomic<std::uint64_t> next_id = 1;

/// The text between `open` and the next '<' or '"' after it; empty when there is none.
std::string between(std::string_view bytes, std::string_view open) {
    auto const at = bytes.find(open);
    if (at == std::string_view::npos) return {};
    auto const rest = bytes.substr(at + open.size());
    return std::string(rest.substr(0, rest.find_first_of("<\"")));
}

/// Puts a set together, one release after another, and keeps what is wrong.
class Builder {
public:
    /// @param map what stands before the names of files in faults: empty, or the name of a folder and a slash
    void add(std::string const& map, std::shared_ptr<model::Release const> release, ReleaseFiles const& files) {
        auto const before = impl_->berichten.size();
        for (auto const& folder : folders) add(map, folder, release, files);
        if (impl_->berichten.size() == before && fouten.empty())
            fouten.push_back({map, 0, 0, "", "iwmo/wmo301.xsd, ijw/jw301.xsd, ...", "De release heeft geen schema's van berichten."});
        impl_->releases.push_back(std::move(release));
    }

    std::expected<std::unique_ptr<SchemaSet::Impl>, std::vector<Fout>> done() {
        if (!fouten.empty()) return std::unexpected(std::move(fouten));
        std::ranges::sort(impl_->releases, {}, [](auto const& release) { return std::pair(release->hoofdversie, release->subversie); });
        std::string hashes;
        for (auto const& release : impl_->releases) hashes += release->hash + "\n";
        impl_->hash = model::sha256_hex(hashes);
        return std::move(impl_);
    }

    std::vector<Fout> fouten;

private:
    void add(std::string const& map, Folder const& folder, std::shared_ptr<model::Release const> const& release,
             ReleaseFiles const& files) {
        std::vector<SchemaFile> own;
        auto const take = [&](std::string const& name) {
            auto const file = files.find(fmt::format("{}{}", folder.path, name));
            if (file != files.end()) own.push_back({name, file->second});
        };
        take("basisschema.xsd");
        // Only what is read: a schema nobody uses need not load.
        for (auto const number : numbers) take(message_file(folder, number));
        if (own.empty()) return;
        auto const fout = [&](std::string_view file, std::string verwacht, std::string melding) {
            fouten.push_back({fmt::format("{}{}{}", map, folder.path, file), 0, 0, "", std::move(verwacht), std::move(melding)});
        };
        if (own.front().name != "basisschema.xsd") return fout("basisschema.xsd", "", "Het bestand ontbreekt.");
        auto const basis = between(own.front().bytes, "targetNamespace=\"");
        auto grammar = Grammar::load(own);
        if (!grammar) {
            auto const& fault = grammar.error();
            fouten.push_back({fmt::format("{}{}{}", map, folder.path, fault.file), fault.line, fault.column, "", "",
                              fmt::format("Het schema klopt niet: {}", fault.text)});
            return;
        }
        auto const& schemas = *impl_->schemas.emplace_back(
            std::make_unique<Schemas>(fmt::format("{} {}", folder.naam, release->versie), basis, std::move(own), std::move(*grammar)));
        for (auto const number : numbers) {
            auto const name = message_file(folder, number);
            auto const file = std::ranges::find(schemas.files(), name, &SchemaFile::name);
            if (file == schemas.files().end()) continue;
            SchemaSet::Impl::Bericht bericht{{folder.domein, number},
                                             between(file->bytes, "targetNamespace=\""),
                                             {between(file->bytes, ":BasisschemaXsdVersie>"), between(file->bytes, ":BerichtXsdVersie>")},
                                             &schemas,
                                             release};
            if (!schemas.outline(bericht.name_space, "Bericht")) fout(name, "Bericht", "Het schema heeft geen element Bericht.");
            if (bericht.versie.first.empty() || bericht.versie.second.empty())
                fout(name, "BasisschemaXsdVersie en BerichtXsdVersie", "Het schema heeft geen XsdVersie in xs:appinfo.");
            if (auto const* ander = impl_->find(bericht.name_space))
                fout(name, "een eigen naamruimte per bericht en release",
                     fmt::format("De naamruimte is al van {} {}.", model::to_string(ander->soort), ander->release->versie));
            impl_->berichten.push_back(std::move(bericht));
        }
    }

    static std::string message_file(Folder const& folder, std::int16_t number) { return fmt::format("{}{}.xsd", folder.prefix, number); }

    std::unique_ptr<SchemaSet::Impl> impl_ = std::make_unique<SchemaSet::Impl>();
};

/// A release of which the files are known.
struct Read {
    std::string map; ///< empty for the built-in one
    ReleaseFiles files;
};

/// The files of a release with those of its basis where it has none. Schemas carry their version in their namespaces, so only a
/// release of the same version takes them over.
ReleaseFiles overlay(ReleaseFiles own, ReleaseFiles const& basis, bool same_version) {
    for (auto const& [name, bytes] : basis)
        if (same_version || !name.ends_with(".xsd")) own.try_emplace(name, bytes);
    return own;
}

/// The folders of a directory, ascending by name.
std::vector<std::filesystem::path> folders_in(std::filesystem::path const& map, std::vector<Fout>& fouten) {
    std::vector<std::filesystem::path> found;
    std::error_code fault;
    for (auto const& entry : std::filesystem::directory_iterator(map, fault))
        if (entry.is_directory()) found.push_back(entry.path());
    if (fault || found.empty()) fouten.push_back({map.string(), 0, 0, "", "een map met een map per release", "Hier staan geen releases."});
    std::ranges::sort(found);
    return found;
}

} // namespace

Schemas::Schemas(std::string naam, std::string basis, std::vector<SchemaFile> files, std::shared_ptr<Grammar const> grammar)
    : naam_(std::move(naam)), basis_(std::move(basis)), files_(std::move(files)), outlines_(outlines(*grammar)), id_(next_id++),
      first_(std::move(grammar)) {}

std::shared_ptr<Grammar const> Schemas::grammar(std::size_t foreign_bytes) const {
    auto own = std::ranges::find(own_grammars, id_, &OwnGrammar::schemas);
    if (own == own_grammars.end()) {
        if (own_grammars.size() == most_own_grammars) own_grammars.erase(own_grammars.begin());
        std::lock_guard const lock(mutex_);
        own_grammars.push_back({id_, std::move(first_), 0});
        own = own_grammars.end() - 1;
    }
    own->foreign_bytes += foreign_bytes;
    if (!own->grammar || own->foreign_bytes > most_foreign_bytes) {
        auto fresh = Grammar::load(files_);
        // The same files loaded before; should memory fail now, a grammar that is there goes on.
        if (fresh) *own = {id_, std::move(*fresh), 0};
        if (!own->grammar) throw std::runtime_error("the schemas could not be loaded again: " + fresh.error().text);
    }
    return own->grammar;
}

ElementOutline const* Schemas::outline(std::string_view name_space, std::string_view element) const {
    auto const found = outlines_.find(fmt::format("{{{}}}{}", name_space, element));
    return found == outlines_.end() ? nullptr : &found->second;
}

SchemaSet::Impl::Bericht const* SchemaSet::Impl::find(std::string_view name_space) const {
    auto const found = std::ranges::find(berichten, name_space, &Bericht::name_space);
    return found == berichten.end() ? nullptr : &*found;
}

SchemaSet::Impl::Bericht const* SchemaSet::Impl::find(std::string_view versie, model::BerichtSoort soort) const {
    auto const found = std::ranges::find_if(berichten, [&](Bericht const& b) { return b.soort == soort && b.release->versie == versie; });
    return found == berichten.end() ? nullptr : &*found;
}

bool SchemaSet::Impl::is_known(std::string_view name_space) const {
    return name_space == "http://www.w3.org/2001/XMLSchema-instance" || find(name_space) ||
           std::ranges::any_of(schemas, [&](auto const& one) { return one->basis() == name_space; });
}

SchemaSet::SchemaSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SchemaSet::~SchemaSet() = default;

model::Result<std::shared_ptr<SchemaSet const>> SchemaSet::built_in() {
    Builder builder;
    builder.add("", built_in_release(), built_in_release_files());
    auto impl = builder.done();
    if (!impl)
        return std::unexpected(
            model::Error{model::ErrorCode::internal, impl.error().front().bestand + ": " + impl.error().front().melding});
    return std::shared_ptr<SchemaSet const>(new SchemaSet(std::move(*impl)));
}

std::expected<std::shared_ptr<SchemaSet const>, std::vector<Fout>> SchemaSet::load(std::filesystem::path const& map, Check const& check) {
    Builder builder;
    std::map<std::string, Read> by_version;
    by_version.emplace(built_in_release()->versie, Read{"", built_in_release_files()});
    for (auto const& directory : folders_in(map, builder.fouten)) {
        Read read{directory.filename().string() + "/", read_release_directory(directory, builder.fouten)};
        auto const versie = release_waarde(read.files, "versie");
        if (auto const naam = release_waarde(read.files, "basis"); !naam.empty()) {
            if (auto const basis = by_version.find(naam); basis != by_version.end())
                read.files = overlay(std::move(read.files), basis->second.files, naam == versie);
            else
                builder.fouten.push_back({read.map + "release.csv", 0, 0, naam, "3.2, of de versie van een map die ervoor komt",
                                          "De release van de basis is er niet."});
        }
        auto [at, is_new] = by_version.try_emplace(versie);
        if (!is_new && !at->second.map.empty())
            builder.fouten.push_back({read.map + "release.csv", 0, 0, versie, "een eigen versie per map",
                                      fmt::format("De map {} heeft deze versie al.", at->second.map)});
        at->second = std::move(read);
    }
    for (auto const& [versie, read] : by_version) {
        if (read.map.empty()) {
            builder.add("", built_in_release(), read.files);
            continue;
        }
        auto const release = std::make_shared<model::Release const>(make_release(read.map, read.files, builder.fouten));
        for (auto& fout : check(*release)) {
            fout.bestand.insert(0, read.map);
            builder.fouten.push_back(std::move(fout));
        }
        builder.add(read.map, release, read.files);
    }
    auto impl = builder.done();
    if (!impl) return std::unexpected(std::move(impl.error()));
    return std::shared_ptr<SchemaSet const>(new SchemaSet(std::move(*impl)));
}

std::optional<Herkend> SchemaSet::herken(std::string_view name_space) const {
    auto const* found = impl_->find(name_space);
    return found ? std::optional(Herkend{found->soort, found->release}) : std::nullopt;
}

std::string_view SchemaSet::name_space(model::Release const& release, model::BerichtSoort soort) const {
    auto const* found = impl_->find(release.versie, soort);
    return found ? std::string_view(found->name_space) : std::string_view{};
}

std::pair<std::string, std::string> SchemaSet::versie(model::Release const& release, model::BerichtSoort soort) const {
    auto const* found = impl_->find(release.versie, soort);
    return found ? found->versie : std::pair<std::string, std::string>{};
}

std::span<std::shared_ptr<model::Release const> const> SchemaSet::releases() const noexcept { return impl_->releases; }

std::string const& SchemaSet::hash() const noexcept { return impl_->hash; }

} // namespace xsd
