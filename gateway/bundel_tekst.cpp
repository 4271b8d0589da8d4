#include "gateway/bundel_tekst.hpp"

#include "rules/contract/bekostiging.hpp"
#include "rules/contract/legitimiteit.hpp"
#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace gateway {

namespace {

using rules::standard::eenheid_naam;
using rules::standard::euro;
using Out = std::back_insert_iterator<std::string>;

std::string_view domein(model::Domein d) { return d == model::Domein::wmo ? "Wmo" : "Jw"; }

std::string percent(std::int32_t basispunten) {
    return basispunten % 100 == 0 ? fmt::format("{} %", basispunten / 100)
                                  : fmt::format("{},{:02} %", basispunten / 100, basispunten % 100);
}

std::string vorm_tekst(model::Contractvorm const& v) {
    std::string out = v.basis_jaren == 0 ? std::string("onbepaalde tijd") : fmt::format("{} jaar", v.basis_jaren);
    for (auto const jaren : v.opties) out += fmt::format(" + {}", jaren);
    if (v.boeggolf_horizon != 0) out += fmt::format(", boeggolf met een horizon van {} jaar", v.boeggolf_horizon);
    if (v.toetreding == model::Toetreding::open) out += ", toetreding altijd mogelijk";
    if (v.toetreding == model::Toetreding::gesloten) out += ", geen tussentijdse toetreding";
    if (v.toetreding == model::Toetreding::momenten) {
        out += ", toetreding op";
        for (auto const& [maand, dag] : v.instapmomenten) out += fmt::format(" {:02}-{:02}", dag, maand);
    }
    if (v.opzeg_maanden != 0) out += fmt::format(", opzegtermijn {} maanden", v.opzeg_maanden);
    return out;
}

void write_percelen(Out out, model::Contract const& c) {
    if (c.percelen.empty()) return;
    fmt::format_to(out, "\nPercelen:\n");
    for (auto const& p : c.percelen) {
        fmt::format_to(out, "  {} {}: {}, bekostiging {}\n", domein(p.domein), p.id, p.naam, rules::contract::naam(p.bekostiging));
        for (auto const& [gemeente, b] : p.per_gemeente) fmt::format_to(out, "      in {} {}\n", gemeente, rules::contract::naam(b));
        if (auto const* v = c.vorm(p.vorm)) fmt::format_to(out, "      contractvorm {}: {}\n", v->id, vorm_tekst(*v));
        if (p.meeste_aanbieders != 0) fmt::format_to(out, "      hoogstens {} aanbieders\n", p.meeste_aanbieders);
        if (p.lokaal) fmt::format_to(out, "      lokaal: elke aanbieder heeft zijn eigen gemeenten, zonder aanvullende afspraken\n");
        if (p.onbepaald) fmt::format_to(out, "      een toewijzing mag zonder einddatum\n");
        if (p.zonder_detail) fmt::format_to(out, "      een toewijzing mag zonder product of omvang (alleen WAT)\n");
        if (p.een_hoofdaanbieder) fmt::format_to(out, "      één hoofdaanbieder per cliënt\n");
    }
}

void write_overeenkomsten(Out out, model::Contract const& c) {
    if (c.overeenkomsten.empty()) return;
    fmt::format_to(out, "\nOvereenkomsten:\n");
    for (auto const& o : c.overeenkomsten) {
        fmt::format_to(out, "  {} {}, perceel {}{}{}, {}\n", o.aanbieder, o.naam, o.perceel, o.rol.empty() ? "" : ", ", o.rol,
                       geldigheid(o.geldig));
        if (o.geldig.tot && *o.geldig.tot > o.einde_basis)
            fmt::format_to(out, "      basistermijn tot en met {}, daarna verlengd\n", model::to_dutch(o.einde_basis));
        if (!o.gemeenten.empty()) fmt::format_to(out, "      in de gemeenten {}\n", fmt::join(o.gemeenten, ", "));
        if (o.acceptatieplicht) fmt::format_to(out, "      met acceptatieplicht\n");
        if (o.clientenstop) fmt::format_to(out, "      cliëntenstop {}\n", geldigheid(*o.clientenstop));
        if (!o.hoofdaannemer.empty()) fmt::format_to(out, "      onder hoofdaannemer {}\n", o.hoofdaannemer);
    }
}

void write_geld(Out out, model::Contract const& c) {
    if (!c.budgetten.empty()) fmt::format_to(out, "\nGeld per jaar:\n");
    for (auto const& b : c.budgetten) {
        fmt::format_to(out, "  {} {}: {} voor {}", b.id, model::name(b.vorm), euro(b.bedrag), budget_onderwerp(b));
        if (b.verwacht_aantal != 0) fmt::format_to(out, ", verwacht {} trajecten", b.verwacht_aantal);
        if (!b.groep.empty()) fmt::format_to(out, ", opgeteld in groep {}", b.groep);
        fmt::format_to(out, "; signaal vanaf {}\n", percent(b.signaal_bp));
    }
    if (!c.capaciteit.empty()) fmt::format_to(out, "\nPlekken en aantallen:\n");
    for (auto const& k : c.capaciteit) {
        fmt::format_to(out, "  {}: {} {} voor {}{}, {}", k.id, k.aantal, k.per_jaar ? "casussen per jaar" : "plekken",
                       k.perceel.empty() ? "product " : "perceel ", k.perceel.empty() ? k.product : k.perceel, geldigheid(k.geldig));
        if (!k.aanbieder.empty()) fmt::format_to(out, ", aanbieder {}", k.aanbieder);
        if (!k.gemeente.empty()) fmt::format_to(out, ", gemeente {}", k.gemeente);
        if (k.signaal_vanaf != 0) fmt::format_to(out, "; signaal vanaf de {}e", k.signaal_vanaf);
        if (k.instemming) fmt::format_to(out, "; meer alleen met instemming van de gemeente");
        fmt::format_to(out, "\n");
    }
}

void write_overig(Out out, model::Contract const& c) {
    if (!c.geen_deelname.empty()) fmt::format_to(out, "\nGemeenten die ergens niet aan deelnemen:\n");
    for (auto const& d : c.geen_deelname)
        fmt::format_to(out, "  {}: geen {} {}, {}\n", d.gemeente, d.perceel.empty() ? "product" : "perceel",
                       d.perceel.empty() ? d.product : d.perceel, geldigheid(d.geldig));
    if (!c.opslagen.empty()) fmt::format_to(out, "\nOpslagen op het tarief:\n");
    for (auto const& o : c.opslagen)
        fmt::format_to(out, "  {} {}: {} voor {}, {}, {}\n", domein(o.domein), o.product,
                       o.basispunten != 0 ? percent(o.basispunten) : euro(o.bedrag) + " per eenheid",
                       o.aanbieder.empty() ? "elke aanbieder" : o.aanbieder, o.criterium, geldigheid(o.geldig));
    if (!c.combinaties.empty()) fmt::format_to(out, "\nCombinaties:\n");
    for (auto const& k : c.combinaties)
        fmt::format_to(out, "  {} {} {}, {}\n", k.deze, k.sluit_uit ? "nooit samen met" : "alleen naast", fmt::join(k.die, ", "),
                       geldigheid(k.geldig));
}

void write_producten(Out out, model::Contract const& c) {
    fmt::format_to(out, "\nProducten en tarieven:\n");
    auto const key = [](model::ContractTarief const& t) { return std::tuple(t.domein, std::string_view(t.product)); };
    for (auto const& p : c.producten) {
        fmt::format_to(out, "  {} {}-{} {}, contracteenheid {} ({}), {}\n", domein(p.domein), p.categorie.view(), p.code, p.omschrijving,
                       p.eenheid.view(), eenheid_naam(p.eenheid), geldigheid(p.geldig));
        if (!p.perceel.empty()) fmt::format_to(out, "      perceel {}\n", p.perceel);
        if (p.open_tot) fmt::format_to(out, "      open voor nieuwe toewijzingen tot en met {}\n", model::to_dutch(*p.open_tot));
        if (p.norm_dagen != 0) fmt::format_to(out, "      gemiddeld {} dagen\n", p.norm_dagen);
        if (p.max_dagen != 0) fmt::format_to(out, "      hoogstens {} dagen\n", p.max_dagen);
        if (p.min_intensiteit != 0 || p.max_intensiteit != 0)
            fmt::format_to(out, "      per week van {} tot {}\n", p.min_intensiteit, p.max_intensiteit);
        if (p.algemeen) fmt::format_to(out, "      algemene voorziening: zonder toewijzing\n");
        if (p.crisis) fmt::format_to(out, "      crisis: buiten plafond, cliëntenstop en termijnen\n");
        if (p.maatwerk) fmt::format_to(out, "      maatwerk: één prijs per aanbieder\n");
        for (auto const& t : std::ranges::equal_range(c.tarieven, std::tuple(p.domein, std::string_view(p.code)), {}, key))
            fmt::format_to(out, "      {} per {} voor {}, {}\n", euro(t.tarief), eenheid_naam(t.eenheid),
                           t.aanbieder.empty() ? "elke aanbieder" : t.aanbieder, geldigheid(t.geldig));
    }
}

void write_regels(Out out, model::Contract const& c) {
    if (!c.heeft_afspraken()) return;
    fmt::format_to(out, "\nWat elke contractregel doet:\n");
    for (auto const* regel : rules::contract::regels()) {
        std::string per_bericht;
        for (auto const& l : rules::contract::legitimiteit())
            if (l.regel == regel->id && l.kijkt)
                per_bericht += fmt::format("{}{} {}", per_bericht.empty() ? "" : ", ", l.bericht, regel_gevolg(c, l.regel, l.bericht));
        fmt::format_to(out, "  {} {}\n      {}\n", regel->id, regel->zin,
                       per_bericht.empty() ? "bij het laden van de bundel" : per_bericht);
    }
}

} // namespace

