#include "gateway/rapport/opmaak.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <new>

namespace gateway::rapport {
namespace {

using rules::rapport::is_tekst;

constexpr std::string_view stijl = R"css(
body{font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#1c1c1c;max-width:84rem;margin:2rem auto;padding:0 1.25rem;line-height:1.45}
h1{font-size:1.7rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
.vraag{font-size:1.1rem;color:#154273;margin:.25rem 0 1rem}
.meta{color:#444;margin:0 0 1.25rem}
.letop{border-left:5px solid #e17000;background:#fff4e5;padding:.6rem 1rem;margin:0 0 1.25rem}
.letop ul{margin:.25rem 0;padding-left:1.1rem}
.tabel{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{padding:.38rem .6rem;border-bottom:1px solid #d4d4d4;text-align:left;vertical-align:top}
th{border-bottom:2px solid #154273;vertical-align:bottom}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
th.n{white-space:normal}
tr.op td{background:#fff4e5}tr.op td:first-child{border-left:4px solid #e17000}
tfoot td{border-top:2px solid #154273;border-bottom:0;font-weight:600}
.naam{color:#555;display:inline-block;min-width:9rem}
figure{margin:0 0 1rem;max-width:52rem}figcaption{font-weight:600;margin-bottom:.3rem}svg{width:100%;height:auto}
details{font-size:.85rem;color:#444}summary{cursor:pointer}a{color:#154273}
.noot{font-size:.88rem;color:#333}.hash{font-family:ui-monospace,monospace;font-size:.78rem;overflow-wrap:anywhere}
@media print{body{margin:0;max-width:none;font-size:10pt}.tabel{overflow:visible}table{font-size:8.5pt}tr,figure{break-inside:avoid}thead{display:table-header-group}.letop,tr.op td{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{size:A4 landscape;margin:14mm}}
)css";

std::string cel(Rapport const& rapport, rules::rapport::Waarde const& waarde, std::size_t k) {
    auto const eenheid = rapport.kolommen[k].eenheid;
    auto const kaal = toon(waarde, eenheid);
    auto const naam = toon_met_naam(rapport, waarde, eenheid);
    auto tekst = veilig(kaal);
    if (naam != kaal) tekst += fmt::format(" <span class=\"naam\">{}</span>", veilig(naam.substr(kaal.size() + 1)));
    if (rapport.kolommen[k].naam == "sha256") tekst = fmt::format("<span class=\"hash\">{}</span>", tekst);
    return fmt::format("<td{}>{}</td>", is_tekst(eenheid) ? "" : " class=\"n\"", tekst);
}

std::string lijst_van(rules::rapport::Herkomst const& herkomst, std::string_view basis) {
    std::string uit;
    for (auto const id : herkomst.berichten)
        uit += basis.empty() ? fmt::format(" {}", id) : fmt::format(" <a href=\"{}/v1/berichten/{}\">{}</a>", veilig(basis), id, id);
    if (!herkomst.volledig) uit += " en meer";
    for (auto const& verwijzing : herkomst.verwijzingen) uit += fmt::format("<br>{}", veilig(verwijzing));
    return uit;
}

std::string tabel(Rapport const& rapport, bool herkomst, std::string_view basis) {
    std::string uit = "<div class=\"tabel\"><table>\n<thead><tr>";
    for (auto const& kolom : rapport.kolommen)
        uit += fmt::format("<th scope=\"col\"{}>{}</th>", is_tekst(kolom.eenheid) ? "" : " class=\"n\"", veilig(kolom.titel));
    uit += "</tr></thead>\n<tbody>\n";
    for (auto const& rij : rapport.rijen) {
        uit += rij.let_op ? "<tr class=\"op\">" : "<tr>";
        for (std::size_t k = 0; k < rij.cellen.size(); ++k) uit += cel(rapport, rij.cellen[k], k);
        uit += "</tr>\n";
        if (!herkomst || (rij.herkomst.berichten.empty() && rij.herkomst.verwijzingen.empty())) continue;
        auto const& h = rij.herkomst;
        uit += fmt::format("<tr><td colspan=\"{}\"><details><summary>Gemaakt van {}{} berichten{}</summary>{}</details></td></tr>\n",
                           rapport.kolommen.size(), h.volledig ? "" : "meer dan ", h.berichten.size(),
                           h.verwijzingen.empty() ? "" : fmt::format(" en {} bronnen", h.verwijzingen.size()), lijst_van(h, basis));
    }
    if (rapport.rijen.empty()) uit += fmt::format("<tr><td colspan=\"{}\">Er zijn geen rijen.</td></tr>\n", rapport.kolommen.size());
    uit += "</tbody>\n";
    if (!rapport.totaal.empty()) {
        uit += "<tfoot><tr>";
        for (std::size_t k = 0; k < rapport.totaal.size(); ++k) uit += cel(rapport, rapport.totaal[k], k);
        uit += "</tr></tfoot>\n";
    }
    return uit + "</table></div>\n";
}

} // namespace

std::string veilig(std::string_view tekst) {
    std::string uit;
    for (char const c : tekst) switch (c) {
        case '&': uit += "&amp;"; break;
        case '<': uit += "&lt;"; break;
        case '>': uit += "&gt;"; break;
        case '"': uit += "&quot;"; break;
        default: uit += c;
        }
    return uit;
}

std::string html_beleid() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    if (EVP_Digest(stijl.data(), stijl.size(), hash.data(), &size, EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
    std::array<unsigned char, 64> base64{};
    auto const lengte = EVP_EncodeBlock(base64.data(), hash.data(), static_cast<int>(size));
    return fmt::format("default-src 'none'; style-src 'sha256-{}'; frame-ancestors 'none'",
                       std::string(base64.begin(), base64.begin() + lengte));
}

std::string html_begin(std::string_view titel, std::string_view vraag) {
    return fmt::format("<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                       "content=\"width=device-width, initial-scale=1\">\n"
                       "<title>{} - Ketenpoort</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n<p class=\"vraag\">{}</p>\n",
                       veilig(titel), stijl, veilig(titel), veilig(vraag));
}

std::string html_letop(std::span<std::string const> waarschuwingen) {
    if (waarschuwingen.empty()) return {};
    std::string uit = "<div class=\"letop\" role=\"note\"><strong>Let op</strong><ul>\n";
    for (auto const& w : waarschuwingen) uit += fmt::format("<li>{}</li>\n", veilig(w));
    return uit + "</ul></div>\n";
}

std::string html_deel(Rapport const& rapport, bool herkomst, std::string_view basis) {
    std::string uit;
    for (auto const& grafiek : rapport.grafieken)
        if (auto const svg = als_svg(rapport, grafiek); !svg.empty())
            uit += fmt::format("<figure><figcaption>{}</figcaption>\n{}</figure>\n", veilig(grafiek.titel), svg);
    return uit + tabel(rapport, herkomst, basis);
}

std::string als_html(Rapport const& rapport, bool herkomst, std::string_view basis) {
    auto uit = html_begin(rapport.titel, rapport.vraag);
    uit += fmt::format("<p class=\"meta\">{} tot en met {}, zoals bekend op {}.", model::to_dutch(rapport.periode.begin),
                       model::to_dutch(rapport.periode.einde), model::to_dutch(rapport.op));
    if (!rapport.gemeente.empty()) uit += fmt::format(" Alleen gemeente {}.", rapport.gemeente);
    if (!rapport.aanbieder.empty()) uit += fmt::format(" Alleen aanbieder {}.", rapport.aanbieder);
    uit += fmt::format(" Rekenregel {}.</p>\n", rapport.rekenregel);
    uit += html_letop(rapport.waarschuwingen);
    uit += html_deel(rapport, herkomst, basis);
    if (std::ranges::any_of(rapport.rijen, &rules::rapport::Rij::let_op)) uit += "<p class=\"noot\">Gekleurde rijen vragen aandacht.</p>\n";
    if (!rapport.afronding.empty()) uit += fmt::format("<p class=\"noot\"><strong>Afronding.</strong> {}</p>\n", veilig(rapport.afronding));
    uit += "<h2>Verantwoording</h2>\n<ul class=\"noot\">\n";
    for (auto const& g : rapport.gebruikt) uit += fmt::format("<li>{} = {} ({})</li>\n", veilig(g.naam), veilig(g.waarde), veilig(g.bron));
    for (auto const& i : rapport.invoer)
        uit += fmt::format("<li>Invoer {}: {}, {} regels, <span class=\"hash\">sha256 {}</span></li>\n", veilig(i.naam), veilig(i.bestand),
                           i.regels, i.sha256);
    for (auto const& [label, hash] : rapport.bundels)
        uit += fmt::format("<li>Contractbundel {}, <span class=\"hash\">sha256 {}</span></li>\n", veilig(label), hash);
    if (rapport.bundels.empty()) uit += "<li>Geen contractbundel.</li>\n";
    return uit + "</ul>\n" + std::string(html_einde);
}

} // namespace gateway::rapport
