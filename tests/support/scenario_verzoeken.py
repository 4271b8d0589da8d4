#!/usr/bin/env python3
"""Writes the scenario folders of the rules within a 305, 307, 315, 317 or 319 (level 2): case.txt and NN-in.xml.

    tests/support/scenario_verzoeken.py         writes them all anew

The answers (NN-out.xml) come from the runner's --update; see tests/scenarios/README.md.
"""

from bericht import (aangevraagd, antwoord_verzoek, nieuw, ongewijzigd, product, start, start_product, stop, stop_product, te_wijzigen, toewijzing,
                     verwijzer, verzoek_toewijzing, verzoek_wijziging)
from scenario_level2 import CLIENT, FOUTE_BSN, fout, generiek, goed, t

START = CLIENT + "/StartProducten/StartProduct[1]"
START2 = CLIENT + "/StartProducten/StartProduct[2]"
STOP = CLIENT + "/StopProducten/StopProduct[1]"
STOP2 = CLIENT + "/StopProducten/StopProduct[2]"
GEVRAAGD = CLIENT + "/AangevraagdeProducten/AangevraagdProduct[1]"
GEVRAAGD2 = CLIENT + "/AangevraagdeProducten/AangevraagdProduct[2]"
VERZOEK = CLIENT + "/Verzoek"
WIJZIG = VERZOEK + "/TeWijzigenProducten/TeWijzigenProduct[1]"
NIEUW = VERZOEK + "/NieuweProducten/NieuwProduct[1]"
NIEUW2 = VERZOEK + "/NieuweProducten/NieuwProduct[2]"


def stops(*producten, domein="wmo", **rest):
    """A 307 of 1 May 2026, after the last day of what it stops."""
    return stop(domein, list(producten) or [stopt()], dagtekening="2026-05-01", **rest)


def stopt(nummer=1001, einde="2026-04-30", **rest):
    return stop_product(nummer, einde=einde, **rest)


def gevraagd(*producten, **rest):
    return verzoek_toewijzing(producten=list(producten) or None, **rest)


def wijziging(*nieuwe, **rest):
    return verzoek_wijziging(nieuwe=nieuwe, **rest)


def hulpmiddel():
    return nieuw("11", "11A01", volume=1, eenheid="82", frequentie="6")


def clienten():
    """What the Client of 305, 307, 315 and 317 has in common with that of a 301."""
    datum = CLIENT + "/Geboortedatum/Datum"
    for nummer, maak in ((305, start), (307, stops), (315, verzoek_toewijzing)):
        fout(f"TR002-{nummer}-ouder-dan-120-jaar", "de geboortedatum ligt meer dan 120 jaar voor de dagtekening", maak(geboren="1905-01-01"), datum)
        fout(f"CS139-{nummer}-dag-onbekend", "DatumGebruik 1, maar niet de eerste van de maand",
             maak().after("Client/Geboortedatum/Datum", ["DatumGebruik", "1"]), datum)
        fout(f"TR134-{nummer}-geboren-na-dagtekening", "de geboortedatum ligt na de dagtekening", maak(geboren="2026-05-09"), datum)
    for nummer, maak in ((305, start), (307, stops), (315, verzoek_toewijzing), (317, verzoek_wijziging)):
        fout(f"CS002-{nummer}", "het BSN voldoet niet aan de 11-proef", maak(bsn=FOUTE_BSN), CLIENT + "/Bsn")
    onbekend = lambda bericht: bericht.after("Client/Geboortedatum/Datum", ["DatumGebruik", "3"])
    goed("TR002-305-goed-onbekend", "de geboortedatum is onbekend: 01-01-1900 met DatumGebruik 3", t(), onbekend(start(geboren="1900-01-01")))
    goed("CS139-315-goed", "DatumGebruik 3 en 01-01-1900", onbekend(verzoek_toewijzing(geboren="1900-01-01")))


