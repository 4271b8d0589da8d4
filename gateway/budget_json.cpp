#include "gateway/budget_json.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/json_tekst.hpp"
#include "gateway/pipeline.hpp"
#include "rules/contract/load.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace gateway {

namespace {

using rules::contract::groep_van;

/// Lines read at a time.
constexpr std::int64_t bladzijde = 1000;

bool wanted(model::Budget const& b, BudgetVraag const& vraag) {
    return (!vraag.id || *vraag.id == b.id) && (!vraag.gemeente || *vraag.gemeente == b.gemeente) &&
           (!vraag.aanbieder || *vraag.aanbieder == b.aanbieder) && (!vraag.jaar || *vraag.jaar == b.jaar) &&
           (!vraag.perceel || *vraag.perceel == b.perceel);
}

store::RekeningFilter accounts_of(model::Budget const& budget) {
    store::RekeningFilter filter{.aanbieder = std::nullopt, .gemeente = std::nullopt, .domein = budget.domein, .jaar = budget.jaar};
    if (!budget.aanbieder.empty()) filter.aanbieder = budget.aanbieder;
    if (!budget.gemeente.empty()) filter.gemeente = budget.gemeente;
    return filter;
}

/// A bestedingsruimte day by day: the lines of the ledger, and the talks and decisions people registered. Of one day the lines come
/// first: a talk answers the notice it is about.
model::Result<rules::contract::Ruimte> ruimte_van(store::Reader& reader, model::Contract const& contract, model::Budget const& budget) {
    rules::contract::Ruimte ruimte;
    ruimte.signaal_bp = budget.signaal_bp;
    auto const leden = groep_van(contract, budget);
    for (auto const* lid : leden) ruimte.bedrag += lid->bedrag;
    auto const groep = ruimte.bedrag;
    std::vector<store::Boekingregel> regels;
    std::vector<std::pair<model::Date, rules::contract::RuimteGebeurtenis>> gemeld;
    for (auto const* lid : leden) {
        auto eigen = boekingen(reader, contract, *lid, 0, static_cast<std::size_t>(-1));
        if (!eigen) return std::unexpected(eigen.error());
        regels.insert(regels.end(), eigen->begin(), eigen->end());
        auto const registraties = reader.registraties(lid->aanbieder);
        if (!registraties) return std::unexpected(registraties.error());
        for (auto const& r : *registraties)
            if (r.tekst == lid->id && r.datum)
                if (auto const wat = rules::contract::gebeurtenis(r, lid->bedrag, groep)) gemeld.emplace_back(*r.datum, *wat);
    }
    std::ranges::sort(regels, {}, &store::Boekingregel::id);
    std::ranges::stable_sort(gemeld, {}, &std::pair<model::Date, rules::contract::RuimteGebeurtenis>::first);
    rules::contract::NieuweStand stand{};
    auto wat = gemeld.begin();
    auto const tot = [&](std::optional<model::Date> dag) {
        for (; wat != gemeld.end() && (!dag || wat->first < *dag); ++wat) ruimte = rules::contract::stap(ruimte, wat->second, wat->first);
    };
    for (auto const& regel : regels) {
        auto const dag = dutch_day(regel.moment_ms);
        tot(dag);
        stand.toegekend += regel.boeking.toegekend;
        stand.beslag += regel.boeking.beslag;
        ruimte = rules::contract::stap(ruimte, stand, dag);
    }
    tot(std::nullopt);
    return ruimte;
}

boost::json::value day(std::optional<model::Date> date) {
    if (!date) return nullptr;
    return boost::json::string(model::to_string(*date));
}

} // namespace

model::Result<std::shared_ptr<model::Contract const>> Budgetten::contract(store::Reader& reader, std::string const& hash) {
    if (auto const known = contracten_.find(hash); known != contracten_.end()) return known->second;
    auto const bundel = reader.bundel(hash);
    if (!bundel) return std::unexpected(bundel.error());
    if (!*bundel) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een actieve contractbundel is niet opgeslagen"});
    auto loaded = rules::contract::load((*bundel)->bestanden);
    if (!loaded)
        return std::unexpected(
            model::Error{model::ErrorCode::bad_bundle, fmt::format("Contractbundel {}@{} laadt niet: {}", (*bundel)->naam,
                                                                   (*bundel)->versie, loaded.error().front().melding)});
    auto contract = std::make_shared<model::Contract const>(std::move(*loaded));
    contracten_.emplace(hash, contract);
    return contract;
}

