#include "gateway/http/afkeur.hpp"

#include "gateway/http/from_store.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/http/parameters.hpp"
#include "gateway/json_tekst.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace gateway::http {

namespace {

constexpr std::int32_t gewone_dagen = 30;
constexpr std::int32_t meeste_dagen = 3660;
constexpr std::int32_t dagen_per_dag = 62; ///< a longer time is shown by the month
constexpr std::int64_t meeste_groepen = 1000;
constexpr std::size_t groepen_vandaag = 10;

constexpr std::array<std::string_view, 4> uitkomsten{"goedgekeurd", "deels", "afgekeurd", "aangehouden"};

std::optional<model::Gevolg> parse_gevolg(std::string_view text) {
    using enum model::Gevolg;
    for (auto const gevolg : {afkeuren, aanhouden, signaleren})
        if (text == model::name(gevolg)) return gevolg;
    return std::nullopt;
}

/// Reads van and tot; both have a value afterwards.
std::pair<model::Date, model::Date> periode(Parameters& p, model::Date vandaag) {
    auto const tot = p.dag("tot").value_or(vandaag);
    auto const van = p.dag("van").value_or(model::Date{tot.days - gewone_dagen + 1});
    if (tot < van) p.fault("tot", "geen dag voor van");
    else if (tot.days - van.days >= meeste_dagen) p.fault("van", "hooguit tien jaar voor tot");
    return {van, tot};
}

/// Counts of one key, every outcome there.
boost::json::object telling_json(std::string_view naam, std::string_view sleutel) {
    boost::json::object o{{naam, sleutel.empty() ? boost::json::value(nullptr) : boost::json::value(sleutel)}, {"berichten", 0}};
    for (auto const uitkomst : uitkomsten) o[uitkomst] = 0;
    return o;
}

/// One row per key.
boost::json::array per_sleutel(std::string_view naam, std::vector<store::Telling> const& tellingen) {
    boost::json::array rows;
    std::string const* last = nullptr;
    for (auto const& telling : tellingen) {
        if (last == nullptr || *last != telling.sleutel) rows.push_back(telling_json(naam, telling.sleutel));
        last = &telling.sleutel;
        auto& row = rows.back().as_object();
        row[model::name(telling.uitkomst)] = telling.berichten;
        row["berichten"] = row["berichten"].as_int64() + telling.berichten;
    }
    return rows;
}

model::Result<Answer> tel(store::Reader& reader, store::TelVraag const& vraag, bool csv) {
    auto const tellingen = reader.tel_berichten(vraag);
    if (!tellingen) return std::unexpected(tellingen.error());
    static constexpr std::array<Kolom, 6> kolommen{{{"sleutel"}, {"berichten"}, {"goedgekeurd"}, {"deels"}, {"afgekeurd"}, {"aangehouden"}}};
    Lijst lijst{"tellingen", per_sleutel("sleutel", *tellingen), std::nullopt, kolommen, {}};
    lijst.verder["per"] = store::name(vraag.per);
    lijst.verder["van"] = model::to_string(vraag.van);
    lijst.verder["tot"] = model::to_string(vraag.tot);
    return toon_lijst(std::move(lijst), csv);
}

/// The findings of one key over the whole time, with how they went.
struct Groep {
    std::string sleutel;
    std::int64_t berichten = 0;
    std::int64_t regels = 0;
    model::Money bedrag;
    boost::json::array verloop;
};

/// The largest first. @param gevonden by key
std::vector<Groep> groepen(std::vector<store::BevindingGroep> const& gevonden) {
    std::vector<Groep> all;
    for (auto const& deel : gevonden) {
        if (all.empty() || all.back().sleutel != deel.sleutel) all.push_back({deel.sleutel, 0, 0, {}, {}});
        auto& groep = all.back();
        groep.berichten += deel.berichten;
        groep.regels += deel.regels;
        groep.bedrag += deel.bedrag;
        groep.verloop.push_back(boost::json::object{
            {"periode", model::to_string(deel.periode)}, {"berichten", deel.berichten}, {"regels", deel.regels}, {"bedrag", deel.bedrag.cents}});
    }
    std::ranges::stable_sort(all, std::greater{}, &Groep::regels);
    return all;
}

/// Where the findings of a group stand one by one: the same question, narrowed to its key.
std::string regels_van(Doel const& doel, store::BevindingFilter const& filter, store::Groepeer per, std::string const& sleutel) {
    auto out = fmt::format("/v1/bevindingen?van={}&tot={}", model::to_string(filter.van), model::to_string(filter.tot));
    for (auto const naam : std::array<std::string_view, 7>{"gevolg", "berichtsoort", "gemeente", "aanbieder", "regel", "retourcode", "product"})
        if (auto const* waarde = doel.waarde(naam); waarde != nullptr && naam != store::name(per))
            out += fmt::format("&{}={}", naam, codeer(*waarde));
    return sleutel.empty() ? out : out + fmt::format("&{}={}", store::name(per), codeer(sleutel));
}

boost::json::object groep_json(Groep groep, std::string href) {
    return {{"sleutel", text_or_null(groep.sleutel)}, {"berichten", groep.berichten},        {"regels", groep.regels},
            {"bedrag", groep.bedrag.cents},           {"verloop", std::move(groep.verloop)}, {"bevindingen", std::move(href)}};
}

struct GroepVraag {
    store::BevindingFilter filter;
    store::Groepeer per = store::Groepeer::regel;
    std::size_t vanaf = 0;
    std::size_t aantal = 0;
};

model::Result<Answer> groepeer(store::Reader& reader, Doel const& doel, GroepVraag const& vraag, bool csv) {
    auto const& filter = vraag.filter;
    bool const per_maand = filter.tot.days - filter.van.days >= dagen_per_dag;
    auto const gevonden = reader.groepeer_bevindingen(filter, vraag.per, per_maand);
    if (!gevonden) return std::unexpected(gevonden.error());
    auto all = groepen(*gevonden);
    static constexpr std::array<Kolom, 4> kolommen{{{"sleutel"}, {"berichten"}, {"regels"}, {"bedrag", true}}};
    Lijst lijst{"groepen", {}, std::nullopt, kolommen, {}};
    for (auto at = vraag.vanaf; at < all.size() && at < vraag.vanaf + vraag.aantal; ++at) {
        auto href = regels_van(doel, filter, vraag.per, all[at].sleutel);
        lijst.rijen.push_back(groep_json(std::move(all[at]), std::move(href)));
    }
    if (vraag.vanaf + vraag.aantal < all.size())
        lijst.volgende = volgende_bladzijde("/v1/afkeur", doel, "vanaf", fmt::format("{}", vraag.vanaf + vraag.aantal));
    lijst.verder["per"] = store::name(vraag.per);
    lijst.verder["van"] = model::to_string(filter.van);
    lijst.verder["tot"] = model::to_string(filter.tot);
    lijst.verder["periode"] = per_maand ? "maand" : "dag";
    return toon_lijst(std::move(lijst), csv);
}

boost::json::object bevinding_json(store::BevindingRegel const& regel) {
    boost::json::object o;
    o["bericht"] = regel.bericht;
    o["nummer"] = regel.nummer;
    o["href"] = fmt::format("/v1/berichten/{}/besluit", regel.bericht);
    o["vandaag"] = model::to_string(regel.vandaag);
    o["berichtsoort"] = text_or_null(regel.soort ? model::to_string(*regel.soort) : std::string());
    o["gemeente"] = text_or_null(regel.gemeente);
    o["aanbieder"] = text_or_null(regel.aanbieder);
    o["regel"] = regel.regel;
    o["niveau"] = regel.niveau;
    o["retourcode"] = text_or_null(regel.retourcode);
    o["gevolg"] = regel.gevolg;
    o["product"] = text_or_null(regel.product);
    o["plaats"] = text_or_null(regel.soort ? model::xpath(*regel.soort, regel.plaats) : std::string());
    o["bedrag"] = regel.bedrag.cents;
    return o;
}

struct RegelVraag {
    store::BevindingFilter filter;
    std::optional<store::BevindingCursor> na;
    std::int64_t aantal = 0;
};

/// "17_3": message and number.
std::optional<store::BevindingCursor> cursor(std::string_view text) {
    store::BevindingCursor out;
    auto const* const end = text.data() + text.size();
    auto const first = std::from_chars(text.data(), end, out.bericht);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '_' || out.bericht < 1) return std::nullopt;
    auto const second = std::from_chars(first.ptr + 1, end, out.nummer);
    if (second.ec != std::errc() || second.ptr != end || out.nummer < 1) return std::nullopt;
    return out;
}

