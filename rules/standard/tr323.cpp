#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <string>
#include <string_view>

namespace rules::standard {
namespace {

// TR323: "Een credit Prestatie moet gerelateerd zijn aan een eerder verzonden (goedgekeurde) debet Prestatie op basis van
// sleutelvelden."
// The sleutelvelden are ToewijzingNummer, ProductPeriode, ProductCategorie and ProductCode. A difference in volume or bedrag is
// content and no ground to refuse a credit (IV085).
void check(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    if (!regel.credit()) return;
    auto const& prestatie = regel.prestatie;
    auto const vorig = prestatie.product_referentie.vorig_referentie_nummer.value_or("");
    auto const* debet = zaak.feiten.referentie(vorig);
    auto const report = [&](std::string_view melding) {
        uit.push_back(
            {.plaats = regel.plaats("ProductReferentie/VorigReferentieNummer"),
             .melding = std::string(melding),
             .waarde = vorig,
             .grens = "het ReferentieNummer van een toegekende debetprestatie met dezelfde toewijzing, ProductPeriode en product",
             .oplossing = "Crediteer alleen een prestatie die in een declaratie-antwoord is toegekend, en neem haar gegevens over."});
    };
    if (debet == nullptr || !debet->debet) return report("Er is geen debetprestatie met dit nummer bekend.");
    if (!debet->toegekend)
        return report("De debetprestatie met dit nummer is niet toegekend; een afgewezen prestatie wordt niet gecrediteerd.");
    if (debet->toewijzing_nummer != prestatie.toewijzing_nummer || debet->periode != prestatie.product_periode.period() ||
        debet->categorie != prestatie.product_categorie || debet->code != prestatie.product_code)
        report("De creditprestatie heeft een andere toewijzing, ProductPeriode of product dan de debetprestatie waarnaar zij verwijst.");
}

} // namespace

constinit Rule const tr323{
    .id = "TR323",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "8017",
    .berichten = in_323,
    .zin = "Een creditprestatie verwijst naar een toegekende debetprestatie met dezelfde toewijzing, periode en product.",
    .bron = "TR323, IV091",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
