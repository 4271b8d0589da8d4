#include "gateway/audit/bewijs.hpp"
#include "gateway/audit/dossier.hpp"
#include "gateway/audit/nakijken.hpp"
#include "gateway/audit/sleutel.hpp"
#include "gateway/commands/command.hpp"
#include "gateway/commands/inzage_log.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/releases.hpp"
#include "gateway/vsp/zip.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <memory>

namespace gateway::commands {

namespace json = boost::json;

namespace {

struct Options {
    std::string config;
    std::string data;
    std::string hoofdsleutel;
    bool json = false;
    std::int64_t bericht = 0;
    std::int64_t van = -1;
    std::int64_t tot = -1;
    std::string toewijzing;
    std::string uit;
    std::string releases;
    std::string controlepunt;
    std::string sleutel;
    bool opnieuw = false;
    std::string reden;
    std::string url;
};

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

/// The settings of the file, with --data over them.
model::Result<Config> settings_of(Options const& options) {
    std::pair<Config, std::vector<std::string>> gelezen{default_config(), {}};
    if (!options.config.empty()) gelezen = read_config(options.config);
    if (!options.data.empty())
        if (auto fout = set(gelezen.first, "data", options.data)) gelezen.second.push_back(*fout);
    if (!options.hoofdsleutel.empty())
        if (auto fout = set(gelezen.first, "hoofdsleutel", options.hoofdsleutel)) gelezen.second.push_back(*fout);
    if (!gelezen.second.empty()) return std::unexpected(wrong(fmt::format("{}", fmt::join(gelezen.second, "\n"))));
    return std::move(gelezen.first);
}

/// Tells what is wrong with the log itself. @returns exit_rejected
int tell(std::string const& bezwaar) {
    fmt::print(stderr, "ketenpoort: {}\n  Er is niets ondertekend en niets hersteld; zie docs/audit.md.\n", bezwaar);
    return exit_rejected;
}

/// Copies every checkpoint that is not in the folder yet; empty: there is none.
model::Result<void> copy_all(store::Logboek& log, std::string const& kopie) {
    if (kopie.empty()) return {};
    for (auto na = audit::laatste_kopie(kopie);;) {
        auto const punten = audit::te_kopieren(log, na);
        if (!punten) return std::unexpected(punten.error());
        if (punten->empty()) return {};
        if (auto done = audit::kopieer(*punten, kopie); !done) return done;
        na = punten->back().grootte;
    }
}

int checkpoint(Options const& options) {
    auto const config = settings_of(options);
    if (!config) return fail(config.error());
    auto store = store::sqlite::open(config->data, store::sqlite::random_nonce(), store::sqlite::check_when_small,
                                     store::sqlite::Bewaring::duurzaam, config->hoofdsleutel);
    if (!store) return fail(store.error());
    auto const reader = (*store)->reader();
    if (!reader) return fail(reader.error());
    auto& log = (*reader)->logboek();
    auto const sleutel = audit::sleutel(*config, log);
    if (!sleutel) return fail(sleutel.error());
    auto const bezwaar = audit::bezwaar(log, *sleutel, config->audit_kopie);
    if (!bezwaar) return fail(bezwaar.error());
    if (!bezwaar->empty()) return tell(*bezwaar);
    auto const vorige = log.controlepunt(INT64_MAX);
    if (!vorige) return fail(vorige.error());
    auto const done = (*store)->transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const punt = audit::onderteken(tx, *sleutel, *vorige ? (*vorige)->grootte : 0, system_clock(std::nullopt)().utc_ms);
        if (!punt) return std::unexpected(punt.error());
        return {};
    });
    if (!done) return fail(done.error());
    auto const punt = log.controlepunt(INT64_MAX);
    if (!punt) return fail(punt.error());
    if (!*punt) return fail(wrong("Het auditlog is leeg; er is niets te ondertekenen."));
    if (auto const gekopieerd = copy_all(log, config->audit_kopie); !gekopieerd) return fail(gekopieerd.error());
    if (options.json) fmt::print("{}\n", json::serialize(audit::controlepunt_json(**punt)));
    else fmt::print("{}", (*punt)->notitie);
    return exit_done;
}

