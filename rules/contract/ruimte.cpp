#include "rules/contract/ruimte.hpp"

#include "rules/contract/budgetstand.hpp"
#include "rules/contract/registraties.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace rules::contract {
namespace {

constexpr std::int32_t termijn_dagen = 14; ///< for the talk, and again for the decision (1.5.7)
constexpr std::int64_t heel_bp = 10'000;

/// Whether `deel` has reached so many basis points of `geheel`, without rounding.
bool bereikt(model::Money deel, model::Money geheel, std::int64_t bp) {
    __extension__ using Breed = __int128;
    return Breed{deel.cents} * heel_bp >= Breed{geheel.cents} * bp;
}

bool te_vol(Ruimte const& r) { return r.bedrag.cents > 0 && bereikt(r.toegekend, r.bedrag, heel_bp); }

void kondig_aan(Ruimte& r, model::Date op) {
    r.toestand = RuimteToestand::aangekondigd;
    r.aangekondigd = op;
    r.gesprek_voor = op + termijn_dagen;
    r.besluit_voor.reset();
}

void na_stand(Ruimte& r, NieuweStand const& nieuw, model::Date op) {
    r.toegekend = nieuw.toegekend;
    bool const sein = r.bedrag.cents > 0 && (bereikt(nieuw.toegekend, r.bedrag, r.signaal_bp) || nieuw.beslag > r.bedrag);
    if (te_vol(r)) {
        if (!r.aangekondigd) kondig_aan(r, op);
        r.toestand = RuimteToestand::uitgeput;
    } else if (r.toestand == RuimteToestand::uitgeput) {
        // Credits made room again: back to where the talk and the decision were.
        r.toestand = r.besluit_voor ? RuimteToestand::gesprek : RuimteToestand::aangekondigd;
    } else if (r.toestand == RuimteToestand::normaal && sein) {
        kondig_aan(r, op);
    }
}

void na_gesprek(Ruimte& r, model::Date op) {
    if (!r.aangekondigd || r.besluit_voor) return;
    r.besluit_voor = op + termijn_dagen;
    if (r.toestand == RuimteToestand::aangekondigd) r.toestand = RuimteToestand::gesprek;
}

/// More room starts the watch anew: a notice comes again at the notice part of the new amount.
void na_besluit(Ruimte& r, Besloten const& besluit) {
    if (!r.besluit_voor) return;
    r.clientenstop = besluit.clientenstop;
    if (besluit.bedrag) {
        r.bedrag = *besluit.bedrag;
        r.aangekondigd.reset();
        r.gesprek_voor.reset();
        r.besluit_voor.reset();
        r.toestand = te_vol(r) ? RuimteToestand::uitgeput : RuimteToestand::normaal;
    } else if (r.toestand != RuimteToestand::uitgeput) {
        r.toestand = RuimteToestand::besluit;
    }
}

/// What a booking does to the sum of a group of budgets; only toegekend and beslag.
struct Beweging {
    model::Stand voor;
    model::Stand na;
};

Beweging beweging(model::Contract const& contract, model::Budget const& budget, model::ContractFeiten const& feiten,
                  std::span<Rekeningstand const> erbij) {
    Beweging b{.voor = groepsstand(contract, budget, feiten).stand, .na = groepsstand(contract, budget, erbij).stand};
    b.na.toegekend += b.voor.toegekend;
    b.na.beslag += b.voor.beslag;
    return b;
}

/// What a booking adds to each account.
std::vector<Rekeningstand> per_rekening(model::Grootboek const& grootboek) {
    std::map<model::Rekening, model::Stand> som;
    for (auto const& boeking : grootboek.boekingen) {
        auto& stand = som[boeking.rekening];
        stand.toegekend += boeking.toegekend;
        stand.beslag += boeking.beslag;
    }
    return {som.begin(), som.end()};
}

std::string som(std::string_view wat, model::Money voor, model::Money na, model::Money bedrag) {
    return fmt::format("{} {} + {} = {}, {},{:02} % van {}", wat, standard::euro(voor), standard::euro(na - voor), standard::euro(na),
                       Budgetstand::basispunten(na, bedrag) / 100, Budgetstand::basispunten(na, bedrag) % 100, standard::euro(bedrag));
}

model::Finding signaal(model::Message const& bericht, model::Contract const& contract, model::Budget const& budget) {
    model::Finding f;
    f.regel = "BESTEDINGSRUIMTE";
    f.niveau = model::Niveau::extern_bron;
    f.plaats = {model::Klasse::header, 0, 0, "", 0};
    f.xpath = model::xpath(bericht.soort, f.plaats);
    f.bron = {"contract", budget.herkomst, contract.label()};
    f.gevolg = model::Gevolg::signaleren;
    return f;
}

std::string naam(model::Budget const& budget, std::size_t leden) {
    return leden > 1 ? fmt::format("groep {}", budget.groep) : fmt::format("{}", budget.id);
}

void bekijk(model::Message const& bericht, model::Contract const& contract, model::Budget const& budget,
            model::ContractFeiten const& feiten, std::span<Rekeningstand const> erbij, model::Date vandaag, model::Findings& uit) {
    auto const groep = groep_van(contract, budget);
    model::Money bedrag;
    for (auto const* lid : groep) bedrag += lid->bedrag;
    if (bedrag.cents <= 0) return;
    auto const [voor, na] = beweging(contract, budget, feiten, erbij);
    auto const over = [&](std::int64_t bp) { return !bereikt(voor.toegekend, bedrag, bp) && bereikt(na.toegekend, bedrag, bp); };
    auto const wie = naam(budget, groep.size());
    if (over(heel_bp)) {
        auto f = signaal(bericht, contract, budget);
        f.melding = fmt::format("Bestedingsruimte {} is uitgeput: daarboven wordt zonder schriftelijke wijziging niet betaald.", wie);
        f.waarde = standard::euro(na.toegekend);
        f.grens = standard::euro(bedrag);
        f.berekening = som("toegekend", voor.toegekend, na.toegekend, bedrag);
        f.oplossing = "Spreek af wat na de bestedingsruimte geldt. Specifieke toewijzingen en crisishulp worden altijd betaald.";
        uit.push_back(std::move(f));
    } else if (over(budget.signaal_bp)) {
        auto f = signaal(bericht, contract, budget);
        f.melding =
            fmt::format("Bestedingsruimte {} heeft de signaalgrens bereikt: meld dit schriftelijk, voer het gesprek uiterlijk op {} en "
                        "neem een besluit binnen twee weken daarna, uiterlijk op {}.",
                        wie, model::to_dutch(vandaag + termijn_dagen), model::to_dutch(vandaag + 2 * termijn_dagen));
        f.waarde = standard::euro(na.toegekend);
        f.grens = fmt::format("{},{:02} % van {}", budget.signaal_bp / 100, budget.signaal_bp % 100, standard::euro(bedrag));
        f.berekening = som("toegekend", voor.toegekend, na.toegekend, bedrag);
        f.oplossing = "Voer het gesprek en leg het besluit vast.";
        uit.push_back(std::move(f));
    }
    if (voor.beslag <= bedrag && na.beslag > bedrag) {
        auto f = signaal(bericht, contract, budget);
        f.melding =
            fmt::format("Bestedingsruimte {} dreigt te worden overschreden: meld dit schriftelijk en voer het gesprek uiterlijk op {}.",
                        wie, model::to_dutch(vandaag + termijn_dagen));
        f.waarde = standard::euro(na.beslag);
        f.grens = standard::euro(bedrag);
        f.berekening = som("vastgelegd", voor.beslag, na.beslag, bedrag);
        f.oplossing = "Voer het gesprek en leg het besluit vast.";
        uit.push_back(std::move(f));
    }
}

} // namespace

