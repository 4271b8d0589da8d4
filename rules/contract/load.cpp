#include "rules/contract/load.hpp"

#include "rules/contract/fields.hpp"
#include "rules/contract/toml.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <system_error>
#include <tuple>

namespace rules::contract {

namespace {

constexpr std::array<std::string_view, 4> known_files = {"bundel.toml", "gemeenten.csv", "producten.csv", "tarieven.csv"};
constexpr std::array<std::string_view, 4> gemeente_kolommen = {"gemeente", "naam", "geldig_van", "geldig_tot"};
constexpr std::array<std::string_view, 7> product_kolommen = {"domein",  "categorie",  "code",      "omschrijving",
                                                              "eenheid", "geldig_van", "geldig_tot"};
constexpr std::array<std::string_view, 7> tarief_kolommen = {"domein", "product",    "eenheid",   "aanbieder",
                                                             "tarief", "geldig_van", "geldig_tot"};
constexpr std::uintmax_t largest_bundle = 64U << 20U; // bytes; far above any real region, far below what hurts

/// A line of a CSV that could be read, with the row it came from.
template <class T>
struct Gelezen {
    T waarde;
    Rij const* rij;
};

std::string herkomst(std::string_view bestand, Rij const& rij) { return fmt::format("{}:{}", bestand, rij.lijn); }

/// Sorts by key and start, and appends a Fout for each line that overlaps an earlier one of the same key.
/// `cel` is the column the fault points at, `wat` names the thing in the sentence.
template <class T, class Key>
void check_overlap(std::vector<Gelezen<T>>& lines, Key key, std::size_t cel, std::string_view wat, Fields& fields) {
    std::ranges::sort(lines, {}, [&](auto const& l) { return std::tuple(key(l.waarde), l.waarde.geldig.van, l.rij->lijn); });
    for (std::size_t i = 0, reach = 0; i + 1 < lines.size(); ++i) {
        auto const& next = lines[i + 1];
        // `reach`: the line of this key whose validity goes furthest, so that a short line between two long ones hides nothing.
        auto const further = [&](T const& a, T const& b) { return !a.geldig.tot || (b.geldig.tot && *a.geldig.tot > *b.geldig.tot); };
        if (i == 0 || key(lines[i].waarde) != key(lines[reach].waarde) || further(lines[i].waarde, lines[reach].waarde)) reach = i;
        auto const& earlier = lines[reach];
        if (key(earlier.waarde) != key(next.waarde) || !earlier.waarde.geldig.op(next.waarde.geldig.van)) continue;
        fields.fault(*next.rij, cel,
                     earlier.waarde.geldig.tot ? fmt::format("{} of later", to_string(*earlier.waarde.geldig.tot + 1))
                                               : fmt::format("een geldig_tot op regel {}", earlier.rij->lijn),
                     fmt::format("Op deze dag geldt {} al volgens regel {}.", wat, earlier.rij->lijn));
    }
}

template <class T>
std::vector<T> values(std::vector<Gelezen<T>>&& lines) {
    std::vector<T> out;
    out.reserve(lines.size());
    for (auto& line : lines) out.push_back(std::move(line.waarde));
    return out;
}

std::vector<model::ContractGemeente> load_gemeenten(std::string const& bestand, std::string_view bytes, std::vector<Fout>& fouten) {
    auto const before = fouten.size();
    auto const rijen = read_csv(bestand, bytes, gemeente_kolommen, fouten);
    if (rijen.empty() && fouten.size() == before)
        fouten.push_back({bestand, 0, 0, "", "minstens één regel met een gemeente", "De bundel geldt voor geen enkele gemeente."});
    Fields fields(bestand, fouten);
    std::vector<Gelezen<model::ContractGemeente>> lines;
    for (auto const& rij : rijen) {
        auto const code = fields.gemeente(rij, 0);
        auto const naam = fields.tekst(rij, 1);
        auto const geldig = fields.geldig(rij, 2, 3);
        if (code && naam && geldig) lines.push_back({{*code, *naam, *geldig, herkomst(bestand, rij)}, &rij});
    }
    check_overlap(
        lines, [](auto const& g) { return std::string_view(g.code); }, 2, "deze gemeente", fields);
    return values(std::move(lines));
}

/// Which products `producten.csv` names, also on lines that are wrong elsewhere: a tarief is not blamed for another file's fault.
using ProductNamen = std::set<std::pair<std::string, std::string>>;

/// @param namen filled; left empty of value when the file cannot be read as a table
std::vector<model::ContractProduct> load_producten(std::string const& bestand, std::string_view bytes, std::optional<ProductNamen>& namen,
                                                   std::vector<Fout>& fouten) {
    auto const before = fouten.size();
    auto const rijen = read_csv(bestand, bytes, product_kolommen, fouten);
    if (!rijen.empty() || fouten.size() == before) namen.emplace();
    Fields fields(bestand, fouten);
    std::vector<Gelezen<model::ContractProduct>> lines;
    for (auto const& rij : rijen) {
        namen->emplace(rij.cellen[0].tekst, rij.cellen[2].tekst);
        auto const domein = fields.domein(rij, 0);
        auto const categorie = fields.categorie(rij, 1, domein);
        auto const code = fields.product_code(rij, 2);
        auto const omschrijving = fields.tekst(rij, 3);
        auto const eenheid = fields.eenheid(rij, 4);
        auto const geldig = fields.geldig(rij, 5, 6);
        if (domein && categorie && code && omschrijving && eenheid && geldig)
            lines.push_back({{*domein, *categorie, *code, *omschrijving, *eenheid, *geldig, herkomst(bestand, rij)}, &rij});
    }
    check_overlap(
        lines, [](auto const& p) { return std::tuple(p.domein, std::string_view(p.code)); }, 5, "dit product", fields);
    return values(std::move(lines));
}

std::vector<model::ContractTarief> load_tarieven(std::string const& bestand, std::string_view bytes,
                                                 std::optional<ProductNamen> const& producten, std::vector<Fout>& fouten) {
    auto const rijen = read_csv(bestand, bytes, tarief_kolommen, fouten);
    Fields fields(bestand, fouten);
    std::vector<Gelezen<model::ContractTarief>> lines;
    for (auto const& rij : rijen) {
        auto const domein = fields.domein(rij, 0);
        auto const product = fields.product_code(rij, 1);
        if (domein && product && producten && !producten->contains({rij.cellen[0].tekst, *product}))
            fields.fault(rij, 1, "een code uit producten.csv met hetzelfde domein", "Dit product staat niet in producten.csv.");
        auto const eenheid = fields.eenheid(rij, 2);
        auto const aanbieder = fields.aanbieder(rij, 3);
        auto const tarief = fields.tarief(rij, 4);
        auto const geldig = fields.geldig(rij, 5, 6);
        if (domein && product && eenheid && aanbieder && tarief && geldig)
            lines.push_back({{*domein, *product, *eenheid, *aanbieder, *tarief, *geldig, herkomst(bestand, rij)}, &rij});
    }
    auto const key = [](auto const& t) {
        return std::tuple(t.domein, std::string_view(t.product), t.eenheid.view(), std::string_view(t.aanbieder));
    };
    check_overlap(lines, key, 5, "een tarief voor dit product, deze eenheid en deze aanbieder", fields);
    return values(std::move(lines));
}

bool known(std::string_view name) { return std::ranges::find(known_files, name) != known_files.end(); }

model::Error wrong_use(std::string context) { return {model::ErrorCode::wrong_use, std::move(context)}; }

} // namespace

model::Result<Files> read_directory(std::filesystem::path const& directory) {
    std::error_code error;
    if (!std::filesystem::is_directory(directory, error))
        return std::unexpected(
            model::Error{model::ErrorCode::not_found, fmt::format("{} is geen map die gelezen kan worden", directory.string())});

    Files files;
    std::vector<std::string> strangers;
    std::uintmax_t total = 0;
    auto entry = std::filesystem::directory_iterator(directory, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        auto const name = entry->path().filename().string();
        std::error_code not_regular;
        if (!known(name) || !entry->is_regular_file(not_regular)) {
            strangers.push_back(name);
            continue;
        }
        std::ifstream in(entry->path(), std::ios::binary);
        std::string bytes;
        std::array<char, 1U << 16U> block{};
        while (in.read(block.data(), block.size()) || in.gcount() > 0) {
            bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
            if (total + bytes.size() > largest_bundle)
                return std::unexpected(wrong_use(fmt::format("{} is groter dan 64 MiB", directory.string())));
        }
        if (!in.eof()) return std::unexpected(wrong_use(fmt::format("{} kan niet gelezen worden", entry->path().string())));
        total += bytes.size();
        files.emplace_back(name, std::move(bytes));
    }
    if (error) return std::unexpected(wrong_use(fmt::format("{}: {}", directory.string(), error.message())));
    if (!strangers.empty()) {
        std::ranges::sort(strangers);
        return std::unexpected(wrong_use(fmt::format("{} bevat wat geen deel van een bundel is: {}; een bundel bestaat uit {}",
                                                     directory.string(), fmt::join(strangers, ", "), fmt::join(known_files, ", "))));
    }
    std::ranges::sort(files);
    return files;
}

std::expected<model::Contract, std::vector<Fout>> load(Files const& files) {
    std::vector<Fout> fouten;
    for (auto const& [name, bytes] : files)
        if (!known(name))
            fouten.push_back({name, 0, 0, "", fmt::format("{}", fmt::join(known_files, ", ")), "Dit bestand is geen deel van een bundel."});

    auto const bytes_of = [&](std::string_view name) -> std::string const* {
        auto const it = std::ranges::find(files, name, [](auto const& file) { return std::string_view(file.first); });
        if (it != files.end()) return &it->second;
        fouten.push_back({std::string(name), 0, 0, "", std::string(name), "Dit bestand ontbreekt in de bundel."});
        return nullptr;
    };

    model::Contract contract;
    if (auto const* bytes = bytes_of("bundel.toml")) {
        auto kop = read_kop("bundel.toml", *bytes, fouten);
        contract.naam = std::move(kop.naam);
        contract.versie = std::move(kop.versie);
        contract.geldig = kop.geldig;
    }
    if (auto const* bytes = bytes_of("gemeenten.csv")) contract.gemeenten = load_gemeenten("gemeenten.csv", *bytes, fouten);
    std::optional<ProductNamen> producten;
    if (auto const* bytes = bytes_of("producten.csv")) contract.producten = load_producten("producten.csv", *bytes, producten, fouten);
    if (auto const* bytes = bytes_of("tarieven.csv")) contract.tarieven = load_tarieven("tarieven.csv", *bytes, producten, fouten);

    if (!fouten.empty()) {
        std::ranges::stable_sort(fouten, {}, [](Fout const& f) { return std::tie(f.bestand, f.lijn, f.kolom); });
        return std::unexpected(std::move(fouten));
    }
    contract.hash = hash(files);
    return contract;
}

std::string hash(Files const& files) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    auto const add = [&](std::string_view bytes) { return EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1; };
    bool ok = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
    // The sizes keep two bundles apart whose names and bytes happen to join to the same text.
    for (auto const& [name, bytes] : files) ok = ok && add(fmt::format("{}:{}:{}:", name.size(), name, bytes.size())) && add(bytes);
    ok = ok && EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1;
    if (!ok) throw std::runtime_error("SHA-256 is not available");
    return fmt::format("{:02x}", fmt::join(digest.begin(), digest.begin() + size, ""));
}

} // namespace rules::contract