int prove_message(store::Logboek& log, Options const& options, std::string const& pem) {
    auto const bewijs = audit::bericht_json(log, options.bericht);
    if (!bewijs) return fail(bewijs.error());
    if (!*bewijs) return fail({model::ErrorCode::not_found, "Er is geen bericht met dit nummer."});
    if ((*bewijs)->at("controlepunt").is_null())
        return fail(wrong("Er is nog geen controlepunt; maak er een met `ketenpoort audit checkpoint`."));
    fmt::print("{}\n", json::serialize(**bewijs));
    if (options.uit.empty()) return exit_done;
    std::filesystem::path const map(options.uit);
    std::error_code fault;
    std::filesystem::create_directories(map, fault);
    model::Result<void> done = write_output(map / "controlepunt.txt", (*bewijs)->at("controlepunt").as_string());
    if (done) done = write_output(map / "sleutel.pem", pem);
    std::size_t nummer = 0;
    for (auto const& value : (*bewijs)->at("bladen").as_array()) {
        ++nummer;
        auto const& blad = value.as_object();
        auto const regel = store::audit::from_base64(std::string_view(blad.at("regel").as_string()));
        std::string_view const bytes(reinterpret_cast<char const*>(regel->data()), regel->size());
        if (done) done = write_output(map / fmt::format("regel-{}.bin", nummer), bytes);
        if (done && !blad.at("nonce").is_null())
            done = write_output(map / fmt::format("nonce-{}.hex", nummer), std::string_view(blad.at("nonce").as_string()));
        if (done && !blad.at("pad").is_null())
            done = write_output(
                map / fmt::format("bewijs-{}.json", nummer),
                json::serialize(json::object{{"index", blad.at("index")}, {"grootte", blad.at("grootte")}, {"pad", blad.at("pad")}}));
    }
    return done ? exit_done : fail(done.error());
}

int prove_growth(store::Logboek& log, Options const& options) {
    auto const punt = log.controlepunt(INT64_MAX);
    if (!punt) return fail(punt.error());
    auto const most = *punt ? static_cast<std::int64_t>((*punt)->grootte) : 0;
    if (options.van < 0 || options.tot < options.van || options.tot > most)
        return fail(wrong(fmt::format("Geef --van en --tot met 0 <= van <= tot <= {}: zoveel regels zijn er ondertekend.", most)));
    auto const bewijs = audit::groei_json(log, static_cast<std::uint64_t>(options.van), static_cast<std::uint64_t>(options.tot));
    if (!bewijs) return fail(bewijs.error());
    fmt::print("{}\n", json::serialize(*bewijs));
    return exit_done;
}

/// That somebody takes the case with them is written down first: in the store, or by the daemon that has it.
int prove_case(Config const& config, Options const& options, std::string pem) {
    auto const first = options.toewijzing.find('/');
    auto const last = options.toewijzing.rfind('/');
    if (first == std::string::npos || first == last)
        return fail(wrong("Geef --toewijzing als GEMEENTE/DOMEIN/NUMMER, bijvoorbeeld 0344/wmo/1200."));
    if (options.uit.empty()) return fail(wrong("Geef met --uit het bestand waarin het dossier moet komen, bijvoorbeeld dossier.zip."));
    auto const vraag = keten_vraag(options.toewijzing.substr(0, first), options.toewijzing.substr(first + 1, last - first - 1),
                                   options.toewijzing.substr(last + 1), std::nullopt);
    if (!vraag) return fail(wrong(vraag.error()));
    auto schemas = load_releases(options.releases);
    if (!schemas) return fail(schemas.error());
    auto const now = system_clock(std::nullopt)();
    std::unique_ptr<store::Store> own;
    if (options.url.empty()) {
        auto store = open_opslag(config.data, config.hoofdsleutel);
        if (!store) return fail(store.error());
        own = std::move(*store);
    }
    auto const reader = own ? own->reader() : store::sqlite::open_reader(config.data, config.hoofdsleutel);
    if (!reader) return fail(reader.error());
    auto const bestanden = audit::dossier(**reader, std::move(*schemas), {*vraag, now.utc_ms, now.vandaag, std::move(pem)});
    if (!bestanden) return fail(bestanden.error());
    Gezien gezien{.object = "dossier " + options.toewijzing, .toewijzingen = {{vraag->gemeente, vraag->domein, vraag->nummer}}};
    auto const done = own ? leg_vast(*own, "audit prove", std::move(gezien), options.reden)
                          : meld(options.url, "audit prove", options.toewijzing, options.reden);
    if (!done) return fail(done.error());
    auto const zip = vsp::pak_in(*bestanden);
    if (auto const written = write_output(options.uit, zip); !written) return fail(written.error());
    if (options.json)
        fmt::print("{}\n",
                   json::serialize(json::object{{"bestand", options.uit}, {"bestanden", bestanden->size()}, {"bytes", zip.size()}}));
    else fmt::print("Dossier van {} in {}: {} bestanden. Begin met LEESMIJ.txt.\n", options.toewijzing, options.uit, bestanden->size());
    return exit_done;
}

