#include "gateway/rapport/opmaak.hpp"
#include "rules/rapport/rekenen.hpp"
#include "xsd/model/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gateway::rapport {
namespace {

using rules::rapport::afgerond;
using rules::rapport::Breed;
using rules::rapport::Eenheid;
using rules::rapport::Grafiek;

constexpr std::size_t meeste_staven = 20;
// Dark enough on white for text beside them (WCAG 1.4.11), and apart in grey as well.
constexpr std::array<char const*, 3> kleuren{"#154273", "#e17000", "#5b7f1a"};

std::size_t kolom(Rapport const& rapport, std::string const& naam) {
    return static_cast<std::size_t>(std::ranges::find(rapport.kolommen, naam, &rules::rapport::Kolom::naam) - rapport.kolommen.begin());
}

std::int64_t getal(Rapport const& rapport, std::size_t rij, std::size_t k) {
    auto const* value = std::get_if<std::int64_t>(&rapport.rijen[rij].cellen[k]);
    return value == nullptr ? 0 : *value;
}

std::string kort(std::string const& tekst, std::size_t tekens) {
    if (model::length(tekst) <= tekens) return tekst;
    std::size_t bytes = 0;
    for (std::size_t n = 0; bytes < tekst.size(); ++bytes)
        if ((static_cast<unsigned char>(tekst[bytes]) & 0xC0U) != 0x80U && ++n == tekens) break;
    return tekst.substr(0, bytes) + "…";
}

/// An amount on an axis: whole euros are enough there.
std::string as_tekst(std::int64_t waarde, Eenheid eenheid) {
    return eenheid == Eenheid::centen ? "€ " + toon(afgerond(waarde, 100), Eenheid::aantal) : toon(waarde, eenheid);
}

/// The least 1, 2 or 5 times a power of ten that is not below `waarde`.
std::int64_t rond(std::int64_t waarde) {
    for (std::int64_t macht = 1;; macht *= 10)
        for (auto const keer : {1, 2, 5})
            if (macht * keer >= waarde) return macht * keer;
}

std::string opening(std::int64_t breedte, std::int64_t hoogte, std::string const& titel) {
    return fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" xmlns=\"http://www.w3.org/2000/svg\" "
                       "font-family=\"sans-serif\" font-size=\"12\">\n",
                       breedte, hoogte, veilig(titel));
}

std::string legenda(Rapport const& rapport, Grafiek const& grafiek, std::int64_t x, std::int64_t y) {
    std::string uit;
    for (std::size_t i = 0; i < grafiek.waarden.size() && grafiek.waarden.size() > 1; ++i) {
        auto const& titel = rapport.kolommen[kolom(rapport, grafiek.waarden[i])].titel;
        uit += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{}\"/><text x=\"{}\" y=\"{}\">{}</text>\n", x, y,
                           kleuren[i % 3], x + 17, y + 10, veilig(titel));
        x += 40 + 7 * static_cast<std::int64_t>(model::length(titel));
    }
    return uit;
}

std::string staven(Rapport const& rapport, Grafiek const& grafiek) {
    auto const label = kolom(rapport, grafiek.label);
    std::vector<std::size_t> waarden;
    for (auto const& naam : grafiek.waarden) waarden.push_back(kolom(rapport, naam));
    // The largest ones, in the order of the table.
    std::vector<std::size_t> rijen(rapport.rijen.size());
    for (std::size_t i = 0; i < rijen.size(); ++i) rijen[i] = i;
    auto const hoogste = [&](std::size_t rij) {
        std::int64_t meest = 0;
        for (auto const k : waarden) meest = std::max(meest, std::abs(getal(rapport, rij, k)));
        return meest;
    };
    if (rijen.size() > meeste_staven) {
        std::ranges::stable_sort(rijen, std::greater(), hoogste);
        rijen.resize(meeste_staven);
        std::ranges::sort(rijen);
    }
    std::int64_t top = 0;
    for (auto const rij : rijen) top = std::max(top, hoogste(rij));
    if (top == 0) return {};
    constexpr std::int64_t links = 250;
    constexpr std::int64_t lang = 420;
    constexpr std::int64_t dik = 14;
    auto const per_rij = dik * static_cast<std::int64_t>(waarden.size()) + 8;
    auto const hoogte = 26 + per_rij * static_cast<std::int64_t>(rijen.size()) + (rapport.rijen.size() > meeste_staven ? 22 : 4);
    auto uit = opening(800, hoogte, grafiek.titel) + legenda(rapport, grafiek, links, 2);
    std::int64_t y = 24;
    for (auto const rij : rijen) {
        auto const tekst = toon_met_naam(rapport, rapport.rijen[rij].cellen[label], rapport.kolommen[label].eenheid);
        uit += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n", links - 8, y + per_rij / 2, veilig(kort(tekst, 34)));
        for (std::size_t i = 0; i < waarden.size(); ++i) {
            auto const waarde = getal(rapport, rij, waarden[i]);
            auto const breedte = afgerond(static_cast<Breed>(std::abs(waarde)) * lang, top);
            uit += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/><text x=\"{}\" y=\"{}\" fill=\"#333\" "
                               "font-size=\"11\">{}</text>\n",
                               links, y, std::max<std::int64_t>(breedte, 1), dik - 2, kleuren[i % 3], links + breedte + 5, y + dik - 4,
                               as_tekst(waarde, rapport.kolommen[waarden[i]].eenheid));
            y += dik;
        }
        y += 8;
    }
    if (rapport.rijen.size() > meeste_staven)
        uit += fmt::format("<text x=\"{}\" y=\"{}\" fill=\"#333\">De {} grootste van {} rijen.</text>\n", links, y + 10, meeste_staven,
                           rapport.rijen.size());
    return uit + "</svg>\n";
}

