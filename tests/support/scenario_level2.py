#!/usr/bin/env python3
"""Writes the scenario folders of the rules within a 301, 323 or 325 (level 2) and of the rules the schema enforces: case.txt and
NN-in.xml. scenario_verzoeken.py has those within the other messages.

    tests/support/scenario_level2.py            writes them all anew

The answers (NN-out.xml) come from the runner's --update; see tests/scenarios/README.md.
"""

import pathlib

from bericht import BSN, antwoord, contact, declaratie, prestatie, product, relatie, toewijzing

ROOT = pathlib.Path(__file__).resolve().parent.parent / "scenarios"
FOUTE_BSN = "999900007"

CLIENT = "/Bericht/Client"
CONTACT = CLIENT + "/Contactgegevens/Contact[1]"
PRODUCT = CLIENT + "/ToegewezenProducten/ToegewezenProduct[1]"
PRODUCT2 = CLIENT + "/ToegewezenProducten/ToegewezenProduct[2]"
DECLARATIE = "/Bericht/Declaratie"
PRESTATIE = DECLARATIE + "/Clienten/Client[1]/Prestaties/Prestatie[1]"
PRESTATIE2 = DECLARATIE + "/Clienten/Client[1]/Prestaties/Prestatie[2]"
ANTWOORD = "/Bericht/DeclaratieAntwoord"
VORIG = "/ProductReferentie/VorigReferentieNummer"

AFKEUR = {301: "het bericht wordt afgekeurd met 0001 in de Header van het retourbericht",
          323: "het bericht wordt afgekeurd met 0001 in de Header van het declaratie-antwoord",
          325: "het declaratie-antwoord wordt afgekeurd; daarop bestaat geen antwoord"}


def write(naam, conditie, verwacht, berichten, laatste, bevindingen, bundel="basis"):
    folder = ROOT / naam
    regels = [f"regel: {naam.split('-')[0]}", f"conditie: {conditie}", f"verwacht: {verwacht}", "vandaag: 2026-05-10", f"bundel: {bundel}", ""]
    for i, bericht in enumerate(berichten, 1):
        bericht.write(folder / f"{i:02}-in.xml")
        regels.append(f"{i:02} {laatste if i == len(berichten) else 'goedgekeurd'}")
    regels += [f"   {b}" for b in bevindingen]
    (folder / "case.txt").write_text("\n".join(regels) + "\n", encoding="utf-8")


def goed(naam, conditie, *berichten, bundel="basis"):
    """The last message is approved, and so are those before it."""
    write(naam, conditie, "het bericht wordt goedgekeurd", berichten, "goedgekeurd", [], bundel)


def fout(naam, conditie, bericht, *plaatsen, bundel="basis"):
    """One message, rejected for what is in plaatsen: an XPath for the rule of the case, or (rule, XPath)."""
    regel = naam.split("-")[0]
    code = "0001"
    bevindingen = [f"{regel} {code} {p}" if isinstance(p, str) else f"{p[0]} {code} {p[1]}" for p in plaatsen]
    write(naam, conditie, AFKEUR.get(bericht.nummer, AFKEUR[301]), [bericht], "afgekeurd", bevindingen, bundel)


def schema(naam, conditie, bericht, plaats):
    write(naam, conditie, "het bericht voldoet niet aan het schema; er komt geen antwoordbericht", [bericht], "afgekeurd", [f"XSD - {plaats}"])


def t(*producten, **rest):
    return toewijzing(producten=list(producten) or None, **rest)


def d(*prestaties, **rest):
    return declaratie(clienten=[(BSN[0], list(prestaties))] if prestaties else None, **rest)


def telefoon():
    return ["Telefoon", [["Telefoon01", [["Telefoonnummer", "0201234567"], ["Landnummer", "+31"]]]]]


def zonder_postcode(bericht, soort):
    """A first contact that one can only telephone."""
    adres = "Client/Contactgegevens/Contact/Adres"
    bericht.set("Client/Contactgegevens/Contact/Soort", soort).drop(adres + "/Postcode").drop(adres + "/LandCode")
    return bericht.after(adres, telefoon())


def geboren(datum, gebruik=None, domein="wmo"):
    bericht = toewijzing(domein, geboren=datum)
    if gebruik: bericht.after("Client/Geboortedatum/Datum", ["DatumGebruik", gebruik])
    return bericht


def tijdelijk(begin, einde):
    adres = contact("04")
    adres[1].append(["Periode", [["Begindatum", begin], ["Einddatum", einde]]])
    return t().after("Client/Contactgegevens/Contact", adres)


def aspecifiek(nummer, categorie="02", **rest):
    return product(nummer, categorie, None, volume=None, **rest)