/// The public key as PEM: of the file, or of our own key. Errors: not_found, when there is neither.
model::Result<std::string> public_pem(Options const& options, Config const& config) {
    if (!options.sleutel.empty()) return read_input(options.sleutel);
    auto const own = audit::sleutelbestand(config);
    if (!std::filesystem::exists(own))
        return std::unexpected(
            model::Error{model::ErrorCode::not_found,
                         fmt::format("{}: de sleutel van het auditlog is er niet; geef met --sleutel de openbare.", own.string())});
    auto const key = audit::sleutel(config);
    if (!key) return std::unexpected(key.error());
    return key->public_pem();
}

/// The same as a key; nullopt: there is neither.
model::Result<std::optional<store::audit::PublicKey>> public_key(Options const& options, Config const& config) {
    auto const pem = public_pem(options, config);
    if (!pem && pem.error().code == model::ErrorCode::not_found && options.sleutel.empty()) return std::nullopt;
    if (!pem) return std::unexpected(pem.error());
    auto const key = store::audit::public_key_from_pem(*pem);
    if (!key) return std::unexpected(key.error());
    return *key;
}

int prove(Options const& options) {
    int const asked =
        (options.bericht != 0 ? 1 : 0) + (options.van >= 0 || options.tot >= 0 ? 1 : 0) + (options.toewijzing.empty() ? 0 : 1);
    if (asked != 1) return fail(wrong("Geef een van --bericht ID, --van N --tot M, of --toewijzing GEMEENTE/DOMEIN/NUMMER."));
    auto const config = settings_of(options);
    if (!config) return fail(config.error());
    if (!options.toewijzing.empty()) {
        auto const pem = public_pem(options, *config);
        return pem ? prove_case(*config, options, *pem) : fail(pem.error());
    }
    auto const reader = store::sqlite::open_reader(config->data, config->hoofdsleutel);
    if (!reader) return fail(reader.error());
    if (options.bericht == 0) return prove_growth((*reader)->logboek(), options);
    auto const pem = public_pem(options, *config);
    return pem ? prove_message((*reader)->logboek(), options, *pem) : fail(pem.error());
}

json::object nagekeken_json(audit::Nagekeken const& uit) {
    json::array afwijkingen;
    for (auto const& afwijking : uit.afwijkingen)
        afwijkingen.push_back(json::object{{"soort", json::string_view(afwijking.soort.data(), afwijking.soort.size())},
                                           {"tekst", afwijking.tekst},
                                           {"regel", afwijking.index ? json::value(*afwijking.index) : json::value(nullptr)},
                                           {"bericht", afwijking.bericht == 0 ? json::value(nullptr) : json::value(afwijking.bericht)}});
    return {{"klopt", uit.afwijkingen_totaal == 0},
            {"regels", uit.regels},
            {"berichten", uit.berichten},
            {"controlepunten", uit.controlepunten},
            {"handtekeningen_nagekeken", uit.handtekeningen},
            {"nonces_gewist", uit.gewist},
            {"berichten_gewist", uit.berichten_gewist},
            {"uittreksels", uit.uittreksels},
            {"afwijkingen_totaal", uit.afwijkingen_totaal},
            {"afwijkingen", std::move(afwijkingen)}};
}

