#!/usr/bin/env python3
"""Writes the demo's messages to deploy/demo/berichten and, for `make demo REGIO=...`, to deploy/demo/regios. They are committed; run this only to change them.

Everyone in them is made up: BSNs from the test range 9999xxxxx, aanbieders from 4141000x, the region of deploy/contracts/noorderdal.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "tests" / "support"))
from bericht import (aangevraagd, antwoord_verzoek, contact, declaratie, prestatie, product, relatie, start, start_product, stop,  # noqa: E402
                     stop_product, test_bsn, toewijzing, verzoek_toewijzing)
import regio  # noqa: E402

THUISZORG, BEGELEIDING, JEUGD = "41410001", "41410002", "41410003"
EMMEN, GRONINGEN = "0114", "0014"
PIETERS, DE_BOER, MEIJER, KUIPER, JANSEN, SMIT = (test_bsn(n) for n in range(20, 26))

JAAR = dict(ingang="2026-01-05", einde="2027-01-03", toewijzingsdatum="2025-12-15")
SEPTEMBER = dict(begin="2026-09-01", einde="2026-09-30")
OKTOBER = dict(begin="2026-10-01", einde="2026-10-31")

# A 323 line of each product, as this region's contract wants it in 2026.
HULP = dict(categorie="01", code="01A01", tarief=3510)
BEGELEIDING_BASIS = dict(categorie="02", code="02A01", tarief=6420)
VERZORGING = dict(categorie="03", code="03A01", eenheid="01", tarief=103)
DAGBESTEDING = dict(categorie="07", code="07A01", eenheid="16", tarief=4405)
DAGBESTEDING_PLUS = dict(categorie="07", code="07A02", eenheid="16", tarief=5950)
JEUGD_BEGELEIDING = dict(categorie="45", code="45A01", tarief=7380)
JEUGD_GGZ = dict(categorie="54", code="54A01", eenheid="01", tarief=180)


def adres(bericht, straat, huisnummer, postcode, plaats):
    at = "Client/Contactgegevens/Contact/Adres"
    return (bericht.set(f"{at}/Straatnaam", straat).set(f"{at}/Huis/Huisnummer", huisnummer)
            .set(f"{at}/Postcode", postcode).set(f"{at}/Plaatsnaam", plaats))


def client(bericht, voornamen, geslacht):
    return (bericht.set("Client/Naam/Voornamen", voornamen).set("Client/Naam/Voorletters", voornamen[0])
            .set("Client/Geslacht", geslacht))


def main():
    emmen = dict(gemeente=EMMEN, aanbieder=THUISZORG, dagtekening="2025-12-15")

    b = toewijzing("wmo", [product(114001, "01", "01A01", volume=3, **JAAR),
                           product(114002, "07", "07A01", volume=4, eenheid="16", **JAAR)],
                   bsn=PIETERS, identificatie="EMM-2026-001", geboren="1941-03-08", achternaam="Pieters", **emmen)
    adres(client(b, "Grietje", "2"), "Hoofdstraat", "12", "7811EA", "Emmen").write(HERE / "berichten/01-wmo301-hulp-en-dagbesteding.xml")

    b = toewijzing("wmo", [product(114003, "03", "03A01", volume=180, eenheid="01", **JAAR),
                           product(114004, "02", "02A01", volume=3, **JAAR)],
                   bsn=DE_BOER, identificatie="EMM-2026-002", geboren="1958-11-21", achternaam="Boer", **emmen)
    b.after("Client/Naam/Geslachtsnaam/Achternaam", ["Voorvoegsel", "de"])
    adres(client(b, "Harm", "1"), "Wilhelminastraat", "48", "7811JH", "Emmen").write(HERE / "berichten/02-wmo301-verzorging-en-begeleiding.xml")

    b = toewijzing("wmo", [product(114005, "02", "02A01", volume=3, **JAAR),
                           product(114006, "07", "07A02", volume=2, eenheid="16", **dict(JAAR, einde="2026-10-14"))],
                   bsn=MEIJER, identificatie="EMM-2026-003", geboren="1979-06-02", achternaam="Meijer", **emmen)
    adres(client(b, "Sanne", "2"), "Kapelstraat", "5", "7811HA", "Emmen").write(HERE / "berichten/03-wmo301-begeleiding-tot-half-oktober.xml")

    ouder = relatie(soort="12")
    ouder[1][-1] = contact(soort="01", postcode="9711LM", huisnummer="27")
    ouder[1][-1][1][1][1][2:4] = [["Straatnaam", "Herestraat"], ["Plaatsnaam", "Groningen"]]
    b = toewijzing("jw", [product(14001, "45", "45A01", volume=2, **JAAR),
                          product(14002, "54", "54A01", volume=600, eenheid="01", frequentie="4", **JAAR)],
                   bsn=KUIPER, gemeente=GRONINGEN, aanbieder=JEUGD, identificatie="GRN-2026-001", dagtekening="2025-12-15",
                   geboren="2013-09-17", achternaam="Kuiper", relaties=[ouder])
    adres(client(b, "Daan", "1"), "Herestraat", "27", "9711LM", "Groningen").write(HERE / "berichten/04-jw301-begeleiding-en-behandeling.xml")

    # The number of mevrouw Pieters' huishoudelijke hulp, for another client of another aanbieder.
    b = toewijzing("wmo", [product(114001, "02", "02A01", volume=2, **dict(JAAR, ingang="2026-09-01", toewijzingsdatum="2026-08-20"))],
                   bsn=JANSEN, gemeente=EMMEN, aanbieder=BEGELEIDING, identificatie="EMM-2026-004", dagtekening="2026-08-20",
                   geboren="1966-01-30", achternaam="Jansen")
    adres(client(b, "Wim", "1"), "Noorderstraat", "101", "7811AV", "Emmen").write(HERE / "berichten/05-wmo301-nummer-al-in-gebruik.xml")

    thuiszorg = dict(gemeente=EMMEN, aanbieder=THUISZORG)
    declaratie("wmo", [(PIETERS, [prestatie("TZ-2609-01", 114001, volume=12, **HULP, **SEPTEMBER),
                                  prestatie("TZ-2609-02", 114002, volume=16, **DAGBESTEDING, **SEPTEMBER)]),
                       (DE_BOER, [prestatie("TZ-2609-03", 114003, volume=720, **VERZORGING, **SEPTEMBER),
                                  prestatie("TZ-2609-04", 114004, volume=12, **BEGELEIDING_BASIS, **SEPTEMBER)])],
               identificatie="TZ-2026-09", dagtekening="2026-10-05", nummer="TZ202609", **SEPTEMBER, **thuiszorg
               ).write(HERE / "berichten/06-wmo323-september-helemaal-goed.xml")

    half_oktober = dict(begin="2026-10-05", einde="2026-10-31")
    declaratie("wmo", [(PIETERS, [prestatie("TZ-2610-01", 114001, volume=13, **dict(HULP, tarief=3511), **OKTOBER),  # one cent too high
                                  prestatie("TZ-2610-02", 114002, volume=18, **DAGBESTEDING, **OKTOBER),             # good
                                  prestatie("TZ-2610-03", 114002, volume=16, **DAGBESTEDING, **SEPTEMBER)]),         # already paid
                       (DE_BOER, [prestatie("TZ-2610-04", 114003, volume=700, bedrag=72000, **VERZORGING, **OKTOBER),  # 700 x 1,03 = 721,00
                                  prestatie("TZ-2610-05", 114004, volume=18, **BEGELEIDING_BASIS, **OKTOBER)]),        # 3 a week x 5 weeks = 15
                       (MEIJER, [prestatie("TZ-2610-06", 114005, volume=9, **BEGELEIDING_BASIS, **half_oktober),       # from the 5th instead of the 1st
                                 prestatie("TZ-2610-07", 114006, volume=4, **DAGBESTEDING_PLUS, **OKTOBER),            # ended on the 14th
                                 prestatie("TZ-2610-08", 114999, volume=4, **BEGELEIDING_BASIS, **OKTOBER)])],         # no such toewijzing
               identificatie="TZ-2026-10", dagtekening="2026-11-04", nummer="TZ202610", **OKTOBER, **thuiszorg
               ).write(HERE / "berichten/07-wmo323-oktober-deels-afgekeurd.xml")

    # September's huishoudelijke hulp was 10 hours, not 12: credit and replacement. And October's again, with the right tarief.
    declaratie("wmo", [(PIETERS, [prestatie("TZ-2611-01", 114001, volume=12, dc="C", vorig="TZ-2609-01", **HULP, **SEPTEMBER),
                                  prestatie("TZ-2611-02", 114001, volume=10, **HULP, **SEPTEMBER),
                                  prestatie("TZ-2611-03", 114001, volume=13, **HULP, **OKTOBER)])],
               identificatie="TZ-2026-10B", dagtekening="2026-11-12", nummer="TZ202610B", **OKTOBER, **thuiszorg
               ).write(HERE / "berichten/08-wmo323-credit-en-vervanging.xml")

    declaratie("jw", [(KUIPER, [prestatie("JK-2610-01", 14001, volume=9, **JEUGD_BEGELEIDING, **OKTOBER),
                                prestatie("JK-2610-02", 14002, volume=540, **JEUGD_GGZ, **OKTOBER)])],
               gemeente=GRONINGEN, aanbieder=JEUGD, identificatie="JK-2026-10", dagtekening="2026-11-06", nummer="JK202610", **OKTOBER
               ).write(HERE / "berichten/09-jw323-oktober-helemaal-goed.xml")

    b = declaratie("jw", [(KUIPER, [prestatie("JK-2611-01", 14001, volume=8, **JEUGD_BEGELEIDING, **OKTOBER)])],
                   gemeente=GRONINGEN, aanbieder=JEUGD, identificatie="JK-2026-11", dagtekening="2026-11-09", nummer="JK202611", **OKTOBER)
    at = "Declaratie/Clienten/Client/Prestaties/Prestatie"
    b.set(f"{at}/Eenheid", "05").set(f"{at}/ProductPeriode/Einddatum", "31-10-2026").drop(f"{at}/GeleverdVolume")
    b.write(HERE / "berichten/10-jw323-geen-geldig-bericht.xml")

    leven()
    for naam in regio.REGIOS:
        map = HERE / "regios" / naam
        map.mkdir(parents=True, exist_ok=True)
        regio.schrijf(naam, map)


def leven():
    """One client's whole life in messages: request, investigation, toewijzing, start, declaratie, correction, stop."""
    partijen = dict(gemeente=EMMEN, aanbieder=BEGELEIDING)
    mens = dict(bsn=SMIT, geboren="1983-04-19", achternaam="Smit")
    verloop = dict(ingang="2026-06-01", einde="2026-08-31")
    wat = dict(categorie="02", code="02A01")
    juni, juli = dict(begin="2026-06-01", einde="2026-06-30"), dict(begin="2026-07-01", einde="2026-07-31")

    verzoek_toewijzing("wmo", [aangevraagd("BB-2026-041", volume=4, **wat, **verloop)], identificatie="BB-V-041", dagtekening="2026-05-06",
                       **mens, **partijen).write(HERE / "berichten/11-wmo315-verzoek-om-begeleiding.xml")
    antwoord_verzoek("wmo", "BB-2026-041", "2", identificatie="EMM-2026-B17", dagtekening="2026-05-11",
                     **partijen).write(HERE / "berichten/12-wmo319-in-onderzoek.xml")
    b = toewijzing("wmo", [product(114010, volume=3, toewijzingsdatum="2026-05-27", referentie="BB-2026-041", **wat, **verloop)],
                   identificatie="EMM-2026-031", dagtekening="2026-05-27", **mens, **partijen)
    adres(client(b, "Fatima", "2"), "Weerdingerstraat", "66", "7811CP", "Emmen").write(HERE / "berichten/13-wmo301-verzoek-gehonoreerd.xml")

    gestart = dict(nummer=114010, begin="2026-06-02", ingang=verloop["ingang"], **wat)
    start("wmo", [start_product(**gestart)], identificatie="BB-S-041", dagtekening="2026-06-04",
          **mens, **partijen).write(HERE / "berichten/14-wmo305-start.xml")
    start("wmo", [start_product(**dict(gestart, begin="2026-06-09"))], identificatie="BB-S-042", dagtekening="2026-06-11",
          **mens, **partijen).write(HERE / "berichten/15-wmo305-tweede-start-zonder-stop.xml")

    declaratie("wmo", [(SMIT, [prestatie("BB-2606-01", 114010, volume=12, **BEGELEIDING_BASIS, **juni)])],
               identificatie="BB-2026-06", dagtekening="2026-07-03", nummer="BB202606", **juni, **partijen
               ).write(HERE / "berichten/16-wmo323-juni.xml")
    declaratie("wmo", [(SMIT, [prestatie("BB-2607-01", 114010, volume=12, dc="C", vorig="BB-2606-01", **BEGELEIDING_BASIS, **juni),
                               prestatie("BB-2607-02", 114010, volume=11, **BEGELEIDING_BASIS, **juni),
                               prestatie("BB-2607-03", 114010, volume=14, **BEGELEIDING_BASIS, **juli)])],
               identificatie="BB-2026-07", dagtekening="2026-08-04", nummer="BB202607", **juli, **partijen
               ).write(HERE / "berichten/17-wmo323-juli-met-correctie-op-juni.xml")
    stop("wmo", [stop_product(reden="19", einde="2026-08-31", **gestart)], identificatie="BB-E-041", dagtekening="2026-09-02",
         **mens, **partijen).write(HERE / "berichten/18-wmo307-stop.xml")


if __name__ == "__main__":
    main()
