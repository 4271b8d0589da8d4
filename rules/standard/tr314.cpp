#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR314: "ReferentieNummer van de Prestatie moet uniek zijn voor de aanbieder binnen het wettelijk domein waarop de Prestatie
// betrekking heeft, zowel binnen één bericht als berichtoverstijgend."
// Numbers of prestaties that were rejected in an earlier declaratie are used too: the aanbieder has seen them judged.
void check(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    auto const& nummer = regel.prestatie.product_referentie.referentie_nummer;
    auto const earlier = zaak.feiten.referentie(nummer) != nullptr;
    if (!earlier && !regel.referentie_eerder_in_bericht) return;
    uit.push_back({.plaats = regel.plaats("ProductReferentie/ReferentieNummer"),
                   .melding = earlier ? "Dit ReferentieNummer is al in een eerdere declaratie gebruikt."
                                      : "Dit ReferentieNummer komt vaker voor in deze declaratie.",
                   .waarde = nummer,
                   .grens = "een ReferentieNummer dat de aanbieder in dit domein niet eerder gebruikte",
                   .oplossing = "Geef de prestatie een nieuw ReferentieNummer."});
}

} // namespace

constinit Rule const tr314{
    .id = "TR314",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "8021",
    .berichten = in_323,
    .zin = "Het ReferentieNummer van een prestatie is niet eerder gebruikt door deze aanbieder in dit domein.",
    .bron = "TR314",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