/// Every page, row and index entry of the store. A reader is of no other use afterwards.
model::Result<void> check_pages(Config const& config) {
    auto const reader = store::sqlite::open_reader(config.data, config.hoofdsleutel);
    if (!reader) return std::unexpected(reader.error());
    return (*reader)->check([] { return false; });
}

void meld(audit::Nagekeken& uit, std::string_view soort, std::string tekst) {
    uit.afwijkingen.insert(uit.afwijkingen.begin(), {soort, std::move(tekst), std::nullopt, 0});
    ++uit.afwijkingen_totaal;
}

/// Goes through the whole store. @param opnieuw the side file is to be made again: what it says now does not count
model::Result<audit::Nagekeken> look(Config const& config, audit::VanBuiten const& buiten, bool opnieuw) {
    if (auto const pages = check_pages(config); !pages) return std::unexpected(pages.error());
    auto const stand = opnieuw ? model::Result<void>() : store::sqlite::kijk_stand_na(config.data);
    if (!stand && stand.error().code != model::ErrorCode::store_corrupt) return std::unexpected(stand.error());
    auto const reader = store::sqlite::open_reader(config.data, config.hoofdsleutel);
    if (!reader) return std::unexpected(reader.error());
    using Clock = std::chrono::steady_clock;
    auto next = Clock::now() + std::chrono::seconds(1);
    auto nagekeken = audit::kijk_na(**reader, buiten, [&next](std::string_view wat, std::uint64_t klaar, std::uint64_t van) {
        if (Clock::now() < next) return;
        next = Clock::now() + std::chrono::seconds(1);
        fmt::print(stderr, "{}: {} van {}\n", wat, klaar, van);
    });
    if (nagekeken && !stand) meld(*nagekeken, "stand_klopt_niet", stand.error().context);
    return nagekeken;
}

int show(audit::Nagekeken const& uit, bool as_json) {
    if (as_json) {
        fmt::print("{}\n", json::serialize(nagekeken_json(uit)));
    } else {
        for (auto const& afwijking : uit.afwijkingen) fmt::print("{}: {}\n", afwijking.soort, afwijking.tekst);
        if (uit.afwijkingen_totaal > uit.afwijkingen.size())
            fmt::print("en nog {} afwijkingen\n", uit.afwijkingen_totaal - uit.afwijkingen.size());
        fmt::print("{}: {} regels, {} berichten, {} controlepunten{}.\n", uit.afwijkingen_totaal == 0 ? "Alles klopt" : "Het klopt niet",
                   uit.regels, uit.berichten, uit.controlepunten,
                   uit.handtekeningen ? "" : " (handtekeningen niet nagekeken: er is geen sleutel)");
        if (uit.gewist > 0) fmt::print("Van {} besluiten is de nonce gewist; hun inhoud is niet meer na te gaan.\n", uit.gewist);
        if (uit.berichten_gewist + uit.uittreksels > 0)
            fmt::print("Gewist: {} berichten geheel, uit {} een cliënt; dat ze er waren en wanneer is nog na te gaan, wat erin stond niet.\n",
                       uit.berichten_gewist, uit.uittreksels);
    }
    return uit.afwijkingen_totaal == 0 ? exit_done : exit_rejected;
}

int verify(Options const& options) {
    auto const config = settings_of(options);
    if (!config) return fail(config.error());
    audit::VanBuiten buiten;
    auto const key = public_key(options, *config);
    if (!key) return fail(key.error());
    buiten.sleutel = *key;
    if (!options.controlepunt.empty()) {
        if (!buiten.sleutel) return fail(wrong("Geef bij --controlepunt ook --sleutel, de openbare sleutel van het auditlog."));
        auto const notitie = read_input(options.controlepunt);
        if (!notitie) return fail(notitie.error());
        buiten.notitie = *notitie;
    }
    auto const nagekeken = look(*config, buiten, false);
    return nagekeken ? show(*nagekeken, options.json) : fail_of_bedorven(nagekeken.error());
}

