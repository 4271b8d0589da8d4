"""Writes the scenario folders of what the schema asks of an element (RS), of code lists that differ between the domains, of behaviour
that has no rule of its own (OP, IV) and of bad input (N01-N15). Use as scenario_level3.py."""

import pathlib
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bericht import (BSN, aangevraagd, antwoord_verzoek, declaratie, prestatie, product, relatie, start, stop,  # noqa: E402
                     stop_product, te_wijzigen, toewijzing, verwijzer, verzoek_toewijzing, verzoek_wijziging)
from scenario_level3 import APRIL, D, DECLARATIE, IDENTIFICATIE, IN_APRIL, T, bevinding, case, fout, goed, op_prestatie  # noqa: E402

CLIENT = "/Bericht/Client"
ADRES = "Client/Contactgegevens/Contact/Adres"
PRODUCT = "Client/ToegewezenProducten/ToegewezenProduct"


def schema(naam, conditie, bericht, plaats, *meer, **kwargs):
    """A message that its schema refuses, at one place or more."""
    case(naam, conditie, "het bericht voldoet niet aan het schema; er komt geen antwoordbericht",
         fout(bericht, *[f"XSD - /Bericht/{p}" for p in (plaats, *meer)]), **kwargs)


def gezet(bericht, path, value):
    return bericht.set(path, value)


def telefoon(nummer="0201234567", land="+31"):
    return toewijzing().after(ADRES, ["Telefoon", [["Telefoon01", [["Telefoonnummer", nummer], ["Landnummer", land]]]]])


