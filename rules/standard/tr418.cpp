#include "rules/standard/across.hpp"
#include "rules/standard/afspraak.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace rules::standard {
namespace {

// TR418: "ProductTarief in Prestatie dient overeen te komen met het contractuele tarief van ProductCode."
// The tarief that holds in the ProductPeriode counts. A period over a change of tarief has none for the whole of it: refused,
// never guessed. A product on the list for which this aanbieder has no tarief cannot have the contractual one.
void check(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    auto const& prestatie = regel.prestatie;
    if (regel.credit() || prestatie.eenheid == "83" || !prestatie.product_tarief) return;
    auto const afgesproken = afspraak(zaak, regel);
    model::Money const tarief = *prestatie.product_tarief;
    auto const report = [&](std::string melding, std::string grens, std::string som, std::string oplossing, model::Bron bron) {
        uit.push_back({regel.plaats("ProductTarief"), std::move(melding), euro(tarief), std::move(grens), std::move(som),
                       std::move(oplossing), std::move(bron)});
    };
    auto const eenheid = eenheid_naam(prestatie.eenheid);
    if (afgesproken.soort == Afspraak::Soort::geen_tarief) {
        report(fmt::format("Met deze aanbieder is voor product {} geen tarief per {} afgesproken.", prestatie.product_code, eenheid),
               "een tarief uit het contract", {}, "Declareer een product en een Eenheid waarvoor een tarief is afgesproken.",
               contract_bron(zaak, "tarieven.csv"));
    } else if (afgesproken.soort == Afspraak::Soort::gebroken) {
        auto const* een = afgesproken.begin != nullptr ? afgesproken.begin : afgesproken.einde;
        auto const op = [](model::ContractTarief const* t, model::Money bedrag) {
            return t == nullptr ? std::string("geen tarief") : euro(bedrag);
        };
        report("Het contractuele tarief verandert binnen de ProductPeriode, zodat er geen tarief voor de hele periode is.",
               fmt::format("{} op de eerste dag, {} op de laatste dag", op(afgesproken.begin, afgesproken.op_begin),
                           op(afgesproken.einde, afgesproken.op_einde)),
               {}, "Neem contact op met de gemeente: de tariefswijziging valt binnen een maand.", contract_bron(zaak, een->herkomst));
    } else if (afgesproken.soort == Afspraak::Soort::tarief && afgesproken.product_tarief() != tarief) {
        auto const verwacht = afgesproken.product_tarief();
        auto som = opslag_som(*zaak.feiten.contract, *afgesproken.begin, model::aanbieder(zaak.bericht), afgesproken.dag);
        if (afgesproken.per_uur) {
            if (!som.empty()) som += "; ";
            som += fmt::format("{} per uur / 60 = {} per minuut", euro(afgesproken.op_begin), euro(verwacht));
        }
        report("Het ProductTarief is niet het tarief uit het contract.", fmt::format("{} per {}", euro(verwacht), eenheid), std::move(som),
               fmt::format("Declareer met het tarief van {}.", euro(verwacht)), contract_bron(zaak, afgesproken.begin->herkomst));
    }
}

} // namespace

constinit Rule const tr418{
    .id = "TR418",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "0611",
    .berichten = in_323,
    .zin = "Het ProductTarief is het contractuele tarief van de ProductCode in de ProductPeriode.",
    .bron = "TR418, IV081",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
