#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace rules::standard {
namespace {

// TR385: "Indien de toewijzing goedgekeurde (niet gecrediteerde) prestatiesregels met gelijk ToewijzingNummer heeft, is het niet
// toegestaan deze toewijzing te verwijderen met RedenWijziging waarde 13 (verwijderd)."
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& producten = zaak.als<model::Bericht301>().client.toegewezen_producten;
    for (std::uint32_t i = 0; i < producten.size(); ++i) {
        auto const& product = producten[i];
        if (!product.reden_wijziging || *product.reden_wijziging != "13") continue;
        auto const* bekend = zaak.feiten.toewijzing(product.toewijzing_nummer);
        if (bekend == nullptr || bekend->debetten.empty()) continue;
        uit.push_back({.plaats = {model::Klasse::toegewezen_product, 0, i, "RedenWijziging", product.lijn},
                       .melding = "De toewijzing kan niet verwijderd worden: er zijn toegekende prestaties op die niet gecrediteerd zijn.",
                       .waarde = fmt::format("13, met {} toegekende prestatie(s)", bekend->debetten.size()),
                       .grens = "geen toegekende prestaties die niet gecrediteerd zijn",
                       .oplossing = "Trek de toewijzing in met een eerdere Einddatum, of laat de aanbieder eerst crediteren."});
    }
}

} // namespace

constinit Rule const tr385{
    .id = "TR385",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9385",
    .berichten = in_301,
    .zin = "Een toewijzing met toegekende, niet gecrediteerde prestaties wordt niet verwijderd.",
    .bron = "TR385",
    .check = CheckBericht(check),
};

} // namespace rules::standard
