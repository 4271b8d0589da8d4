#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/toewijzingen.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <unordered_set>

namespace rules::standard {
namespace {

// TR349: "Het verzoek om wijziging bericht bevat alle actuele ToegewezenProducten van de client."
// Each in OngewijzigdProduct or TeWijzigenProduct; those of other aanbieders are not the sender's to know (OP095).
void check(Zaak const& zaak, Meldingen& uit) {
    auto const& verzoek = zaak.als<model::Bericht317>().client.verzoek;
    std::unordered_set<std::int64_t> genoemd;
    for (auto const& product : verzoek.ongewijzigde_producten) genoemd.insert(product.toewijzing_nummer);
    for (auto const& product : verzoek.te_wijzigen_producten) genoemd.insert(product.toewijzing_nummer);
    for (auto const nummer : zaak.feiten.client_toewijzingen) {
        auto const* toewijzing = toewijzing_van_client(zaak, nummer);
        if (toewijzing == nullptr || !actueel(*toewijzing, dagtekening(zaak.bericht)) || genoemd.contains(nummer)) continue;
        uit.push_back({.plaats = {.klasse = model::Klasse::verzoek, .lijn = verzoek.lijn},
                       .melding = fmt::format("De actuele toewijzing {} ontbreekt in het verzoek.", nummer),
                       .grens = "alle actuele toewijzingen van de cliënt bij deze aanbieder",
                       .oplossing = "Neem elke actuele toewijzing op als OngewijzigdProduct of TeWijzigenProduct."});
    }
}

} // namespace

constinit Rule const tr349{
    .id = "TR349",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9349",
    .berichten = in_317,
    .zin = "Een verzoek om wijziging noemt elke actuele toewijzing van de cliënt bij deze aanbieder.",
    .bron = "TR349, IV092",
    .check = CheckBericht(check),
};

} // namespace rules::standard
