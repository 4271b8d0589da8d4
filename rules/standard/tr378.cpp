#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>

namespace rules::standard {
namespace {

// TR378: "Vullen met een bestaande gemeentecode uit het overzicht van CBS dat actueel is op Ingangsdatum of
// ToewijzingIngangsdatum."
// After a herindeling an older list may be used, so the code must have been on the list on the Ingangsdatum of every
// ToegewezenProduct of a 301, on the ToewijzingIngangsdatum of every AangevraagdProduct of a 315, of a toewijzing that another
// message names, and when it names none that we know on any day. The list is that of the release; a contract bundle may add codes.
bool on_list(Zaak const& zaak, std::string const& code, std::optional<model::Date> op) {
    if (zaak.bericht.release->codelijst(model::gemeenten_lijst)->bevat(code, op)) return true;
    auto const* contract = zaak.feiten.contract.get();
    if (contract == nullptr) return false;
    return std::ranges::any_of(contract->gemeenten,
                               [&](model::ContractGemeente const& g) { return g.code == code && (!op || g.geldig.op(*op)); });
}

bool known(Zaak const& zaak, std::string const& code) {
    auto const holds = [&](model::Date dag) { return on_list(zaak, code, dag); };
    if (auto const* bericht = std::get_if<model::Bericht301>(&zaak.bericht.inhoud))
        return std::ranges::all_of(bericht->client.toegewezen_producten, holds, &model::ToegewezenProduct::ingangsdatum);
    if (auto const* bericht = std::get_if<model::Bericht315>(&zaak.bericht.inhoud))
        return std::ranges::all_of(bericht->client.aangevraagde_producten, holds, &model::AangevraagdProduct::toewijzing_ingangsdatum);
    if (!zaak.feiten.toewijzingen.empty())
        return std::ranges::any_of(zaak.feiten.toewijzingen, [&](auto const& toewijzing) { return holds(toewijzing.second->ingangsdatum); });
    return on_list(zaak, code, std::nullopt);
}

void compare(Zaak const& zaak, std::string const& code, model::Place const& plaats, Meldingen& uit) {
    if (known(zaak, code)) return;
    uit.push_back({.plaats = plaats,
                   .melding = "De gemeentecode staat niet op de lijst van het CBS die op de Ingangsdatum gold.",
                   .waarde = code,
                   .grens = fmt::format("een code van de lijst {} van release {} die op de Ingangsdatum gold", model::gemeenten_lijst,
                                        zaak.bericht.release->versie),
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
