// CS325: "Indien (Totaal)Bedrag de waarde 0 heeft, dan DebetCredit vullen met D (Debet)."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const compare = [&](model::Place const& plaats, model::BedragMetDC const& bedrag) {
        if (bedrag.bedrag.value.cents != 0 || bedrag.debet_credit != model::Code("C")) return;
        uit.push_back({.plaats = plaats,
                       .melding = "Een bedrag van nul is debet.",
                       .waarde = "C",
                       .grens = "D bij een bedrag van 0",
                       .oplossing = "Vul DebetCredit met D."});
    };
    if (auto const* bericht = std::get_if<model::Bericht323>(&zaak.bericht.inhoud)) {
        auto const plaats = declaratie_plaats(bericht->declaratie.lijn);
        compare(at(plaats, "TotaalIngediendBedrag/DebetCredit"), bericht->declaratie.totaal_ingediend_bedrag);
    } else if (auto const& antwoord = zaak.als<model::Bericht325>().declaratie_antwoord) {
        auto const plaats = declaratie_plaats(antwoord->lijn);
        compare(at(plaats, "TotaalIngediendBedrag/DebetCredit"), antwoord->totaal_ingediend_bedrag);
        compare(at(plaats, "TotaalToegekendBedrag/DebetCredit"), antwoord->totaal_toegekend_bedrag);
    }
    for_each_prestatie(declaratie_clienten(zaak.bericht), [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
        compare(at(plaats, "IngediendBedrag/DebetCredit"), prestatie.ingediend_bedrag);
    });
}

} // namespace

constinit Rule const cs325{
    .id = "CS325",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323_325,
    .zin = "Een bedrag van nul is debet.",
    .bron = "CS325",
    .check = &check,
};

} // namespace rules::standard
