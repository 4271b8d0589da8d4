// TR409 (Jw): "Als RedenAfwijzingVerzoek ongelijk is aan 8 (Woonplaatsbeginsel), dan berichtklasse Woonplaatsbeginsel weglaten."
// Without a RedenAfwijzingVerzoek there is no value to be unlike 8: the official check looks at that element (rules.json), IV095 at
// "alle andere waarden".
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht319>().antwoord;
    auto const& reden = antwoord.reden_afwijzing_verzoek;
    if (!reden || *reden == "8" || !antwoord.woonplaatsbeginsel) return;
    uit.push_back({.plaats = {model::Klasse::woonplaatsbeginsel, 0, 0, {}, antwoord.woonplaatsbeginsel->lijn},
                   .melding = fmt::format("Bij reden van afwijzing {} hoort geen Woonplaatsbeginsel.", reden->view()),
                   .waarde = antwoord.woonplaatsbeginsel->gemeente,
                   .grens = "alleen een Woonplaatsbeginsel bij RedenAfwijzingVerzoek 8",
                   .oplossing = "Laat Woonplaatsbeginsel weg, of vul RedenAfwijzingVerzoek met 8."});
}

} // namespace

constinit Rule const tr409{
    .id = "TR409",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_319,
    .zin = "Alleen wie een verzoek afwijst om het woonplaatsbeginsel, noemt een andere gemeente.",
    .bron = "TR409",
    .check = &check,
    .alleen_jw = true,
};

} // namespace rules::standard
