#include "rules/standard/across.hpp"
#include "rules/standard/afspraak.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>

namespace rules::standard {
namespace {

// TR346: "Indien Eenheid ongelijk is aan waarde 83 (Euro’s), moet IngediendBedrag gelijk zijn aan GeleverdVolume vermenigvuldigd
// met ProductTarief."
// "(contractuele uurtarief * aantal minuten) / 60. Dit bedrag wordt vervolgens afgerond op 2 decimalen" (IV081). Where the
// uurtarief is not known (no contract, or TR418 already refuses the tarief) the sender may have used any uurtarief that rounds to
// this ProductTarief, so a bedrag that one of those gives is not refused.
bool follows_from_hour_tarief(model::Money minuut_tarief, std::int64_t minuten, model::Money bedrag) {
    // Rounded half up, 60 t - 30 up to 60 t + 29 cents per hour all give t cents per minute.
    for (auto cents = 60 * minuut_tarief.cents - 30; cents <= 60 * minuut_tarief.cents + 29; ++cents)
        if (cents >= 0 && model::multiply({cents}, minuten, 60) == bedrag) return true;
    return false;
}

void check(Zaak const& zaak, PrestatieZaak const& regel, Meldingen& uit) {
    auto const& prestatie = regel.prestatie;
    if (regel.credit() || prestatie.eenheid == "83" || !prestatie.product_tarief) return;
    model::Money const tarief = *prestatie.product_tarief;
    std::int64_t const volume = prestatie.geleverd_volume;
    model::Money const bedrag = prestatie.ingediend_bedrag.bedrag;
    auto const product = model::multiply(tarief, volume);
    auto const report = [&](model::Money verwacht, std::string som, model::Bron bron) {
        uit.push_back({.plaats = regel.plaats("IngediendBedrag/Bedrag"),
                       .melding = "Het IngediendBedrag is niet het GeleverdVolume maal het tarief.",
                       .waarde = euro(bedrag),
                       .grens = euro(verwacht),
                       .berekening = std::move(som),
                       .oplossing = fmt::format("Dien {} in, of herstel volume of tarief.", euro(verwacht)),
                       .bron = std::move(bron)});
    };
    if (prestatie.eenheid != "01") {
        if (bedrag != product)
            report(product, fmt::format("{} x {} = {}", hoeveelheid(volume, prestatie.eenheid), euro(tarief), euro(product)), {});
        return;
    }
    auto const afgesproken = afspraak(zaak, regel);
    if (afgesproken.soort == Afspraak::Soort::tarief && afgesproken.per_uur && afgesproken.product_tarief() == tarief) {
        auto const uurtarief = afgesproken.op_begin;
        auto const verwacht = model::multiply(uurtarief, volume, 60);
        if (bedrag != verwacht)
            report(verwacht, fmt::format("{} per uur x {} / 60 = {}", euro(uurtarief), hoeveelheid(volume, "01"), euro(verwacht)),
                   contract_bron(zaak, afgesproken.begin->herkomst));
        return;
    }
    auto const minuut_tarief = afgesproken.soort == Afspraak::Soort::tarief && !afgesproken.per_uur;
    if (bedrag == product || (!minuut_tarief && follows_from_hour_tarief(tarief, volume, bedrag))) return;
    report(product, fmt::format("{} x {} = {}", hoeveelheid(volume, "01"), euro(tarief), euro(product)), {});
}

} // namespace

constinit Rule const tr346{
    .id = "TR346",
    .niveau = model::Niveau::extern_bron,
    .retourcode = "9346",
    .berichten = in_323,
    .zin = "Het IngediendBedrag is GeleverdVolume maal tarief; bij een uurtarief en minuten: uurtarief maal minuten gedeeld door 60.",
    .bron = "TR346, IV081",
    .check = CheckPrestatie(check),
};

} // namespace rules::standard
