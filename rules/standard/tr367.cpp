#include "rules/standard/across.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace rules::standard {
namespace {

// TR367: "Waarde moet overeenkomen met waarde uit het declaratiebericht dat gerelateerd is op basis van ProductReferentie."
std::array<std::pair<std::string_view, bool>, 10> compare(model::Prestatie const& a, model::Prestatie const& b) {
    auto const tarief = [](model::Prestatie const& p) { return p.product_tarief ? p.product_tarief->value.cents : -1; };
    return {{
        {"ProductReferentie/VorigReferentieNummer",
         a.product_referentie.vorig_referentie_nummer == b.product_referentie.vorig_referentie_nummer},
        {"ToewijzingNummer", a.toewijzing_nummer.value == b.toewijzing_nummer.value},
        {"ProductCategorie", a.product_categorie == b.product_categorie},
        {"ProductCode", a.product_code == b.product_code},
        {"ProductPeriode", a.product_periode.period() == b.product_periode.period()},
        {"GeleverdVolume", a.geleverd_volume.value == b.geleverd_volume.value},
        {"Eenheid", a.eenheid == b.eenheid},
        {"ProductTarief", tarief(a) == tarief(b)},
        {"IngediendBedrag/Bedrag", a.ingediend_bedrag.bedrag.value == b.ingediend_bedrag.bedrag.value},
        {"IngediendBedrag/DebetCredit", a.ingediend_bedrag.debet_credit == b.ingediend_bedrag.debet_credit},
    }};
}

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& antwoord = zaak.als<model::Bericht325>().declaratie_antwoord;
    auto const& declaratie = zaak.feiten.declaratie;
    if (!antwoord || !declaratie) return;
    for (std::uint32_t c = 0; c < antwoord->clienten.size(); ++c) {
        auto const& prestaties = antwoord->clienten[c].prestaties;
        for (std::uint32_t p = 0; p < prestaties.size(); ++p) {
            auto const& prestatie = prestaties[p];
            auto const gevonden = declaratie->prestaties.find(prestatie.product_referentie.referentie_nummer);
            if (gevonden == declaratie->prestaties.end()) continue;
            for (auto const& [element, gelijk] : compare(prestatie, gevonden->second))
                if (!gelijk)
                    uit.push_back({.plaats = {model::Klasse::prestatie, c, p, element, prestatie.lijn},
                                   .melding = "Dit gegeven is anders dan in de declaratie.",
                                   .grens = "de waarde uit de declaratie",
                                   .oplossing = "Neem de prestatie ongewijzigd over uit de declaratie."});
        }
    }
}

constexpr std::array<std::int16_t, 1> berichten{325};

} // namespace

constinit Rule const tr367{
    .id = "TR367",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9367",
    .berichten = berichten,
    .zin = "De gegevens van een prestatie in een declaratie-antwoord zijn gelijk aan die in de declaratie.",
    .bron = "TR367",
    .check = CheckBericht(check),
};

} // namespace rules::standard
