#include "gateway/commands/inzage_log.hpp"

#include "gateway/commands/http_client.hpp"
#include "gateway/inzage.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace gateway::commands {

void add_reden(CLI::App& command, std::string& reden) {
    command.add_option("--reden", reden, "Waarom u dit wilt zien; komt in het inzagelog, met wie u bent");
}

model::Result<void> leg_vast(store::Store& store, std::string_view wat, Gezien gezien, std::string const& reden) {
    auto const wie = wie_hier(reden);
    if (!wie) return std::unexpected(model::Error{model::ErrorCode::wrong_use, wie.error()});
    auto const nieuw = inzage_van(*wie, wat, std::move(gezien), store::InzageResultaat::gegeven, system_clock(std::nullopt)().utc_ms);
    return store.transact([&nieuw](store::Transaction& tx) -> model::Result<void> {
        auto const id = tx.noteer_inzage(nieuw);
        if (!id) return std::unexpected(id.error());
        return {};
    });
}

void zeg_wie(HttpVerzoek& verzoek, Wie const& wie) {
    verzoek.kopregels.emplace_back(gebruiker_kop, wie.wie.substr(wie.wie.find(' ') + 1));
    if (!wie.reden.empty()) verzoek.kopregels.emplace_back(reden_kop, wie.reden);
}

model::Result<void> meld(std::string const& url, std::string_view wat, std::string const& toewijzing, std::string const& reden) {
    auto const wie = wie_hier(reden);
    if (!wie) return std::unexpected(model::Error{model::ErrorCode::wrong_use, wie.error()});
    auto const client = HttpClient::for_url(url);
    if (!client) return std::unexpected(client.error());
    HttpVerzoek verzoek;
    verzoek.content_type = "application/json";
    verzoek.body = boost::json::serialize(boost::json::object{{"opdracht", wat}, {"toewijzing", toewijzing}});
    zeg_wie(verzoek, *wie);
    auto const antwoord = client->post(std::move(verzoek), "/v1/inzage");
    if (!antwoord) return std::unexpected(antwoord.error());
    if (antwoord->status == 201) return {};
    return std::unexpected(model::Error{model::ErrorCode::overloaded,
                                        fmt::format("De inzage kon op {} niet worden vastgelegd (status {}); daarom wordt er niets getoond.", url,
                                                    antwoord->status)});
}

} // namespace gateway::commands
