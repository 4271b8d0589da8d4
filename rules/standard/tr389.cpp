#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

// TR389: "Prestatie met DebetCredit in IngediendBedrag waarde Debet mag alleen ingezonden worden voor dezelfde ProductPeriode,
// ProductCategorie en ProductCode met gelijk ToewijzingNummer als er niet al eerder een debetprestatie is verzonden."
void check(Zaak const&, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr) return;
    auto const& prestatie = regel.prestatie;
    auto const periode = prestatie.product_periode.period();
    auto const* debet = regel.debetten.find(periode, prestatie.product_categorie, prestatie.product_code);
    if (debet == nullptr) return;
    uit.push_back({.plaats = regel.plaats(""),
                   .melding = "Voor deze toewijzing, ProductPeriode en dit product is al een debetprestatie toegekend.",
                   .waarde = fmt::format("{} over {}", prestatie.product_code, tekst(periode)),
                   .grens = fmt::format("geen andere dan prestatie {}", debet->referentie_nummer),
                   .oplossing = fmt::format("Crediteer eerst prestatie {}; dat mag in dezelfde declaratie.", debet->referentie_nummer)});
}

} // namespace

constinit Rule const tr389{
    .id = "TR389",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9389",
    .berichten = in_323,
    .zin = "Voor dezelfde toewijzing, ProductPeriode en product is er hoogstens één debetprestatie die niet gecrediteerd is.",
    .bron = "TR389, OP366",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
