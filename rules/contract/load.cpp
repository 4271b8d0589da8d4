#include "rules/contract/load.hpp"

#include "rules/contract/kolommen.hpp"
#include "rules/contract/tabellen.hpp"
#include "rules/contract/toml.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <ranges>
#include <stdexcept>
#include <system_error>
#include <tuple>

namespace rules::contract {

namespace {

constexpr std::uintmax_t largest_bundle = 64U << 20U; // bytes; far above any real region, far below what hurts

std::string file_names() { return fmt::format("{}", fmt::join(bestanden | std::views::transform(&BestandVorm::naam), ", ")); }

/// The gemeenten a perceel names in its own table.
void check_per_gemeente(Kop const& kop, Kader& kader) {
    for (std::size_t i = 0; i < kop.perceel_lijnen.size() && kader.gemeenten; ++i)
        for (auto const& [gemeente, bekostiging] : kader.contract.percelen[i].per_gemeente)
            if (std::ranges::find(kader.contract.gemeenten, gemeente, &model::ContractGemeente::code) == kader.contract.gemeenten.end())
                kader.fouten.push_back({"bundel.toml", kop.perceel_lijnen[i], 0, gemeente, "een gemeente uit gemeenten.csv",
                                        "Deze gemeente hoort niet bij deze regio."});
}

bool known(std::string_view name) { return std::ranges::find(bestanden, name, &BestandVorm::naam) != bestanden.end(); }

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
                                                     directory.string(), fmt::join(strangers, ", "), file_names())));
    }
    std::ranges::sort(files);
    return files;
}

std::expected<model::Contract, std::vector<Fout>> load(Files const& files) {
    std::vector<Fout> fouten;
    for (auto const& [name, bytes] : files)
        if (!known(name)) fouten.push_back({name, 0, 0, "", file_names(), "Dit bestand is geen deel van een bundel."});

    auto const bytes_of = [&](std::string_view name) -> std::string const* {
        auto const it = std::ranges::find(files, name, [](auto const& file) { return std::string_view(file.first); });
        if (it != files.end()) return &it->second;
        if (std::ranges::find(bestanden, name, &BestandVorm::naam)->nodig)
            fouten.push_back({std::string(name), 0, 0, "", std::string(name), "Dit bestand ontbreekt in de bundel."});
        return nullptr;
    };

    model::Contract contract;
    Kader kader{contract, fouten};
    Kop kop;
    if (auto const* bytes = bytes_of("bundel.toml")) kop = read_kop("bundel.toml", *bytes, fouten);
    kader.kop = kop.gelezen;
    contract.naam = kop.naam;
    contract.versie = kop.versie;
    contract.regio = kop.regio;
    contract.geldig = kop.geldig;
    contract.vormen = kop.vormen;
    contract.percelen = kop.percelen;
    contract.parameters = kop.parameters;
    contract.rapport = kop.rapport;
    contract.regels = kop.regels;
    using Load = void (*)(std::string const&, std::string_view, Kader&);
    // In this order: a file names only what stands in files before it.
    constexpr auto loaders = std::to_array<std::pair<char const*, Load>>({{"gemeenten.csv", load_gemeenten},
                                                                          {"producten.csv", load_producten},
                                                                          {"overeenkomsten.csv", load_overeenkomsten},
                                                                          {"tarieven.csv", load_tarieven},
                                                                          {"deelname.csv", load_deelname},
                                                                          {"opslagen.csv", load_opslagen},
                                                                          {"budgetten.csv", load_budgetten},
                                                                          {"capaciteit.csv", load_capaciteit},
                                                                          {"combinaties.csv", load_combinaties}});
    for (auto const& [name, read] : loaders)
        if (auto const* bytes = bytes_of(name)) read(name, *bytes, kader);
    check_per_gemeente(kop, kader);

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