def generiek(nummer, budget=500000, **rest):
    return product(nummer, None, None, volume=None, budget=budget, **rest)


def verwijderd(nummer=1001):
    return product(nummer, ingang="2026-01-01", einde="2026-01-01", reden="13", tijd="13:00:00")


def april(*prestaties, **rest):
    return d(*prestaties, identificatie="D2", nummer="DN002", begin="2026-04-01", einde="2026-04-30", dagtekening="2026-05-04", **rest)


def jeugd(code="45A03", nummer=1001, **rest):
    return product(nummer, "45", code, **rest)


def client():
    """Rules on Client, Relatie and Contact."""
    datum = CLIENT + "/Geboortedatum/Datum"
    fout("TR002-ouder-dan-120-jaar", "de geboortedatum ligt 120 jaar en een dag voor de dagtekening", geboren("1906-01-04"), datum)
    fout("TR002-1900-zonder-datumgebruik", "01-01-1900 is alleen met DatumGebruik 3 een onbekende datum", geboren("1900-01-01"), datum)
    fout("TR002-relatie", "een relatie is ouder dan 120 jaar",
         t(relaties=[relatie()]).set("Client/Relaties/Relatie/Geboortedatum/Datum", "1905-12-31"),
         CLIENT + "/Relaties/Relatie[1]/Geboortedatum/Datum")
    goed("TR002-goed-precies-120-jaar", "de geboortedatum ligt precies 120 jaar voor de dagtekening", geboren("1906-01-05"))
    goed("TR002-goed-onbekend", "de geboortedatum is onbekend: 01-01-1900 met DatumGebruik 3", geboren("1900-01-01", "3"))

    fout("TR006-geen-telefoon-en-geen-adres", "het contact heeft telefoon noch adres",
         t().set("Client/Contactgegevens/Contact/Soort", "02").drop("Client/Contactgegevens/Contact/Adres")
         .after("Client/Contactgegevens/Contact/Soort", ["Organisatie", "Bureau Jeugd"]), CONTACT)
    goed("TR006-goed-alleen-telefoon", "het contact heeft een telefoonnummer en geen adres",
         t().set("Client/Contactgegevens/Contact/Soort", "02").drop("Client/Contactgegevens/Contact/Adres")
         .after("Client/Contactgegevens/Contact/Soort", telefoon()))

    fout("TR061-alleen-tijdelijk-adres", "de client heeft alleen een tijdelijk adres", t().set("Client/Contactgegevens/Contact/Soort", "04"),
         CLIENT + "/Contactgegevens")
    goed("TR061-goed-verblijfadres", "de client heeft een verblijfadres", t().set("Client/Contactgegevens/Contact/Soort", "03"))

    fout("CD005-postcode-zonder-land", "het adres heeft een postcode zonder landcode", t().drop("Client/Contactgegevens/Contact/Adres/LandCode"),
         CONTACT + "/Adres/LandCode")
    fout("CD005-land-zonder-postcode", "het adres heeft een landcode zonder postcode",
         t().set("Client/Contactgegevens/Contact/Soort", "02").drop("Client/Contactgegevens/Contact/Adres/Postcode")
         .after("Client/Contactgegevens/Contact/Adres", telefoon()), CONTACT + "/Adres/LandCode")
    goed("CD005-goed-geen-van-beide", "het adres heeft geen postcode en geen landcode", zonder_postcode(t(), "02"))

    naam = "Client/Naam"
    tolk = lambda vorm, *taal: t().after(naam, ["Communicatie", [["Vorm", vorm]] + [["Taal", x] for x in taal]])
    fout("CD007-tolk-zonder-taal", "er is een tolk nodig, de taal ontbreekt", tolk("1"), CLIENT + "/Communicatie/Taal")
    fout("CD007-taal-zonder-tolk", "er staat een taal bij een doventolk", tolk("2", "Turks"), CLIENT + "/Communicatie/Taal")
    goed("CD007-goed-tolk-met-taal", "er is een tolk nodig en de taal staat erbij", tolk("1", "Turks"))

    fout("CD009-periode-bij-brp-adres", "een BRP-adres heeft een periode",
         t().after("Client/Contactgegevens/Contact/Adres", ["Periode", [["Begindatum", "2026-02-01"]]]), CONTACT + "/Periode")
    goed("CD009-goed-tijdelijk-adres", "een tijdelijk adres heeft een periode", tijdelijk("2026-02-01", "2026-02-28"))

    fout("CD025-nederland-zonder-huisnummer", "een Nederlands adres heeft geen huisnummer",
         t().drop("Client/Contactgegevens/Contact/Adres/Huis").after("Client/Contactgegevens/Contact/Adres", telefoon()), CONTACT + "/Adres/Huis")
    goed("CD025-goed-buitenland-zonder-huisnummer", "een adres in Belgie heeft geen huisnummer",
         t().drop("Client/Contactgegevens/Contact/Adres/Huis").after("Client/Contactgegevens/Contact/Adres", telefoon())
         .set("Client/Contactgegevens/Contact/Adres/Postcode", "1000").set("Client/Contactgegevens/Contact/Adres/LandCode", "BE"))

    fout("CD034-verblijfadres-zonder-postcode", "een verblijfadres heeft geen postcode", zonder_postcode(t(), "03"), CONTACT + "/Adres/Postcode")
    fout("CD034-brp-zonder-adres", "een BRP-adres heeft geen Adres, alleen een telefoonnummer",
         t().drop("Client/Contactgegevens/Contact/Adres").after("Client/Contactgegevens/Contact/Soort", telefoon()), CONTACT + "/Adres/Postcode")
    goed("CD034-goed-correspondentieadres", "een correspondentieadres heeft geen postcode", zonder_postcode(t(), "02"))

    fout("CS050-zonder-partnernaam", "NaamGebruik 2 zonder partnernaam", t().set("Client/Naam/NaamGebruik", "2"), CLIENT + "/Naam/NaamGebruik")
    fout("CS050-relatie", "NaamGebruik 3 zonder partnernaam bij een relatie",
         t(relaties=[relatie()]).set("Client/Relaties/Relatie/Naam/NaamGebruik", "3"), CLIENT + "/Relaties/Relatie[1]/Naam/NaamGebruik")
    partner = lambda gebruik: t().after("Client/Naam/Geslachtsnaam", ["Partnernaam", [["Achternaam", "Berg"], ["Voorvoegsel", "van den"]]]).set(
        "Client/Naam/NaamGebruik", gebruik)
    fout("CS050-met-partnernaam", "NaamGebruik 5 met partnernaam", partner("5"), CLIENT + "/Naam/NaamGebruik")
    goed("CS050-goed-met-partnernaam", "NaamGebruik 4 met partnernaam", partner("4"))

    postcode = lambda waarde, land="NL": t().set("Client/Contactgegevens/Contact/Adres/Postcode", waarde).set(
        "Client/Contactgegevens/Contact/Adres/LandCode", land)
    fout("CS089-postcode-met-spatie", "een Nederlandse postcode met een spatie", postcode("1111 AA"), CONTACT + "/Adres/Postcode")
    fout("CS089-postcode-begint-met-nul", "een Nederlandse postcode begint met 0", postcode("0111AA"), CONTACT + "/Adres/Postcode")
    goed("CS089-goed-kleine-letters", "een Nederlandse postcode met kleine letters", postcode("1111aa"))
    goed("CS089-goed-buitenland", "een Belgische postcode", postcode("1000", "BE"))

    fout("CS139-dag-onbekend", "DatumGebruik 1, maar niet de eerste van de maand", geboren("1950-02-14", "1"), datum)
    fout("CS139-maand-onbekend", "DatumGebruik 2, maar niet 1 januari", geboren("1950-02-01", "2"), datum)
    fout("CS139-datum-onbekend", "DatumGebruik 3, maar niet 01-01-1900", geboren("1950-01-01", "3"), datum)
    goed("CS139-goed-dag-onbekend", "DatumGebruik 1 en de eerste van de maand", geboren("1950-02-01", "1"))
    goed("CS139-goed-maand-onbekend", "DatumGebruik 2 en 1 januari", geboren("1950-01-01", "2"))

    for domein in ("wmo", "jw"):
        fout(f"CS318-client-is-organisatie-{domein}", f"de client is een niet-natuurlijk persoon ({domein})",
             toewijzing(domein).set("Client/Naam/NaamGebruik", "6"), CLIENT + "/Naam/NaamGebruik")
    goed("CS318-goed-relatie-is-organisatie", "een relatie is een niet-natuurlijk persoon",
         t(relaties=[relatie()]).set("Client/Relaties/Relatie/Naam/NaamGebruik", "6"))


