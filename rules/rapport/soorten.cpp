#include "rules/rapport/soorten.hpp"

#include <algorithm>

namespace rules::rapport {
namespace {

using enum Eenheid;
using Namen = std::span<std::string_view const>;

constexpr Instelbaar per_product{"per", tekst, "product", "product aanbieder gemeente domein perceel", "waarnaar de rijen gaan"};
constexpr Instelbaar buiten_band{"buiten_band", tekst, "volledig", "volledig meerdere",
                                 "buiten de bandbreedte: het hele verschil, of alleen wat erbuiten ligt"};

constexpr auto benutting = std::to_array<Instelbaar>({per_product});
constexpr auto client_kosten = std::to_array<Instelbaar>({per_product});
constexpr auto afrekening = std::to_array<Instelbaar>(
    {{"bandbreedte_bp", basispunten, "0", "", "bandbreedte, deel van het afgesproken bedrag; de rand hoort erbij"}, buiten_band});
constexpr auto plekken = std::to_array<Instelbaar>(
    {{"leegstandsmaat", tekst, "maanden", "maanden dagen", "leegstand meten in hele kalendermaanden of in dagen"}});
constexpr auto populatie = std::to_array<Instelbaar>(
    {{"populatie_band_bp", basispunten, "1000", "", "bandbreedte om het afgesproken aantal cliënten"}, buiten_band});
constexpr auto index = std::to_array<Instelbaar>({{"verrekening", tekst, "contant", "procentpunten herrekend contant",
                                                   "hoe het verschil tussen voorlopig en definitief wordt verrekend"}});
constexpr auto transformatie =
    std::to_array<Instelbaar>({{"transformatie_bp", basispunten, "200", "", "deel van de omzet voor transformatie"},
                               {"transformatie_drempel", centen, "0", "", "omzet waaronder niets hoeft"}});
constexpr auto omzet = std::to_array<Instelbaar>({{"omzet_per", tekst, "aanbieder", "aanbieder product", "waarnaar de rijen gaan"},
                                                  {"omzetgrens", centen, "0", "", "omzet waarboven een rij opvalt; 0: geen"}});
constexpr auto verdeling = std::to_array<Instelbaar>(
    {{"aandeel", tekst, "exact", "exact basispunten", "aandeel van een gemeente: exact, of eerst afgerond op 0,01 %"},
     {"afronding", tekst, "grootste_rest", "euro cent grootste_rest",
      "per cel op hele euro's of centen, of centen zo verdeeld dat de som klopt"},
     {"btw_bp", basispunten, "2100", "", "btw; 0: geen"}});
constexpr auto bonus =
    std::to_array<Instelbaar>({{"aandeel_besparing_bp", basispunten, "5000", "", "deel van een besparing voor de aanbieder"}});
constexpr auto effect =
    std::to_array<Instelbaar>({{"recidive_maanden", aantal, "12", "", "terug in zorg binnen zoveel maanden telt als recidive"}});
constexpr auto stromen =
    std::to_array<Instelbaar>({{"stroom_per", tekst, "aanbieder", "aanbieder gemeente product", "waarnaar de rijen gaan"},
                               {"doorstroom_dagen", aantal, "30", "", "andere zorg binnen zoveel dagen is doorstroom"}});
constexpr auto verschuiving = std::to_array<Instelbaar>({{"later_maanden", aantal, "6", "", "de tweede meting is zoveel maanden later"}});
constexpr auto abc = std::to_array<Instelbaar>({{"abc_a_bp", basispunten, "8000", "", "klasse A loopt tot dit deel van het geld"},
                                                {"abc_b_bp", basispunten, "9500", "", "klasse B loopt tot dit deel van het geld"}});
constexpr auto ggz =
    std::to_array<Instelbaar>({{"ggz_categorieen", tekst, "51 52 54", "", "productcategorieën (JZ020) die jeugd-ggz zijn"}});
constexpr auto herkomst =
    std::to_array<Instelbaar>({{"herkomst_categorieen", tekst, "15 18", "", "productcategorieën (WMO020) van beschermd wonen"}});
constexpr auto prognose = std::to_array<Instelbaar>({{"groei_wmo_bp", basispunten, "300", "", "groei van de Wmo per jaar"},
                                                     {"groei_jw_bp", basispunten, "500", "", "groei van jeugd per jaar"},
                                                     {"maatregel_wmo_bp", basispunten, "100", "", "groei van de Wmo met maatregelen"},
                                                     {"maatregel_jw_bp", basispunten, "350", "", "groei van jeugd met maatregelen"},
                                                     {"maatregel_jaar", aantal, "4", "", "het hoeveelste jaar de maatregelen beginnen"},
                                                     {"prognose_jaren", aantal, "6", "", "zoveel jaren vooruit"}});

constexpr auto in_voorschot = std::to_array<std::string_view>({"voorschot"});
constexpr auto in_grenzen = std::to_array<std::string_view>({"grenzen"});
constexpr auto in_plekken = std::to_array<std::string_view>({"plekken"});
constexpr auto in_index = std::to_array<std::string_view>({"index"});
constexpr auto in_aanbieders = std::to_array<std::string_view>({"aanbieders"});
constexpr auto in_verdeling = std::to_array<std::string_view>({"inwoners", "potten"});
constexpr auto in_metingen = std::to_array<std::string_view>({"metingen"});
constexpr auto in_gebruik = std::to_array<std::string_view>({"gebruik"});
constexpr auto in_klachten = std::to_array<std::string_view>({"klachten"});
constexpr auto in_betalingen = std::to_array<std::string_view>({"betalingen"});
constexpr auto in_begroting = std::to_array<std::string_view>({"begroting"});
constexpr auto in_doelen = std::to_array<std::string_view>({"doelen"});

constexpr auto alle = std::to_array<Rapportsoort>({
    {"benutting",
     "C01",
     "Benutting",
     "Hoeveel van wat is toegewezen, is gedeclareerd?",
     benutting,
     {},
     "Gooi en Vechtstreek",
     true,
     nieuwe_benutting},
    {"clienten",
     "C02",
     "Cliënten en aanbieders",
     "Hoeveel cliënten en aanbieders hadden een toewijzing?",
     {},
     {},
     "Gooi en Vechtstreek, Noord-Limburg",
     false,
     nieuwe_clienten},
    {"kosten-per-client", "C03", "Kosten per cliënt", "Wat kostte een cliënt, en blijft dat onder de grens?", client_kosten, in_grenzen,
     "Noord-Limburg", true, nieuwe_client_kosten},
    {"afrekening", "C04", "Afrekening", "Wat betaalt een aanbieder terug, of krijgt hij bij?", afrekening, in_voorschot, "Noord-Limburg",
     true, nieuwe_afrekening},
    {"onderling",
     "C05",
     "Verrekening tussen gemeenten",
     "Wat verrekenen de gemeenten onderling op realisatie?",
     {},
     in_voorschot,
     "Noord-Limburg",
     true,
     nieuwe_onderling},
    {"plafonds",
     "C06",
     "Plafonds en budgetten",
     "Wat is er vastgelegd, besteed en vrij, en wanneer is het op?",
     {},
     {},
     "Noord-Limburg, Gooi en Vechtstreek",
     true,
     nieuwe_plafonds},
    {"plekken", "C07", "Plekken", "Hoe vol zijn de plekken, en wat komt er terug voor lege?", plekken, in_plekken, "Noord-Limburg", false,
     nieuwe_plekken},
    {"populatie",
     "C08",
     "Populatie",
     "Bereikte de aanbieder het afgesproken aantal cliënten?",
     populatie,
     {},
     "Noord-Limburg",
     true,
     nieuwe_populatie},
    {"index", "C09", "Index", "Wat worden de tarieven, en wat is er te verrekenen?", index, in_index, "Brabant Noordoost-oost", true,
     nieuwe_index},
    {"transformatie", "C10", "Transformatie", "Wat hoort een aanbieder aan transformatie te besteden?", transformatie, in_aanbieders,
     "Brabant Noordoost-oost", true, nieuwe_transformatie},
    {"omzet",
     "C11",
     "Omzet en marktaandeel",
     "Wie levert hoeveel, en hoe geconcentreerd is dat?",
     omzet,
     {},
     "Brabant Noordoost-oost, Gooi en Vechtstreek",
     true,
     nieuwe_omzet},
    {"buiten-raam",
     "C12",
     "Buiten het raam",
     "Hoeveel ligt er vast buiten de raamovereenkomst?",
     {},
     {},
     "Noord-Limburg",
     true,
     nieuwe_buiten_raam},
    {"kostenverdeling", "C13", "Kostenverdeling", "Wat betaalt elke gemeente mee aan de gezamenlijke kosten?", verdeling, in_verdeling,
     "Brabant Noordoost-oost, Noord-Limburg", false, nieuwe_kostenverdeling},
    {"bonus-malus",
     "C14",
     "Gedeelde besparing",
     "Wat is er bespaard op de afspraken, en voor wie?",
     bonus,
     {},
     "Noord-Limburg",
     true,
     nieuwe_bonus_malus},
    {"effect",
     "C15",
     "Effect van zorg",
     "Eindigt zorg volgens plan, en blijft de cliënt weg?",
     effect,
     {},
     "Noord-Limburg",
     false,
     nieuwe_effect},
    {"stromen",
     "C16",
     "In-, door- en uitstroom",
     "Wie kwam, ging door en vertrok?",
     stromen,
     {},
     "Brabant Noordoost-oost",
     false,
     nieuwe_stromen},
    {"monitor",
     "C17",
     "Cliëntmonitor",
     "Wat vinden cliënten, naast het gemiddelde van de regio?",
     {},
     in_metingen,
     "Weert / Midden-Limburg",
     false,
     nieuwe_monitor},
    {"doorlooptijden",
     "C18",
     "Doorlooptijden",
     "Hoe lang duurt elke stap, en blijft dat binnen de termijn?",
     {},
     {},
     "SWVO en Veere, Brabant Noordoost-oost",
     false,
     nieuwe_doorlooptijden},
    {"verschuiving", "C19", "Verschuiving naar algemeen", "Verschuift het gebruik naar algemene voorzieningen?", verschuiving, in_gebruik,
     "SWVO en Veere", false, nieuwe_verschuiving},
    {"klachten",
     "C20",
     "Klachten",
     "Hoeveel klachten zijn er, per 1.000 cliënten?",
     {},
     in_klachten,
     "Gooi en Vechtstreek, Brabant Noordoost-oost",
     false,
     nieuwe_klachten},
    {"abc",
     "C21",
     "ABC-curve",
     "Welk deel van de cliënten kost welk deel van het geld?",
     abc,
     {},
     "Weert / Midden-Limburg",
     true,
     nieuwe_abc},
    {"jeugd-ggz",
     "C22",
     "Jeugdhulp en jeugd-ggz",
     "Wat gaat naar jeugdhulp en wat naar jeugd-ggz?",
     ggz,
     {},
     "Gooi en Vechtstreek",
     true,
     nieuwe_jeugd_ggz},
    {"jaarafsluiting",
     "C23",
     "Jaarafsluiting",
     "Sluit de keten van toewijzing tot betaling, per aanbieder?",
     {},
     in_betalingen,
     "Gooi en Vechtstreek",
     true,
     nieuwe_jaarafsluiting},
    {"regels", "C23", "Toegekende regels", "Welke regels van een declaratie zijn toegekend?", {}, {}, "alle", true, nieuwe_regels},
    {"dashboard", "C24", "Dashboard", "Hoe staat het er nu voor, per gemeente?", {}, {}, "Brabant Noordoost-oost", true, nieuwe_dashboard},
    {"begroting",
     "C25",
     "Begroting",
     "Wat is begroot en wat is besteed?",
     {},
     in_begroting,
     "Brabant Noordoost-oost, Noord-Limburg",
     false,
     nieuwe_begroting},
    {"herkomst",
     "C26",
     "Herkomst bij beschermd wonen",
     "Uit welke gemeente komen cliënten, en wie gaat naar de Wlz?",
     herkomst,
     {},
     "Brabant Noordoost-oost",
     false,
     nieuwe_herkomst},
    {"prognose",
     "C27",
     "Vooruitblik",
     "Hoe groeien de uitgaven, met en zonder maatregelen?",
     prognose,
     {},
     "Gooi en Vechtstreek, Noord-Limburg",
     true,
     nieuwe_prognose},
    {"doelen",
     "C28",
     "Doelenregister",
     "Welke doelen zijn te laat, of kunnen niet gehaald worden?",
     {},
     in_doelen,
     "SWVO en Veere",
     false,
     nieuwe_doelen},
});

} // namespace

std::span<Rapportsoort const> soorten() { return alle; }

Rapportsoort const* vind_soort(std::string_view naam) {
    auto const at = std::ranges::find(alle, naam, &Rapportsoort::naam);
    return at == alle.end() ? nullptr : &*at;
}

Instelbaar const* vind_instelbaar(std::string_view naam) {
    for (auto const& soort : alle)
        if (auto const at = std::ranges::find(soort.instelbaar, naam, &Instelbaar::naam); at != soort.instelbaar.end()) return &*at;
    return nullptr;
}

std::string_view name(Eenheid eenheid) {
    constexpr std::array<std::string_view, 12> namen{"tekst",       "gemeente", "aanbieder",   "product",         "bericht", "centen",
                                                     "basispunten", "aantal",   "honderdsten", "tienduizendsten", "dagen",   "datum"};
    return namen[static_cast<std::size_t>(eenheid)];
}

bool is_tekst(Eenheid eenheid) noexcept { return eenheid <= Eenheid::product; }

} // namespace rules::rapport