constexpr std::int64_t vak_x = 110;
constexpr std::int64_t vak_y = 30;
constexpr std::int64_t vak_breedte = 640;
constexpr std::int64_t vak_hoogte = 260;

std::string rooster(std::int64_t top, Eenheid eenheid) {
    std::string uit;
    for (std::int64_t i = 0; i <= 4; ++i) {
        auto const y = vak_y + vak_hoogte - vak_hoogte * i / 4;
        uit += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#ccc\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\" "
                           "fill=\"#333\">{}</text>\n",
                           vak_x, y, vak_x + vak_breedte, y, vak_x - 8, y + 4, as_tekst(afgerond(static_cast<Breed>(top) * i, 4), eenheid));
    }
    return uit;
}

std::string lijnen(Rapport const& rapport, Grafiek const& grafiek) {
    auto const label = kolom(rapport, grafiek.label);
    auto const n = static_cast<std::int64_t>(rapport.rijen.size());
    if (n < 2) return {};
    std::int64_t top = 0;
    for (auto const& naam : grafiek.waarden)
        for (std::size_t i = 0; i < rapport.rijen.size(); ++i) top = std::max(top, getal(rapport, i, kolom(rapport, naam)));
    if (top <= 0) return {};
    top = rond(top);
    auto uit = opening(800, vak_y + vak_hoogte + 40, grafiek.titel) + legenda(rapport, grafiek, vak_x, 2) +
               rooster(top, rapport.kolommen[kolom(rapport, grafiek.waarden[0])].eenheid);
    auto const x = [&](std::int64_t i) { return vak_x + vak_breedte * i / (n - 1); };
    auto const stap = std::max<std::int64_t>(1, n / 8);
    for (std::int64_t i = 0; i < n; i += stap)
        uit += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"#333\">{}</text>\n", x(i), vak_y + vak_hoogte + 20,
                           veilig(toon(rapport.rijen[static_cast<std::size_t>(i)].cellen[label], rapport.kolommen[label].eenheid)));
    for (std::size_t w = 0; w < grafiek.waarden.size(); ++w) {
        std::string punten;
        for (std::int64_t i = 0; i < n; ++i)
            punten += fmt::format("{},{} ", x(i),
                                  vak_y + vak_hoogte -
                                      afgerond(static_cast<Breed>(std::max<std::int64_t>(
                                                   getal(rapport, static_cast<std::size_t>(i), kolom(rapport, grafiek.waarden[w])), 0)) *
                                                   vak_hoogte,
                                               top));
        punten.pop_back();
        uit += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2.5\"{}/>\n", punten, kleuren[w % 3],
                           w == 0 ? "" : " stroke-dasharray=\"7 4\"");
    }
    return uit + "</svg>\n";
}

std::string abc(Rapport const& rapport, Grafiek const& grafiek) {
    if (rapport.rijen.empty()) return {};
    auto const horizontaal = kolom(rapport, grafiek.waarden[0]);
    auto const verticaal = kolom(rapport, grafiek.waarden[1]);
    constexpr std::int64_t heel = 10'000;
    auto uit = opening(800, vak_y + vak_hoogte + 45, grafiek.titel) + rooster(heel, Eenheid::basispunten);
    for (std::int64_t i = 0; i <= 4; ++i)
        uit += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"#333\">{} %</text>\n", vak_x + vak_breedte * i / 4,
                           vak_y + vak_hoogte + 18, i * 25);
    uit += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"#333\">deel van de cliënten, de duurste eerst</text>\n",
                       vak_x + vak_breedte / 2, vak_y + vak_hoogte + 38);
    std::string punten = fmt::format("{},{}", vak_x, vak_y + vak_hoogte);
    std::string bollen;
    for (std::size_t i = 0; i < rapport.rijen.size(); ++i) {
        auto const x = vak_x + afgerond(static_cast<Breed>(getal(rapport, i, horizontaal)) * vak_breedte, heel);
        auto const y = vak_y + vak_hoogte - afgerond(static_cast<Breed>(getal(rapport, i, verticaal)) * vak_hoogte, heel);
        punten += fmt::format(" {},{}", x, y);
        auto const klasse = toon(rapport.rijen[i].cellen[0], Eenheid::tekst);
        bollen += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"{}\"/>\n", x, y,
                              klasse == "A"   ? kleuren[0]
                              : klasse == "B" ? kleuren[1]
                                              : kleuren[2]);
        if (i + 1 == rapport.rijen.size() || toon(rapport.rijen[i + 1].cellen[0], Eenheid::tekst) != klasse)
            bollen +=
                fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\" font-weight=\"bold\">{}</text>\n", x - 6, y - 8, veilig(klasse));
    }
    return uit + fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", punten, kleuren[0]) + bollen +
           "</svg>\n";
}

} // namespace

std::string als_svg(Rapport const& rapport, Grafiek const& grafiek) {
    switch (grafiek.soort) {
    case Grafiek::Soort::staaf: return staven(rapport, grafiek);
    case Grafiek::Soort::lijn: return lijnen(rapport, grafiek);
    case Grafiek::Soort::abc: return abc(rapport, grafiek);
    }
    return {};
}

} // namespace gateway::rapport
