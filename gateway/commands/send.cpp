#include "gateway/commands/command.hpp"
#include "gateway/commands/http_client.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/commands/zend_vorm.hpp"
#include "gateway/releases.hpp"
#include "gateway/soap/envelope.hpp"
#include "gateway/text.hpp"
#include "gateway/vsp/metadata.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

namespace gateway::commands {

namespace json = boost::json;

namespace {

struct Options {
    std::string url = "http://127.0.0.1:8480";
    std::vector<std::string> names;
    tls::Bestanden tls;
    bool json = false;
    bool alle = false;
    bool proef = false;
    Weg weg = Weg::http;
    Verzending verzending;
    std::string releases;
};

std::string text(json::object const& o, char const* key) {
    auto const* value = o.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// The findings of a refusal at level 1 come in a problem+json that has no verdict of its own.
void add_verdict(json::object& besluit) {
    if (!besluit.contains("uitkomst")) besluit["uitkomst"] = "afgekeurd";
}

/// Puts whole addresses where the daemon gives paths, so that a person can follow them.
void add_address(json::object& besluit, HttpClient const& client) {
    auto* retour = besluit.contains("retour") ? besluit["retour"].if_object() : nullptr;
    if (retour != nullptr && retour->contains("href") && (*retour)["href"].is_string())
        (*retour)["pad"] = client.url_of((*retour)["href"].as_string());
}

/// Tells of one answer. @returns whether the message was decided
bool report(Options const& options, HttpClient const& client, std::string const& position, std::string const& name,
            HttpAntwoord const& antwoord) {
    json::error_code error;
    auto parsed = json::parse(antwoord.body, error);
    auto* besluit = error ? nullptr : parsed.if_object();
    bool const decided = besluit != nullptr && (antwoord.status == 200 || antwoord.status == 201 || antwoord.status == 422);
    if (options.json) {
        fmt::print("{}\n", json::serialize(json::object{{"bestand", name},
                                                        {"status", antwoord.status},
                                                        {"antwoord", besluit != nullptr ? json::value(*besluit) : json::value(nullptr)}}));
        return decided;
    }
    if (!decided) {
        fmt::print(stderr, "{} {}: niet beslist, de server antwoordt {}{}\n", position, name, antwoord.status,
                   besluit != nullptr ? fmt::format(": {} {}", text(*besluit, "title"), text(*besluit, "detail")) : "");
        return false;
    }
    add_verdict(*besluit);
    add_address(*besluit, client);
    TekstOpties tekst;
    if (auto const* bevindingen = besluit->if_contains("bevindingen"); options.alle && bevindingen != nullptr && bevindingen->is_array())
        tekst.maximum = bevindingen->get_array().size();
    fmt::print("{} {}: {}{}\n", position, name,
               antwoord.status == 200 && !options.proef ? "eerder ontvangen, dit is het antwoord van toen: " : "",
               besluit_tekst(*besluit, tekst));
    return true;
}

/// Sends over soap or vsp, where the connection only tells whether a message was taken.
class Verzender {
public:
    Verzender(Options const& options, HttpClient const& client, std::shared_ptr<xsd::SchemaSet const> schemas,
              std::shared_ptr<xsd::EnvelopSchemas const> envelop_schemas, bool heel_adres)
        : options_(options), client_(client), pipeline_(std::move(schemas)), envelop_schemas_(std::move(envelop_schemas)),
          doel_(heel_adres ? std::string_view() : doel_van(options.weg)) {}

    /// Tells of one message. @returns whether it was taken; an error: it could not be sent
    model::Result<bool> stuur(std::string const& position, std::string const& name, std::string bytes) {
        auto verzending = options_.verzending;
        if (verzending.referentienummer.empty()) verzending.referentienummer = store::uuid4(nonce_());
        // Every envelope of a sender is later than the one before it.
        laatste_ms_ = std::max(system_clock(std::nullopt)().utc_ms, laatste_ms_ + 1);
        if (verzending.tijdstip.empty()) verzending.tijdstip = soap::tijdstip(laatste_ms_);
        auto verzoek = maak_verzoek(pipeline_, options_.weg, verzending, std::move(bytes));
        if (!verzoek) {
            fail(verzoek.error());
            return false;
        }
        auto const antwoord = client_.post(std::move(*verzoek), doel_);
        if (!antwoord) return std::unexpected(antwoord.error());
        auto const ontvangen = lees_antwoord(*envelop_schemas_, options_.weg, verzending.referentienummer, *antwoord);
        if (options_.json)
            fmt::print("{}\n", json::serialize(json::object{{"bestand", name},
                                                            {"status", antwoord->status},
                                                            {"referentienummer", verzending.referentienummer},
                                                            {"tijdstip", verzending.tijdstip},
                                                            {"aangenomen", ontvangen.aangenomen},
                                                            {"melding", ontvangen.tekst}}));
        else
            fmt::print("{} {}: {}; nummer {}, tijdstip {}\n", position, name, ontvangen.tekst, verzending.referentienummer,
                       verzending.tijdstip);
        return ontvangen.aangenomen;
    }

private:
    Options const& options_;
    HttpClient const& client_;
    Pipeline pipeline_;
    std::shared_ptr<xsd::EnvelopSchemas const> envelop_schemas_;
    std::string_view doel_;
    store::sqlite::Nonce nonce_ = store::sqlite::random_nonce();
    std::int64_t laatste_ms_ = 0;
};

model::Result<std::unique_ptr<Verzender>> verzender(Options const& options, HttpClient const& client) {
    auto const& verzending = options.verzending;
    for (auto const* nummer : {&verzending.referentienummer, &verzending.antwoord_op})
        if (!nummer->empty() && !vsp::is_uuid(*nummer))
            return std::unexpected(
                model::Error{model::ErrorCode::wrong_use, "--referentienummer en --antwoord-op zijn een UUID in kleine letters"});
    if (options.proef) return std::unexpected(model::Error{model::ErrorCode::wrong_use, "--proef bestaat alleen met --weg http"});
    auto schemas = load_releases(options.releases);
    if (!schemas) return std::unexpected(schemas.error());
    auto envelop_schemas = xsd::EnvelopSchemas::built_in();
    if (!envelop_schemas) return std::unexpected(envelop_schemas.error());
    auto const adres = parse_http_adres(options.url);
    return std::make_unique<Verzender>(options, client, std::move(*schemas), std::move(*envelop_schemas), adres && adres->pad != "/");
}

/// Without an answer the rest would fail the same way, and the order of messages matters.
int gestopt(model::Error const& error, std::size_t at, std::size_t of) {
    fail(error);
    fmt::print(stderr, "ketenpoort: gestopt bij {}/{}. Draait de server? Start hem met: ketenpoort serve\n", at, of);
    return exit_failed;
}

int run(Options const& options) {
    std::shared_ptr<tls::Context const> tls;
    if (options.tls.certificaat.empty() != options.tls.sleutel.empty())
        return fail({model::ErrorCode::wrong_use, "--cert en --key horen bij elkaar: geef ze allebei of geen van beide"});
    if (!options.tls.ca.empty()) {
        auto loaded = tls::Context::client(options.tls);
        if (!loaded) return fail(loaded.error());
        tls = std::move(*loaded);
    }
    auto const client = HttpClient::for_url(options.url, std::move(tls));
    if (!client) return fail(client.error());
    auto const names = expand(options.names);
    if (!options.verzending.referentienummer.empty() && names.size() != 1)
        return fail({model::ErrorCode::wrong_use, "--referentienummer hoort bij precies één bestand"});
    std::unique_ptr<Verzender> zender;
    if (options.weg != Weg::http) {
        auto made = verzender(options, *client);
        if (!made) return fail(made.error());
        zender = std::move(*made);
    }
    int exit = exit_done;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const bytes = read_input(names[i]);
        if (!bytes) {
            exit = fail(bytes.error());
            continue;
        }
        auto const position = fmt::format("{}/{}", i + 1, names.size());
        if (zender) {
            auto const taken = zender->stuur(position, names[i], *bytes);
            if (!taken) return gestopt(taken.error(), i + 1, names.size());
            if (!*taken) exit = exit_failed;
            std::fflush(stdout);
            continue;
        }
        auto const antwoord = client->post_xml(options.proef ? "/v1/proef" : "/v1/berichten", *bytes);
        if (!antwoord) return gestopt(antwoord.error(), i + 1, names.size());
        if (!report(options, *client, position, names[i], *antwoord)) exit = exit_failed;
        std::fflush(stdout);
    }
    return exit;
}

} // namespace

void add_send(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("send", "Stuur berichten naar een draaiende ketenpoort en toon elk besluit");
    command->add_option("--url", options->url, "Adres van de server")->capture_default_str();
    command->add_option("--ca", options->tls.ca, "Voor https: stamcertificaten (PEM) van de server");
    command->add_option("--cert", options->tls.certificaat, "Voor https: eigen certificaat (PEM), met de keten erachter");
    command->add_option("--key", options->tls.sleutel, "Voor https: de sleutel bij dat certificaat (PEM)");
    std::map<std::string, Weg> const wegen{{"http", Weg::http}, {"soap", Weg::soap}, {"vsp", Weg::vsp}};
    command->add_option("--weg", options->weg, "Hoe: http (de API), soap (in een envelop van StUF-GGk) of vsp (zoals VECOZO)")
        ->transform(CLI::CheckedTransformer(wegen))
        ->default_str("http");
    command->add_option("--van", options->verzending.van, "soap, vsp: organisatie die stuurt; anders wie het bericht noemt");
    command->add_option("--aan", options->verzending.aan, "soap, vsp: organisatie die ontvangt; anders wie het bericht noemt");
    command->add_option("--antwoord-op", options->verzending.antwoord_op,
                        "soap, vsp: nummer van het bericht waarop dit antwoordt; een retourbericht over soap kan niet zonder");
    command->add_option("--referentienummer", options->verzending.referentienummer,
                        "soap, vsp: nummer van een eerdere poging met hetzelfde bericht; anders een nieuw");
    command->add_option("--tijdstip", options->verzending.tijdstip,
                        "soap: tijdstipBericht van die eerdere poging, want dezelfde envelop hoort byte voor byte hetzelfde te zijn");
    command->add_option("--releases", options->releases, releases_help);
    command->add_flag("--proef", options->proef, "Alleen proberen: er wordt niets opgeslagen");
    command->add_flag("--json", options->json, "Een JSON-regel per bericht");
    command->add_flag("--alle", options->alle, "Toon alle bevindingen, ook als het er veel zijn");
    command->add_option("bestanden", options->names, "Bestanden, mappen (alle *.xml daaronder) of - voor standaardinvoer")->required();
    command->footer(
        "Voorbeelden:\n"
        "  ketenpoort send toewijzing.xml declaratie.xml\n"
        "  ketenpoort send --url http://127.0.0.1:8480 --proef declaratie.xml\n"
        "  ketenpoort send --url https://127.0.0.1:8443 --ca ca.pem --cert gemeente.pem --key gemeente.key toewijzing.xml\n"
        "  ketenpoort send --weg soap --url https://partner.voorbeeld/soap/ggk0210 --ca ca.pem --cert eigen.pem --key eigen.key "
        "toewijzing.xml\n"
        "  ketenpoort send --weg vsp --url https://127.0.0.1:8443 --ca ca.pem --cert eigen.pem --key eigen.key toewijzing.xml\n"
        "Een adres met een pad geldt bij soap en vsp zoals het er staat; anders komt /soap/ggk0210 of /berichten erachter.\n"
        "Afsluitcode: 0 alles is beslist (goed- of afgekeurd; soap en vsp: aangenomen), 2 iets kon niet worden beslist of aangenomen.");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
