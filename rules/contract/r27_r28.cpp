#include "rules/contract/regels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace rules::contract {
namespace {

void check_verwijzer(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    auto const& geweigerd = zaak.contract.parameters.wmo_verwijzers_geweigerd;
    if (zaak.domein != model::Domein::wmo || lijn.verwijzer == nullptr) return;
    if (std::ranges::find(geweigerd, lijn.verwijzer->type.view()) == geweigerd.end()) return;
    uit.push_back({.element = "Verwijzer/Type",
                   .melding = "Deze verwijzer geeft geen toegang tot de Wmo.",
                   .waarde = lijn.verwijzer->type.str(),
                   .grens = fmt::format("geen verwijzer van type {}", fmt::join(geweigerd, ", ")),
                   .oplossing = "Laat de cliënt zich melden bij de toegang van de gemeente.",
                   .herkomst = "bundel.toml"});
}

/// The categorieën of the products that a 317 keeps or changes.
bool keeps_categorie(ContractZaak const& zaak, model::Code categorie) {
    auto const& verzoek = std::get<model::Bericht317>(zaak.zaak.bericht.inhoud).client.verzoek;
    auto const has = [&](auto const& p) {
        auto const* feit = zaak.zaak.feiten.toewijzing(p.toewijzing_nummer);
        return feit != nullptr && (!feit->product || feit->product->categorie == categorie);
    };
    return std::ranges::any_of(verzoek.te_wijzigen_producten, has) || std::ranges::any_of(verzoek.ongewijzigde_producten, has);
}

void check_verlenging(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (zaak.domein != model::Domein::jw || lijn.perceel == nullptr) return;
    if (lijn.nieuw_product) {
        if (lijn.categorie.empty() || keeps_categorie(zaak, lijn.categorie)) return;
        uit.push_back({.element = lijn.product_element,
                       .melding = "Een verzoek om wijziging blijft binnen de productcategorie; dit is een nieuwe aanvraag.",
                       .waarde = fmt::format("categorie {}", lijn.categorie.view()),
                       .grens = "een categorie van de lopende toewijzingen",
                       .oplossing = "Vraag dit product aan met een verzoek om toewijzing (315).",
                       .herkomst = lijn.perceel->herkomst});
    } else if (lijn.feit != nullptr && lijn.feit->einddatum && (!lijn.einde || *lijn.einde > *lijn.feit->einddatum)) {
        uit.push_back({.element = lijn.einde_element,
                       .melding = "Een verlenging: bepaal naar risico of het team consultatie en advies meekijkt.",
                       .waarde = lijn.einde ? model::to_dutch(*lijn.einde) : "zonder einddatum",
                       .grens = fmt::format("de toewijzing eindigt op {}", model::to_dutch(*lijn.feit->einddatum)),
                       .oplossing = "Leg het verzoek zo nodig voor.",
                       .herkomst = lijn.perceel->herkomst,
                       .alleen_signaal = true,
                       .voorstel = model::Code()});
    }
}

} // namespace

constinit ContractRegel const r27{
    .id = "R27",
    .zin = "Huisarts, gecertificeerde instelling en kinderrechter verwijzen naar jeugdhulp, niet naar de Wmo.",
    .bron = "OP302; toegang (P25)",
    .voorstel = "4",
    .check = check_verwijzer,
};

constinit ContractRegel const r28{
    .id = "R28",
    .zin = "Een verlenging van jeugdhulp gaat naar risico langs het team consultatie en advies, en wisselt niet van productcategorie.",
    .bron = "WJ759 1; toegang (P25)",
    .voorstel = "1",
    .op_verzoek = true,
    .check = check_verlenging,
};

} // namespace rules::contract
