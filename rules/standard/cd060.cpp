// CD060, VorigReferentieNummer of a Prestatie: "Verplicht vullen indien DebetCredit bij het ingediende bedrag de waarde C
// (credit) heeft, anders leeg laten."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_prestatie(declaratie_clienten(zaak.bericht), [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
        auto const& referentie = prestatie.product_referentie;
        auto const credit = prestatie.ingediend_bedrag.debet_credit == "C";
        if (credit && !referentie.vorig_referentie_nummer)
            uit.push_back({.plaats = at(plaats, "ProductReferentie/VorigReferentieNummer"),
                           .melding = fmt::format("Creditregel {} zegt niet welke prestatie hij crediteert.", referentie.referentie_nummer),
                           .grens = "een VorigReferentieNummer bij DebetCredit C",
                           .oplossing = "Vul VorigReferentieNummer met het ReferentieNummer van de gecrediteerde prestatie."});
        if (!credit && referentie.vorig_referentie_nummer)
            uit.push_back({.plaats = at(plaats, "ProductReferentie/VorigReferentieNummer"),
                           .melding = fmt::format("Debetregel {} verwijst naar een vorige prestatie.", referentie.referentie_nummer),
                           .waarde = *referentie.vorig_referentie_nummer,
                           .grens = "geen VorigReferentieNummer bij DebetCredit D",
                           .oplossing = "Laat VorigReferentieNummer weg, of maak er een creditregel van."});
    });
}

} // namespace

constinit Rule const cd060{
    .id = "CD060",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323_325,
    .zin = "Een creditregel noemt de prestatie die hij crediteert, een debetregel noemt er geen.",
    .bron = "CD060",
    .check = &check,
};

} // namespace rules::standard
