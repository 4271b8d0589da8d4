#include "xsd/schema_set.hpp"

#include "xsd/built_in.hpp"
#include "xsd/schema_set_impl.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace xsd {
namespace {

/// A schema file with its place below the schema directory.
struct PlacedFile {
    std::string folder; ///< "iwmo/3.2"
    SchemaFile file;
};

struct Folder {
    std::string_view path;
    std::string_view prefix; ///< of the message files
    model::Domein domein;
};
constexpr std::array folders{Folder{"iwmo/3.2", "wmo", model::Domein::wmo}, Folder{"ijw/3.2", "jw", model::Domein::jw}};

/// The messages with shapes (xsd/shapes.hpp).
constexpr std::array<std::int16_t, 14> numbers{301, 302, 305, 306, 307, 308, 315, 316, 317, 318, 319, 320, 323, 325};

/// Foreign namespaces a pool may have met before it is made anew: a few MB, seen only when somebody tries.
constexpr std::size_t most_foreign_bytes = 4 << 20;

model::Error bad(std::string text) { return {model::ErrorCode::bad_bundle, std::move(text)}; }

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

/// The text between `open` and the next '<' or '"' after it; empty when there is none.
std::string between(std::string_view bytes, std::string_view open) {
    auto const at = bytes.find(open);
    if (at == std::string_view::npos) return {};
    auto const rest = bytes.substr(at + open.size());
    return std::string(rest.substr(0, rest.find_first_of("<\"")));
}

class Sha256 {
public:
    Sha256() : context_(EVP_MD_CTX_new()) {
        if (!context_ || EVP_DigestInit_ex(context_, EVP_sha256(), nullptr) != 1) throw std::runtime_error("SHA-256 is not available");
    }
    ~Sha256() { EVP_MD_CTX_free(context_); }
    Sha256(Sha256 const&) = delete;
    Sha256& operator=(Sha256 const&) = delete;

    void add(std::string_view bytes) { EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }
    std::string hex() {
        std::array<unsigned char, 32> digest{};
        EVP_DigestFinal_ex(context_, digest.data(), nullptr);
        std::string out;
        for (auto const byte : digest) out += fmt::format("{:02x}", byte);
        return out;
    }

private:
    EVP_MD_CTX* context_;
};

model::Result<std::unique_ptr<SchemaSet::Impl>> make(std::vector<PlacedFile> files) {
    std::ranges::sort(files, {}, [](PlacedFile const& f) { return f.folder + "/" + f.file.name; });
    auto impl = std::make_unique<SchemaSet::Impl>();
    Sha256 hash;
    for (auto const& f : files) {
        hash.add(fmt::format("{}/{}\n{}\n", f.folder, f.file.name, f.file.bytes.size()));
        hash.add(f.file.bytes);
    }
    impl->hash = hash.hex();

    for (auto const& folder : folders) {
        std::vector<SchemaFile> own;
        for (auto& f : files) {
            if (f.folder == folder.path) own.push_back(std::move(f.file));
        }
        if (own.empty()) continue;
        auto const basis = std::ranges::find(own, "basisschema.xsd", &SchemaFile::name);
        if (basis == own.end()) return std::unexpected(bad(fmt::format("{}: no basisschema.xsd", folder.path)));
        auto const basis_name_space = between(basis->bytes, "targetNamespace=\"");
        auto grammar = Grammar::load(own);
        if (!grammar) return std::unexpected(bad(fmt::format("{}/{}", folder.path, grammar.error().context)));
        auto const& release =
            *impl->releases.emplace_back(std::make_unique<Release>(folder.domein, basis_name_space, std::move(own), std::move(*grammar)));
        for (auto const number : numbers) {
            auto const name = fmt::format("{}{}.xsd", folder.prefix, number);
            auto const file = std::ranges::find(release.files(), name, &SchemaFile::name);
            if (file == release.files().end()) continue;
            SchemaSet::Impl::Bericht bericht{{folder.domein, number},
                                             between(file->bytes, "targetNamespace=\""),
                                             {between(file->bytes, ":BasisschemaXsdVersie>"), between(file->bytes, ":BerichtXsdVersie>")},
                                             &release};
            if (!release.outline(bericht.name_space, "Bericht"))
                return std::unexpected(bad(fmt::format("{}/{}: no element Bericht", folder.path, name)));
            if (bericht.versie.first.empty() || bericht.versie.second.empty())
                return std::unexpected(bad(fmt::format("{}/{}: no XsdVersie in xs:appinfo", folder.path, name)));
            impl->berichten.push_back(std::move(bericht));
        }
    }
    if (impl->berichten.empty()) return std::unexpected(bad("no message schemas (iwmo/3.2/wmo301.xsd, ijw/3.2/jw301.xsd, ...)"));
    return impl;
}

} // namespace

