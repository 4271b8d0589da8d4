#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

namespace rules::standard {
namespace {

// TR390: "DebetCredit mag alleen waarde Credit hebben indien voor Prestatie met gelijk ProductReferentie niet een Prestatie met
// Credit bestaat"
void check(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    auto const& vorig = regel.prestatie.product_referentie.vorig_referentie_nummer;
    if (!regel.credit() || !vorig) return;
    auto const* debet = zaak.feiten.referentie(*vorig);
    if (debet == nullptr || !debet->toegekend || !debet->debet) return;
    // A credit earlier in this message took the debet away from the live ones.
    if (!debet->gecrediteerd && !regel.debetten.taken_away(*vorig)) return;
    uit.push_back({.plaats = regel.plaats("ProductReferentie/VorigReferentieNummer"),
                   .melding = "De prestatie waarnaar deze creditprestatie verwijst is al gecrediteerd.",
                   .waarde = *vorig,
                   .grens = "een toegekende debetprestatie die nog niet gecrediteerd is",
                   .oplossing = "Laat deze creditprestatie weg."});
}

} // namespace

constinit Rule const tr390{
    .id = "TR390",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9390",
    .berichten = in_323,
    .zin = "Een debetprestatie wordt hoogstens één keer gecrediteerd.",
    .bron = "TR390",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
