#pragma once

#include "tests/unit/xsd/berichten.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// Every kind of message as text, written by hand and full: each optional element is there. In the layout of xsd::write without its
/// line ends and tabs, so that the two can be compared.
namespace soorten {

struct Codes {
    std::int16_t nummer;
    char const* wmo;
    char const* jw;
    bool retour; ///< repeats the header and the classes of the message before it
};

/// BerichtCodes of the standard (process.md 1).
inline constexpr std::array codes{Codes{301, "414", "436", false}, Codes{302, "415", "437", true},  Codes{305, "418", "438", false},
                                  Codes{306, "419", "439", true},  Codes{307, "420", "440", false}, Codes{308, "421", "441", true},
                                  Codes{315, "444", "446", false}, Codes{316, "445", "447", true},  Codes{317, "480", "486", false},
                                  Codes{318, "481", "487", true},  Codes{319, "482", "488", false}, Codes{320, "483", "489", true},
                                  Codes{323, "484", "490", false}, Codes{325, "485", "491", false}};

[[nodiscard]] inline std::vector<model::BerichtSoort> alle() {
    std::vector<model::BerichtSoort> made;
    for (auto const domein : {model::Domein::wmo, model::Domein::jw})
        for (auto const& c : codes) made.push_back({domein, c.nummer});
    return made;
}

[[nodiscard]] inline std::string_view code(model::BerichtSoort soort) {
    for (auto const& c : codes)
        if (c.nummer == soort.nummer) return soort.domein == model::Domein::wmo ? c.wmo : c.jw;
    return {};
}

[[nodiscard]] inline bool is_retour(model::BerichtSoort soort) {
    for (auto const& c : codes)
        if (c.nummer == soort.nummer) return c.retour;
    return false;
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
    return text;
}

/// `e:` stands for the prefix of the message, `b:` for that of the basisschema, `#` for the RetourCodes of a retour, `{` ... `}` for what
/// only iJw has, `$` for a categorie of the domain.
[[nodiscard]] inline std::string inhoud(std::int16_t nummer) {
    std::string const kort = "<e:Bsn>999900006</e:Bsn>"
                             "<e:Geboortedatum><b:Datum>2010-02-14</b:Datum><b:DatumGebruik>1</b:DatumGebruik></e:Geboortedatum>"
                             "<e:Geslacht>2</e:Geslacht>"
                             "<e:Naam><b:Geslachtsnaam><b:Achternaam>Wit</b:Achternaam><b:Voorvoegsel>de</b:Voorvoegsel></b:Geslachtsnaam>"
                             "<b:Voornamen>Tom</b:Voornamen><b:Voorletters>T</b:Voorletters></e:Naam>";
    std::string const product = "<e:Product><b:Categorie>$</b:Categorie><b:Code>50A01</b:Code></e:Product>";
    std::string const omvang =
        "<e:Omvang><b:Volume>4</b:Volume><b:Eenheid>04</b:Eenheid><b:Frequentie>2</b:Frequentie></e:Omvang><e:Budget>125000</e:Budget>";
    std::string const adres = "<b:Huis><b:Huisnummer>12</b:Huisnummer></b:Huis><b:Postcode>1111AA</b:Postcode>";
    std::string const prestatie =
        "<e:Prestatie><e:ProductReferentie><b:ReferentieNummer>R1</b:ReferentieNummer>"
        "<b:VorigReferentieNummer>R0</b:VorigReferentieNummer></e:ProductReferentie><e:ToewijzingNummer>1001</e:ToewijzingNummer>"
        "<e:ProductCategorie>$</e:ProductCategorie><e:ProductCode>50A01</e:ProductCode>"
        "<e:ProductPeriode><b:Begindatum>2026-03-01</b:Begindatum><b:Einddatum>2026-03-31</b:Einddatum></e:ProductPeriode>"
        "<e:GeleverdVolume>4</e:GeleverdVolume><e:Eenheid>04</e:Eenheid><e:ProductTarief>7000</e:ProductTarief>"
        "<e:IngediendBedrag><b:Bedrag>28000</b:Bedrag><b:DebetCredit>C</b:DebetCredit></e:IngediendBedrag>#</e:Prestatie>";
    std::string const totaal = "<b:TotaalBedrag>28000</b:TotaalBedrag><b:DebetCredit>C</b:DebetCredit>";
    std::string const clienten =
        "<e:Clienten><e:Client><e:Bsn>999900006</e:Bsn><e:Prestaties>" + prestatie + "</e:Prestaties>#</e:Client></e:Clienten>";
    switch (nummer) {
    case 301:
    case 302:
        return "<e:Client><e:Bsn>999900006</e:Bsn><e:Geboortedatum><b:Datum>2010-02-14</b:Datum></e:Geboortedatum><e:Geslacht>1</"
               "e:Geslacht>"
               "<e:Naam><b:Geslachtsnaam><b:Achternaam>Wit</b:Achternaam></b:Geslachtsnaam><b:NaamGebruik>1</b:NaamGebruik></e:Naam>"
               "<e:Contactgegevens><e:Contact><e:Soort>01</e:Soort><e:Adres>" +
               adres +
               "</e:Adres>#</e:Contact></e:Contactgegevens><e:ToegewezenProducten><e:ToegewezenProduct>"
               "<e:ToewijzingNummer>1001</e:ToewijzingNummer>" +
               product +
               "<e:Toewijzingsdatum>2026-01-01</e:Toewijzingsdatum><e:Toewijzingstijd>12:00:00</e:Toewijzingstijd>"
               "<e:Ingangsdatum>2026-01-01</e:Ingangsdatum>#</e:ToegewezenProduct></e:ToegewezenProducten>#</e:Client>";
    case 305:
    case 306:
        return "<e:Client>" + kort + "<e:StartProducten><e:StartProduct><e:ToewijzingNummer>1001</e:ToewijzingNummer>" + product +
               "<e:ToewijzingIngangsdatum>2026-01-01</e:ToewijzingIngangsdatum><e:Begindatum>2026-01-10</e:Begindatum>"
               "<e:StatusAanlevering>3</e:StatusAanlevering>#</e:StartProduct><e:StartProduct><e:Begindatum>2026-01-11</e:Begindatum>"
               "<e:StatusAanlevering>1</e:StatusAanlevering>#</e:StartProduct></e:StartProducten>#</e:Client>";
    case 307:
    case 308:
        return "<e:Client>" + kort + "<e:StopProducten><e:StopProduct><e:ToewijzingNummer>1001</e:ToewijzingNummer>" + product +
               "<e:ToewijzingIngangsdatum>2026-01-01</e:ToewijzingIngangsdatum><e:Begindatum>2026-01-10</e:Begindatum>"
               "<e:RedenBeeindiging>20</e:RedenBeeindiging><e:Einddatum>2026-06-30</e:Einddatum>"
               "<e:StatusAanlevering>1</e:StatusAanlevering>#</e:StopProduct></e:StopProducten>#</e:Client>";
    case 315:
    case 316:
        return "<e:Client>" + kort +
               "{<e:GezagsdragerBekend>1</e:GezagsdragerBekend>}<e:Commentaar>van de client</e:Commentaar>"
               "<e:AangevraagdeProducten><e:AangevraagdProduct><e:ReferentieAanbieder>V1</e:ReferentieAanbieder>"
               "<e:BeschikkingNummer>77</e:BeschikkingNummer>" +
               product +
               "<e:BeschikkingIngangsdatum>2025-12-01</e:BeschikkingIngangsdatum>"
               "<e:ToewijzingIngangsdatum>2026-01-01</e:ToewijzingIngangsdatum><e:ToewijzingEinddatum>2026-12-31</e:ToewijzingEinddatum>" +
               omvang +
               "<e:Verwijzer><b:Type>02</b:Type><b:Naam>Huisarts</b:Naam><b:ZorgverlenerCode>01234567</b:ZorgverlenerCode></e:Verwijzer>"
               "<e:Raamcontract>2</e:Raamcontract><e:Commentaar>van het product</e:Commentaar>#</e:AangevraagdProduct>"
               "</e:AangevraagdeProducten>#</e:Client>";
    case 317:
    case 318:
        return "<e:Client><e:Bsn>999900006</e:Bsn><e:Verzoek><e:ReferentieAanbieder>W1</e:ReferentieAanbieder>"
               "<e:RedenVerzoek>2</e:RedenVerzoek><e:OngewijzigdeProducten>"
               "<e:OngewijzigdProduct><e:ToewijzingNummer>1001</e:ToewijzingNummer>#</e:OngewijzigdProduct></e:OngewijzigdeProducten>"
               "<e:TeWijzigenProducten><e:TeWijzigenProduct><e:ToewijzingNummer>1002</e:ToewijzingNummer>"
               "<e:GewensteIngangsdatum>2026-07-01</e:GewensteIngangsdatum><e:Einddatum>2026-12-31</e:Einddatum>" +
               omvang + "#</e:TeWijzigenProduct></e:TeWijzigenProducten><e:NieuweProducten><e:NieuwProduct>" + product +
               "<e:GewensteIngangsdatum>2026-08-01</e:GewensteIngangsdatum><e:Einddatum>2026-11-30</e:Einddatum>" + omvang +
               "#</e:NieuwProduct></e:NieuweProducten>#</e:Verzoek>#</e:Client>";
    case 319:
    case 320:
        return "<e:Antwoord><e:ReferentieAanbieder>V1</e:ReferentieAanbieder><e:VerzoekAntwoord>1</e:VerzoekAntwoord>"
               "<e:RedenAfwijzingVerzoek>8</e:RedenAfwijzingVerzoek>"
               "{<e:Woonplaatsbeginsel><e:Gemeente>0363</e:Gemeente>#</e:Woonplaatsbeginsel>}#</e:Antwoord>";
    case 323:
        return "<e:Declaratie><e:DeclaratieNummer>DN1</e:DeclaratieNummer>"
               "<e:DeclaratiePeriode><b:Begindatum>2026-03-01</b:Begindatum><b:Einddatum>2026-03-31</b:Einddatum></e:DeclaratiePeriode>"
               "<e:DeclaratieDagtekening>2026-04-03</e:DeclaratieDagtekening><e:TotaalIngediendBedrag>" +
               totaal + "</e:TotaalIngediendBedrag>" + clienten + "</e:Declaratie>";
    default:
        return "<e:DeclaratieAntwoord><e:DeclaratieNummer>DN1</e:DeclaratieNummer><e:TotaalIngediendBedrag>" + totaal +
               "</e:TotaalIngediendBedrag><e:TotaalToegekendBedrag>" + totaal + "</e:TotaalToegekendBedrag>" + clienten +
               "#</e:DeclaratieAntwoord>";
    }
}

/// The message. A gemeente speaks in 301, 319 and 325 and in the header of their retours.
[[nodiscard]] inline std::string tekst(model::BerichtSoort soort) {
    bool const wmo = soort.domein == model::Domein::wmo;
    bool const gemeente = soort.nummer == 301 || soort.nummer == 302 || soort.nummer == 319 || soort.nummer == 320 || soort.nummer == 325;
    bool const met_codes = is_retour(soort) || soort.nummer == 325;
    auto const own = fmt::format("{}{}", wmo ? "wmo" : "jw", soort.nummer);
    std::string const basis = wmo ? "iwmo" : "ijw";
    std::string const versie = "<b:BasisschemaXsdVersie>1.0.0</b:BasisschemaXsdVersie><b:BerichtXsdVersie>1.0.0</b:BerichtXsdVersie>";
    std::string const retour_codes = "<e:RetourCodes><e:RetourCode>0200</e:RetourCode><e:RetourCode>9063</e:RetourCode></e:RetourCodes>";

    auto text = fmt::format("<e:Header><e:BerichtCode>{}</e:BerichtCode><e:BerichtVersie>3</e:BerichtVersie>"
                            "<e:BerichtSubversie>2</e:BerichtSubversie><e:Afzender>{}</e:Afzender><e:Ontvanger>{}</e:Ontvanger>"
                            "<e:BerichtIdentificatie><b:Identificatie>ID1</b:Identificatie><b:Dagtekening>2026-04-03</b:Dagtekening>"
                            "</e:BerichtIdentificatie><e:XsdVersie>{}</e:XsdVersie>",
                            code(soort), gemeente ? "0384" : "42420001", gemeente ? "42420001" : "0384", versie);
    if (is_retour(soort))
        text += "<e:IdentificatieRetour>RT1</e:IdentificatieRetour><e:DagtekeningRetour>2026-04-04</e:DagtekeningRetour>"
                "<e:XsltVersie>1.2.3</e:XsltVersie><e:XsdVersieRetour>" +
                versie + "</e:XsdVersieRetour>" + retour_codes;
    if (soort.nummer == 325)
        text += "<e:DeclaratieIdentificatie><b:Identificatie>D1</b:Identificatie><b:Dagtekening>2026-04-03</b:Dagtekening>"
                "</e:DeclaratieIdentificatie><e:XsltVersie>1.2.3</e:XsltVersie><e:XsdVersieDeclaratie>" +
                versie + "</e:XsdVersieDeclaratie>" + retour_codes;
    text += "</e:Header>" + inhoud(soort.nummer);

    if (wmo) {
        if (auto const begin = text.find('{'); begin != std::string::npos) text.erase(begin, text.find('}') - begin + 1);
    } else {
        text = replaced(replaced(std::move(text), "{", ""), "}", "");
    }
    text = replaced(std::move(text), "#", met_codes ? retour_codes : "");
    text = replaced(std::move(text), "$", wmo ? "02" : "50");
    for (auto const& [from, to] : {std::pair<std::string, std::string>{"e:", own + ":"}, {"b:", basis + ":"}})
        text = replaced(replaced(std::move(text), "<" + from, "<" + to), "</" + from, "</" + to);
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?><{0}:Bericht xmlns:{0}=\"http://www.istandaarden.nl/{1}/3_2/{0}/schema\" "
                       "xmlns:{1}=\"http://www.istandaarden.nl/{1}/3_2/basisschema/schema\">{2}</{0}:Bericht>",
                       own, basis, text);
}

} // namespace soorten