def toegewezen_product():
    """Rules on ToegewezenProduct, and what a 301 shares with other messages."""
    fout("CD041-code-zonder-omvang", "een product met een code heeft geen omvang", t(product(1001, volume=None)), PRODUCT + "/Omvang")
    goed("CD041-goed-aspecifiek", "een product zonder code heeft geen omvang", t(aspecifiek(1001)))

    fout("CD075-budget-zonder-einde", "een toewijzing met een budget heeft geen einddatum", t(generiek(1001, einde=None)), PRODUCT + "/Einddatum")
    goed("CD075-goed-budget-met-einde", "een toewijzing met een budget heeft een einddatum", t(aspecifiek(1001, budget=500000)))

    fout("CD076-per-week-zonder-einde", "een toewijzing per week heeft geen einddatum", t(product(1001, einde=None)), PRODUCT + "/Einddatum")
    goed("CD076-goed-per-maand-zonder-einde", "een toewijzing per maand heeft geen einddatum", t(product(1001, einde=None, frequentie="4")))

    beide = lambda: t(product(1001, budget=500000))
    fout("CD077-budget-en-omvang", "een toewijzing heeft een budget en een omvang", beide(), PRODUCT + "/Omvang", ("CD078", PRODUCT + "/Budget"))
    goed("CD077-goed-alleen-budget", "een toewijzing heeft een budget en geen omvang", t(aspecifiek(1001, budget=500000)))
    fout("CD078-omvang-en-budget", "een toewijzing heeft een omvang en een budget", beide(), PRODUCT + "/Budget", ("CD077", PRODUCT + "/Omvang"))
    goed("CD078-goed-alleen-omvang", "een toewijzing heeft een omvang en geen budget", t(product(1001)))

    fout("CD079-geen-product-en-geen-budget", "een toewijzing heeft product noch budget", t(generiek(1001, budget=None)), PRODUCT + "/Product")
    goed("CD079-goed-generiek", "een toewijzing zonder product heeft een budget", t(generiek(1001)))

    fout("CD080-omvang-zonder-code", "een omvang bij een toewijzing zonder productcode", t(product(1001, code=None)), PRODUCT + "/Omvang")
    oud = dict(ingang="2020-01-01", einde="2020-12-31", toewijzingsdatum="2020-01-01")
    goed("CD080-goed-tot-en-met-2020", "een omvang zonder productcode, de einddatum is 31-12-2020", t(product(1001, code=None, **oud)), bundel="geen")

    fout("CS003-einde-voor-ingang", "de toewijzing eindigt een dag voor zij ingaat", t(product(1001, ingang="2026-02-01", einde="2026-01-31")),
         PRODUCT + "/Einddatum")
    fout("CS003-tijdelijk-adres", "de periode van het tijdelijke adres eindigt voor zij begint", tijdelijk("2026-02-02", "2026-02-01"),
         CLIENT + "/Contactgegevens/Contact[2]/Periode/Einddatum")
    goed("CS003-goed-een-dag", "de toewijzing eindigt op de dag dat zij ingaat", t(product(1001, ingang="2026-02-01", einde="2026-02-01")))

    fout("CS335-verwijderd-met-looptijd", "een verwijderde toewijzing eindigt na haar ingangsdatum", t(product(1001, reden="13")),
         PRODUCT + "/RedenWijziging")
    fout("CS335-verwijderd-zonder-einde", "een verwijderde toewijzing heeft geen einddatum",
         t(product(1001, reden="13", einde=None, frequentie="4")), PRODUCT + "/RedenWijziging")
    goed("CS335-goed-verwijderd", "een verwijderde toewijzing eindigt op haar ingangsdatum", t(), t(verwijderd(), identificatie="T2"))

    fout("CS336-vervallen-reden", "RedenWijziging is de vervallen waarde 01", t(product(1001, reden="01")), PRODUCT + "/RedenWijziging")
    goed("CS336-goed-administratieve-correctie", "RedenWijziging is 14", t(), t(product(1001, reden="14", tijd="13:00:00"), identificatie="T2"))

    dagdeel = lambda frequentie: t(product(1001, "07", "07A11", eenheid="16", frequentie=frequentie))
    fout("CS338-dagdelen-per-dag", "dagdelen zijn per dag toegewezen", dagdeel("1"), PRODUCT + "/Omvang/Frequentie")
    goed("CS338-goed-dagdelen-per-week", "dagdelen zijn per week toegewezen", dagdeel("2"))
    goed("CS338-goed-uren-per-dag", "uren zijn per dag toegewezen", t(product(1001, frequentie="1")))
    goed("CS338-goed-tot-en-met-2020", "dagdelen per dag, de einddatum is 31-12-2020",
         t(product(1001, "07", "07A11", eenheid="16", frequentie="1", **oud)), bundel="geen")

    fout("TR101-toewijzingnummer-dubbel", "twee toewijzingen hebben hetzelfde nummer", t(product(1001), product(1001, code="02A17")),
         PRODUCT2 + "/ToewijzingNummer")
    fout("TR101-relatie-dubbel", "twee relaties hebben hetzelfde nummer", t(relaties=[relatie("1"), relatie("1", "11")]),
         CLIENT + "/Relaties/Relatie[2]/Nummer")
    fout("TR101-contact-dubbel", "twee contacten van de client hebben dezelfde soort",
         t().after("Client/Contactgegevens/Contact", contact("01", "1111BB")), CLIENT + "/Contactgegevens/Contact[2]/Soort")
    goed("TR101-goed-301", "relaties, contacten en toewijzingen hebben elk hun eigen sleutel",
         t(product(1001), product(1002, code="02A17"), relaties=[relatie("1"), relatie("2")]).after("Client/Contactgegevens/Contact", contact("02")))

    fout("TR134-geboren-na-dagtekening", "de geboortedatum ligt een dag na de dagtekening", geboren("2026-01-06"), CLIENT + "/Geboortedatum/Datum")
    fout("TR134-toegewezen-na-dagtekening", "de toewijzingsdatum ligt een dag na de dagtekening", t(product(1001, toewijzingsdatum="2026-01-06")),
         PRODUCT + "/Toewijzingsdatum")
    goed("TR134-goed-toegewezen-op-dagtekening", "de toewijzingsdatum is de dagtekening", t(product(1001, toewijzingsdatum="2026-01-05")))

    fout("CS002-301", "het BSN van een toewijzing voldoet niet aan de 11-proef", t(bsn=FOUTE_BSN), CLIENT + "/Bsn")
    fout("CS002-negen-nullen", "het BSN is negen nullen", t(bsn="000000000"), CLIENT + "/Bsn")
    goed("CS002-goed", "het BSN voldoet aan de 11-proef", t(bsn=BSN[1]))

    einde = PRODUCT + "/Einddatum"
    fout("DATUMBEREIK-jaar-12023", "een einddatum in het jaar 12023", t(product(1001, einde="12023-05-06")), einde)
    fout("DATUMBEREIK-negatief-jaar", "een geboortedatum voor onze jaartelling", geboren("-2023-05-06"), CLIENT + "/Geboortedatum/Datum",
         ("TR002", CLIENT + "/Geboortedatum/Datum"))
    goed("DATUMBEREIK-goed-laatste-dag", "een einddatum op 31-12-2100", t(product(1001, einde="2100-12-31")))


