#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::contract {
namespace {

using standard::euro;

void check_herkomst(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    auto const* r = zaak.registratie("herkomst", lijn);
    if (r == nullptr || r->toewijzing == 0 || r->tekst == zaak.gemeente) return;
    uit.push_back({.element = lijn.product_element,
                   .melding = "Een andere gemeente is verantwoordelijk voor deze cliënt.",
                   .waarde = zaak.gemeente,
                   .grens = fmt::format("gemeente {}", r->tekst),
                   .oplossing = fmt::format("Laat gemeente {} toewijzen.", r->tekst),
                   .herkomst = r->herkomst});
}

void check_wlz(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    auto const* r = zaak.registratie("wlz", lijn);
    if (r == nullptr || r->toewijzing == 0 || !r->datum || *lijn.einde < *r->datum) return;
    auto const dagen = model::days_in({std::max(lijn.begin, *r->datum), *lijn.einde});
    uit.push_back({.element = lijn.einde_element,
                   .melding = "De prestatie loopt door nadat de cliënt naar de Wlz ging.",
                   .waarde = standard::tekst(model::Period{lijn.begin, *lijn.einde}),
                   .grens = fmt::format("t/m {}", model::to_dutch(*r->datum - 1)),
                   .berekening = fmt::format("{} dagen vanaf {}", dagen, model::to_dutch(*r->datum)),
                   .oplossing = "Beëindig de toewijzing met een 301 met een eerdere Einddatum; vraag een correctie.",
                   .herkomst = r->herkomst});
}

void check_casusbudget(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (!lijn.gedeclareerd) return;
    auto const report = [&](model::Money grens, std::string const& wat, std::string const& herkomst) {
        if (*lijn.gedeclareerd <= grens) return;
        model::Money const nu = lijn.prestatie->ingediend_bedrag.bedrag;
        uit.push_back(
            {.element = "IngediendBedrag/Bedrag",
             .melding = fmt::format("Er is meer gedeclareerd dan {}.", wat),
             .waarde = euro(*lijn.gedeclareerd),
             .grens = euro(grens),
             .berekening = fmt::format("{} gedeclareerd + {} = {}; budget {}; {} te veel", model::to_dutch(*lijn.gedeclareerd - nu),
                                       model::to_dutch(nu), model::to_dutch(*lijn.gedeclareerd), model::to_dutch(grens),
                                       model::to_dutch(*lijn.gedeclareerd - grens)),
             .oplossing = "Verreken wat erboven is, of verhoog het budget.",
             .herkomst = herkomst});
    };
    auto const* r = zaak.registratie("casusbudget", lijn);
    if (r != nullptr && r->toewijzing != 0 && r->bedrag) return report(*r->bedrag, "het casusbudget", r->herkomst);
    if (auto const* t = zaak.contract.tarief(zaak.domein, lijn.code, "83", zaak.aanbieder, lijn.begin))
        report(t->tarief, "per kalenderjaar is afgesproken", t->herkomst);
}

void check_algemeen(ContractZaak const& /*zaak*/, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.product == nullptr || !lijn.product->algemeen) return;
    uit.push_back({.element = lijn.product_element,
                   .melding = "Dit is een algemene voorziening: die wordt niet per cliënt toegewezen.",
                   .waarde = std::string(lijn.code),
                   .grens = "een maatwerkvoorziening",
                   .oplossing = "Verwijs de cliënt naar de algemene voorziening.",
                   .herkomst = lijn.product->herkomst});
}

} // namespace

constinit ContractRegel const r34{
    .id = "R34",
    .zin = "De gemeente die toewijst is verantwoordelijk voor de cliënt.",
    .bron = "woonplaatsbeginsel (P25)",
    .voorstel = "5",
    .nodig = {.registraties = true},
    .check = check_herkomst,
};

constinit ContractRegel const r35{
    .id = "R35",
    .zin = "Een prestatie loopt niet door nadat de cliënt naar de Wlz ging.",
    .bron = "OP364; overgang naar de Wlz (P25)",
    .nodig = {.registraties = true},
    .check = check_wlz,
};

constinit ContractRegel const r36{
    .id = "R36",
    .zin = "Op een casus wordt niet meer gedeclareerd dan haar budget, en op een product in euro's niet meer dan per kalenderjaar is "
           "afgesproken.",
    .bron = "contractstandaard 1.5.5 g; casusbudget (P09)",
    .nodig = {.registraties = true},
    .check = check_casusbudget,
};

constinit ContractRegel const r37{
    .id = "R37",
    .zin = "Een algemene voorziening wordt niet toegewezen.",
    .bron = "OP296; algemene voorzieningen (P05)",
    .voorstel = "4",
    .check = check_algemeen,
};

} // namespace rules::contract
