// CD007, Communicatie/Taal: "Als Communicatie / Vorm de waarde 1 (tolk taal) heeft, dan verplicht vullen, anders leeglaten."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& client = zaak.als<model::Bericht301>().client;
    if (!client.communicatie) return;
    auto const& communicatie = *client.communicatie;
    auto const tolk = communicatie.vorm == "1";
    if (tolk && !communicatie.taal)
        uit.push_back({.plaats = at(client_plaats(client), "Communicatie/Taal"),
                       .melding = "Er is een tolk nodig, maar de taal ontbreekt.",
                       .grens = "een Taal bij Vorm 1 (tolk taal)",
                       .oplossing = "Vul Taal."});
    if (!tolk && communicatie.taal)
        uit.push_back({.plaats = at(client_plaats(client), "Communicatie/Taal"),
                       .melding = "Er staat een taal, maar de vorm van communicatie is niet tolk taal.",
                       .waarde = *communicatie.taal,
                       .grens = fmt::format("geen Taal bij Vorm {}", communicatie.vorm.view()),
                       .oplossing = "Laat Taal weg, of maak Vorm 1 (tolk taal)."});
}

} // namespace

constinit Rule const cd007{
    .id = "CD007",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Bij communicatie met een tolk staat de taal erbij, bij een andere vorm staat er geen taal.",
    .bron = "CD007",
    .check = &check,
};

} // namespace rules::standard