def element_rules():
    def heeft(path, value, bericht=None):
        return gezet(bericht or toewijzing(), path, value), XPATH(path)

    def XPATH(path):
        for name in ("Contact", "ToegewezenProduct", "Relatie", "AangevraagdProduct", "TeWijzigenProduct", "Prestatie"):
            path = path.replace(f"/{name}/", f"/{name}[1]/")
        return path.replace("Clienten/Client/", "Clienten/Client[1]/")

    def regel(naam, conditie, path, value, bericht=None):
        schema(naam, conditie, *heeft(path, value, bericht))

    regel("RS001-negatief-volume", "een volume onder nul", f"{PRODUCT}/Omvang/Volume", "-1")
    regel("RS002-volgorde-100", "een relatie met volgorde 100", "Client/Relaties/Relatie/Volgorde", "100", toewijzing(relaties=[relatie()]))
    regel("RS004-huisnummer-zes-cijfers", "een huisnummer van zes cijfers", f"{ADRES}/Huis/Huisnummer", "100000")
    regel("RS005-volume-negen-cijfers", "een volume van negen cijfers", f"{PRODUCT}/Omvang/Volume", "100000000")
    regel("RS006-nummer-tien-cijfers", "een ToewijzingNummer van tien cijfers", f"{PRODUCT}/ToewijzingNummer", "1000000000")
    regel("RS008-geslacht-twee-posities", "een code van een positie die er twee heeft", "Client/Geslacht", "11")
    regel("RS009-eenheid-drie-posities", "een code van twee posities die er drie heeft", f"{PRODUCT}/Omvang/Eenheid", "004")
    regel("RS010-berichtcode-vier-posities", "een BerichtCode van vier posities", "Header/BerichtCode", "4140")
    regel("RS011-toevoeging-vijf-posities", "een huisnummertoevoeging van vijf posities", f"{ADRES}/Huis/HuisnummerToevoeging", "hoogx",
          toewijzing().after(f"{ADRES}/Huis/Huisnummer", ["HuisnummerToevoeging", ""]))
    regel("RS012-productcode-zes-posities", "een productcode van zes posities", f"{PRODUCT}/Product/Code", "02A160")
    regel("RS013-voorletters-zeven-posities", "zeven voorletters", "Client/Naam/Voorletters", "ABCDEFG")
    regel("RS014-postcode-negen-posities", "een postcode van negen posities", f"{ADRES}/Postcode", "123456789")
    regel("RS015-bsn-tien-posities", "een burgerservicenummer van tien posities", "Client/Bsn", "9999000060")
    regel("RS016-voorvoegsel-elf-posities", "een voorvoegsel van elf posities", "Client/Naam/Geslachtsnaam/Voorvoegsel", "van der la ",
          toewijzing().after("Client/Naam/Geslachtsnaam/Achternaam", ["Voorvoegsel", ""]))
    regel("RS017-identificatie-dertien-posities", "een Identificatie van dertien posities", "Header/BerichtIdentificatie/Identificatie", "T123456789012")
    schema("RS018-telefoon-zestien-posities", "een telefoonnummer van zestien cijfers", telefoon("1234567890123456"),
           "Client/Contactgegevens/Contact[1]/Telefoon/Telefoon01/Telefoonnummer")
    regel("RS019-referentienummer-21-posities", "een ReferentieNummer van 21 posities",
          "Declaratie/Clienten/Client/Prestaties/Prestatie/ProductReferentie/ReferentieNummer", "R" * 21, declaratie())
    regel("RS020-straat-25-posities", "een straatnaam van 25 posities", f"{ADRES}/Straatnaam", "s" * 25)
    schema("RS021-taal-26-posities", "een taal van 26 posities",
           toewijzing().after("Client/Naam", ["Communicatie", [["Vorm", "1"], ["Taal", "t" * 26]]]), "Client/Communicatie/Taal")
    schema("RS023-organisatie-36-posities", "een organisatie van 36 posities",
           toewijzing().after(ADRES, ["Organisatie", "o" * 36]),
           "Client/Contactgegevens/Contact[1]/Organisatie")
    regel("RS024-referentie-37-posities", "een ReferentieAanbieder van 37 posities",
          "Client/AangevraagdeProducten/AangevraagdProduct/ReferentieAanbieder", "V" * 37, verzoek_toewijzing())
    schema("RS025-verwijzer-65-posities", "de naam van een verwijzer van 65 posities",
           verzoek_toewijzing(producten=[aangevraagd(verwijzer=verwijzer(naam="H" * 65))]),
           "Client/AangevraagdeProducten/AangevraagdProduct[1]/Verwijzer/Naam")
    regel("RS026-plaats-81-posities", "een plaatsnaam van 81 posities", f"{ADRES}/Plaatsnaam", "p" * 81)
    regel("RS028-achternaam-201-posities", "een achternaam van 201 posities", "Client/Naam/Geslachtsnaam/Achternaam", "a" * 201)
    schema("RS031-leeg-commentaar", "een leeg commentaar", toewijzing().after("Client/Naam", ["Commentaar", ""]), "Client/Commentaar")
    regel("RS032-datum-met-tijdzone", "een datum met een tijdzone", f"{PRODUCT}/Ingangsdatum", "2026-01-01Z")
    regel("RS033-lege-plaatsnaam", "een leeg element", f"{ADRES}/Plaatsnaam", "")
    regel("RS034-tijd-met-tijdzone", "een tijd met een tijdzone", f"{PRODUCT}/Toewijzingstijd", "12:00:00+01:00")
    regel("RS035-gemeente-drie-cijfers", "een gemeentecode van drie cijfers", "Header/Afzender", "384")
    regel("RS036-zeven-cijfers", "een AGB-code van zeven cijfers", "Header/Ontvanger", "4242001")
    regel("RS037-bsn-acht-cijfers", "een burgerservicenummer van acht cijfers", "Client/Bsn", "99990000")
    regel("RS040-totaal-dertien-cijfers", "een totaalbedrag van dertien cijfers", "Declaratie/TotaalIngediendBedrag/TotaalBedrag", "1000000000000",
          declaratie())
    regel("RS045-voorletters-met-punten", "voorletters met punten", "Client/Naam/Voorletters", "T.J.")
    schema("RS046-telefoon-met-streepje", "een telefoonnummer met een streepje", telefoon("020-1234567"),
           "Client/Contactgegevens/Contact[1]/Telefoon/Telefoon01/Telefoonnummer")
    regel("RS047-code-van-ander-bericht", "een 301 met de BerichtCode van een 305", "Header/BerichtCode", "418")
    regel("RS048-versie-met-twee-getallen", "een versie van twee getallen", "Header/XsdVersie/BerichtXsdVersie", "1.0")

    schema("OP076-relatie-zonder-soort", "een relatie zonder Soort", toewijzing(relaties=[relatie()]).drop("Client/Relaties/Relatie/Soort"),
           "Client/Relaties/Relatie[1]/Soort")
    schema("OP079-zonder-bsn", "een client zonder burgerservicenummer", toewijzing().drop("Client/Bsn"), "Client/Bsn")
    schema("OP091-contact-zonder-soort", "een contact zonder Soort", toewijzing().drop("Client/Contactgegevens/Contact/Soort"),
           "Client/Contactgegevens/Contact[1]/Soort")