int stand(Options const& options) {
    auto const config = settings_of(options);
    if (!config) return fail(config.error());
    if (!options.opnieuw) {
        if (auto const klopt = store::sqlite::kijk_stand_na(config->data); !klopt) return fail_of_bedorven(klopt.error());
        if (options.json) fmt::print("{{\"klopt\":true}}\n");
        else fmt::print("Alles wat was vastgelegd is er.\n");
        return exit_done;
    }
    audit::VanBuiten buiten;
    auto const key = public_key(options, *config);
    if (!key) return fail(key.error());
    buiten.sleutel = *key;
    auto const nagekeken = look(*config, buiten, true);
    if (!nagekeken) return fail_of_bedorven(nagekeken.error());
    if (int const code = show(*nagekeken, options.json); code != exit_done) return code;
    if (auto const made = store::sqlite::maak_stand(config->data); !made) return fail(made.error());
    fmt::print(stderr, "Het bestand ketenpoort.stand is opnieuw gemaakt. Vergelijk het aantal regels met het laatste controlepunt dat een ander bewaarde.\n");
    return exit_done;
}

} // namespace

void add_audit(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("audit", "Het auditlog: ondertekenen, bewijzen en nakijken");
    command->require_subcommand(1);
    auto const common = [options](CLI::App* sub) {
        sub->add_option("--config", options->config, "TOML-bestand met instellingen (data, audit_sleutel, audit_naam, audit_kopie)");
        sub->add_option("--data", options->data, "Gegevensmap (gaat voor het bestand)");
        add_hoofdsleutel(*sub, options->hoofdsleutel);
        sub->add_flag("--json", options->json, "Uitvoer als JSON");
    };
    auto* sign = command->add_subcommand("checkpoint", "Onderteken het auditlog zoals het nu is, en toon het controlepunt");
    common(sign);
    sign->callback([options, &chosen] { chosen = [options] { return checkpoint(*options); }; });

    auto* proof = command->add_subcommand("prove", "Geef bewijs dat zonder ketenpoort is na te gaan");
    common(proof);
    proof->add_option("--bericht", options->bericht, "Dat de besluiten over dit bericht in het ondertekende auditlog staan");
    proof->add_option("--van", options->van, "Dat het auditlog over zoveel regels ...");
    proof->add_option("--tot", options->tot, "... het begin is van dat over zoveel");
    proof->add_option("--toewijzing", options->toewijzing, "Dossier van een toewijzing: GEMEENTE/DOMEIN/NUMMER");
    proof->add_option("--uit", options->uit, "Zip voor het dossier; bij --bericht een map voor de bestanden");
    proof->add_option("--sleutel", options->sleutel, "Openbare sleutel (PEM) om mee te geven; zonder: die van de eigen sleutel");
    proof->add_option("--releases", options->releases, releases_help);
    add_reden(*proof, options->reden);
    proof->add_option("--url", options->url, "Adres van de ketenpoort die op de gegevensmap draait, om bij --toewijzing de inzage vast te leggen");
    proof->footer("Voorbeelden:\n"
                  "  ketenpoort audit prove --data ./gegevens --toewijzing 0344/wmo/1200 --uit dossier.zip\n"
                  "  ketenpoort audit prove --data ./gegevens --van 1000 --tot 2000");
    proof->callback([options, &chosen] { chosen = [options] { return prove(*options); }; });

    auto* check = command->add_subcommand("verify", "Kijk het hele auditlog na en alles waar het van spreekt; er wordt niets hersteld");
    common(check);
    check->add_option("--controlepunt,--checkpoint", options->controlepunt, "Een controlepunt dat iemand anders bewaarde");
    check->add_option("--sleutel", options->sleutel, "Openbare sleutel (PEM); zonder: de eigen sleutel");
    check->callback([options, &chosen] { chosen = [options] { return verify(*options); }; });

    auto* side = command->add_subcommand("stand", "Is alles er nog wat was vastgelegd? Het bestand ketenpoort.stand naast de opslag");
    common(side);
    side->add_option("--sleutel", options->sleutel, "Openbare sleutel (PEM); zonder: de eigen sleutel");
    side->add_flag("--opnieuw", options->opnieuw, "Kijk de hele opslag na en maak het bestand dan opnieuw; wat er verdwenen is blijft onbekend");
    side->callback([options, &chosen] { chosen = [options] { return stand(*options); }; });
}

} // namespace gateway::commands