std::string geldigheid(model::Geldigheid const& g) {
    return g.tot ? fmt::format("{} t/m {}", model::to_dutch(g.van), model::to_dutch(*g.tot))
                 : fmt::format("vanaf {}", model::to_dutch(g.van));
}

std::string budget_onderwerp(model::Budget const& b) {
    std::string out = b.niveau == model::BudgetNiveau::regio ? "de regio" : "";
    if (!b.aanbieder.empty()) out += fmt::format("aanbieder {}", b.aanbieder);
    if (!b.gemeente.empty()) out += fmt::format("{}gemeente {}", out.empty() ? "" : ", ", b.gemeente);
    if (!b.perceel.empty()) out += fmt::format(", perceel {}", b.perceel);
    else if (!b.product.empty()) out += fmt::format(", product {}", b.product);
    else out += fmt::format(", de hele {}", domein(b.domein));
    return out + fmt::format(", {}", b.jaar);
}

std::string regel_gevolg(model::Contract const& contract, std::string_view regel, std::int16_t bericht) {
    auto const* l = rules::contract::legitiem(regel, bericht);
    if (auto const* own = contract.regel(regel, bericht)) return own->aan ? std::string(model::name(own->gevolg)) : "uit";
    if (std::ranges::any_of(rules::contract::regels(), [&](auto const* r) { return r->id == regel && r->op_verzoek; })) return "uit";
    return l == nullptr ? "uit" : std::string(model::name(l->standaard));
}

std::string bundel_tekst(model::Contract const& c) {
    std::string text;
    Out const out(text);
    fmt::format_to(out, "Contract {}, versie {}, {}.\n", c.naam, c.versie, geldigheid(c.geldig));
    if (!c.regio.empty()) fmt::format_to(out, "Regio: {}\n", c.regio);
    fmt::format_to(out, "Hash: {}\n\nGemeenten:\n", c.hash);
    for (auto const& g : c.gemeenten) fmt::format_to(out, "  {} {}, {}\n", g.code, g.naam, geldigheid(g.geldig));
    write_percelen(out, c);
    write_overeenkomsten(out, c);
    write_geld(out, c);
    write_overig(out, c);
    write_producten(out, c);
    write_regels(out, c);
    return text;
}

} // namespace gateway
