// CD087, ProductTarief of a Prestatie: "Als eenheid ongelijk is aan 83 (euro's) dan verplicht vullen, anders leeg laten."
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    for_each_prestatie(
        zaak.als<model::Bericht323>().declaratie.clienten, [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
            auto const euros = prestatie.eenheid == "83";
            if (!euros && !prestatie.product_tarief)
                uit.push_back({.plaats = at(plaats, "ProductTarief"),
                               .melding = fmt::format("Prestatie {} heeft geen tarief.", prestatie.product_referentie.referentie_nummer),
                               .grens = fmt::format("een ProductTarief bij Eenheid {}", prestatie.eenheid.view()),
                               .oplossing = "Vul ProductTarief met het tarief per eenheid in centen."});
            if (euros && prestatie.product_tarief)
                uit.push_back({.plaats = at(plaats, "ProductTarief"),
                               .melding = fmt::format("Prestatie {} is in euro's en heeft toch een tarief.",
                                                      prestatie.product_referentie.referentie_nummer),
                               .waarde = euro(*prestatie.product_tarief),
                               .grens = "geen ProductTarief bij Eenheid 83 (euro's)",
                               .oplossing = "Laat ProductTarief weg."});
        });
}

} // namespace

constinit Rule const cd087{
    .id = "CD087",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323,
    .zin = "Een prestatie heeft een tarief, behalve als de eenheid euro's is.",
    .bron = "CD087",
    .check = &check,
};

} // namespace rules::standard
