#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/gemeenten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>

namespace rules::standard {
namespace {

// TR378: "Vullen met een bestaande gemeentecode uit het overzicht van CBS dat actueel is op Ingangsdatum of
// ToewijzingIngangsdatum."
// After a herindeling an older list may be used. The list in gemeenten.hpp is that of one year; a contract bundle adds codes of
// other years with their validity. They must hold on the Ingangsdatum of every ToegewezenProduct of a 301, on the
// ToewijzingIngangsdatum of every AangevraagdProduct of a 315, of a toewijzing that another message names, and when it names none
// that we know on any day.
bool known_in_contract(Zaak const& zaak, std::string const& code) {
    auto const* contract = zaak.feiten.contract.get();
    if (contract == nullptr) return false;
    auto const holds = [&](model::Date dag) { return contract->gemeente(code, dag) != nullptr; };
    if (auto const* bericht = std::get_if<model::Bericht301>(&zaak.bericht.inhoud))
        return std::ranges::all_of(bericht->client.toegewezen_producten, holds, &model::ToegewezenProduct::ingangsdatum);
    if (auto const* bericht = std::get_if<model::Bericht315>(&zaak.bericht.inhoud))
        return std::ranges::all_of(bericht->client.aangevraagde_producten, holds, &model::AangevraagdProduct::toewijzing_ingangsdatum);
    if (!zaak.feiten.toewijzingen.empty())
        return std::ranges::any_of(zaak.feiten.toewijzingen, [&](auto const& toewijzing) { return holds(toewijzing.second.ingangsdatum); });
    return std::ranges::find(contract->gemeenten, code, &model::ContractGemeente::code) != contract->gemeenten.end();
}

void compare(Zaak const& zaak, std::string const& code, model::Place const& plaats, Meldingen& uit) {
    if (op_cbs_lijst(code) || known_in_contract(zaak, code)) return;
    uit.push_back({.plaats = plaats,
                   .melding = "De gemeentecode staat niet op de lijst van het CBS die op de Ingangsdatum gold.",
                   .waarde = code,
                   .grens = fmt::format("een gemeentecode van de indeling {} of een oudere die op de Ingangsdatum gold", cbs_indeling),
                   .oplossing = "Gebruik de gemeentecode van vier cijfers van het CBS."});
}

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& code = model::gemeente(zaak.bericht);
    auto const van_gemeente = &code == &model::header(zaak.bericht).afzender;
    compare(zaak, code, {.klasse = model::Klasse::header, .element = van_gemeente ? "Afzender" : "Ontvanger"}, uit);
    if (auto const* bericht = std::get_if<model::Bericht319>(&zaak.bericht.inhoud))
        if (auto const& andere = bericht->antwoord.woonplaatsbeginsel)
            compare(zaak, andere->gemeente, {.klasse = model::Klasse::woonplaatsbeginsel, .element = "Gemeente", .lijn = andere->lijn},
                    uit);
}

} // namespace

constinit Rule const tr378{
    .id = "TR378",
    .niveau = model::Niveau::extern_bron,
    .retourcode = "S300",
    .berichten = in_heen,
    .zin = "De gemeentecode staat op de lijst van het CBS die geldt op de Ingangsdatum.",
    .bron = "TR378",
    .check = CheckBericht(check),
};

} // namespace rules::standard