def code_lists():
    """The two lists of 3.2 that differ, and the elements that one domain does not have."""
    jeugd = {"domein": "jw", "geboren": "2015-03-01"}

    def lijst(naam, conditie, *stappen, **kwargs):
        case(naam, conditie, "goedgekeurd", *stappen, regel="CODELIJST", vandaag="2026-08-01", **kwargs)

    lijst("CODELIJST-reden-31-wmo", "Wmo: reden 31 is een verhuizing naar een andere gemeente", T(), goed(start()), goed(stop(producten=[stop_product(reden="31")])))
    lijst("CODELIJST-reden-31-jw", "Jw: reden 31 is een einde volgens plan", T(**jeugd), goed(start("jw")), goed(stop("jw")))
    reden = "Client/StopProducten/StopProduct[1]/RedenBeeindiging"
    schema("CODELIJST-reden-32-wmo", "Wmo: reden 32 bestaat niet", stop(producten=[stop_product(reden="32")]), reden, regel="CODELIJST", vandaag="2026-08-01")
    schema("CODELIJST-reden-19-jw", "Jw: reden 19 bestaat niet", stop("jw", producten=[stop_product(1001, "45", "45A03", reden="19")]), reden, regel="CODELIJST", vandaag="2026-08-01")
    categorie = "Client/ToegewezenProducten/ToegewezenProduct[1]/Product/Categorie"
    schema("CODELIJST-categorie-45-wmo", "Wmo: categorie 45 bestaat niet", toewijzing(producten=[product(1001, "45", "45A03")]), categorie, regel="CODELIJST")
    schema("CODELIJST-categorie-02-jw", "Jw: categorie 02 bestaat niet", toewijzing("jw", producten=[product(1001)]), categorie, regel="CODELIJST")
    schema("CODELIJST-gezagsdrager-wmo", "Wmo: een 315 heeft geen GezagsdragerBekend",
           verzoek_toewijzing().before("Client/AangevraagdeProducten", ["GezagsdragerBekend", "1"]), "Client/GezagsdragerBekend", regel="CODELIJST")
    lijst("CODELIJST-gezagsdrager-jw", "Jw: een 315 met en een zonder GezagsdragerBekend", goed(verzoek_toewijzing("jw", geboren="2015-03-01")),
          goed(verzoek_toewijzing("jw", identificatie="V2", producten=[aangevraagd("V2", "45", "45A03")], bsn=BSN[1], geboren="2015-03-01").drop("Client/GezagsdragerBekend")))
    schema("CODELIJST-woonplaatsbeginsel-wmo", "Wmo: een 319 heeft geen Woonplaatsbeginsel", antwoord_verzoek(antwoord="1", reden="8", woonplaats="0363"),
           "Antwoord/Woonplaatsbeginsel", regel="CODELIJST")


def behaviour():
    case("OP039-andere-naam", "start, stop en declaratie met een andere naam en geboortedatum dan de toewijzing", "alle goedgekeurd: alleen sleutels tellen",
         T(), goed(start(achternaam="Wit-Jansen", geboren="1950-02-15")), goed(stop(achternaam="Witte")), vandaag="2026-08-01", regel="TR019")
    drie = [(BSN[0], [prestatie("R1")]), (BSN[1], [prestatie("R2", 1002, volume=13), prestatie("R3", 1003, code="02A17", tarief=8730)]), (BSN[2], [prestatie("R4", 1004)])]
    case("OP281-drie-clienten", "drie clienten: een goede, een met een goede en een verkeerde prestatie, en een met een onbekende toewijzing",
         "alleen wat fout is, komt terug", T(),
         goed(toewijzing(identificatie="T2", bsn=BSN[1], producten=[product(1002, volume=2), product(1003, "02", "02A17")])),
         goed(toewijzing(identificatie="T3", bsn=BSN[2], producten=[product(1005)])),
         fout(declaratie(clienten=drie), op_prestatie("TR321", 1, 2), op_prestatie("TR338", 1, 3), uitkomst="deels"), regel="TR338")
    case("OP343-wens-gisteren", "een verzoek om wijziging vanaf de Ingangsdatum, die al voorbij is", "goedgekeurd: te laat is geen reden voor afkeur", T(),
         goed(verzoek_wijziging(te_wijzigen_producten=[te_wijzigen(gewenst="2026-01-01")])), regel="TR357")
    nieuw_weekvolume = product(1001, volume=1, reden="04", toewijzingsdatum="2026-04-01")
    case("IV066-andere-omvang-zelfde-nummer", "een ander weekvolume onder hetzelfde nummer", "goedgekeurd: de nieuwe versie geldt, ook voor haar grens",
         T(), goed(toewijzing(identificatie="T2", dagtekening="2026-04-02", producten=[nieuw_weekvolume])),
         fout(D(prestatie("R1", volume=7)), op_prestatie("TR321")), regel="TR321")