def leveringen():
    """Rules on StartProduct and StopProduct."""
    twee = t(product(1001), product(1002, code="02A17"))
    starts = lambda *producten, **rest: start(producten=list(producten), **rest)
    begin2 = start_product(1002, code="02A17")

    fout("TR134-305-start-na-dagtekening", "de levering begint een dag na de dagtekening", starts(start_product(begin="2026-01-13")),
         START + "/Begindatum")
    goed("TR134-305-goed-start-op-dagtekening", "de levering begint op de dagtekening", t(), starts(start_product(begin="2026-01-12")))
    fout("TR134-307-einde-na-dagtekening", "de levering eindigt een dag na de dagtekening", stops(stopt(einde="2026-05-02")), STOP + "/Einddatum")
    goed("TR134-307-goed-einde-op-dagtekening", "de levering eindigt op de dagtekening", t(), start(), stops(stopt(einde="2026-05-01")))

    fout("TR018-einde-voor-begin", "de levering eindigt een dag voor zij begint", stops(stopt(einde="2026-01-09")), STOP + "/Einddatum")
    fout("TR018-einde-voor-begin-jw", "de jeugdhulp eindigt een dag voor zij begint",
         stops(stop_product(1001, "45", "45A03", reden="31", einde="2026-01-09"), domein="jw"), STOP + "/Einddatum")
    goed("TR018-goed-een-dag", "de levering eindigt op de dag dat zij begint", t(), start(), stops(stopt(einde="2026-01-10")))

    fout("CS058-305-gewijzigd", "een start wordt aangeleverd als wijziging", starts(start_product(status="2")), START + "/StatusAanlevering")
    fout("CS058-305-ongewijzigd", "een start wordt aangeleverd als ongewijzigd", starts(start_product(status="9")), START + "/StatusAanlevering")
    fout("CS058-307-gewijzigd", "een stop wordt aangeleverd als wijziging", stops(stopt(status="2")), STOP + "/StatusAanlevering")
    goed("CS058-goed-nieuw", "een start wordt voor het eerst aangeleverd", t(), start())
    goed("CS058-goed-verwijderd", "een start wordt verwijderd", t(), start(), starts(start_product(status="3"), identificatie="S2"))

    fout("TR101-305-dubbel", "dezelfde start staat er twee keer, eens met een andere ToewijzingIngangsdatum",
         starts(start_product(), start_product(ingang="2026-01-02")), START2)
    fout("TR101-305-verwijderd-en-opnieuw", "dezelfde start wordt in een bericht verwijderd en opnieuw gestuurd (IV008)",
         starts(start_product(status="3"), start_product()), START2)
    fout("TR101-305-zonder-nummer", "twee starts zonder ToewijzingNummer van hetzelfde product op dezelfde dag",
         starts(start_product(None, ingang=None), start_product(None, ingang=None)), START2)
    goed("TR101-305-goed", "twee starts op twee toewijzingen", twee, starts(start_product(), begin2))
    fout("TR101-307-dubbel", "dezelfde stop staat er twee keer", stops(stopt(), stopt()), STOP2)
    goed("TR101-307-goed", "twee stops van twee leveringen", twee, starts(start_product(), begin2), stops(stopt(), stopt(1002, code="02A17")))

    fout("DATUMBEREIK-305", "de toewijzing van een start ging in het jaar 12023 in", starts(start_product(ingang="12023-05-06")),
         START + "/ToewijzingIngangsdatum")
    fout("DATUMBEREIK-307", "de levering begon voor onze jaartelling", stops(stopt(begin="-2023-05-06")), STOP + "/Begindatum")


