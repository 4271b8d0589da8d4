#include "gateway/commands/command.hpp"
#include "gateway/commands/http_client.hpp"
#include "gateway/commands/invoer.hpp"
#include "gateway/text.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <cstdio>
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
    int exit = exit_done;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const bytes = read_input(names[i]);
        if (!bytes) {
            exit = fail(bytes.error());
            continue;
        }
        auto const antwoord = client->post_xml(options.proef ? "/v1/proef" : "/v1/berichten", *bytes);
        if (!antwoord) {
            fail(antwoord.error());
            // Without an answer the rest would fail the same way, and the order of messages matters.
            fmt::print(stderr, "ketenpoort: gestopt bij {}/{}. Draait de server? Start hem met: ketenpoort serve\n", i + 1, names.size());
            return exit_failed;
        }
        if (!report(options, *client, fmt::format("{}/{}", i + 1, names.size()), names[i], *antwoord)) exit = exit_failed;
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
    command->add_flag("--proef", options->proef, "Alleen proberen: er wordt niets opgeslagen");
    command->add_flag("--json", options->json, "Een JSON-regel per bericht");
    command->add_flag("--alle", options->alle, "Toon alle bevindingen, ook als het er veel zijn");
    command->add_option("bestanden", options->names, "Bestanden, mappen (alle *.xml daaronder) of - voor standaardinvoer")->required();
    command->footer("Voorbeelden:\n"
                    "  ketenpoort send toewijzing.xml declaratie.xml\n"
                    "  ketenpoort send --url http://127.0.0.1:8480 --proef declaratie.xml\n"
                    "  ketenpoort send --url https://127.0.0.1:8443 --ca ca.pem --cert gemeente.pem --key gemeente.key toewijzing.xml\n"
                    "Afsluitcode: 0 alles is beslist (goed- of afgekeurd), 2 iets kon niet worden beslist.");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
