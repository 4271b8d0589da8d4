// TR335, Einddatum of a ProductPeriode: "Einddatum mag niet meer dan 5 jaar voor DeclaratieDagtekening liggen."
#include "rules/standard/common.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

namespace rules::standard {
namespace {

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& declaratie = zaak.als<model::Bericht323>().declaratie;
    auto const grens = model::add_years(declaratie.declaratie_dagtekening, -5);
    for_each_prestatie(declaratie.clienten, [&](auto const&, model::Prestatie const& prestatie, model::Place const& plaats) {
        auto const einde = prestatie.product_periode.einddatum.value;
        if (einde >= grens) return;
        uit.push_back(
            {.plaats = at(plaats, "ProductPeriode/Einddatum"),
             .melding =
                 fmt::format("Prestatie {} is van meer dan 5 jaar voor de declaratie.", prestatie.product_referentie.referentie_nummer),
             .waarde = model::to_dutch(einde),
             .grens = fmt::format("op of na {}", model::to_dutch(grens)),
             .berekening = fmt::format("{} - 5 jaar = {}", model::to_dutch(declaratie.declaratie_dagtekening), model::to_dutch(grens)),
             .oplossing = "Deze prestatie kan niet meer worden gedeclareerd."});
    });
}

} // namespace

constinit Rule const tr335{
    .id = "TR335",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_323,
    .zin = "Een prestatie is hoogstens 5 jaar oud als zij wordt gedeclareerd.",
    .bron = "TR335",
    .check = &check,
};

} // namespace rules::standard
