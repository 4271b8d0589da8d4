#include "rules/standard/across.hpp"
#include "rules/standard/afspraak.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/volume.hpp"

#include <fmt/format.h>

#include <utility>

namespace rules::standard {
namespace {

// TR341: "Eenheid in Prestatie moet passen bij Eenheid in het ToegewezenProduct."
// "Bij toewijzing in uren mag ook in minuten gedeclareerd worden. Voor aspecifieke of generieke toewijzingen geldt dat de eenheid
// overeen dient te komen met de eenheid in de gemaakte contractafspraken." Without a contract the second part cannot be checked.
void check(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    if (regel.credit() || regel.toewijzing == nullptr) return;
    auto const& prestatie = regel.prestatie;
    auto const& omvang = regel.toewijzing->omvang;
    model::Code verwacht;
    model::Bron bron;
    if (omvang) {
        verwacht = omvang->eenheid;
    } else {
        auto const lijst = product_lijst(zaak, prestatie.product_categorie, prestatie.product_code, prestatie.product_periode.period());
        if (lijst.passend == nullptr) return; // TR381 says so
        verwacht = lijst.passend->eenheid;
        if (!omrekening(verwacht, prestatie.eenheid)) bron = contract_bron(zaak, lijst.passend->herkomst);
    }
    if (omrekening(verwacht, prestatie.eenheid)) return;
    auto const ook_minuten = verwacht == "04" ? " of 01 (minuut)" : "";
    uit.push_back({.plaats = regel.plaats("Eenheid"),
                   .melding = omvang ? "De Eenheid past niet bij de Eenheid van de toewijzing."
                                     : "De Eenheid past niet bij de Eenheid die voor dit product is afgesproken.",
                   .waarde = fmt::format("{} ({})", prestatie.eenheid.view(), eenheid_naam(prestatie.eenheid)),
                   .grens = fmt::format("{} ({}){}", verwacht.view(), eenheid_naam(verwacht), ook_minuten),
                   .oplossing = "Declareer in de Eenheid van de toewijzing; bij een toewijzing in uren mag ook in minuten.",
                   .bron = std::move(bron)});
}

} // namespace

constinit Rule const tr341{
    .id = "TR341",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9341",
    .berichten = in_323,
    .zin = "De Eenheid past bij die van de toewijzing; uren mogen als minuten gedeclareerd worden.",
    .bron = "TR341, IV081",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
