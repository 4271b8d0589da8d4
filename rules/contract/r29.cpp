#include "rules/contract/regels.hpp"

#include <fmt/format.h>

namespace rules::contract {
namespace {

// Verblijf is what goes by the etmaal. Who is in the framework for the region, or for a gemeente of it, delivers inside the region.
void check(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.product == nullptr || lijn.perceel == nullptr || lijn.product->eenheid != "14") return;
    auto const* o = lijn.overeenkomst;
    bool const buiten = o == nullptr ? zaak.buiten_raam(lijn) : o->rol == "buiten_raam" || o->rol == "incidenteel";
    if (!buiten) return;
    bool const niet_leverbaar = zaak.registratie("niet_leverbaar", lijn) != nullptr;
    bool const veiligheid = zaak.registratie("veiligheid", lijn) != nullptr;
    if (niet_leverbaar && veiligheid) return;
    uit.push_back({.element = lijn.product_element,
                   .melding = "Verblijf buiten de eigen regio zonder dat is vastgelegd waarom.",
                   .waarde = niet_leverbaar ? "alleen: niet leverbaar in de regio"
                             : veiligheid   ? "alleen: veiligheid"
                                            : "niets geregistreerd",
                   .grens = "geregistreerd: niet leverbaar in de regio, en om veiligheid nodig",
                   .oplossing = "Zoek eerst een plek in de regio, of registreer beide redenen.",
                   .herkomst = o != nullptr ? o->herkomst : lijn.perceel->herkomst,
                   .voorstel = model::Code()});
}

} // namespace

constinit ContractRegel const r29{
    .id = "R29",
    .zin = "Verblijf buiten de regio komt pas als het er niet is en veiligheid erom vraagt.",
    .bron = "eigen regio eerst (P17)",
    .nodig = {.registraties = true},
    .check = check,
};

} // namespace rules::contract
