#include "rules/contract/bekostiging.hpp"
#include "rules/contract/regels.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

namespace rules::contract {
namespace {

void check_taakgericht(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.perceel == nullptr || lijn.prestatie->ingediend_bedrag.bedrag.value.cents == 0) return;
    auto const model = lijn.perceel->bekostiging_in(zaak.gemeente);
    if (!zonder_clientprijs(model)) return;
    uit.push_back({.element = "IngediendBedrag/Bedrag",
                   .melding = fmt::format("Perceel {} wordt bekostigd {}: een prestatie per cliënt heeft daar geen prijs.",
                                          lijn.perceel->id, naam(model)),
                   .waarde = standard::euro(lijn.prestatie->ingediend_bedrag.bedrag),
                   .grens = "€ 0,00: de prestatie telt alleen als registratie",
                   .oplossing = "Betaal dit bedrag niet naast de afgesproken som, of verreken het daarmee.",
                   .herkomst = lijn.perceel->herkomst});
}

void check_resultaat(ContractZaak const& zaak, Lijn const& lijn, ContractMeldingen& uit) {
    if (lijn.perceel == nullptr || lijn.perceel->bekostiging_in(zaak.gemeente) != model::Bekostiging::resultaat) return;
    if (zaak.registratie("resultaat", lijn) != nullptr) return;
    uit.push_back({.element = "ToewijzingNummer",
                   .melding = "Het resultaat waarvoor wordt betaald is nog niet vastgesteld.",
                   .waarde = fmt::format("{}", lijn.nummer),
                   .grens = "een geregistreerd resultaat",
                   .oplossing = "Stel het resultaat vast en registreer het; verreken als het niet is bereikt.",
                   .herkomst = lijn.perceel->herkomst});
}

// TR321 refuses what is above the Omvang; a day has one etmaal whatever the Omvang says.
void check_etmalen(ContractZaak const& /*zaak*/, Lijn const& lijn, ContractMeldingen& uit) {
    auto const& p = *lijn.prestatie;
    auto const dagen = model::days_in(p.product_periode.period());
    if (lijn.perceel == nullptr || p.eenheid != "14" || p.geleverd_volume <= dagen) return;
    uit.push_back({.element = "GeleverdVolume",
                   .melding = "Er zijn meer etmalen gedeclareerd dan de ProductPeriode dagen heeft.",
                   .waarde = standard::hoeveelheid(p.geleverd_volume, "14"),
                   .grens = fmt::format("hoogstens {}", standard::hoeveelheid(dagen, "14")),
                   .berekening = fmt::format("{} is {} dagen; {} - {} = {} te veel", standard::tekst(p.product_periode.period()), dagen,
                                             p.geleverd_volume.value, dagen, p.geleverd_volume.value - dagen),
                   .oplossing = fmt::format("Vraag de aanbieder om een correctie naar {}.", standard::hoeveelheid(dagen, "14")),
                   .herkomst = lijn.perceel->herkomst,
                   .alleen_signaal = true});
}

} // namespace

constinit ContractRegel const r31{
    .id = "R31",
    .zin = "Waar een taak, populatie, gebied of beschikbaarheid wordt betaald, heeft een prestatie per cliënt geen prijs.",
    .bron = "UP028; bekostiging (P08)",
    .een_keer = true,
    .check = check_taakgericht,
};

constinit ContractRegel const r32{
    .id = "R32",
    .zin = "Resultaat wordt betaald als het is vastgesteld.",
    .bron = "OP364; resultaatbekostiging (P08)",
    .nodig = {.registraties = true},
    .check = check_resultaat,
};

constinit ContractRegel const r33{
    .id = "R33",
    .zin = "Een periode heeft niet meer etmalen dan dagen.",
    .bron = "TR321; traject per etmaal (P08)",
    .via = "TR321",
    .check = check_etmalen,
};

} // namespace rules::contract