Release::Release(model::Domein domein, std::string basis, std::vector<SchemaFile> files, std::shared_ptr<Grammar const> grammar)
    : domein_(domein), basis_(std::move(basis)), files_(std::move(files)), outlines_(outlines(*grammar)), grammar_(std::move(grammar)) {}

std::shared_ptr<Grammar const> Release::grammar(std::size_t foreign_bytes) const {
    std::lock_guard const lock(mutex_);
    foreign_bytes_ += foreign_bytes;
    if (foreign_bytes_ > most_foreign_bytes) {
        // The same files loaded before; should memory fail now, the old pool goes on.
        if (auto fresh = Grammar::load(files_)) grammar_ = std::move(*fresh);
        foreign_bytes_ = 0;
    }
    return grammar_;
}

ElementOutline const* Release::outline(std::string_view name_space, std::string_view element) const {
    auto const found = outlines_.find(fmt::format("{{{}}}{}", name_space, element));
    return found == outlines_.end() ? nullptr : &found->second;
}

SchemaSet::Impl::Bericht const* SchemaSet::Impl::find(std::string_view name_space) const {
    auto const found = std::ranges::find(berichten, name_space, &Bericht::name_space);
    return found == berichten.end() ? nullptr : &*found;
}

SchemaSet::Impl::Bericht const* SchemaSet::Impl::find(model::BerichtSoort soort) const {
    auto const found = std::ranges::find(berichten, soort, &Bericht::soort);
    return found == berichten.end() ? nullptr : &*found;
}

bool SchemaSet::Impl::is_known(std::string_view name_space) const {
    return name_space == "http://www.w3.org/2001/XMLSchema-instance" || find(name_space) ||
           std::ranges::any_of(releases, [&](auto const& release) { return release->basis() == name_space; });
}

SchemaSet::SchemaSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SchemaSet::~SchemaSet() = default;

model::Result<std::shared_ptr<SchemaSet const>> SchemaSet::built_in() {
    std::vector<PlacedFile> files;
    for (auto const& file : built_in_files()) {
        auto const slash = file.path.rfind('/');
        files.push_back({std::string(file.path.substr(0, slash)), {std::string(file.path.substr(slash + 1)), std::string(file.bytes)}});
    }
    auto impl = make(std::move(files));
    if (!impl) return std::unexpected(impl.error());
    return std::shared_ptr<SchemaSet const>(new SchemaSet(std::move(*impl)));
}

model::Result<std::shared_ptr<SchemaSet const>> SchemaSet::from_directory(std::filesystem::path const& directory) {
    std::vector<PlacedFile> files;
    for (auto const& folder : folders) {
        std::error_code fault;
        for (auto const& entry : std::filesystem::directory_iterator(directory / folder.path, fault)) {
            auto const name = lower(entry.path().filename().string());
            // Only what is read: a schema nobody uses need not load.
            auto const wanted = name == "basisschema.xsd" || std::ranges::any_of(numbers, [&](auto number) {
                                    return name == fmt::format("{}{}.xsd", folder.prefix, number);
                                });
            if (!wanted) continue;
            std::ifstream in(entry.path(), std::ios::binary);
            std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
            if (!in || bytes.empty()) return std::unexpected(bad(fmt::format("{}: cannot be read", entry.path().string())));
            files.push_back({std::string(folder.path), {name, std::move(bytes)}});
        }
    }
    auto impl = make(std::move(files));
    if (!impl) return std::unexpected(bad(fmt::format("{}: {}", directory.string(), impl.error().context)));
    return std::shared_ptr<SchemaSet const>(new SchemaSet(std::move(*impl)));
}

std::optional<model::BerichtSoort> SchemaSet::soort(std::string_view name_space) const {
    auto const* found = impl_->find(name_space);
    return found ? std::optional(found->soort) : std::nullopt;
}

std::string_view SchemaSet::name_space(model::BerichtSoort soort) const {
    auto const* found = impl_->find(soort);
    return found ? std::string_view(found->name_space) : std::string_view{};
}

std::pair<std::string, std::string> SchemaSet::versie(model::BerichtSoort soort) const {
    auto const* found = impl_->find(soort);
    return found ? found->versie : std::pair<std::string, std::string>{};
}

std::string const& SchemaSet::hash() const noexcept { return impl_->hash; }

} // namespace xsd