std::string_view name(RuimteToestand toestand) {
    switch (toestand) {
    case RuimteToestand::normaal: return "normaal";
    case RuimteToestand::aangekondigd: return "aangekondigd";
    case RuimteToestand::gesprek: return "gesprek";
    case RuimteToestand::besluit: return "besluit";
    case RuimteToestand::uitgeput: return "uitgeput";
    }
    return "";
}

bool Ruimte::te_laat(model::Date vandaag) const {
    if (toestand == RuimteToestand::aangekondigd) return gesprek_voor && vandaag > *gesprek_voor;
    if (toestand == RuimteToestand::gesprek) return besluit_voor && vandaag > *besluit_voor;
    return false;
}

Ruimte stap(Ruimte ruimte, RuimteGebeurtenis const& gebeurtenis, model::Date op) {
    if (auto const* nieuw = std::get_if<NieuweStand>(&gebeurtenis)) na_stand(ruimte, *nieuw, op);
    else if (std::holds_alternative<GesprekGevoerd>(gebeurtenis)) na_gesprek(ruimte, op);
    else if (auto const* besluit = std::get_if<Besloten>(&gebeurtenis)) na_besluit(ruimte, *besluit);
    else ruimte.clientenstop = false;
    return ruimte;
}

std::optional<RuimteGebeurtenis> gebeurtenis(model::Registratie const& registratie, model::Money lid, model::Money groep) {
    if (registratie.soort == soort_gesprek) return GesprekGevoerd{};
    if (registratie.soort == soort_clientenstop_einde) return StopOpgeheven{};
    if (registratie.soort != soort_besluit && registratie.soort != soort_clientenstop) return std::nullopt;
    Besloten besloten{.bedrag = {}, .clientenstop = registratie.soort == soort_clientenstop};
    if (registratie.bedrag) besloten.bedrag = groep - lid + *registratie.bedrag;
    return besloten;
}