def producten_in_verzoeken():
    """What AangevraagdProduct, TeWijzigenProduct and NieuwProduct have in common with ToegewezenProduct."""
    gewijzigd = lambda **rest: verzoek_wijziging(te_wijzigen_producten=[te_wijzigen(**rest)])
    budget = dict(volume=None, budget=500000)
    aspecifiek = dict(categorie="08", code=None, volume=None)
    dagdeel = dict(categorie="07", code="07A11", eenheid="16")

    soorten = (("315", lambda **rest: gevraagd(aangevraagd(**rest)), GEVRAAGD, "/ToewijzingEinddatum", "ingang"),
               ("317-nieuw", lambda **rest: wijziging(nieuw(**rest)), NIEUW, "/Einddatum", "gewenst"),
               ("317-te-wijzigen", gewijzigd, WIJZIG, "/Einddatum", "gewenst"))
    for naam, maak, plaats, einde, begin in soorten:
        voor = [] if naam == "315" else [t()]
        alleen_budget = budget if maak is gewijzigd else dict(aspecifiek, budget=500000)
        fout(f"CD075-{naam}-budget-zonder-einde", "er is een budget en geen einddatum", maak(**alleen_budget, einde=None), plaats + einde)
        if maak is gewijzigd:
            goed(f"CD075-{naam}-goed", "er is een hoger budget met een einddatum", t(generiek(1001)), maak(gewenst="2026-01-01", volume=None, budget=600000))
        else: goed(f"CD075-{naam}-goed", "er is een budget met een einddatum", *voor, maak(**alleen_budget))
        fout(f"CD076-{naam}-per-week-zonder-einde", "de omvang is per week en er is geen einddatum", maak(einde=None), plaats + einde)
        goed(f"CD076-{naam}-goed", "de omvang is per maand en er is geen einddatum", *voor, maak(einde=None, frequentie="4"))
        omvang, geld = plaats + "/Omvang", plaats + "/Budget"
        fout(f"CD077-{naam}-budget-en-omvang", "er is een budget en een omvang", maak(budget=500000), omvang, ("CD078", geld))
        fout(f"CD078-{naam}-omvang-en-budget", "er is een omvang en een budget", maak(budget=500000), geld, ("CD077", omvang))
        fout(f"CS003-{naam}-einde-voor-begin", "het einde ligt een dag voor het begin", maak(**{begin: "2026-08-01", "einde": "2026-07-31"}),
             plaats + einde)
        fout(f"DATUMBEREIK-{naam}", "het einde ligt in het jaar 2101", maak(einde="2101-01-01"), plaats + einde)

    for naam, maak, plaats, _, _ in soorten[:2]:
        voor = [] if naam == "315" else [t()]
        code, frequentie = ("CD095", "CS343") if naam == "315" else ("CD096", "CS338")
        fout(f"CD041-{naam}-code-zonder-omvang", "een product met een code heeft geen omvang", maak(volume=None), plaats + "/Omvang")
        goed(f"CD041-{naam}-goed-aspecifiek", "een product zonder code heeft geen omvang", *voor, maak(**aspecifiek))
        fout(f"CD079-{naam}-geen-product-en-geen-budget", "er is geen product en geen budget", maak(categorie=None, volume=None), plaats + "/Product")
        fout(f"{code}-omvang-zonder-code", "een omvang bij een product zonder code", maak(code=None), plaats + "/Omvang")
        goed(f"{code}-goed", "een omvang bij een product met een code", *voor, maak())
        fout(f"{frequentie}-{naam}-dagdelen-per-dag", "dagdelen zijn per dag gevraagd", maak(**dagdeel, frequentie="1"), plaats + "/Omvang/Frequentie")
        goed(f"{frequentie}-{naam}-goed-dagdelen-per-week", "dagdelen zijn per week gevraagd", *voor, maak(**dagdeel))
    goed("CD079-315-goed-generiek", "een aangevraagd product zonder productcategorie heeft een budget", gevraagd(aangevraagd(categorie=None, **budget)))
    goed("CD079-317-goed-te-wijzigen", "een te wijzigen toewijzing noemt geen product", t(), verzoek_wijziging())
    fout("CS338-317-te-wijzigen", "dagdelen per dag bij een te wijzigen toewijzing", gewijzigd(eenheid="16", frequentie="1"), WIJZIG + "/Omvang/Frequentie")
    oud = dict(ingang="2020-01-01", einde="2020-12-31")
    goed("CD095-goed-tot-en-met-2020", "een omvang zonder productcode, de einddatum is 31-12-2020", gevraagd(aangevraagd(code=None, **oud)), bundel="geen")
    goed("CS343-goed-tot-en-met-2020", "dagdelen per dag, de einddatum is 31-12-2020", gevraagd(aangevraagd(**dagdeel, frequentie="1", **oud)),
         bundel="geen")


def stapeling():
    """TR386 between the AangevraagdProducten of a 315, TR410 between the NieuwProducten of a 317."""
    def gevraagde(domein, a, b):
        return [verzoek_toewijzing(domein, [aangevraagd("V1", **a), aangevraagd("V2", **b)])]

    def nieuwe(domein, a, b):
        return [toewijzing(domein), verzoek_wijziging(domein, nieuwe=[nieuw(**a), nieuw(**b)])]

    eerst = dict(einde="2026-09-30")
    zonder_product = dict(categorie=None, volume=None, budget=500000)
    aspecifiek = dict(code=None, volume=None)
    jeugd = dict(categorie="45", code="45A04")
    hulp = dict(categorie="11", code="11A01", volume=1, eenheid="82", frequentie="6")
    for regel, paar, begin, plaats, woord in (("TR386", gevraagde, "ingang", GEVRAAGD2, "aangevraagde producten"),
                                              ("TR410", nieuwe, "gewenst", NIEUW2, "nieuwe producten")):
        dan, samen = {begin: "2026-10-01"}, {begin: "2026-09-30"}
        verkeerd = lambda naam, conditie, a, b, domein="wmo": fout(f"{regel}-{naam}", conditie, paar(domein, a, b)[-1], plaats)
        verkeerd("overlap-zelfde-product", f"twee {woord} van hetzelfde product hebben een dag samen", eerst, samen)
        verkeerd("overlap-categorie", f"twee {woord} van dezelfde categorie, een zonder code, hebben een dag samen", dict(eerst, **aspecifiek), samen)
        verkeerd("overlap-zonder-categorie", f"twee {woord}, een zonder product, hebben een dag samen", dict(eerst, **zonder_product), samen)
        verkeerd("overlap-jw", f"twee {woord} van de jeugdhulp hebben een dag samen", dict(eerst, **jeugd), dict(samen, **jeugd), "jw")
        goed(f"{regel}-goed-aansluitend", "het ene product begint de dag nadat het andere eindigt", *paar("wmo", eerst, dan))
        goed(f"{regel}-goed-hulpmiddelen", "twee hulpmiddelen (categorie 11) mogen overlappen", *paar("wmo", dict(hulp, **eerst), dict(hulp, **samen)))
        goed(f"{regel}-goed-aansluitend-jw", "het ene jeugdproduct begint de dag nadat het andere eindigt",
             *paar("jw", dict(eerst, **jeugd), dict(dan, **jeugd)))


