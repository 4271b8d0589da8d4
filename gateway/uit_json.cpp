#include "gateway/uit_json.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/json_tekst.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace gateway {

namespace {

constexpr std::size_t longest_name = 200;

std::string_view naar_bericht(store::UitStuk stuk) { return stuk == store::UitStuk::retour ? "retour" : "origineel"; }

} // namespace

boost::json::object uit_json(store::Uit const& uit) {
    boost::json::object o;
    o["id"] = uit.id;
    o["stuk"] = store::name(uit.stuk);
    o["berichtsoort"] = uit.soort ? boost::json::value(model::to_string(*uit.soort)) : boost::json::value(nullptr);
    o["bericht"] = fmt::format("/v1/berichten/{}", uit.bericht);
    o["inhoud"] = uit.stuk == store::UitStuk::fo01
                      ? boost::json::value(nullptr)
                      : boost::json::value(fmt::format("/v1/berichten/{}/{}", uit.bericht, naar_bericht(uit.stuk)));
    o["afzender"] = uit.afzender;
    o["bestemming"] = uit.bestemming;
    o["referentienummer"] = uit.referentienummer;
    o["verbinding"] = text_or_null(uit.verbinding);
    o["toestand"] = store::outbox::name(uit.stand.toestand);
    o["pogingen"] = uit.stand.pogingen;
    o["oorzaak"] = text_or_null(store::outbox::name(uit.stand.oorzaak));
    o["fout"] = text_or_null(uit.fout);
    o["gemaakt"] = utc_text(uit.stand.gemaakt_ms);
    bool const waits = uit.stand.toestand == store::outbox::Toestand::wacht;
    o["volgende"] = waits ? boost::json::value(utc_text(uit.stand.volgende_ms)) : boost::json::value(nullptr);
    o["klaar"] = uit.stand.klaar_ms ? boost::json::value(utc_text(*uit.stand.klaar_ms)) : boost::json::value(nullptr);
    o["termijn"] = uit.termijn ? boost::json::value(model::to_string(*uit.termijn)) : boost::json::value(nullptr);
    o["bytes"] = uit.grootte;
    return o;
}

std::expected<std::string, std::string> parse_opnieuw(std::string_view body) {
    boost::system::error_code fault;
    auto const parsed = boost::json::parse(body, fault);
    auto const* o = fault ? nullptr : parsed.if_object();
    auto const* door = o == nullptr ? nullptr : o->if_contains("door");
    if (door == nullptr || !door->is_string() || o->size() != 1)
        return std::unexpected("De inhoud moet {\"door\": \"wie het doet\"} zijn, met niets anders erin.");
    auto const& naam = door->get_string();
    if (naam.empty() || naam.size() > longest_name)
        return std::unexpected(fmt::format("door is een naam van 1 t/m {} bytes.", longest_name));
    return std::string(naam);
}

std::string uit_regel(store::Uit const& uit) {
    auto out =
        fmt::format("{:>6}  {:<10} {:<8} {:<6} van {} aan {}  {}", uit.id, store::outbox::name(uit.stand.toestand), store::name(uit.stuk),
                    uit.soort ? model::to_string(*uit.soort) : std::string("Fo01"), uit.afzender, uit.bestemming, uit.referentienummer);
    if (!uit.verbinding.empty()) out += fmt::format("  via {}", uit.verbinding);
    if (uit.stand.pogingen > 0) out += fmt::format("  {} {}", uit.stand.pogingen, uit.stand.pogingen == 1 ? "poging" : "pogingen");
    if (uit.stand.oorzaak != store::outbox::Oorzaak::geen) out += fmt::format("  {}: {}", store::outbox::name(uit.stand.oorzaak), uit.fout);
    if (uit.termijn) out += fmt::format("  uiterlijk {}", model::to_dutch(*uit.termijn));
    return out;
}

} // namespace gateway
