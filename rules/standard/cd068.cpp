// CD068, Verwijzer/ZorgverlenerCode: "Als type verwijzer ongelijk is aan 02, 03, 04 of 05, dan is ZorgverlenerCode leeg."
#include "rules/standard/verwijzer.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_verwijzer(zaak.als<model::Bericht315>(), [&](model::Verwijzer const& verwijzer, model::Place const& plaats) {
        if (!zorgverlener(verwijzer) && verwijzer.zorgverlener_code)
            uit.push_back({.plaats = at(plaats, "Verwijzer/ZorgverlenerCode"),
                           .melding = fmt::format("Een verwijzer van type {} heeft geen zorgverlenercode.", verwijzer.type.view()),
                           .waarde = *verwijzer.zorgverlener_code,
                           .grens = "een ZorgverlenerCode alleen bij type 02, 03, 04 of 05",
                           .oplossing = "Laat ZorgverlenerCode weg, of corrigeer het type van de verwijzer."});
    });
}

} // namespace

constinit Rule const cd068{
    .id = "CD068",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_315,
    .zin = "Alleen een verwijzende zorgverlener heeft een zorgverlenercode.",
    .bron = "CD068",
    .check = &check,
};

} // namespace rules::standard
