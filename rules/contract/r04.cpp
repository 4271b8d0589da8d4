#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <string>

namespace rules::contract {
namespace {

std::string term(model::Geldigheid const& geldig) {
    if (!geldig.tot) return fmt::format("vanaf {}", model::to_dutch(geldig.van));
    return standard::tekst(model::Period{geldig.van, *geldig.tot});
}

/// "3+1+1 vanaf 01-01-2022: basis t/m 31-12-2024; nodig is verlenging 1, t/m 31-12-2025". Empty when no extension would help.
std::string needed_extension(model::Contract const& contract, model::Perceel const& perceel, model::Overeenkomst const& o,
                             model::Date dag) {
    auto const* vorm = contract.vorm(perceel.vorm);
    if (vorm == nullptr || vorm->basis_jaren == 0) return {};
    auto naam = fmt::format("{}", vorm->basis_jaren);
    for (auto const jaren : vorm->opties) naam += fmt::format("+{}", jaren);
    auto einde = o.einde_basis;
    std::size_t n = 0;
    for (; n < vorm->opties.size() && einde < dag; ++n) einde = model::add_years(einde + 1, vorm->opties[n]) - 1;
    if (n == 0 || einde < dag) return {};
    return fmt::format("{} vanaf {}: basis t/m {}; nodig is verlenging {}, t/m {}", naam, model::to_dutch(o.geldig.van),
                       model::to_dutch(o.einde_basis), n, model::to_dutch(einde));
}

/// The agreement nearest to a day outside all of them: the last that began before it, else the first.
model::Overeenkomst const& nearest(Groep const& groep, model::Date dag) {
    auto const* found = groep.overeenkomsten.front();
    for (auto const* o : groep.overeenkomsten)
        if (o->geldig.van <= dag && (found->geldig.van > dag || found->geldig.van < o->geldig.van)) found = o;
    return *found;
}

std::string extension(ContractZaak const& zaak, Lijn const& lijn, model::Overeenkomst const& o, model::Date dag) {
    return lijn.perceel == nullptr ? std::string() : needed_extension(zaak.contract, *lijn.perceel, o, dag);
}

void check_open(Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.product == nullptr || !lijn.product->open_tot || !lijn.nieuw() || lijn.gedateerd <= *lijn.product->open_tot) return;
    uit.push_back({.element = lijn.product_element,
                   .melding = fmt::format("Product {} staat niet meer open voor nieuwe toewijzingen.", lijn.code),
                   .waarde = model::to_dutch(lijn.gedateerd),
                   .grens = fmt::format("toegewezen of gevraagd t/m {}", model::to_dutch(*lijn.product->open_tot)),
                   .oplossing = "Kies het product dat ervoor in de plaats kwam; wat al is toegewezen loopt door.",
                   .herkomst = lijn.product->herkomst,
                   .voorstel = model::Code("4")});
}

void check(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    check_open(lijn, uit);
    if (lijn.groep->overeenkomsten.empty()) return; // R01
    if (lijn.overeenkomst == nullptr) {
        auto const& o = nearest(*lijn.groep, lijn.begin);
        uit.push_back({.element = lijn.begin_element,
                       .melding = "De begindatum valt buiten de looptijd van de overeenkomst.",
                       .waarde = model::to_dutch(lijn.begin),
                       .grens = term(o.geldig),
                       .berekening = extension(zaak, lijn, o, lijn.begin),
                       .oplossing = "Begin binnen de looptijd, of verleng eerst de overeenkomst.",
                       .herkomst = o.herkomst});
        return;
    }
    auto const& tot = lijn.overeenkomst->geldig.tot;
    if (!tot || !lijn.einde || *lijn.einde <= *tot) return;
    uit.push_back({.element = lijn.einde_element,
                   .melding = "De einddatum valt na het einde van de overeenkomst; wie is begonnen maakt de ondersteuning af.",
                   .waarde = model::to_dutch(*lijn.einde),
                   .grens = term(lijn.overeenkomst->geldig),
                   .berekening = extension(zaak, lijn, *lijn.overeenkomst, *lijn.einde),
                   .oplossing = "Verleng de overeenkomst tijdig, of maak afspraken over het afbouwen.",
                   .herkomst = lijn.overeenkomst->herkomst,
                   .alleen_signaal = true,
                   .voorstel = model::Code()});
}

} // namespace

constinit ContractRegel const r04{
    .id = "R04",
    .zin = "Een toewijzing begint binnen de looptijd van de overeenkomst met haar verleende verlengingen, en het product staat open; wat "
           "later eindigt wordt afgemaakt.",
    .bron = "OP296; contractstandaard 1.3, 3.27 (P03)",
    .voorstel = "3",
    .check = check,
};

constinit ContractRegel const r05{
    .id = "R05",
    .zin = "De overeenkomst van een nieuwkomer begint op een instapmoment van het perceel, of er is geen toetreding. Dit is "
           "contractbeheer: het laden van de bundel weigert haar, zodat R01 over zijn berichten gaat.",
    .bron = "toetreding (P03)",
};

} // namespace rules::contract