model::Result<std::vector<Budgetpositie>> Budgetten::posities(store::Reader& reader, BudgetVraag const& vraag) {
    auto const bundels = reader.bundels();
    if (!bundels) return std::unexpected(bundels.error());
    std::vector<Budgetpositie> posities;
    for (auto const& bundel : *bundels) {
        if (!bundel.actief) continue;
        auto const loaded = contract(reader, bundel.hash);
        if (!loaded) return std::unexpected(loaded.error());
        if ((*loaded)->budgetten.empty()) continue;
        auto const rekeningen =
            reader.rekeningen({.aanbieder = vraag.aanbieder, .gemeente = std::nullopt, .domein = std::nullopt, .jaar = vraag.jaar});
        if (!rekeningen) return std::unexpected(rekeningen.error());
        std::span<rules::contract::Rekeningstand const> const standen(*rekeningen);
        for (auto const& budget : (*loaded)->budgetten) {
            if (!wanted(budget, vraag)) continue;
            auto& positie = posities.emplace_back();
            positie.contract = *loaded;
            positie.budget = &budget;
            positie.stand = rules::contract::stand(**loaded, budget, standen);
            if (budget.vorm != model::BudgetVorm::bestedingsruimte) continue;
            auto ruimte = ruimte_van(reader, **loaded, budget);
            if (!ruimte) return std::unexpected(ruimte.error());
            positie.ruimte = *ruimte;
        }
    }
    return posities;
}

model::Result<std::vector<store::Boekingregel>> boekingen(store::Reader& reader, model::Contract const& contract,
                                                          model::Budget const& budget, std::int64_t na, std::size_t aantal) {
    std::vector<store::Boekingregel> gevonden;
    for (;;) {
        auto page = reader.boekingen(accounts_of(budget), na, bladzijde);
        if (!page) return std::unexpected(page.error());
        for (auto& regel : *page) {
            na = regel.id;
            if (!rules::contract::telt(contract, budget, regel.boeking.rekening)) continue;
            gevonden.push_back(std::move(regel));
            if (gevonden.size() == aantal) return gevonden;
        }
        if (std::cmp_less(page->size(), bladzijde)) return gevonden;
    }
}

boost::json::object to_json(Budgetpositie const& positie) {
    auto const& b = *positie.budget;
    auto const& stand = positie.stand.stand;
    boost::json::object out{{"id", b.id},
                            {"bundel", positie.contract->label()},
                            {"vorm", boost::json::string(model::name(b.vorm))},
                            {"niveau", boost::json::string(model::name(b.niveau))},
                            {"domein", boost::json::string(model::name(b.domein))},
                            {"aanbieder", text_or_null(b.aanbieder)},
                            {"gemeente", text_or_null(b.gemeente)},
                            {"perceel", text_or_null(b.perceel)},
                            {"product", text_or_null(b.product)},
                            {"groep", text_or_null(b.groep)},
                            {"jaar", b.jaar},
                            {"bedrag_centen", positie.stand.bedrag.cents},
                            {"gevraagd_centen", stand.gevraagd.cents},
                            {"vastgelegd_centen", stand.vastgelegd.cents},
                            {"toegekend_centen", stand.toegekend.cents},
                            {"beslag_centen", stand.beslag.cents},
                            {"vrij_centen", positie.stand.vrij().cents},
                            {"gebruik_basispunten", rules::contract::Budgetstand::basispunten(stand.beslag, positie.stand.bedrag)},
                            {"toewijzingen", stand.toewijzingen},
                            {"herkomst", b.herkomst},
                            {"bestedingsruimte", nullptr}};
    if (positie.ruimte)
        out["bestedingsruimte"] = {{"toestand", boost::json::string(rules::contract::name(positie.ruimte->toestand))},
                                   {"bedrag_centen", positie.ruimte->bedrag.cents},
                                   {"toegekend_centen", positie.ruimte->toegekend.cents},
                                   {"aangekondigd", day(positie.ruimte->aangekondigd)},
                                   {"gesprek_voor", day(positie.ruimte->gesprek_voor)},
                                   {"besluit_voor", day(positie.ruimte->besluit_voor)},
                                   {"clientenstop", positie.ruimte->clientenstop}};
    return out;
}

boost::json::object to_json(store::Boekingregel const& regel) {
    auto const& b = regel.boeking;
    boost::json::object out;
    out["boeking"] = regel.id;
    out["bericht"] = regel.bericht;
    out["href"] = fmt::format("/v1/berichten/{}", regel.bericht);
    out["berichtsoort"] = text_or_null(regel.soort ? model::to_string(*regel.soort) : std::string());
    out["moment"] = utc_text(regel.moment_ms);
    out["soort"] = model::name(b.soort);
    out["aanbieder"] = b.rekening.aanbieder;
    out["gemeente"] = b.rekening.gemeente;
    out["domein"] = model::name(b.rekening.domein);
    out["categorie"] = text_or_null(b.rekening.categorie.str());
    out["product"] = text_or_null(b.rekening.code);
    out["jaar"] = b.rekening.jaar;
    out["toewijzing"] = nullptr;
    if (b.toewijzing != 0) out["toewijzing"] = b.toewijzing;
    out["referentie"] = text_or_null(b.referentie);
    out["gevraagd_centen"] = b.gevraagd.cents;
    out["vastgelegd_centen"] = b.vastgelegd.cents;
    out["toegekend_centen"] = b.toegekend.cents;
    out["beslag_centen"] = b.beslag.cents;
    return out;
}

} // namespace gateway