def stapeling():
    """TR302 has most branches."""
    eerst = dict(ingang="2026-01-01", einde="2026-03-31")
    dan = dict(ingang="2026-04-01", einde="2026-12-31")
    samen = dict(ingang="2026-03-31", einde="2026-12-31")
    fout("TR302-overlap-zelfde-product", "twee toewijzingen van hetzelfde product hebben een dag samen",
         t(product(1001, **eerst), product(1002, **samen)), PRODUCT2)
    fout("TR302-overlap-open-einde", "een toewijzing zonder einddatum overlapt met een latere",
         t(product(1001, ingang="2026-01-01", einde=None, frequentie="4"), product(1002, **dan)), PRODUCT2)
    fout("TR302-overlap-categorie", "een toewijzing zonder productcode overlapt met een product uit die categorie",
         t(aspecifiek(1001, **eerst), product(1002, **samen)), PRODUCT2)
    fout("TR302-overlap-zonder-categorie", "een toewijzing zonder product overlapt met een ander product",
         t(generiek(1001, **eerst), product(1002, **samen)), PRODUCT2)
    fout("TR302-overlap-jw", "twee toewijzingen van hetzelfde jeugdproduct hebben een dag samen",
         t(jeugd(**eerst), jeugd(nummer=1002, **samen), domein="jw"), PRODUCT2)
    fout("TR302-overlap-categorie-jw", "bij jeugd geldt geen uitzondering voor categorieen",
         t(jeugd(code=None, volume=None, **eerst), jeugd(nummer=1002, **samen), domein="jw"), PRODUCT2)
    goed("TR302-goed-aansluitend", "de ene toewijzing begint de dag nadat de andere eindigt", t(product(1001, **eerst), product(1002, **dan)))
    goed("TR302-goed-ander-product", "twee producten uit een categorie overlappen", t(product(1001), product(1002, code="02A17")))
    goed("TR302-goed-andere-categorie", "een toewijzing zonder productcode overlapt met een product uit een andere categorie",
         t(aspecifiek(1001, "03"), product(1002)))
    goed("TR302-goed-aansluitend-jw", "de ene jeugdtoewijzing begint de dag nadat de andere eindigt",
         t(jeugd(**eerst), jeugd(nummer=1002, **dan), domein="jw"))
    hulp = lambda nummer: product(nummer, "11", "11A01", volume=1, eenheid="82", frequentie="6")
    goed("TR302-goed-hulpmiddelen", "twee hulpmiddelen (categorie 11) mogen overlappen", t(hulp(1001), hulp(1002)))
    goed("TR302-goed-generiek-naast-hulpmiddel", "een toewijzing zonder product mag met categorie 11 overlappen", t(generiek(1001), hulp(1002)))
    goed("TR302-goed-verwijderd", "een verwijderde toewijzing telt niet mee", t(product(1001)),
         t(verwijderd(), product(1002), identificatie="T2"))


