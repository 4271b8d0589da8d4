#include "rules/contract/kolommen.hpp"
#include "rules/contract/looptijd.hpp"
#include "rules/contract/tabellen.hpp"

#include <array>
#include <map>

namespace rules::contract {

namespace {

using model::Overeenkomst;

constexpr auto rollen = std::to_array<std::pair<std::string_view, std::string_view>>({{"", ""},
                                                                                      {"kern", "kern"},
                                                                                      {"strategisch", "strategisch"},
                                                                                      {"regionaal", "regionaal"},
                                                                                      {"lokaal", "lokaal"},
                                                                                      {"systeem", "systeem"},
                                                                                      {"incidenteel", "incidenteel"},
                                                                                      {"buiten_raam", "buiten_raam"}});

consteval std::size_t cel(std::string_view naam) { return kolom(overeenkomst_kolommen, naam); }

constexpr auto cel_aanbieder = cel("aanbieder");
constexpr auto cel_perceel = cel("perceel");
constexpr auto cel_van = cel("geldig_van");
constexpr auto cel_einde = cel("einde");
constexpr auto cel_verlengingen = cel("verlengingen");
constexpr auto cel_beoordelingen = cel("beoordelingen");
constexpr auto cel_gemeenten = cel("gemeenten");

/// In the framework itself: what accession and the number of aanbieders are about.
bool in_raam(Overeenkomst const& o) { return o.rol != "incidenteel" && o.rol != "buiten_raam" && o.hoofdaannemer.empty(); }

std::optional<std::vector<bool>> reviews(Rij const& rij, Fields& fields) {
    std::vector<bool> goed;
    for (auto const& woord : Fields::lijst(rij, cel_beoordelingen)) {
        if (woord != "goed" && woord != "slecht") {
            fields.fault(rij, cel_beoordelingen, "goed of slecht per contractjaar: goed slecht goed", "Deze beoordelingen kloppen niet.");
            return std::nullopt;
        }
        goed.push_back(woord == "goed");
    }
    return goed;
}

/// Works out the end: vorm, granted extensions or reviews, and an earlier `einde`. @returns false after a Fout
bool work_out_end(Rij const& rij, Fields& fields, model::Contractvorm const& vorm, std::vector<bool> const& goed, Overeenkomst& o) {
    auto const refuse = [&](std::size_t where, std::string verwacht, std::string melding) {
        fields.fault(rij, where, std::move(verwacht), std::move(melding));
        return false;
    };
    auto const begin = o.geldig.van;
    if (o.verlengingen > static_cast<std::int32_t>(vorm.opties.size()))
        return refuse(cel_verlengingen, fmt::format("hoogstens {}", vorm.opties.size()),
                      fmt::format("Contractvorm {} kent niet zoveel verlengingen.", vorm.id));
    if (!goed.empty() && vorm.boeggolf_horizon == 0)
        return refuse(cel_beoordelingen, "leeg", fmt::format("Contractvorm {} heeft geen boeggolf.", vorm.id));
    if (o.verlengingen != 0 && vorm.boeggolf_horizon != 0)
        return refuse(cel_verlengingen, "leeg, of 0", "Bij een boeggolf verdienen beoordelingen de verlenging.");
    auto const op_tijd = beoordelingen_op_tijd(vorm, goed);
    if (op_tijd < static_cast<std::int32_t>(goed.size()))
        return refuse(cel_beoordelingen, fmt::format("hoogstens {}", op_tijd), "De overeenkomst is al in haar laatste jaar of voorbij.");
    auto const looptijd = goed.empty() ? contract::looptijd(vorm, begin, o.verlengingen) : boeggolf(vorm, begin, goed);
    o.einde_basis = looptijd.einde_basis;
    o.geldig.tot = looptijd.einde;
    if (rij.cellen[cel_einde].tekst.empty()) return true;
    auto const einde = fields.datum(rij, cel_einde);
    if (!einde) return false;
    if (*einde < begin || (looptijd.einde && *einde > *looptijd.einde))
        return refuse(cel_einde,
                      looptijd.einde ? fmt::format("van {} tot en met {}", to_string(begin), to_string(*looptijd.einde))
                                     : fmt::format("{} of later", to_string(begin)),
                      fmt::format("De overeenkomst kan volgens contractvorm {} niet op deze dag eindigen.", vorm.id));
    o.geldig.tot = *einde;
    return true;
}

std::optional<Overeenkomst> read_line(std::string const& bestand, Rij const& rij, Fields& fields, Kader const& kader) {
    auto const aanbieder = fields.aanbieder(rij, cel_aanbieder);
    auto const naam = fields.tekst(rij, cel("naam"));
    auto const perceel = fields.id(rij, cel_perceel);
    auto const van = fields.datum(rij, cel_van);
    auto const rol = fields.keuze<std::string_view>(rij, cel("rol"), rollen);
    auto const verlengingen = fields.getal(rij, cel_verlengingen, 0, 100);
    auto const goed = reviews(rij, fields);
    auto const plicht = fields.ja_nee(rij, cel("acceptatieplicht"));
    auto const hoofd = fields.aanbieder(rij, cel("hoofdaannemer"));
    bool const stop = !rij.cellen[cel("clientenstop_van")].tekst.empty() || !rij.cellen[cel("clientenstop_tot")].tekst.empty();
    auto const clientenstop = stop ? fields.geldig(rij, cel("clientenstop_van"), cel("clientenstop_tot")) : std::nullopt;
    if (aanbieder && aanbieder->empty()) fields.fault(rij, cel_aanbieder, "AGB-code van acht cijfers", "De aanbieder ontbreekt.");
    if (perceel && perceel->empty()) fields.fault(rij, cel_perceel, "de id van een [[perceel]] in bundel.toml", "Het perceel ontbreekt.");
    if (perceel) kader.known_perceel(fields, rij, cel_perceel, *perceel, std::nullopt);
    if (hoofd) kader.known_aanbieder(fields, rij, cel("hoofdaannemer"), *hoofd);
    auto gemeenten = Fields::lijst(rij, cel_gemeenten);
    for (auto const& code : gemeenten) kader.known_gemeente(fields, rij, cel_gemeenten, code);

    auto const* lot = perceel ? kader.contract.vind_perceel(*perceel) : nullptr;
    if (lot != nullptr && lot->lokaal && gemeenten.empty())
        fields.fault(rij, cel_gemeenten, "gemeentecodes, gescheiden door spaties: 0889 0983",
                     "R03: in een lokaal perceel noemt een aanbieder zijn gemeenten.");
    if (lot != nullptr && !lot->lokaal && !gemeenten.empty())
        fields.fault(rij, cel_gemeenten, "leeg", "R03: in een regionaal perceel levert een aanbieder in alle gemeenten.");
    if (!aanbieder || aanbieder->empty() || !naam || !van || !rol || !verlengingen || !goed || !plicht || !hoofd ||
        (stop && !clientenstop) || lot == nullptr)
        return std::nullopt;

    Overeenkomst o;
    o.aanbieder = *aanbieder;
    o.naam = *naam;
    o.perceel = *perceel;
    o.rol = *rol;
    o.geldig.van = *van;
    o.verlengingen = *verlengingen;
    o.gemeenten = std::move(gemeenten);
    o.acceptatieplicht = *plicht;
    o.clientenstop = clientenstop;
    o.hoofdaannemer = *hoofd;
    o.herkomst = herkomst(bestand, rij);
    static model::Contractvorm const zonder_vorm{}; // a perceel without a vorm has agreements without an end of their own
    auto const* vorm = kader.contract.vorm(lot->vorm);
    if (!work_out_end(rij, fields, vorm == nullptr ? zonder_vorm : *vorm, *goed, o)) return std::nullopt;
    return o;
}

std::string instapmomenten(model::Contractvorm const& vorm) {
    std::string out;
    for (auto const& [maand, dag] : vorm.instapmomenten) out += fmt::format("{}{:02}-{:02}", out.empty() ? "" : ", ", dag, maand);
    return out;
}

/// R05: who comes later joins at an entry moment, or not at all. Those who began together with the framework are no newcomers, nor is
/// who had the perceel before; a framework that could not run longer has made place for the next.
void check_toetreding(std::vector<Gelezen<Overeenkomst>*> const& lines, model::Contractvorm const& vorm, Fields& fields) {
    if (vorm.toetreding == model::Toetreding::open || lines.empty()) return;
    auto begin = lines.front()->waarde.geldig.van;
    std::set<std::string_view> eerder;
    for (auto const* line : lines) {
        auto const& o = line->waarde;
        auto const uiterste = uiterste_einde(vorm, begin);
        if (uiterste && o.geldig.van > *uiterste) begin = o.geldig.van;
        bool const newcomer = o.geldig.van != begin && !eerder.contains(o.aanbieder);
        eerder.insert(o.aanbieder);
        if (!newcomer) continue;
        auto const ymd = model::civil(o.geldig.van);
        if (vorm.toetreding == model::Toetreding::gesloten)
            fields.fault(*line->rij, cel_van, to_string(begin),
                         fmt::format("R05: perceel {} is gesloten; na {} treedt niemand toe.", o.perceel, to_dutch(begin)));
        else if (std::ranges::find(vorm.instapmomenten, std::pair(ymd.month, ymd.day)) == vorm.instapmomenten.end())
            fields.fault(*line->rij, cel_van, fmt::format("een instapmoment: {}", instapmomenten(vorm)),
                         fmt::format("R05: perceel {} kent vaste instapmomenten.", o.perceel));
    }
}

/// No more aanbieders at once than agreed.
void check_number(std::vector<Gelezen<Overeenkomst>*> const& lines, model::Perceel const& perceel, Fields& fields) {
    if (perceel.meeste_aanbieders == 0) return;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const van = lines[i]->waarde.geldig.van;
        auto const tegelijk = 1 + std::count_if(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(i),
                                                [&](auto const* earlier) { return earlier->waarde.geldig.op(van); });
        if (tegelijk <= perceel.meeste_aanbieders) continue;
        fields.fault(*lines[i]->rij, cel_aanbieder,
                     fmt::format("hoogstens {} aanbieders ({})", perceel.meeste_aanbieders, perceel.herkomst),
                     fmt::format("Dit is de {}e aanbieder tegelijk in perceel {}.", tegelijk, perceel.id));
    }
}

} // namespace

