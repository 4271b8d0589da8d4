#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/levering.hpp"

namespace rules::standard {
namespace {

// TR415: "Er mag geen StopProduct zijn met gelijk Bsn, ToewijzingNummer, Begindatum en RedenBeeindiging <> waarde 20, indien
// StatusAanlevering waarde 1 of 2 heeft."
void check(Zaak const&, Aanlevering const& aanlevering, Leveringen const& stand, Meldingen& uit) {
    if (aanlevering.verwijderen) return;
    auto const* stops = stand.stops(aanlevering.start);
    if (stops == nullptr || stops->definitief == 0) return;
    uit.push_back({.plaats = aanlevering.plaats,
                   .melding = "Deze levering is al definitief gestopt.",
                   .waarde = tekst(aanlevering.start),
                   .grens = "een levering zonder definitieve stop",
                   .oplossing = "Verwijder eerst de eerdere stop als die onjuist was, of meld een nieuwe start."});
}

} // namespace

constinit Rule const tr415{
    .id = "TR415",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9415",
    .berichten = in_307,
    .zin = "Een levering die definitief is gestopt, wordt niet nog eens gestopt.",
    .bron = "TR415",
    .check = CheckBericht(over_aanleveringen<check>),
};

} // namespace rules::standard