model::Result<Answer> page(store::Reader& reader, Doel const& doel, RegelVraag const& vraag, bool csv) {
    // One more than asked for tells whether there is a next page.
    auto regels = reader.bevindingen(vraag.filter, vraag.na, vraag.aantal + 1);
    if (!regels) return std::unexpected(regels.error());
    bool const more = std::ssize(*regels) > vraag.aantal;
    if (more) regels->pop_back();
    static constexpr std::array<Kolom, 13> kolommen{{{"bericht"},
                                                     {"nummer"},
                                                     {"vandaag"},
                                                     {"berichtsoort"},
                                                     {"gemeente"},
                                                     {"aanbieder"},
                                                     {"regel"},
                                                     {"niveau"},
                                                     {"retourcode"},
                                                     {"gevolg"},
                                                     {"product"},
                                                     {"plaats"},
                                                     {"bedrag", true}}};
    Lijst lijst{"bevindingen", {}, std::nullopt, kolommen, {}};
    for (auto const& regel : *regels) lijst.rijen.push_back(bevinding_json(regel));
    if (more)
        lijst.volgende =
            volgende_bladzijde("/v1/bevindingen", doel, "vanaf", fmt::format("{}_{}", regels->back().bericht, regels->back().nummer));
    auto answer = toon_lijst(std::move(lijst), csv);
    auto& berichten = answer.gezien.berichten;
    for (auto const& regel : *regels)
        if (berichten.empty() || berichten.back() != regel.bericht) berichten.push_back(regel.bericht);
    return answer;
}

