// CS339: "Indien Eenheid de waarde 83 (euro's) heeft, moet IngediendBedrag gelijk zijn aan GeleverdVolume." Both are in cents.
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_prestatie(zaak.als<model::Bericht323>().declaratie.clienten,
                       [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
                           auto const bedrag = prestatie.ingediend_bedrag.bedrag.value;
                           auto const volume = model::Money{prestatie.geleverd_volume.value};
                           if (prestatie.eenheid != model::Code("83") || bedrag == volume) return;
                           uit.push_back({.plaats = at(plaats, "IngediendBedrag/Bedrag"),
                                          .melding = fmt::format("Prestatie {} is in euro's, maar bedrag en volume verschillen.",
                                                                 prestatie.product_referentie.referentie_nummer),
                                          .waarde = euro(bedrag),
                                          .grens = fmt::format("{} (GeleverdVolume)", euro(volume)),
                                          .berekening = fmt::format("{} - {} = {}", euro(bedrag), euro(volume), euro(bedrag - volume)),
                                          .oplossing = "Maak IngediendBedrag en GeleverdVolume gelijk, beide in centen."});
                       });
}

} // namespace

constinit Rule const cs339{
    .id = "CS339",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323,
    .zin = "Bij een prestatie in euro's is het bedrag gelijk aan het volume.",
    .bron = "CS339",
    .check = &check,
};

} // namespace rules::standard
