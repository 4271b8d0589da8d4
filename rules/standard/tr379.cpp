#include "rules/standard/across.hpp"

#include <array>
#include <cstdint>

namespace rules::standard {
namespace {

// TR379: "Indien ToegewezenProduct wordt verstuurd ter honorering van een VOT of VOW, dient ReferentieAanbieder te worden gevuld
// met ReferentieAanbieder uit die VOT of VOW, anders leeglaten."
// That a reference is missing cannot be seen from the message: it may have nothing to do with the verzoek that is open.
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& producten = zaak.als<model::Bericht301>().client.toegewezen_producten;
    for (std::uint32_t i = 0; i < producten.size(); ++i) {
        auto const& referentie = producten[i].referentie_aanbieder;
        if (!referentie) continue;
        auto const verzoek = zaak.feiten.verzoeken.find(*referentie);
        if (verzoek != zaak.feiten.verzoeken.end() && verzoek->second.open) continue;
        uit.push_back(
            {.plaats = {model::Klasse::toegewezen_product, 0, i, "ReferentieAanbieder", producten[i].lijn},
             .melding = verzoek == zaak.feiten.verzoeken.end()
                            ? "Er is geen verzoek van deze aanbieder voor deze cliënt met deze ReferentieAanbieder."
                            : "Het verzoek met deze ReferentieAanbieder is al beantwoord.",
             .waarde = *referentie,
             .grens = "leeg, of de ReferentieAanbieder van een openstaand verzoek",
             .oplossing =
                 "Laat ReferentieAanbieder leeg als de toewijzing geen verzoek honoreert, of voor de tweede keer wordt gestuurd."});
    }
}

constexpr std::array<std::int16_t, 1> berichten{301};

} // namespace

constinit Rule const tr379{
    .id = "TR379",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9379",
    .berichten = berichten,
    .zin = "ReferentieAanbieder is alleen gevuld als de toewijzing een openstaand verzoek honoreert.",
    .bron = "TR379, IV097",
    .check = CheckBericht(check),
};

} // namespace rules::standard