def verzoeken():
    """Rules of a 315 or 317 alone."""
    referentie = GEVRAAGD2 + "/ReferentieAanbieder"
    dubbel = lambda: gevraagd(aangevraagd("V1"), aangevraagd("V1", code="02A17"))
    fout("TR383-referentie-dubbel", "twee aangevraagde producten hebben dezelfde referentie", dubbel(), referentie, ("TR101", referentie))
    fout("TR101-315-referentie-dubbel", "twee aangevraagde producten hebben dezelfde referentie", dubbel(), referentie, ("TR383", referentie))
    goed("TR383-goed", "twee aangevraagde producten hebben elk hun referentie", gevraagd(aangevraagd("V1"), aangevraagd("V2", code="02A17")))
    goed("TR101-315-goed", "twee aangevraagde producten hebben elk hun referentie", gevraagd(aangevraagd("V1"), aangevraagd("V2", code="02A17")))

    beschikking = GEVRAAGD + "/BeschikkingIngangsdatum"
    fout("CD043-nummer-zonder-ingang", "een beschikkingnummer zonder ingangsdatum", gevraagd(aangevraagd(beschikking=77)), beschikking)
    fout("CD043-ingang-zonder-nummer", "een ingangsdatum van een beschikking zonder nummer", gevraagd(aangevraagd(beschikking_ingang="2026-01-01")),
         beschikking)
    goed("CD043-goed", "een beschikking met nummer en ingangsdatum", gevraagd(aangevraagd(beschikking=77, beschikking_ingang="2026-01-01")))
    fout("DATUMBEREIK-315-beschikking", "een beschikking uit het jaar 1899", gevraagd(aangevraagd(beschikking=77, beschikking_ingang="1899-12-31")),
         beschikking)

    verwezen = lambda *args: gevraagd(aangevraagd(verwijzer=verwijzer(*args)))
    fout("CD066-code-en-naam", "een huisarts heeft een zorgverlenercode en een naam", verwezen("02", "Huisarts Diemen", "01001234"),
         GEVRAAGD + "/Verwijzer/Naam")
    goed("CD066-goed-alleen-code", "een medisch specialist heeft een zorgverlenercode", verwezen("05", None, "01001234"))
    fout("CD067-geen-code-en-geen-naam", "een jeugdarts heeft geen zorgverlenercode en geen naam", verwezen("03", None, None),
         GEVRAAGD + "/Verwijzer/Naam")
    goed("CD067-goed-alleen-naam", "een gecertificeerde instelling heeft een naam", verwezen("04", "Jeugdbescherming", None))
    fout("CD068-gemeente-met-code", "een gemeente heeft een zorgverlenercode", verwezen("01", None, "01001234"),
         GEVRAAGD + "/Verwijzer/ZorgverlenerCode")
    fout("CD068-rechter-met-code", "een rechter heeft een zorgverlenercode", verwezen("08", "Rechtbank", "01001234"),
         GEVRAAGD + "/Verwijzer/ZorgverlenerCode")
    goed("CD068-goed-zelfverwijzer", "een zelfverwijzer heeft geen zorgverlenercode en geen naam", verwezen("06", None, None))

    twee = lambda: t(product(1001), product(1002, code="02A17"))
    fout("TR352-alleen-nieuw", "het verzoek noemt geen bestaande toewijzing", wijziging(nieuw(), te_wijzigen_producten=[]), VERZOEK)
    goed("TR352-goed-ongewijzigd", "het verzoek noemt een toewijzing die blijft zoals zij is", t(),
         wijziging(nieuw(), ongewijzigde=[ongewijzigd()], te_wijzigen_producten=[]))
    fout("TR353-alleen-ongewijzigd", "het verzoek vraagt geen wijziging", verzoek_wijziging(ongewijzigde=[ongewijzigd()], te_wijzigen_producten=[]), VERZOEK)
    fout("TR353-leeg", "het verzoek noemt geen enkel product", verzoek_wijziging(te_wijzigen_producten=[]), VERZOEK, ("TR352", VERZOEK))
    goed("TR353-goed-te-wijzigen", "het verzoek wijzigt een toewijzing", t(), verzoek_wijziging())

    gewenst = NIEUW + "/GewensteIngangsdatum"
    fout("TR380-op-dagtekening", "de gewenste ingangsdatum is de dagtekening", wijziging(nieuw(gewenst="2026-05-01")), gewenst)
    goed("TR380-goed-dag-erna", "de gewenste ingangsdatum is de dag na de dagtekening", t(), wijziging(nieuw(gewenst="2026-05-02")))

    fout("TR101-317-ongewijzigd-dubbel", "een ongewijzigde toewijzing staat er twee keer", verzoek_wijziging(ongewijzigde=[ongewijzigd(1002), ongewijzigd(1002)]),
         VERZOEK + "/OngewijzigdeProducten/OngewijzigdProduct[2]/ToewijzingNummer")
    fout("TR101-317-te-wijzigen-dubbel", "een te wijzigen toewijzing staat er twee keer",
         verzoek_wijziging(te_wijzigen_producten=[te_wijzigen(), te_wijzigen(volume=6)]), VERZOEK + "/TeWijzigenProducten/TeWijzigenProduct[2]/ToewijzingNummer")
    fout("TR101-317-nieuw-dubbel", "een nieuw hulpmiddel wordt twee keer voor dezelfde dag gevraagd", wijziging(hulpmiddel(), hulpmiddel()), NIEUW2)
    goed("TR101-317-goed", "elke toewijzing staat er een keer", twee(), verzoek_wijziging(ongewijzigde=[ongewijzigd(1002)]))


