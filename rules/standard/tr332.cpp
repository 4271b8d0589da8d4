#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace rules::standard {
namespace {

// TR332: "Ieder ToegewezenProduct binnen één gemeente heeft een uniek nummer per wettelijk domein."
// The same number again for the same client and aanbieder is a newer version of that toewijzing (OP087, OP033x1).
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& client = zaak.als<model::Bericht301>().client;
    for (std::uint32_t i = 0; i < client.toegewezen_producten.size(); ++i) {
        auto const& product = client.toegewezen_producten[i];
        auto const* bekend = zaak.feiten.toewijzing(product.toewijzing_nummer);
        if (bekend == nullptr || (bekend->bsn == client.bsn && bekend->aanbieder == model::aanbieder(zaak.bericht))) continue;
        uit.push_back({.plaats = {model::Klasse::toegewezen_product, 0, i, "ToewijzingNummer", product.lijn},
                       .melding = bekend->bsn == client.bsn ? "Dit ToewijzingNummer is al gebruikt voor een andere aanbieder."
                                                            : "Dit ToewijzingNummer is al gebruikt voor een andere cliënt.",
                       .waarde = fmt::format("{}", product.toewijzing_nummer.value),
                       .grens = "een nummer dat de gemeente in dit domein nog niet gebruikte, of dat van deze toewijzing zelf",
                       .oplossing = "Geef de toewijzing een nieuw ToewijzingNummer."});
    }
}

} // namespace

constinit Rule const tr332{
    .id = "TR332",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9332",
    .berichten = in_301,
    .zin = "Een ToewijzingNummer is binnen gemeente en domein van één cliënt en één aanbieder.",
    .bron = "TR332",
    .check = CheckBericht(check),
};

} // namespace rules::standard
