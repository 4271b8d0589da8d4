#include "gateway/inzage.hpp"

#include "gateway/audit/uittreksel.hpp"
#include "gateway/besluit_json.hpp"
#include "gateway/getal.hpp"
#include "gateway/termijnen.hpp"
#include "gateway/vrije_tekst.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <set>

namespace gateway {

namespace {

constexpr std::int64_t batch = 50; ///< messages read at once

} // namespace

store::NieuweInzage inzage_van(Wie const& wie, std::string_view wat, Gezien gezien, store::InzageResultaat resultaat,
                               std::int64_t moment_ms) {
    store::NieuweInzage nieuw;
    nieuw.moment_ms = moment_ms;
    nieuw.wie = wie.wie;
    nieuw.wat = wat;
    nieuw.object = std::move(gezien.object);
    nieuw.reden = wie.reden;
    nieuw.vanwaar = wie.vanwaar;
    nieuw.resultaat = resultaat;
    nieuw.berichten = std::move(gezien.berichten);
    nieuw.toewijzingen = std::move(gezien.toewijzingen);
    nieuw.bsns = std::move(gezien.bsns);
    return nieuw;
}

Gezien gezien_in(rules::rapport::Rapport const& rapport) {
    Gezien gezien{.object = fmt::format("rapport {}", rapport.naam)};
    bool const lines = std::ranges::any_of(rapport.kolommen, [](auto const& k) { return k.eenheid == rules::rapport::Eenheid::bericht; });
    if (!lines) return gezien;
    std::set<store::BerichtId> all;
    for (auto const& rij : rapport.rijen) all.insert(rij.herkomst.berichten.begin(), rij.herkomst.berichten.end());
    gezien.berichten.assign(all.begin(), all.end());
    return gezien;
}

model::Result<std::vector<store::BerichtClienten>> lees_clienten(store::Reader& reader, Pipeline const& pipeline, store::BerichtId na) {
    auto const ids = reader.zonder_clienten(na, batch);
    if (!ids) return std::unexpected(ids.error());
    std::vector<store::BerichtClienten> all;
    for (auto const id : *ids) {
        auto const bytes = reader.origineel(id);
        if (!bytes) return std::unexpected(bytes.error());
        auto& clienten = all.emplace_back(store::BerichtClienten{id, {}});
        if (!*bytes) continue; // refused, so it names nobody
        auto const gelezen = pipeline.read(std::as_bytes(std::span(**bytes)));
        if (!gelezen.inhoud) continue;
        auto const bsns = audit::clienten(*gelezen.inhoud);
        clienten.bsns.assign(bsns.begin(), bsns.end());
    }
    return all;
}

model::Result<void> noteer_clienten(store::Store& store, store::Reader& reader, Pipeline const& pipeline) {
    for (store::BerichtId na = 0;;) {
        auto const clienten = lees_clienten(reader, pipeline, na);
        if (!clienten) return std::unexpected(clienten.error());
        if (clienten->empty()) return {};
        na = clienten->back().bericht;
        if (auto done = store.transact([&](store::Transaction& tx) { return tx.noteer_clienten(*clienten); }); !done) return done;
    }
}

std::expected<InzageZoek, std::string> inzage_zoek(std::optional<std::string> const& van, std::optional<std::string> const& tot,
                                                   std::optional<std::string> const& wie, std::optional<std::string> const& bericht,
                                                   std::optional<std::string> const& vanaf, std::optional<std::string> const& aantal) {
    InzageZoek zoek;
    auto const day = [](std::optional<std::string> const& text) { return text ? model::parse_date(*text) : std::nullopt; };
    if ((van && !day(van)) || (tot && !day(tot))) return std::unexpected("van en tot zijn dagen JJJJ-MM-DD.");
    if (van) zoek.filter.van_ms = einde_van(*day(van) + -1);
    if (tot) zoek.filter.tot_ms = einde_van(*day(tot));
    if (wie) {
        if (wie->empty() || fout_in_tekst("wie", *wie, 100)) return std::unexpected("wie is wie vroeg, zoals het in het inzagelog staat.");
        zoek.filter.wie = *wie;
    }
    auto const number = [](std::optional<std::string> const& text, std::int64_t& into) {
        if (!text) return true;
        auto const value = lees_getal(*text, 1, std::numeric_limits<std::int64_t>::max());
        if (value) into = *value;
        return value.has_value();
    };
    if (!number(bericht, zoek.filter.bericht)) return std::unexpected("bericht is het nummer van een bericht.");
    if (!number(vanaf, zoek.voor)) return std::unexpected("vanaf komt uit `volgende` van de vorige bladzijde.");
    if (!number(aantal, zoek.aantal) || zoek.aantal > inzage_bladzijde)
        return std::unexpected(fmt::format("aantal is een getal van 1 t/m {}.", inzage_bladzijde));
    return zoek;
}

bool is_bsn(std::string_view text) {
    return text.size() == 9 && text != "000000000" && text.find_first_not_of("0123456789") == std::string_view::npos && may_hold_bsn(text);
}

boost::json::object inzage_json(store::Inzage const& inzage) {
    boost::json::object o;
    o["id"] = inzage.id;
    o["moment"] = utc_text(inzage.moment_ms);
    o["wie"] = inzage.wie;
    o["wat"] = inzage.wat;
    o["object"] = inzage.object;
    o["reden"] = inzage.reden;
    o["vanwaar"] = inzage.vanwaar;
    o["resultaat"] = store::name(inzage.resultaat);
    boost::json::array berichten;
    for (auto const id : inzage.berichten) berichten.push_back(id);
    o["berichten"] = std::move(berichten);
    return o;
}

rules::rapport::Rapport inzage_tabel(std::vector<store::Inzage> const& inzagen) {
    using rules::rapport::Eenheid;
    rules::rapport::Rapport tabel;
    tabel.naam = "inzage";
    tabel.kolommen = {{"id", "Nummer", Eenheid::aantal}, {"moment", "Moment"}, {"wie", "Wie"},         {"wat", "Wat"},
                      {"object", "Object"},              {"reden", "Reden"},   {"vanwaar", "Vanwaar"}, {"resultaat", "Resultaat"},
                      {"berichten", "Berichten"}};
    for (auto const& i : inzagen)
        tabel.rijen.push_back({{i.id, utc_text(i.moment_ms), i.wie, i.wat, i.object, i.reden, i.vanwaar, std::string(store::name(i.resultaat)),
                                fmt::format("{}", fmt::join(i.berichten, " "))}});
    return tabel;
}

} // namespace gateway