/// What a back office opens the day with.
/// @param alles whether who asks may know of every gemeente: what goes out is counted for all together
model::Result<Answer> overzicht(store::Reader& reader, Doel const& doel, store::TelVraag vraag, model::Date vandaag, bool alles) {
    auto const soorten = reader.tel_berichten(vraag);
    if (!soorten) return std::unexpected(soorten.error());
    store::BevindingFilter filter;
    filter.van = filter.tot = vraag.van;
    filter.gemeente = vraag.gemeente;
    filter.aanbieder = vraag.aanbieder;
    auto const gevonden = reader.groepeer_bevindingen(filter, store::Groepeer::regel, false);
    if (!gevonden) return std::unexpected(gevonden.error());
    auto const werk = reader.tel_werk(vraag.gemeente, vraag.aanbieder, vandaag);
    if (!werk) return std::unexpected(werk.error());
    auto const tellingen = reader.tellingen();
    if (!tellingen) return std::unexpected(tellingen.error());

    boost::json::object out;
    out["dag"] = model::to_string(vraag.van);
    auto all = telling_json("dag", model::to_string(vraag.van));
    for (auto const& telling : *soorten) {
        all["berichten"] = all["berichten"].as_int64() + telling.berichten;
        auto& own = all[model::name(telling.uitkomst)];
        own = own.as_int64() + telling.berichten;
    }
    all.erase("dag");
    out["totaal"] = std::move(all);
    out["berichtsoorten"] = per_sleutel("berichtsoort", *soorten);
    boost::json::array afkeur;
    for (auto& groep : groepen(*gevonden)) {
        if (afkeur.size() == groepen_vandaag) break;
        groep.verloop.clear();
        auto href = regels_van(doel, filter, store::Groepeer::regel, groep.sleutel);
        auto o = groep_json(std::move(groep), std::move(href));
        o.erase("verloop");
        afkeur.push_back(std::move(o));
    }
    out["bevindingen"] = std::move(afkeur);
    boost::json::array open;
    for (auto const& soort : *werk) open.push_back(boost::json::object{{"soort", soort.soort}, {"open", soort.open}, {"te_laat", soort.te_laat}});
    out["werk"] = std::move(open);
    out["uit"] = nullptr;
    if (alles) out["uit"] = {{"wacht", tellingen->uit_open}, {"opgegeven", tellingen->uit_opgegeven}};
    return json(200, boost::json::serialize(out));
}

