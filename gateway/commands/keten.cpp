#include "gateway/commands/command.hpp"
#include "gateway/commands/http_client.hpp"
#include "gateway/commands/inzage_log.hpp"
#include "gateway/keten_json.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/wie.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace gateway::commands {

namespace json = boost::json;

namespace {

struct Options {
    std::string data;
    std::string hoofdsleutel;
    std::string url;
    std::string gemeente;
    std::string domein;
    std::string nummer;
    std::string op;
    std::string reden;
    bool json = false;
};

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

model::Result<json::object> from_store(Options const& options, KetenVraag const& vraag) {
    auto store = open_opslag(options.data, options.hoofdsleutel);
    if (!store) return std::unexpected(store.error());
    auto const reader = (*store)->reader();
    if (!reader) return std::unexpected(reader.error());
    auto keten = keten_json(**reader, vraag, model::Kalender(), system_clock(std::nullopt)().vandaag);
    if (!keten) return std::unexpected(keten.error());
    if (!*keten) return std::unexpected(model::Error{model::ErrorCode::not_found, std::string(keten_onbekend(vraag))});
    Gezien gezien{.object = fmt::format("toewijzing {}/{}/{}", vraag.gemeente, options.domein, vraag.nummer),
                  .toewijzingen = {{vraag.gemeente, vraag.domein, vraag.nummer}}};
    if (auto done = leg_vast(**store, "keten", std::move(gezien), options.reden); !done) return std::unexpected(done.error());
    return std::move(**keten);
}

model::Result<json::object> from_daemon(Options const& options) {
    auto const client = HttpClient::for_url(options.url);
    if (!client) return std::unexpected(client.error());
    auto const wie = wie_hier(options.reden);
    if (!wie) return std::unexpected(wrong(wie.error()));
    HttpVerzoek verzoek;
    verzoek.post = false;
    zeg_wie(verzoek, *wie);
    auto const antwoord =
        client->post(std::move(verzoek), fmt::format("/v1/toewijzingen/{}/{}/{}{}", options.gemeente, options.domein, options.nummer,
                                                     options.op.empty() ? "" : fmt::format("?op={}", options.op)));
    if (!antwoord) return std::unexpected(antwoord.error());
    json::error_code ec;
    auto const body = json::parse(antwoord->body, ec);
    if (ec || !body.is_object())
        return std::unexpected(wrong(fmt::format("Op {} antwoordt geen ketenpoort (status {}).", options.url, antwoord->status)));
    if (antwoord->status == 200) return body.get_object();
    auto const* detail = body.get_object().if_contains("detail");
    auto const text = detail != nullptr && detail->is_string() ? std::string(detail->get_string()) : std::string("onbekende fout");
    using enum model::ErrorCode;
    return std::unexpected(model::Error{antwoord->status == 404 ? not_found : antwoord->status == 400 ? wrong_use : overloaded, text});
}

int run(Options const& options) {
    if (options.data.empty() == options.url.empty())
        return fail(wrong("Geef --data MAP voor een gegevensmap, of --url ADRES voor een draaiende ketenpoort."));
    auto const vraag = keten_vraag(options.gemeente, options.domein, options.nummer,
                                   options.op.empty() ? std::nullopt : std::optional<std::string_view>(options.op));
    if (!vraag) return fail(wrong(vraag.error()));
    auto const keten = options.url.empty() ? from_store(options, *vraag) : from_daemon(options);
    if (!keten) return fail(keten.error());
    if (options.json) fmt::print("{}\n", json::serialize(*keten));
    else fmt::print("{}", keten_tekst(*keten));
    return exit_done;
}

} // namespace

void add_keten(CLI::App& app, Run& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("keten", "Toon alles wat er rond een toewijzing is gebeurd, in volgorde");
    command->add_option("--data", options->data, "Gegevensmap");
    add_hoofdsleutel(*command, options->hoofdsleutel);
    command->add_option("--url", options->url, "Adres van een draaiende ketenpoort, in plaats van --data");
    command->add_option("--op", options->op, "Zoals bekend op deze dag (JJJJ-MM-DD)");
    add_reden(*command, options->reden);
    command->add_flag("--json", options->json, "Als JSON");
    command->add_option("gemeente", options->gemeente, "Gemeentecode, vier cijfers")->required();
    command->add_option("domein", options->domein, "wmo of jw")->required();
    command->add_option("nummer", options->nummer, "ToewijzingNummer")->required();
    command->footer("Voorbeelden:\n"
                    "  ketenpoort keten --data ./gegevens 0344 wmo 1200\n"
                    "  ketenpoort keten --url http://127.0.0.1:8480 --op 2026-10-31 0344 wmo 1200");
    command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace gateway::commands