def antwoorden_op_verzoeken():
    """Rules of a 319."""
    reden = "/Bericht/Antwoord/RedenAfwijzingVerzoek"
    plaats = "/Bericht/Antwoord/Woonplaatsbeginsel"
    fout("CD085-afwijzing-zonder-reden", "een verzoek is afgewezen zonder reden", antwoord_verzoek(antwoord="1"), reden)
    goed("CD085-goed", "een verzoek is afgewezen met een reden", verzoek_toewijzing(), antwoord_verzoek(antwoord="1", reden="3"))
    fout("CD086-onderzoek-met-reden", "een verzoek in onderzoek heeft een reden van afwijzing", antwoord_verzoek(antwoord="2", reden="3"), reden)
    goed("CD086-goed", "een verzoek in onderzoek heeft geen reden van afwijzing", verzoek_toewijzing(), antwoord_verzoek())
    fout("TR377-woonplaatsbeginsel-zonder-gemeente", "een afwijzing om het woonplaatsbeginsel noemt geen gemeente",
         antwoord_verzoek("jw", antwoord="1", reden="8"), plaats)
    goed("TR377-goed", "een afwijzing om het woonplaatsbeginsel noemt de gemeente", verzoek_toewijzing("jw"),
         antwoord_verzoek("jw", antwoord="1", reden="8", woonplaats="0363"))
    fout("TR409-andere-reden-met-gemeente", "een afwijzing om een andere reden noemt een gemeente",
         antwoord_verzoek("jw", antwoord="1", reden="5", woonplaats="0363"), plaats)
    goed("TR409-goed", "een afwijzing om een andere reden noemt geen gemeente", verzoek_toewijzing("jw"), antwoord_verzoek("jw", antwoord="1", reden="5"))
    goed("TR377-goed-wmo", "de Wmo kent geen Woonplaatsbeginsel in een 319, ook niet bij reden 8", verzoek_toewijzing(),
         antwoord_verzoek(antwoord="1", reden="8"))
    fout("DATUMBEREIK-319", "het antwoord is gedagtekend in het jaar 12025", antwoord_verzoek(dagtekening="12025-12-18"),
         "/Bericht/Header/BerichtIdentificatie/Dagtekening")


if __name__ == "__main__":
    clienten()
    leveringen()
    producten_in_verzoeken()
    stapeling()
    verzoeken()
    antwoorden_op_verzoeken()
