// TR377 (Jw): "Indien RedenAfwijzingVerzoek de waarde 8 (Woonplaatsbeginsel) heeft, dan berichtklasse Woonplaatsbeginsel opnemen."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht319>().antwoord;
    if (antwoord.reden_afwijzing_verzoek != model::Code("8") || antwoord.woonplaatsbeginsel) return;
    uit.push_back({.plaats = {model::Klasse::antwoord, 0, 0, "Woonplaatsbeginsel", antwoord.lijn},
                   .melding = "Het verzoek is afgewezen om het woonplaatsbeginsel, maar de verantwoordelijke gemeente ontbreekt.",
                   .grens = "een Woonplaatsbeginsel bij RedenAfwijzingVerzoek 8",
                   .oplossing = "Neem Woonplaatsbeginsel op met de gemeente die wel verantwoordelijk is."});
}

} // namespace

constinit Rule const tr377{
    .id = "TR377",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_319,
    .zin = "Wie een verzoek afwijst om het woonplaatsbeginsel, noemt de verantwoordelijke gemeente.",
    .bron = "TR377",
    .check = &check,
    .alleen_jw = true,
};

} // namespace rules::standard
