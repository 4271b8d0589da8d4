#include "gateway/commands/command.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/releases.hpp"
#include "gateway/verkeer/verkeer.hpp"
#include "rules/contract/load.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

namespace gateway::commands {

namespace {

namespace fs = std::filesystem;

struct Options {
    std::string regio;
    std::string uit;
    std::string van = "2026-01";
    std::string releases;
    std::int32_t maanden = 12;
    std::uint32_t clienten = 0;
    std::uint64_t prestaties = 0;
    std::uint64_t zaad = 1;
    std::uint32_t fouten = 0;
    bool zonder_retouren = false;
};

constexpr std::int32_t meeste_maanden = 60;
constexpr std::uint32_t meeste_fouten = 500;

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

model::Result<verkeer::Opdracht> opdracht(Options const& options) {
    auto const van = model::parse_date(options.van + "-01");
    if (!van || options.van.size() != 7) return std::unexpected(wrong(fmt::format("--van: \"{}\" is geen maand JJJJ-MM.", options.van)));
    if (model::civil(*van).year < 2021 || model::civil(*van).year > 2090)
        return std::unexpected(wrong("--van: vóór 2021 en na 2090 wordt er niet gedeclareerd volgens deze standaard."));
    if (options.maanden < 1 || options.maanden > meeste_maanden)
        return std::unexpected(wrong(fmt::format("--maanden: van 1 tot en met {}.", meeste_maanden)));
    if (options.fouten > meeste_fouten)
        return std::unexpected(wrong(fmt::format("--fouten: van 0 tot en met {} promille.", meeste_fouten)));
    if ((options.clienten == 0) == (options.prestaties == 0))
        return std::unexpected(wrong("Geef --clienten of --prestaties, een van beide, en meer dan 0."));
    return verkeer::Opdracht{.van = *van,
                             .maanden = options.maanden,
                             .clienten = options.clienten,
                             .prestaties = options.prestaties,
                             .zaad = options.zaad,
                             .fouten = options.fouten,
                             .retouren = !options.zonder_retouren};
}

model::Result<model::Contract> bundel(std::string const& regio) {
    std::error_code error;
    auto map = fs::path(regio);
    if (!fs::is_directory(map, error)) map = fs::path("deploy/contracts") / regio;
    if (!fs::is_directory(map, error))
        return std::unexpected(model::Error{model::ErrorCode::not_found,
                                            fmt::format("Regio {} is geen map met een bundel, en staat niet in deploy/contracts.", regio)});
    auto const files = rules::contract::read_directory(map);
    if (!files) return std::unexpected(files.error());
    auto contract = rules::contract::load(*files);
    if (!contract)
        return std::unexpected(
            model::Error{model::ErrorCode::bad_bundle, fmt::format("Bundel {} heeft {} fouten.", map.string(), contract.error().size())});
    return std::move(*contract);
}

/// A file that is written as it goes.
class Bestand {
public:
    explicit Bestand(fs::path const& pad) : pad_(pad), file_(std::fopen(pad.c_str(), "wb")) {}

    void schrijf(std::string_view bytes) {
        goed_ = file_ && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size() && goed_;
    }
    model::Result<void> sluit() {
        bool const gesloten = file_ && std::fclose(file_.release()) == 0;
        if (gesloten && goed_) return {};
        return std::unexpected(model::Error{model::ErrorCode::store_io, fmt::format("{}: niet te schrijven", pad_.string())});
    }

private:
    struct Sluit {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    fs::path pad_;
    std::unique_ptr<std::FILE, Sluit> file_;
    bool goed_ = true;
};

std::string bestandsnaam(verkeer::Verzending const& v) {
    auto const cijfers = v.soort.size() - 3;
    return fmt::format("{:06}-{}-{}-{}-{}.xml", v.nummer, v.soort.substr(cijfers), v.soort.substr(0, cijfers), v.van, v.naar);
}

/// The messages as files, with the two lists beside them.
class Schrijver {
public:
    explicit Schrijver(fs::path const& map)
        : berichten_(map / "berichten"), verloop_(map / "verloop.csv"), waarheid_(map / "waarheid.csv") {
        verloop_.schrijf("bestand;dag;soort;van;naar\n");
        waarheid_.schrijf("bestand;dag;soort;identificatie;referentie;toewijzing;fout;regels;retourcodes;gevolg;uitkomst\n");
    }

    model::Result<void> neem(verkeer::Verzending const& v) {
        auto const naam = bestandsnaam(v);
        Bestand bericht(berichten_ / naam);
        bericht.schrijf(v.xml);
        if (auto gedaan = bericht.sluit(); !gedaan) return gedaan;
        auto const dag = model::to_string(v.dag);
        verloop_.schrijf(fmt::format("berichten/{};{};{};{};{}\n", naam, dag, v.soort, v.van, v.naar));
        auto const kop = fmt::format("berichten/{};{};{};{}", naam, dag, v.soort, v.identificatie);
        if (v.fouten.empty()) waarheid_.schrijf(fmt::format("{};;;schoon;;;;{}\n", kop, v.uitkomst));
        for (auto const& f : v.fouten) waarheid_.schrijf(fmt::format("{};{};{}\n", kop, regel(f), v.uitkomst));
        return {};
    }

