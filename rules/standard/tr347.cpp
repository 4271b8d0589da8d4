#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <variant>

namespace rules::standard {
namespace {

// TR347: "ReferentieAanbieder is uniek voor de aanbieder binnen het wettelijk domein."
// Over 315 and 317 together and over all gemeenten; a rejected verzoek left its reference free.
void compare(Zaak const& zaak, std::string const& referentie, model::Place const& plaats, Meldingen& uit) {
    if (!zaak.feiten.verzoek_referenties.contains(referentie)) return;
    uit.push_back({.plaats = at(plaats, "ReferentieAanbieder"),
                   .melding = "Deze aanbieder gebruikte deze ReferentieAanbieder al voor een ander verzoek.",
                   .waarde = referentie,
                   .grens = "een ReferentieAanbieder die deze aanbieder in dit domein nog niet gebruikte",
                   .oplossing = "Geef het verzoek een nieuwe ReferentieAanbieder."});
}

void check(Zaak const& zaak, Meldingen& uit) {
    if (auto const* bericht = std::get_if<model::Bericht317>(&zaak.bericht.inhoud)) {
        auto const& verzoek = bericht->client.verzoek;
        return compare(zaak, verzoek.referentie_aanbieder, {.klasse = model::Klasse::verzoek, .lijn = verzoek.lijn}, uit);
    }
    auto const& producten = zaak.als<model::Bericht315>().client.aangevraagde_producten;
    for (std::uint32_t i = 0; i < producten.size(); ++i)
        compare(zaak, producten[i].referentie_aanbieder,
                {.klasse = model::Klasse::aangevraagd_product, .item = i, .lijn = producten[i].lijn}, uit);
}

constexpr std::array<std::int16_t, 2> berichten{315, 317};

} // namespace

constinit Rule const tr347{
    .id = "TR347",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9347",
    .berichten = berichten,
    .zin = "Een ReferentieAanbieder is van één verzoek van de aanbieder in het domein.",
    .bron = "TR347",
    .check = CheckBericht(check),
};

} // namespace rules::standard
