#include "xsd/model/contract.hpp"

#include <algorithm>
#include <tuple>

namespace model {

namespace {} // namespace

ContractGemeente const* Contract::gemeente(std::string_view code, Date op) const {
    auto const it = std::ranges::find_if(gemeenten, [&](auto const& g) { return g.code == code && g.geldig.op(op); });
    return it == gemeenten.end() ? nullptr : &*it;
}

ContractProduct const* Contract::product(Domein domein, std::string_view code, std::optional<Date> op) const {
    auto const lines = producten_met(domein, code);
    if (!op) return lines.empty() ? nullptr : &lines.back();
    auto const it = std::ranges::find_if(lines, [&](auto const& p) { return p.geldig.op(*op); });
    return it == lines.end() ? nullptr : &*it;
}

std::span<ContractProduct const> Contract::producten_met(Domein domein, std::string_view code) const {
    auto const key = [](ContractProduct const& p) { return std::tuple(p.domein, std::string_view(p.code)); };
    auto const lines = std::ranges::equal_range(producten, std::tuple(domein, code), {}, key);
    return {lines.begin(), lines.end()};
}

std::span<ContractTarief const> Contract::tarieven_van(Domein domein, std::string_view product, Code eenheid,
                                                       std::string_view aanbieder) const {
    auto const key = [](ContractTarief const& t) {
        return std::tuple(t.domein, std::string_view(t.product), t.eenheid.view(), std::string_view(t.aanbieder));
    };
    auto const lines = std::ranges::equal_range(tarieven, std::tuple(domein, product, eenheid.view(), aanbieder), {}, key);
    return {lines.begin(), lines.end()};
}

ContractTarief const* Contract::tarief(Domein domein, std::string_view product, Code eenheid, std::string_view aanbieder, Date op) const {
    if (!aanbieder.empty())
        if (auto const* own = op_dag(tarieven_van(domein, product, eenheid, aanbieder), op)) return own;
    return op_dag(tarieven_van(domein, product, eenheid, ""), op);
}

ContractTarief const* op_dag(std::span<ContractTarief const> tarieven, Date op) {
    // Validities of one key do not overlap: the line with the latest start on or before the day is the only candidate.
    auto const after = std::ranges::upper_bound(tarieven, op, {}, [](ContractTarief const& t) { return t.geldig.van; });
    if (after == tarieven.begin()) return nullptr;
    auto const& t = *std::prev(after);
    return t.geldig.op(op) ? &t : nullptr;
}

std::string_view name(Bekostiging bekostiging) {
    switch (bekostiging) {
    case Bekostiging::pxq: return "pxq";
    case Bekostiging::traject: return "traject";
    case Bekostiging::plek: return "plek";
    case Bekostiging::populatie: return "populatie";
    case Bekostiging::gebied: return "gebied";
    case Bekostiging::lumpsum: return "lumpsum";
    case Bekostiging::resultaat: return "resultaat";
    case Bekostiging::beschikbaarheid: return "beschikbaarheid";
    }
    return {};
}

std::string_view name(Toetreding toetreding) {
    switch (toetreding) {
    case Toetreding::open: return "open";
    case Toetreding::momenten: return "momenten";
    case Toetreding::gesloten: return "gesloten";
    }
    return {};
}

std::string_view name(BudgetVorm vorm) {
    switch (vorm) {
    case BudgetVorm::plafond: return "plafond";
    case BudgetVorm::bestedingsruimte: return "bestedingsruimte";
    case BudgetVorm::budgetafspraak: return "budgetafspraak";
    }
    return {};
}

std::string_view name(BudgetNiveau niveau) {
    switch (niveau) {
    case BudgetNiveau::aanbieder: return "aanbieder";
    case BudgetNiveau::gemeente: return "gemeente";
    case BudgetNiveau::regio: return "regio";
    }
    return {};
}

Bekostiging Perceel::bekostiging_in(std::string_view gemeente) const {
    auto const it = std::ranges::find(per_gemeente, gemeente, [](auto const& g) -> std::string_view { return g.first; });
    return it == per_gemeente.end() ? bekostiging : it->second;
}

Perceel const* Contract::vind_perceel(std::string_view id) const {
    auto const it = std::ranges::find(percelen, id, [](auto const& p) -> std::string_view { return p.id; });
    return it == percelen.end() ? nullptr : &*it;
}

Contractvorm const* Contract::vorm(std::string_view id) const {
    auto const it = std::ranges::find(vormen, id, [](auto const& v) -> std::string_view { return v.id; });
    return it == vormen.end() ? nullptr : &*it;
}

std::span<Overeenkomst const> Contract::van_aanbieder(std::string_view aanbieder) const {
    auto const lines =
        std::ranges::equal_range(overeenkomsten, aanbieder, {}, [](auto const& o) -> std::string_view { return o.aanbieder; });
    return {lines.begin(), lines.end()};
}

Overeenkomst const* Contract::overeenkomst(std::string_view aanbieder, std::string_view perceel, Date op) const {
    auto const all = van_aanbieder(aanbieder);
    auto const it = std::ranges::find_if(all, [&](auto const& o) { return o.perceel == perceel && o.geldig.op(op); });
    return it == all.end() ? nullptr : &*it;
}

std::span<Opslag const> Contract::opslagen_op(Domein domein, std::string_view product) const {
    auto const key = [](Opslag const& o) { return std::tuple(o.domein, std::string_view(o.product)); };
    auto const lines = std::ranges::equal_range(opslagen, std::tuple(domein, product), {}, key);
    return {lines.begin(), lines.end()};
}

std::span<Budget const> Contract::budgetten_van(BudgetNiveau niveau, std::string_view aanbieder, std::string_view gemeente) const {
    auto const key = [](Budget const& b) { return std::tuple(b.niveau, std::string_view(b.aanbieder), std::string_view(b.gemeente)); };
    auto const lines = std::ranges::equal_range(budgetten, std::tuple(niveau, aanbieder, gemeente), {}, key);
    return {lines.begin(), lines.end()};
}

RegelInstelling const* Contract::regel(std::string_view id, std::int16_t bericht) const {
    RegelInstelling const* best = nullptr;
    for (auto const& r : regels)
        if (r.regel == id && (r.bericht == bericht || (r.bericht == 0 && best == nullptr))) best = &r;
    return best;
}

} // namespace model