void load_overeenkomsten(std::string const& bestand, std::string_view bytes, Kader& kader) {
    auto const rijen = model::read_csv(bestand, bytes, overeenkomst_kolommen, kader.fouten, 4);
    Fields fields(bestand, kader.fouten);
    kader.aanbieders.emplace();
    for (auto const& rij : rijen) kader.aanbieders->insert(rij.cellen[cel_aanbieder].tekst);
    std::vector<Gelezen<Overeenkomst>> lines;
    for (auto const& rij : rijen)
        if (auto o = read_line(bestand, rij, fields, kader)) lines.push_back({std::move(*o), &rij});
    check_overlap(
        lines, [](auto const& o) { return std::tuple(std::string_view(o.aanbieder), std::string_view(o.perceel)); }, cel_van,
        "een overeenkomst met deze aanbieder voor dit perceel", fields);

    std::map<std::string_view, std::vector<Gelezen<Overeenkomst>*>> per_perceel;
    for (auto& line : lines)
        if (in_raam(line.waarde)) per_perceel[line.waarde.perceel].push_back(&line);
    for (auto& [id, agreements] : per_perceel) {
        std::ranges::stable_sort(agreements, {}, [](auto const* l) { return l->waarde.geldig.van; });
        auto const& perceel = *kader.contract.vind_perceel(id);
        if (auto const* vorm = kader.contract.vorm(perceel.vorm)) check_toetreding(agreements, *vorm, fields);
        check_number(agreements, perceel, fields);
    }
    if (rijen.empty()) kader.aanbieders.reset(); // nothing could be read, or nothing was agreed
    kader.contract.overeenkomsten = values(std::move(lines));
}

} // namespace rules::contract
