#include "rules/standard/across.hpp"
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace rules::standard {
namespace {

struct Waarde {
    std::string_view element;
    std::string antwoord;
    std::string declaratie;
};

std::array<Waarde, 10> values(model::Prestatie const& a, model::Prestatie const& b) {
    auto const getal = [](std::int64_t n) { return fmt::format("{}", n); };
    auto const tarief = [](model::Prestatie const& p) { return p.product_tarief ? euro(*p.product_tarief) : std::string("geen"); };
    auto const vorig = [](model::Prestatie const& p) { return p.product_referentie.vorig_referentie_nummer.value_or("geen"); };
    return {{
        {"ProductReferentie/VorigReferentieNummer", vorig(a), vorig(b)},
        {"ToewijzingNummer", getal(a.toewijzing_nummer), getal(b.toewijzing_nummer)},
        {"ProductCategorie", a.product_categorie.str(), b.product_categorie.str()},
        {"ProductCode", a.product_code, b.product_code},
        {"ProductPeriode", tekst(a.product_periode.period()), tekst(b.product_periode.period())},
        {"GeleverdVolume", getal(a.geleverd_volume), getal(b.geleverd_volume)},
        {"Eenheid", a.eenheid.str(), b.eenheid.str()},
        {"ProductTarief", tarief(a), tarief(b)},
        {"IngediendBedrag/Bedrag", euro(a.ingediend_bedrag.bedrag), euro(b.ingediend_bedrag.bedrag)},
        {"IngediendBedrag/DebetCredit", a.ingediend_bedrag.debet_credit.str(), b.ingediend_bedrag.debet_credit.str()},
    }};
}

// TR367: "Waarde moet overeenkomen met waarde uit het declaratiebericht dat gerelateerd is op basis van ProductReferentie."
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
            for (auto& waarde : values(prestatie, gevonden->second))
                if (waarde.antwoord != waarde.declaratie)
                    uit.push_back({.plaats = {model::Klasse::prestatie, c, p, waarde.element, prestatie.lijn},
                                   .melding = "Dit gegeven is anders dan in de declaratie.",
                                   .waarde = std::move(waarde.antwoord),
                                   .grens = std::move(waarde.declaratie),
                                   .oplossing = "Neem de prestatie ongewijzigd over uit de declaratie."});
        }
    }
}

} // namespace

constinit Rule const tr367{
    .id = "TR367",
    .niveau = model::Niveau::berichtoverstijgend,
    .retourcode = "9367",
    .berichten = in_325,
    .zin = "De gegevens van een prestatie in een declaratie-antwoord zijn gelijk aan die in de declaratie.",
    .bron = "TR367",
    .check = CheckBericht(check),
};

} // namespace rules::standard
