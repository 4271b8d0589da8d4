#include "rules/contract/budget.hpp"

#include "rules/contract/budgetstand.hpp"
#include "rules/contract/grootboek.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rules::contract {
namespace {

std::optional<model::Product> product_of(Lijn const& lijn) {
    if (lijn.categorie.empty()) return std::nullopt;
    model::Product product{lijn.categorie, std::nullopt};
    if (!lijn.code.empty()) product.code = std::string(lijn.code);
    return product;
}

bool counts(ContractZaak const& zaak, model::Budget const& b, Lijn const& lijn) {
    return telt(zaak.contract, b, rekening(zaak.aanbieder, zaak.gemeente, zaak.domein, product_of(lijn), b.jaar));
}

/// The toewijzing a line makes, as far as its value goes.
model::ToewijzingFact granted(ContractZaak const& zaak, Lijn const& lijn) {
    model::ToewijzingFact t;
    t.nummer = lijn.nummer;
    t.aanbieder = zaak.aanbieder;
    t.product = product_of(lijn);
    t.ingangsdatum = lijn.begin;
    t.einddatum = lijn.einde;
    if (lijn.omvang != nullptr) t.omvang = *lijn.omvang;
    t.budget = lijn.budget;
    return t;
}

model::Money& in_year(std::vector<Erbij>& all, std::int32_t jaar) {
    auto at = std::ranges::lower_bound(all, jaar, {}, &Erbij::jaar);
    if (at == all.end() || at->jaar != jaar) at = all.insert(at, {jaar, {}});
    return at->bedrag;
}

} // namespace

std::optional<std::vector<Erbij>> erbij(ContractZaak const& zaak, Lijn const& lijn) {
    auto const value = [&](model::ToewijzingFact const& t) { return waarde(t, zaak.domein, zaak.contract, zaak.gemeente); };
    auto const nieuw = value(granted(zaak, lijn));
    if (!nieuw) return std::nullopt;
    std::vector<Erbij> all;
    for (auto const& v : *nieuw) in_year(all, v.jaar) += v.vastgelegd;
    if (lijn.feit == nullptr) return all;
    // A change of what goes by the period leaves what was granted up to the day before it.
    bool const per_periode = !lijn.budget && lijn.omvang != nullptr && lijn.omvang->frequentie != "6";
    if (zaak.bericht == 317 && per_periode && lijn.feit->ingangsdatum < lijn.begin) {
        auto eerder = granted(zaak, lijn);
        eerder.ingangsdatum = lijn.feit->ingangsdatum;
        eerder.einddatum = lijn.begin - 1;
        eerder.omvang = lijn.feit->omvang;
        eerder.budget = lijn.feit->budget;
        auto const kept = value(eerder);
        if (!kept) return std::nullopt;
        for (auto const& v : *kept) in_year(all, v.jaar) += v.vastgelegd;
    }
    // What was claimed stays counted, however little is committed.
    for (auto const& oud : lijn.feit->verbintenissen) {
        auto& bedrag = in_year(all, oud.jaar);
        bedrag = std::max(bedrag, oud.toegekend) - oud.beslag();
    }
    return all;
}

std::vector<model::Budget const*> budgetten_van(ContractZaak const& zaak, Lijn const& lijn) {
    auto all = budgetten_van_partijen(zaak.contract, zaak.aanbieder, zaak.gemeente);
    auto const van = model::civil(lijn.begin).year;
    std::erase_if(all, [&](model::Budget const* b) {
        return b->jaar < van || (lijn.einde && b->jaar > model::civil(*lijn.einde).year) || !counts(zaak, *b, lijn);
    });
    return all;
}

Positie positie(ContractZaak const& zaak, model::Budget const& budget, Lijn const& lijn) {
    auto const groep = groep_van(zaak.contract, budget);
    auto const nu = groepsstand(zaak.contract, budget, zaak.feiten);
    Positie p{.bedrag = nu.bedrag, .beslag = nu.stand.beslag, .toewijzingen = nu.stand.toewijzingen};
    auto const of_group = [&](Lijn const& l) -> std::optional<model::Money> {
        auto const all = erbij(zaak, l);
        if (!all || std::ranges::none_of(groep, [&](auto const* b) { return counts(zaak, *b, l); })) return std::nullopt;
        auto const at = std::ranges::find(*all, budget.jaar, &Erbij::jaar);
        return at == all->end() ? std::nullopt : std::optional(at->bedrag);
    };
    for (auto const& l : zaak.lijnen()) {
        if (&l == &lijn) break;
        auto const eerder = of_group(l);
        if (!eerder) continue;
        p.beslag += *eerder;
        p.toewijzingen += l.nieuw() ? 1 : 0;
    }
    p.erbij = of_group(lijn).value_or(model::Money{});
    return p;
}

std::string som(Positie const& p, std::string_view wat, model::Money grens) {
    return fmt::format("{} vastgelegd + {} = {}; {} {}; {} te veel", model::to_dutch(p.beslag), model::to_dutch(p.erbij),
                       model::to_dutch(p.met()), wat, model::to_dutch(grens), model::to_dutch(p.met() - grens));
}

} // namespace rules::contract