Vrijstelling vrijstelling(model::Contract const& contract, model::Domein domein, std::optional<model::Product> const& product,
                          model::Date op) {
    if (!product || !product->code) return Vrijstelling::geen;
    auto const* known = contract.product(domein, *product->code, op);
    return known != nullptr && known->crisis ? Vrijstelling::crisis : Vrijstelling::specifiek;
}

void vul_ruimte_vraag(model::Message const& bericht, model::Contract const& contract, model::ContractVraag& vraag) {
    if (bericht.soort.nummer != 301 && bericht.soort.nummer != 323) return;
    auto const add = [](std::vector<std::string>& all, std::string const& one) {
        if (std::ranges::find(all, one) == all.end()) all.push_back(one);
    };
    for (auto const* eigen : budgetten_van_partijen(contract, model::aanbieder(bericht), model::gemeente(bericht))) {
        if (eigen->vorm != model::BudgetVorm::bestedingsruimte || eigen->domein != bericht.soort.domein) continue;
        for (auto const* budget : groep_van(contract, *eigen)) {
            vraag.jaar_van = vraag.jaar_van == 0 ? budget->jaar : std::min(vraag.jaar_van, budget->jaar);
            vraag.jaar_tot = std::max(vraag.jaar_tot, budget->jaar);
            if (!budget->aanbieder.empty()) add(vraag.aanbieders, budget->aanbieder);
            else if (!budget->gemeente.empty()) add(vraag.gemeenten, budget->gemeente);
            else
                for (auto const& gemeente : contract.gemeenten) add(vraag.gemeenten, gemeente.code);
        }
    }
}

model::Findings ruimte_signalen(model::Message const& bericht, model::Facts const& feiten, model::Grootboek const& grootboek,
                                model::Date vandaag) {
    model::Findings uit;
    if (!feiten.contract || grootboek.boekingen.empty()) return uit;
    auto const& contract = *feiten.contract;
    auto budgetten = budgetten_van_partijen(contract, model::aanbieder(bericht), model::gemeente(bericht));
    std::erase_if(budgetten, [](auto const* budget) { return budget->vorm != model::BudgetVorm::bestedingsruimte; });
    if (budgetten.empty()) return uit;
    auto const erbij = per_rekening(grootboek);
    std::vector<std::string_view> groepen;
    for (auto const* budget : budgetten) {
        if (!std::ranges::any_of(erbij, [&](auto const& e) { return telt(contract, *budget, e.first); })) continue;
        if (!budget->groep.empty()) {
            if (std::ranges::find(groepen, budget->groep) != groepen.end()) continue;
            groepen.push_back(budget->groep);
        }
        bekijk(bericht, contract, *budget, feiten.contract_feiten, erbij, vandaag, uit);
    }
    return uit;
}

} // namespace rules::contract
