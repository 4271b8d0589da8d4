// TR358: "De waarde van TotaalBedrag in TotaalIngediendBedrag moet gelijk zijn aan de SOM van de waarden van Bedrag in
// Ingediendbedrag in alle onderliggende Prestaties, rekening houdend met indicatie debet/credit."
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& declaratie = zaak.als<model::Bericht323>().declaratie;
    model::Money debet;
    model::Money credit;
    for_each_prestatie(declaratie.clienten, [&](auto const&, model::Prestatie const& prestatie, auto const&) {
        (prestatie.ingediend_bedrag.debet_credit == "C" ? credit : debet) += prestatie.ingediend_bedrag.bedrag.value;
    });
    auto const som = debet - credit;
    if (declaratie.totaal_ingediend_bedrag.signed_amount() == som) return;
    auto const expected = som.cents < 0 ? model::BedragMetDC{-som, "C"} : model::BedragMetDC{som, "D"};
    uit.push_back({.plaats = at(declaratie_plaats(declaratie.lijn), "TotaalIngediendBedrag"),
                   .melding = "Het totaal van de declaratie is niet de som van de prestaties.",
                   .waarde = met_richting(declaratie.totaal_ingediend_bedrag),
                   .grens = met_richting(expected),
                   .berekening = fmt::format("debet {} - credit {} = {}", euro(debet), euro(credit), euro(som)),
                   .oplossing = fmt::format("Vul TotaalBedrag met {} (centen) en DebetCredit met {}.", expected.bedrag.value.cents,
                                            expected.debet_credit.view())});
}

} // namespace

constinit Rule const tr358{
    .id = "TR358",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323,
    .zin = "Het totaal van een declaratie is de som van haar prestaties, credit afgetrokken.",
    .bron = "TR358",
    .check = &check,
};

} // namespace rules::standard
