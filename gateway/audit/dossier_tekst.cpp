#include "gateway/audit/dossier.hpp"
#include "gateway/rapport/opmaak.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace gateway::audit {

namespace json = boost::json;

namespace {

using rapport::veilig;

constexpr std::string_view stijl = R"css(
body{font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#1c1c1c;max-width:72rem;margin:2rem auto;padding:0 1.25rem;line-height:1.45}
h1{font-size:1.7rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
.meta{color:#444;margin:.25rem 0 1.25rem}
.letop{border-left:5px solid #e17000;background:#fff4e5;padding:.6rem 1rem;margin:0 0 1.25rem}
.tabel{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{padding:.38rem .6rem;border-bottom:1px solid #d4d4d4;text-align:left;vertical-align:top}
th{border-bottom:2px solid #154273;vertical-align:bottom}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.hash{font-family:ui-monospace,monospace;font-size:.78rem;overflow-wrap:anywhere}
ul{margin:.1rem 0;padding-left:1.1rem}a{color:#154273}
@media print{body{margin:0;max-width:none;font-size:10pt}table{font-size:8.5pt}tr{break-inside:avoid}thead{display:table-header-group}@page{size:A4 landscape;margin:14mm}}
)css";

/// A member as text; empty when it is null or not there.
std::string tekst(json::object const& o, std::string_view key) {
    auto const* value = o.if_contains(key);
    if (value == nullptr || value->is_null()) return {};
    if (auto const* text = value->if_string()) return std::string(*text);
    return json::serialize(*value);
}

/// Whole cents as euros; empty when it is null.
std::string euro(json::object const& o, std::string_view key) {
    auto const* value = o.if_contains(key);
    return value != nullptr && value->is_int64() ? "€ " + model::to_dutch(model::Money{value->get_int64()}) : std::string();
}

std::string kop(std::initializer_list<std::string_view> kolommen) {
    std::string uit = "<div class=\"tabel\"><table><thead><tr>";
    for (auto const kolom : kolommen) uit += fmt::format("<th scope=\"col\">{}</th>", kolom);
    return uit + "</tr></thead><tbody>\n";
}

std::string wat_er_gebeurde(json::object const& gebeurtenis) {
    auto uit = tekst(gebeurtenis, "wat");
    for (auto const& [key, naam] : {std::pair<std::string_view, std::string_view>{"referentie", "referentie"},
                                    {"begindatum", "van"},
                                    {"ingangsdatum", "van"},
                                    {"einddatum", "tot en met"},
                                    {"volume", "volume"}})
        if (auto const value = tekst(gebeurtenis, key); !value.empty()) uit += fmt::format(", {} {}", naam, value);
    if (auto const bedrag = euro(gebeurtenis, "bedrag"); !bedrag.empty()) uit += ", " + bedrag;
    if (auto const* toegekend = gebeurtenis.if_contains("toegekend"); toegekend != nullptr && toegekend->is_bool())
        uit += toegekend->get_bool() ? ", toegekend" : ", afgewezen";
    return veilig(uit);
}

std::string stappen(json::object const& keten) {
    auto uit = kop({"Moment (UTC)", "Bericht", "Soort", "Van", "Aan", "Uitkomst", "Wat het deed", "Bevindingen"});
    for (auto const& value : keten.at("stappen").as_array()) {
        auto const& stap = value.as_object();
        std::string gebeurd;
        for (auto const& gebeurtenis : stap.at("gebeurtenissen").as_array())
            gebeurd += fmt::format("<li>{}</li>", wat_er_gebeurde(gebeurtenis.as_object()));
        std::string gevonden;
        if (auto const* all = stap.at("bevindingen").if_array())
            for (auto const& een : *all)
                gevonden +=
                    fmt::format("<li>{}: {}</li>", veilig(tekst(een.as_object(), "regel")), veilig(tekst(een.as_object(), "melding")));
        else gevonden = "<li>zie het uittreksel van het besluit</li>";
        uit += fmt::format(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td><ul>{}</ul></td><td><ul>{}</ul></td></tr>\n",
            veilig(tekst(stap, "moment")), veilig(tekst(stap, "bericht")), veilig(tekst(stap, "berichtsoort")),
            veilig(tekst(stap, "afzender")), veilig(tekst(stap, "ontvanger")), veilig(tekst(stap, "uitkomst")), gebeurd, gevonden);
    }
    return uit + "</tbody></table></div>\n";
}

std::string boekingen(json::array const& all) {
    if (all.empty()) return "<p>Er is op deze toewijzing niets geboekt.</p>\n";
    auto uit = kop({"Boeking", "Bericht", "Soort", "Jaar", "Vastgelegd", "Toegekend", "Beslag"});
    for (auto const& value : all) {
        auto const& o = value.as_object();
        uit += fmt::format(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
            veilig(tekst(o, "id")), veilig(tekst(o, "bericht")), veilig(tekst(o, "soort")), veilig(tekst(o, "jaar")),
            euro(o, "vastgelegd_centen"), euro(o, "toegekend_centen"), euro(o, "beslag_centen"));
    }
    return uit + "</tbody></table></div>\n";
}

std::string afleveringen(json::array const& all) {
    if (all.empty()) return "<p>Er is over deze toewijzing niets verstuurd.</p>\n";
    auto uit = kop({"Bericht", "Wat", "Soort", "Aan", "Toestand", "Referentienummer"});
    for (auto const& value : all) {
        auto const& o = value.as_object();
        uit += "<tr>";
        for (auto const* key : {"bericht", "stuk", "berichtsoort", "bestemming", "toestand", "referentienummer"})
            uit += fmt::format("<td>{}</td>", veilig(tekst(o, key)));
        uit += "</tr>\n";
    }
    return uit + "</tbody></table></div>\n";
}

std::string stukken(std::vector<DossierBericht> const& berichten) {
    auto uit = kop({"Bericht", "Regels in het auditlog", "Inhoud", "Bestanden"});
    for (auto const& bericht : berichten) {
        std::string bestanden;
        for (auto const& naam : bericht.bestanden)
            bestanden += fmt::format("<a href=\"{0}/{1}\">{1}</a> ", veilig(bericht.map), veilig(naam));
        uit += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", bericht.id, fmt::join(bericht.bladen, ", "),
                           bericht.geheel ? "geheel" : "alleen wat over deze cliënt gaat", bestanden);
    }
    return uit + "</tbody></table></div>\n";
}

} // namespace

std::string dossier_html(json::object const& keten, std::vector<DossierBericht> const& berichten, json::object const& geld,
                         store::Controlepunt const& punt, std::string_view moment) {
    auto const titel =
        fmt::format("Dossier van toewijzing {} / {} / {}", tekst(keten, "gemeente"), tekst(keten, "domein"), tekst(keten, "nummer"));
    auto uit =
        fmt::format("<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                    "content=\"width=device-width, initial-scale=1\">\n<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<main>\n"
                    "<h1>{0}</h1>\n<p class=\"meta\">Gemaakt {2}. Aanbieder {3}; toestand: {4}.</p>\n",
                    veilig(titel), stijl, veilig(moment), veilig(tekst(keten, "aanbieder")), veilig(tekst(keten, "toestand")));
    auto const& stand = keten.at("stand").as_object();
    uit += fmt::format("<p>Toegekend en niet gecrediteerd: <strong>{}</strong>, in {} lopende debetten.</p>\n", euro(stand, "bedrag"),
                       veilig(tekst(stand, "lopende_debetten")));
    if (std::ranges::any_of(berichten, [](auto const& bericht) { return !bericht.geheel; }))
        uit += "<p class=\"letop\" role=\"note\"><strong>Let op.</strong> Een deel van de berichten gaat ook over anderen. Daarvan staat "
               "hier alleen wat "
               "over deze cliënt gaat. Dat het hele bericht, het besluit en het antwoord zijn vastgelegd is te controleren (regel-N.bin); "
               "de bytes "
               "zelf kunnen op verzoek worden getoond aan wie ze mag zien.</p>\n";
    uit += "<h2>Wat er gebeurde</h2>\n" + stappen(keten);
    uit += "<h2>Boekingen</h2>\n" + boekingen(geld.at("boekingen").as_array());
    uit += "<h2>Verstuurd</h2>\n" + afleveringen(geld.at("afleveringen").as_array());
    uit += "<h2>Stukken</h2>\n" + stukken(berichten);
    uit += fmt::format(
        "<h2>Bewijs</h2>\n<p>Alle stukken staan in een auditlog van {} regels, ondertekend met de sleutel in sleutel.pem. Wortel: <span "
        "class=\"hash\">{}</span>. Hoe u dat zonder ketenpoort nagaat staat in LEESMIJ.txt.</p>\n</main>\n</body>\n</html>\n",
        punt.grootte, store::audit::hex(punt.wortel));
    return uit;
}

std::string dossier_leesmij(std::vector<DossierBericht> const& berichten, store::Controlepunt const& punt) {
    std::string uit = fmt::format(
        "DOSSIER VAN EEN TOEWIJZING\n"
        "\n"
        "samenvatting.html  wat er gebeurde, voor mensen\n"
        "keten.json, boekingen.json, afleveringen.json  hetzelfde, voor programma's\n"
        "berichten/NNNNNN/  per bericht: het bericht, het besluit, het antwoord, en zijn regel in het auditlog\n"
        "bundels/HASH/      de contractbundels waarop is besloten\n"
        "controlepunt.txt   de ondertekende stand van het auditlog: {} regels\n"
        "sleutel.pem        de openbare sleutel; vergelijk hem met die u van de beheerder kreeg\n"
        "controleer.py      rekent na; alleen de standaardbibliotheek van Python 3\n"
        "\n"
        "NAGAAN, met alleen openssl, coreutils en python3. Alles vanuit deze map.\n"
        "\n"
        "1. De handtekening onder het controlepunt. Verwacht: Signature Verified Successfully\n"
        "\n"
        "sed -n '1,/^$/p' controlepunt.txt | sed '$d' > note\n"
        "grep '^— ' controlepunt.txt | head -1 | awk '{{print $3}}' | base64 -d | tail -c 64 > sig\n"
        "openssl pkeyutl -verify -pubin -inkey sleutel.pem -rawin -in note -sigfile sig\n"
        "\n"
        "2. Dat controleer.py goed rekent. Verwacht: klopt\n"
        "\n"
        "python3 controleer.py zelftest\n"
        "\n"
        "3. Dat elke regel in het ondertekende auditlog staat, en dat elk stuk is wat de regel vastlegt. Verwacht: overal klopt\n"
        "\n",
        punt.grootte);
    for (auto const& bericht : berichten) {
        uit += fmt::format("# bericht {}{}\n", bericht.id, bericht.geheel ? "" : " (gaat ook over anderen: alleen een uittreksel)");
        for (std::size_t i = 1; i <= bericht.bladen.size(); ++i) {
            auto const& map = bericht.map;
            uit += fmt::format("(printf '\\0'; cat {0}/regel-{1}.bin) | sha256sum\npython3 controleer.py blad {0}/regel-{1}.bin\n"
                               "python3 controleer.py opname controlepunt.txt {0}/bewijs-{1}.json {0}/regel-{1}.bin\n",
                               map, i);
            auto const heeft = [&bericht](std::string const& naam) {
                return std::ranges::find(bericht.bestanden, naam) != bericht.bestanden.end();
            };
            auto const nonce = fmt::format("nonce-{}.hex", i);
            if (!heeft(nonce)) continue;
            auto const zegel = [&](std::string const& naam, std::string_view veld) {
                if (heeft(naam))
                    uit += fmt::format("python3 controleer.py inhoud {0}/regel-{1}.bin {0}/{2} {0}/{3} {4}\n", map, i, nonce, naam, veld);
            };
            if (i == 1) zegel("origineel.xml", "ontvangen");
            zegel(fmt::format("besluit-{}.json", i), "besluit");
            zegel(fmt::format("besluit-{}.txt", i), "besluit");
            zegel(fmt::format("antwoord-{}.xml", i), "retour");
        }
    }
    uit += "\n4. Of alles in een keer (stap 2 en 3)\n\npython3 controleer.py dossier .\n"
           "\n"
           "Van een bericht met meer dan een client staat alleen het deel van deze client hier. Dat deel heeft geen eigen zegel: het "
           "auditlog\n"
           "legt het hele bericht vast. Wie het mag zien kan dat hele bericht, met zijn nonce, opvragen en er stap 3 mee doen.\n"
           "\n"
           "Een hash van een bundel is SHA-256 over de namen en bytes van haar bestanden; het auditlog noemt hem in regel-N.bin.\n";
    return uit;
}

} // namespace gateway::audit