def bad_input():
    echt = "123456782"
    streng = {"regel": "TEST-BSN", "test_bsn": "weigeren"}
    case("TEST-BSN-301", "een proefnummer in een 301 waar echte berichten komen", "Header 0200, Client 0001; de andere klassen 0200",
         fout(toewijzing(), "TEST-BSN 0001 /Bericht/Client/Bsn"), **streng)
    case("TEST-BSN-goed", "waar echte berichten komen, een nummer buiten de reeks voor proeven", "goedgekeurd", goed(toewijzing(bsn=echt)), **streng)
    case("TEST-BSN-323-een-van-twee", "een declaratie voor twee clienten, een met een proefnummer", "alleen die client wordt afgewezen",
         T(bsn=echt), fout(declaratie(clienten=[(echt, [prestatie("R1")]), (BSN[0], [prestatie("R2", 1002)])]),
                           "TEST-BSN 0001 " + DECLARATIE + "/Clienten/Client[2]/Bsn", "TR304 8187 " + DECLARATIE + "/Clienten/Client[2]/Bsn",
                           uitkomst="deels"), **streng)
    case("N04-plus-en-nullen", "een nummer, een volume en een bedrag met een teken en nullen ervoor", "gelijk aan hetzelfde getal zonder: toegekend; de tweede keer geen ruimte meer",
         goed(gezet(toewijzing(producten=[product("+0000000001001", volume="+0000000000004", frequentie="6")]), f"{PRODUCT}/ToewijzingNummer", "+0000000001001")),
         goed(D(prestatie("R1", "0001001", volume="+004", bedrag="00028000"))),
         fout(D(prestatie("R2", volume=1, **IN_APRIL), **APRIL), op_prestatie("TR322")), regel="TR322")
    case("N04-min-nul", "een volume van -0 is nul", "bedrag 0 past bij volume -0: toegekend", T(),
         goed(D(prestatie("R1", volume="-0", bedrag=0))), regel="TR346")
    top = 99999999
    case("N05-grootste-getallen", "volume en tarief van 99999999: het product heeft zestien cijfers", "afgewezen om tarief, volume en bedrag; niets loopt over",
         goed(toewijzing(producten=[product(1001, volume=top)])),
         fout(D(prestatie("R1", volume=top, tarief=top, bedrag=top)), op_prestatie("TR418"), op_prestatie("TR346")), regel="TR346")
    case("N05-grootste-totaal", "een totaal van twaalf negens boven een prestatie van 280 euro", "afgekeurd met 0001",
         fout(declaratie(totaal=(999999999999, "D")), "TR358 0001 " + DECLARATIE + "/TotaalIngediendBedrag"), regel="TR358")
    dubbel = bevinding("TR056", IDENTIFICATIE)
    case("N07-spaties", "dezelfde Identificatie met spaties ervoor en erachter", "9056: een Identificatie telt zonder de spaties eromheen",
         T(), fout(toewijzing(identificatie="  T1 ", achternaam="Zwart"), dubbel), regel="TR056")
    case("N07-samengesteld", "dezelfde Identificatie, de letter met accent als een teken en als twee", "9056: een Identificatie telt in vorm C",
         T(identificatie="Té"), fout(toewijzing(identificatie=unicodedata.normalize("NFD", "Té"), achternaam="Zwart"), dubbel), regel="TR056")
    schema("N15-richting-301-van-aanbieder", "een 301 met de AGB-code van een aanbieder als Afzender", gezet(gezet(toewijzing(), "Header/Afzender", "42420001"), "Header/Ontvanger", "0384"),
           "Header/Afzender", "Header/Ontvanger", regel="RS036")
    schema("N15-richting-323-van-gemeente", "een 323 met een gemeentecode als Afzender", gezet(gezet(declaratie(), "Header/Afzender", "0384"), "Header/Ontvanger", "42420001"),
           "Header/Afzender", "Header/Ontvanger", regel="RS036")
    schema("N10-versie", "een bericht dat BerichtVersie 2 zegt te zijn", gezet(toewijzing(), "Header/BerichtVersie", "2"), "Header/BerichtVersie", regel="CS025")
    schema("N02-dertig-februari", "een datum die niet bestaat", gezet(toewijzing(), "Client/Geboortedatum/Datum", "1950-02-30"), "Client/Geboortedatum/Datum", regel="RS032")
    schema("N02-zomertijd", "een datum met +02:00", gezet(toewijzing(), "Client/Geboortedatum/Datum", "1950-02-14+02:00"), "Client/Geboortedatum/Datum", regel="RS032")


if __name__ == "__main__":
    for write in (element_rules, code_lists, behaviour, bad_input):
        write()