def declaraties():
    """Rules on a 323."""
    uit_2021 = dict(begin="2021-01-01", einde="2021-01-31")
    goede = [t(), d()]

    periode = DECLARATIE + "/DeclaratiePeriode"
    product_periode = PRESTATIE + "/ProductPeriode"
    fout("TR134-323-volgende-maand", "declaratieperiode en prestatie beginnen na de dagtekening",
         d(prestatie("R1", begin="2026-05-01", einde="2026-05-31"), begin="2026-05-01", einde="2026-05-31"),
         periode + "/Begindatum", product_periode + "/Begindatum", ("TR137", periode + "/Einddatum"), ("TR137", product_periode + "/Einddatum"))
    fout("TR137-lopende-maand", "de maand is op de dagtekening nog niet voorbij", d(dagtekening="2026-03-30"),
         periode + "/Einddatum", product_periode + "/Einddatum")
    fout("TR137-achterstevoren", "de prestatie eindigt voor zij begint", d(prestatie("R1", begin="2026-03-31", einde="2026-03-01")),
         product_periode + "/Einddatum")
    goed("TR137-goed-laatste-dag", "de declaratie is gedagtekend op de laatste dag van de maand", t(), d(dagtekening="2026-03-31"))

    fout("CS002-323", "het BSN van de tweede client voldoet niet aan de 11-proef",
         declaratie(clienten=[(BSN[0], [prestatie("R1")]), (FOUTE_BSN, [prestatie("R2", 1002)])]), DECLARATIE + "/Clienten/Client[2]/Bsn")

    fout("TR101-referentie-dubbel", "twee prestaties van een client hebben hetzelfde referentienummer",
         d(prestatie("R1"), prestatie("R1", 1002)), PRESTATIE2 + "/ProductReferentie")
    fout("TR101-client-dubbel", "dezelfde client komt twee keer voor",
         declaratie(clienten=[(BSN[0], [prestatie("R1")]), (BSN[0], [prestatie("R2", 1002)])]), DECLARATIE + "/Clienten/Client[2]/Bsn")

    credit = lambda referentie, vorig, **rest: prestatie(referentie, dc="C", vorig=vorig, **rest)
    correctie = [t(), d(), april(credit("R2", "R1"), prestatie("R3", volume=5))]
    fout("TR315-dubbel-gecrediteerd", "twee creditregels noemen dezelfde prestatie", d(credit("R2", "R0"), credit("R3", "R0")), PRESTATIE2 + VORIG)
    goed("TR315-goed", "een prestatie van vorige maand wordt een keer gecrediteerd en opnieuw gedeclareerd", *correctie)
    fout("TR316-credit-van-dezelfde-declaratie", "een creditregel noemt een debetregel uit hetzelfde bericht", d(prestatie("R1"), credit("R2", "R1")),
         PRESTATIE2 + VORIG)
    goed("TR316-goed", "een creditregel noemt een debetregel uit een eerder bericht", *correctie)

    fout("TR335-ouder-dan-vijf-jaar", "de prestatie eindigde meer dan vijf jaar voor de declaratie",
         d(prestatie("R1", begin="2021-03-01", einde="2021-03-31")), product_periode + "/Einddatum")
    goed("TR335-goed-vijf-jaar", "de prestatie eindigde vijf jaar voor de declaratie, op de dag af",
         t(product(1001, ingang="2021-01-01", einde="2021-12-31")),
         d(prestatie("R1", begin="2021-04-01", einde="2021-04-30"), dagtekening="2026-04-30"))

    totaal = DECLARATIE + "/TotaalIngediendBedrag"
    fout("TR358-een-cent-te-veel", "het totaal is een cent meer dan de prestaties", d(totaal=(28001, "D")), totaal)
    fout("TR358-credit-opgeteld", "het totaal telt de creditregel op in plaats van af",
         d(prestatie("R3", volume=5), credit("R2", "R1"), totaal=(63000, "D")), totaal)
    goed("TR358-goed-credit-afgetrokken", "het totaal is debet min credit", *correctie)

    fout("TR416-dubbele-debetregel", "twee debetregels voor dezelfde toewijzing, periode en hetzelfde product",
         d(prestatie("R1", volume=2), prestatie("R2", volume=3)), PRESTATIE2)
    goed("TR416-goed-andere-toewijzing", "twee debetregels voor twee toewijzingen", t(product(1001), product(1002, code="02A17")),
         d(prestatie("R1"), prestatie("R2", 1002, code="02A17", tarief=8730)))
    write("TR416-goed-zelfde-nummer-bij-andere-client", "dezelfde toewijzing, periode en product onder twee clienten: een verkeerd nummer, niet dubbel",
          "het bericht is niet dubbel; de client zonder toewijzing wordt afgewezen met 8187",
          [t(), declaratie(clienten=[(BSN[0], [prestatie("R1")]), (BSN[1], [prestatie("R2")])])],
          "deels", ["TR304 8187 /Bericht/Declaratie/Clienten/Client[2]/Bsn"])

    fout("CD060-debet-met-vorige", "een debetregel noemt een vorige prestatie", d(prestatie("R1", vorig="R0")), PRESTATIE + VORIG)
    fout("CD060-credit-zonder-vorige", "een creditregel noemt geen vorige prestatie", d(prestatie("R1", dc="C")), PRESTATIE + VORIG)
    goed("CD060-goed", "een creditregel noemt de vorige prestatie, een debetregel niet", *correctie)

    traject = t(product(1001, "08", "08A10", volume=500000, eenheid="83", frequentie="6"))
    euros = lambda **rest: prestatie("R1", categorie="08", code="08A10", volume=120000, eenheid="83", **rest)
    fout("CD087-uren-zonder-tarief", "een prestatie in uren heeft geen tarief", d(prestatie("R1", tarief=None, bedrag=28000)), PRESTATIE + "/ProductTarief")
    met_tarief = d(euros())
    met_tarief.after("Declaratie/Clienten/Client/Prestaties/Prestatie/Eenheid", ["ProductTarief", "7000"])
    fout("CD087-euros-met-tarief", "een prestatie in euro's heeft een tarief", met_tarief, PRESTATIE + "/ProductTarief")
    goed("CD087-goed-euros-zonder-tarief", "een prestatie in euro's heeft geen tarief", traject, d(euros()))
    fout("CS339-bedrag-is-niet-volume", "een prestatie in euro's: het bedrag is een cent meer dan het volume", d(euros(bedrag=120001)),
         PRESTATIE + "/IngediendBedrag/Bedrag")
    goed("CS339-goed", "een prestatie in euro's: het bedrag is het volume", traject, d(euros()))

    fout("CS100-voor-2021", "declaratieperiode en prestatie zijn van december 2020",
         d(prestatie("R1", begin="2020-12-01", einde="2020-12-31"), begin="2020-12-01", einde="2020-12-31", dagtekening="2021-01-05"),
         periode + "/Begindatum", product_periode + "/Begindatum")
    goed("CS100-goed-januari-2021", "declaratieperiode en prestatie zijn van januari 2021",
         t(product(1001, ingang="2021-01-01", einde="2021-12-31", toewijzingsdatum="2021-01-01"), dagtekening="2021-01-05"),
         d(prestatie("R1", **uit_2021), dagtekening="2021-02-03", **uit_2021))

    fout("CS325-prestatie-nul-credit", "een prestatie van nul is credit", d(credit("R1", "R0", volume=0)), PRESTATIE + "/IngediendBedrag/DebetCredit")
    fout("CS325-totaal-nul-credit", "een totaal van nul is credit", d(prestatie("R3"), credit("R2", "R1"), totaal=(0, "C")),
         totaal + "/DebetCredit")
    goed("CS325-goed-totaal-nul-debet", "een totaal van nul is debet", t(product(1001), product(1002, code="02A17")), d(),
         april(credit("R2", "R1"), prestatie("R3")))

    fout("CS337-over-de-maandgrens", "de periode van de prestatie loopt van februari in maart",
         d(prestatie("R1", begin="2026-02-15", einde="2026-03-14")), product_periode + "/Einddatum")
    goed("CS337-goed", "de periode van de prestatie ligt in een maand", *goede)

    fout("CS340-halve-maand", "de declaratieperiode is een halve maand", d(begin="2026-03-01", einde="2026-03-15"), periode)
    fout("CS340-twee-maanden", "de declaratieperiode is twee maanden", d(begin="2026-02-01", einde="2026-03-31"), periode)
    schrikkel = dict(begin="2024-02-01", einde="2024-02-29")
    goed("CS340-goed-schrikkelmaand", "de declaratieperiode is februari 2024, met 29 dagen",
         t(product(1001, ingang="2024-01-01", einde="2024-12-31", toewijzingsdatum="2024-01-01"), dagtekening="2024-01-05"),
         d(prestatie("R1", **schrikkel), dagtekening="2024-03-04", **schrikkel))

    fout("DATUMBEREIK-323", "de declaratie is gedagtekend in het jaar 2101", d().set("Declaratie/DeclaratieDagtekening", "2101-01-01"),
         DECLARATIE + "/DeclaratieDagtekening", ("TR335", product_periode + "/Einddatum"))