std::expected<Lookup, std::string> lookup_for(Verzoek const& verzoek, model::Date vandaag) {
    auto const& doel = verzoek.doel;
    if (doel.route == Route::vandaag) {
        Parameters p(doel);
        auto const dag = p.dag("dag").value_or(vandaag);
        store::TelVraag vraag{store::Telwijze::berichtsoort, dag, dag, p.gemeente("gemeente"), p.aanbieder("aanbieder")};
        if (p.fout()) return std::unexpected(*p.fout());
        bool const alles = !verzoek.sessie || verzoek.sessie->wie.alle();
        return [doel, vraag, vandaag, alles](store::Reader& reader) { return overzicht(reader, doel, vraag, vandaag, alles); };
    }
    auto const csv = wil_csv(doel, verzoek.accept);
    if (!csv) return std::unexpected(csv.error());
    if (doel.route == Route::tellingen) {
        auto const vraag = tel_vraag(doel, vandaag);
        if (!vraag) return std::unexpected(vraag.error());
        return [vraag = *vraag, csv = *csv](store::Reader& reader) { return tel(reader, vraag, csv); };
    }
    auto const filter = bevinding_filter(doel, vandaag);
    if (!filter) return std::unexpected(filter.error());
    Parameters p(doel);
    if (doel.route == Route::afkeur) {
        GroepVraag vraag{*filter, store::Groepeer::regel, 0, 0};
        vraag.per = p.keuze("per", store::parse_groepeer, "regel, retourcode, gemeente, aanbieder, product of berichtsoort")
                        .value_or(store::Groepeer::regel);
        vraag.vanaf = static_cast<std::size_t>(p.getal("vanaf", 0, 1'000'000, 0));
        vraag.aantal = static_cast<std::size_t>(p.getal("aantal", 1, meeste_groepen, gewone_bladzijde));
        if (p.fout()) return std::unexpected(*p.fout());
        return [doel, vraag, csv = *csv](store::Reader& reader) { return groepeer(reader, doel, vraag, csv); };
    }
    RegelVraag vraag{*filter, p.keuze("vanaf", cursor, "wat in `volgende` van de vorige bladzijde stond"),
                     p.getal("aantal", 1, grootste_bladzijde, gewone_bladzijde)};
    if (p.fout()) return std::unexpected(*p.fout());
    return [doel, vraag, csv = *csv](store::Reader& reader) { return page(reader, doel, vraag, csv); };
}

} // namespace

std::expected<store::TelVraag, std::string> tel_vraag(Doel const& doel, model::Date vandaag) {
    Parameters p(doel);
    store::TelVraag vraag;
    vraag.per = p.keuze("per", store::parse_telwijze, "dag, berichtsoort, afzender, ontvanger, gemeente of aanbieder")
                    .value_or(store::Telwijze::dag);
    std::tie(vraag.van, vraag.tot) = periode(p, vandaag);
    vraag.gemeente = p.gemeente("gemeente");
    vraag.aanbieder = p.aanbieder("aanbieder");
    if (p.fout()) return std::unexpected(*p.fout());
    return vraag;
}

std::expected<store::BevindingFilter, std::string> bevinding_filter(Doel const& doel, model::Date vandaag) {
    Parameters p(doel);
    store::BevindingFilter filter;
    std::tie(filter.van, filter.tot) = periode(p, vandaag);
    filter.gevolg = p.keuze("gevolg", parse_gevolg, "afkeuren, aanhouden of signaleren");
    filter.soort = p.soort("berichtsoort");
    filter.gemeente = p.gemeente("gemeente");
    filter.aanbieder = p.aanbieder("aanbieder");
    filter.regel = p.tekst("regel");
    filter.retourcode = p.tekst("retourcode");
    if (auto const* product = doel.waarde("product")) filter.product = *product;
    if (p.fout()) return std::unexpected(*p.fout());
    return filter;
}

boost::asio::awaitable<Answer> afkeur(Services& services, Verzoek const& verzoek) {
    auto lookup = lookup_for(verzoek, services.klok().vandaag);
    if (!lookup) co_return problem(400, lookup.error());
    Answer answer = co_await from_store(services, std::move(*lookup));
    co_return answer;
}

} // namespace gateway::http