    model::Result<void> sluit(verkeer::Telling const& telling) {
        for (auto const& f : telling.zonder_bericht) waarheid_.schrijf(fmt::format(";;;;{};\n", regel(f)));
        if (auto gedaan = verloop_.sluit(); !gedaan) return gedaan;
        return waarheid_.sluit();
    }

private:
    static std::string regel(verkeer::Waarheid const& f) {
        return fmt::format("{};{};{};{};{};{}", f.referentie, f.toewijzing, f.verwacht.fout, f.verwacht.regels, f.verwacht.retourcode,
                           f.verwacht.gevolg);
    }

    fs::path berichten_;
    Bestand verloop_;
    Bestand waarheid_;
};

bool bezet(fs::path const& map) {
    std::error_code error;
    return fs::exists(map, error) && (!fs::is_directory(map, error) || !fs::is_empty(map, error));
}

model::Result<void> maak_map(fs::path const& map) {
    std::error_code error;
    fs::create_directories(map / "berichten", error);
    if (error)
        return std::unexpected(model::Error{model::ErrorCode::store_io, fmt::format("--uit: map {} is niet te maken", map.string())});
    return {};
}

int run(Options const& options) {
    auto const gevraagd = opdracht(options);
    if (!gevraagd) return fail(gevraagd.error());
    auto const contract = bundel(options.regio);
    if (!contract) return fail(contract.error());
    auto const schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());
    if (bezet(options.uit)) return fail(wrong(fmt::format("--uit: {} bestaat al en is niet leeg.", options.uit)));

    // Made with the first message: what cannot be made leaves nothing behind.
    std::optional<Schrijver> schrijver;
    auto const einde = gevraagd->periode().einde + 20;
    auto const begin = gevraagd->van - 40;
    Progress progress(static_cast<std::size_t>(einde - begin));
    auto const telling = verkeer::maak_verkeer(**schemas, *contract, *gevraagd, [&](verkeer::Verzending&& v) -> model::Result<void> {
        if (!schrijver) {
            if (auto gemaakt = maak_map(options.uit); !gemaakt) return gemaakt;
            schrijver.emplace(options.uit);
        }
        auto gedaan = schrijver->neem(v);
        progress.step(static_cast<std::size_t>(std::max(0, v.dag - begin)), model::to_string(v.dag));
        return gedaan;
    });
    progress.clear();
    if (!telling) return fail(telling.error());
    if (schrijver)
        if (auto const gesloten = schrijver->sluit(*telling); !gesloten) return fail(gesloten.error());

    fmt::print("{}: {} berichten, {} prestaties, {} cliënten, {} toewijzingen, {} geplante fouten, in {}\n", contract->label(),
               telling->verzonden, telling->prestaties, telling->clienten, telling->toewijzingen, telling->fouten, options.uit);
    for (auto const& [soort, aantal] : telling->berichten) fmt::print("  {}  {:>9}\n", soort, aantal);
    return exit_done;
}

} // namespace

void add_generate(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("generate", "Maak verzonnen verkeer van een hele regio, met de waarheid ernaast");
    command->add_option("--regio", options->regio, "Map van een contractbundel, of een naam uit deploy/contracts")->required();
    command->add_option("--uit", options->uit, "Nieuwe of lege map voor de berichten")->required();
    command->add_option("--van", options->van, "Eerste maand die gedeclareerd wordt (JJJJ-MM)")->capture_default_str();
    command->add_option("--maanden", options->maanden, "Hoeveel maanden")->capture_default_str();
    command->add_option("--clienten", options->clienten, "Hoeveel cliënten");
    command->add_option("--prestaties", options->prestaties,
                        "In plaats van --clienten: zoveel cliënten als er voor ongeveer zoveel prestaties nodig zijn");
    command->add_option("--seed", options->zaad, "Hetzelfde getal geeft dezelfde bytes")->capture_default_str();
    command->add_option("--fouten", options->fouten, "Promille fouten in berichten en prestaties")->capture_default_str();
    command->add_flag("--zonder-retouren", options->zonder_retouren,
                      "Geen 302, 306, 308, 316, 318 en 320: zoals waar ketenpoort zelf namens de ontvanger antwoordt");
    command->add_option("--releases", options->releases, releases_help);
    command->footer("Voorbeeld:\n"
                    "  ketenpoort generate --regio noord-limburg --clienten 200 --fouten 20 --uit ./verkeer\n"
                    "  ketenpoort contract import --data ./gegevens deploy/contracts/noord-limburg\n"
                    "  ketenpoort process --data ./gegevens --verloop ./verkeer/verloop.csv ./verkeer/berichten\n"
                    "Beschrijving: docs/verkeer.md. Afsluitcode: 0 gemaakt, 2 verkeerd gebruik of niet te schrijven.");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