def antwoorden():
    """Rules on a 325, sent bare: level 3 does not run after a fault of level 2."""
    client1 = ANTWOORD + "/Clienten/Client[1]"
    eerste = client1 + "/Prestaties/Prestatie[1]"

    def a(*prestaties, bsn=BSN[0], ingediend=(28000, "D"), toegekend=(0, "D")):
        return antwoord(clienten=[(bsn, ("0200",), [(p, ("9321",)) for p in prestaties])], ingediend=ingediend, toegekend=toegekend, codes=("0200",))

    toegekend = ANTWOORD + "/TotaalToegekendBedrag"
    fout("TR342-verschil-klopt-niet", "ingediend min toegekend is een cent anders dan de afgewezen prestatie", a(prestatie("R1"), toegekend=(1, "D")), toegekend)
    fout("TR342-afgewezen-en-toegekend", "de declaratie is als geheel afgewezen, maar er is een bedrag toegekend", antwoord(codes=("9333",)), toegekend)
    goed("TR342-goed-alles-toegekend", "alles is toegekend, er gaan geen prestaties mee", t(), d(), antwoord())
    goed("TR342-goed-deels", "het verschil is de afgewezen prestatie", t(product(1001), product(1002, code="02A17")),
         d(prestatie("R1"), prestatie("R2", 1002, code="02A17", tarief=8730)),
         a(prestatie("R2", 1002, code="02A17", tarief=8730), ingediend=(62920, "D"), toegekend=(28000, "D")))

    fout("CS002-325", "het BSN in een declaratie-antwoord voldoet niet aan de 11-proef", a(prestatie("R1"), bsn=FOUTE_BSN), client1 + "/Bsn")
    fout("TR101-325-referentie-dubbel", "een prestatie wordt twee keer teruggestuurd", a(prestatie("R1"), prestatie("R1"), ingediend=(56000, "D")),
         client1 + "/Prestaties/Prestatie[2]/ProductReferentie")
    fout("TR137-325", "een teruggestuurde prestatie eindigt voor zij begint", a(prestatie("R1", begin="2026-03-31", einde="2026-03-01")),
         eerste + "/ProductPeriode/Einddatum")
    fout("TR134-325", "een teruggestuurde prestatie ligt na de dagtekening", a(prestatie("R1", begin="2026-04-12", einde="2026-04-13")),
         eerste + "/ProductPeriode/Begindatum", ("TR137", eerste + "/ProductPeriode/Einddatum"))
    fout("CD060-325", "een teruggestuurde debetregel noemt een vorige prestatie", a(prestatie("R1", vorig="R0")), eerste + VORIG)
    fout("CS325-325-toegekend-nul-credit", "een toegekend bedrag van nul is credit", a(prestatie("R1"), toegekend=(0, "C")), toegekend + "/DebetCredit")
    fout("DATUMBEREIK-325", "het antwoord verwijst naar een declaratie uit het jaar 12023", antwoord(declaratie_dagtekening="12023-05-06"),
         "/Bericht/Header/DeclaratieIdentificatie/Dagtekening")


def schemas():
    """Rules that the schema enforces: a finding of level 1, and no answer message."""
    schema("CS015-andere-subversie", "BerichtSubversie is 1", t().set("Header/BerichtSubversie", "1"), "/Bericht/Header/BerichtSubversie")
    goed("CS015-goed", "BerichtSubversie is 2", t())
    schema("CS025-andere-versie", "BerichtVersie is 2", t().set("Header/BerichtVersie", "2"), "/Bericht/Header/BerichtVersie")
    goed("CS025-goed", "BerichtVersie is 3", t())
    schema("CS319-declaratienummer-met-streepje", "het declaratienummer heeft een streepje", d(nummer="DN-001"), "/Bericht/Declaratie/DeclaratieNummer")
    goed("CS319-goed", "het declaratienummer bestaat uit letters en cijfers", t(), d(nummer="DN001"))


if __name__ == "__main__":
    client()
    toegewezen_product()
    stapeling()
    declaraties()
    antwoorden()
    schemas()
