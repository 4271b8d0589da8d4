"""Writes the scenario folders of levels 3 and 4: case.txt and NN-in.xml. Run from anywhere; then

    build/dev/bin/scenarios --update DIR ...

writes the answers, which a person reads before they are committed.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bericht import BSN, antwoord, declaratie, prestatie, product, toewijzing  # noqa: E402

ROOT = pathlib.Path(__file__).parent.parent / "scenarios"
HEADER = "/Bericht/Header"
DECLARATIE = "/Bericht/Declaratie"
IDENTIFICATIE = HEADER + "/BerichtIdentificatie/Identificatie"
DAGTEKENING = HEADER + "/BerichtIdentificatie/Dagtekening"
CODE = {"TR019": "9019", "TR063": "9063", "TR071": "9071", "TR074": "9074", "TR326": "9326", "TR347": "9347", "TR349": "9349", "TR350": "9350",
        "TR351": "9351", "TR355": "9355", "TR357": "9357", "TR359": "9359", "TR360": "9360", "TR361": "9361", "TR365": "9365",
        "TR373": "9373", "TR374": "9374", "TR375": "9375", "TR382": "9069", "TR411": "9411", "TR412": "9412", "TR413": "9413",
        "TR414": "9414", "TR415": "9415", "RETOUR-ONBEKEND": "-", "RETOUR-DUBBEL": "-",
        "TR056": "9056", "TR135": "8848", "TR304": "8187", "TR307": "9307", "TR308": "9308", "TR314": "8021", "TR318": "8214", "TR319": "9319",
        "TR321": "9321", "TR322": "9322", "TR323": "8017", "TR332": "9332", "TR333": "9333", "TR337": "-", "TR338": "9338", "TR339": "9339",
        "TR340": "9340", "TR341": "9341", "TR346": "9346", "TR366": "9366", "TR367": "9367", "TR369": "9369", "TR371": "-", "TR376": "-",
        "TR378": "S300", "TR379": "9379", "TR381": "S329", "TR384": "9384", "TR385": "9385", "TR387": "9387", "TR388": "9388",
        "TR389": "9389", "TR390": "9390", "TR418": "0611"}
ELEMENT = {"TR307": "ProductPeriode/Begindatum", "TR308": "ProductPeriode/Einddatum", "TR314": "ProductReferentie/ReferentieNummer",
           "TR319": "ProductPeriode", "TR321": "GeleverdVolume", "TR322": "GeleverdVolume", "TR323": "ProductReferentie/VorigReferentieNummer",
           "TR338": "ToewijzingNummer", "TR339": "ProductCategorie", "TR340": "ProductCode", "TR341": "Eenheid", "TR346": "IngediendBedrag/Bedrag",
           "TR369": "IngediendBedrag/Bedrag", "TR381": "ProductCode", "TR384": "ToewijzingNummer", "TR387": "ProductPeriode/Begindatum",
           "TR388": "ProductPeriode/Einddatum", "TR389": "", "TR390": "ProductReferentie/VorigReferentieNummer", "TR418": "ProductTarief"}


def bevinding(regel, plaats):
    return f"{regel} {CODE[regel]} {plaats}"


def op_prestatie(regel, p=1, c=1):
    element = ELEMENT[regel]
    return bevinding(regel, f"{DECLARATIE}/Clienten/Client[{c}]/Prestaties/Prestatie[{p}]" + (f"/{element}" if element else ""))


def op_product(regel, element, p=1):
    return bevinding(regel, f"/Bericht/Client/ToegewezenProducten/ToegewezenProduct[{p}]/{element}")


def goed(bericht):
    return bericht, "goedgekeurd", []


def fout(bericht, *bevindingen, uitkomst="afgekeurd"):
    return bericht, uitkomst, bevindingen


def zelfde(bericht, uitkomst, als):
    return bericht, f"{uitkomst} zelfde-als {als}", []


def case(naam, conditie, verwacht, *stappen, regel=None, vandaag="2026-05-10", bundel="basis", test_bsn=None):
    folder = ROOT / naam
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"regel: {regel or naam.split('-')[0]}", f"conditie: {conditie}", f"verwacht: {verwacht}", f"vandaag: {vandaag}",
             f"bundel: {bundel}"] + ([f"test_bsn: {test_bsn}"] if test_bsn else []) + [""]
    for n, (bericht, uitkomst, bevindingen) in enumerate(stappen, 1):
        bericht.write(folder / f"{n:02d}-in.xml")
        lines.append(f"{n:02d} {uitkomst}")
        lines += [f"   {b}" for b in bevindingen]
    (folder / "case.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def T(**kwargs):
    """The toewijzing that most cases begin with, as a step."""
    return goed(toewijzing(**kwargs))


def D(*prestaties, **kwargs):
    """A 323 for the first client."""
    return declaratie(clienten=[(BSN[0], list(prestaties))], **kwargs)


APRIL = {"identificatie": "D2", "nummer": "DN002", "dagtekening": "2026-05-03", "begin": "2026-04-01", "einde": "2026-04-30"}
IN_APRIL = {"begin": "2026-04-01", "einde": "2026-04-30"}
TWEEDE = {"identificatie": "D2", "nummer": "DN002"}
DERDE = {"identificatie": "D3", "nummer": "DN003"}


def header_rules():
    case("TR056-goed", "twee berichten van een afzender met elk een eigen Identificatie", "beide worden goedgekeurd",
         T(), goed(toewijzing(identificatie="T2", dagtekening="2026-01-06")))
    case("TR056-301-identificatie-opnieuw", "een 301 met andere inhoud onder een Identificatie die de gemeente al gebruikte",
         "9056 in de Header van de 302, geen Client", T(),
         fout(toewijzing(achternaam="Zwart"), bevinding("TR056", IDENTIFICATIE)))
    case("TR056-323-identificatie-opnieuw", "een andere declaratie onder een Identificatie die de aanbieder al gebruikte",
         "9056 in de Header van de 325, geen DeclaratieAntwoord", T(), goed(D(prestatie("R1"))),
         fout(D(prestatie("R2", **IN_APRIL), **(APRIL | {"identificatie": "D1"})), bevinding("TR056", IDENTIFICATIE)))
    case("TR056-andere-berichtsoort", "dezelfde Identificatie voor twee berichtsoorten van verschillende afzenders", "beide worden goedgekeurd",
         T(identificatie="X1"), goed(D(prestatie("R1"), identificatie="X1")))
    case("TR056-dubbel-bericht", "precies dezelfde bytes nog eens", "het antwoord van de eerste keer komt opnieuw; er is één besluit",
         T(), goed(D(prestatie("R1"))), zelfde(D(prestatie("R1")), "goedgekeurd", "02"))

    case("TR135-goed", "de Dagtekening is vandaag", "goedgekeurd", goed(toewijzing(dagtekening="2026-05-10")))
    case("TR135-301-morgen", "de Dagtekening van een 301 is morgen", "8848 in de Header, geen Client",
         fout(toewijzing(dagtekening="2026-05-11"), bevinding("TR135", DAGTEKENING)))
    case("TR135-323-morgen", "de Dagtekening van een declaratie is morgen", "8848 in de Header, geen DeclaratieAntwoord",
         T(), fout(D(prestatie("R1"), dagtekening="2026-05-11"), bevinding("TR135", DAGTEKENING)))

    case("TR378-goed", "de gemeentecode staat op de CBS-lijst", "goedgekeurd", T())
    case("TR378-301-onbekende-gemeente", "een 301 van een gemeentecode die niet bestaat", "S300 in de Header, geen Client",
         fout(toewijzing(gemeente="9998"), bevinding("TR378", HEADER + "/Afzender")))
    case("TR378-323-onbekende-gemeente", "een declaratie aan een gemeentecode die niet bestaat; dan is ook de client er niet bekend",
         "S300 in de Header, geen DeclaratieAntwoord",
         fout(D(prestatie("R1"), gemeente="9998"), bevinding("TR378", HEADER + "/Ontvanger"),
              bevinding("TR304", DECLARATIE + "/Clienten/Client[1]/Bsn")))
    case("TR378-herindeling", "een gemeentecode die in 2025 nog bestond, voor een toewijzing die in 2025 ingaat", "toewijzing en declaratie goedgekeurd",
         T(gemeente="9998", producten=[product(1001, ingang="2025-12-01")]), goed(D(prestatie("R1"), gemeente="9998")), bundel="herindeling")
    case("TR378-herindeling-te-laat", "een gemeentecode die in 2025 nog bestond, voor een toewijzing die in 2026 ingaat", "S300 in de Header",
         fout(toewijzing(gemeente="9998"), bevinding("TR378", HEADER + "/Afzender")), bundel="herindeling")


def toewijzing_rules():
    case("TR332-goed", "een nieuwe versie van dezelfde toewijzing, met een latere Einddatum", "goedgekeurd",
         T(), goed(toewijzing(identificatie="T2", dagtekening="2026-05-01", producten=[product(1001, einde="2027-06-30", toewijzingsdatum="2026-02-01", reden="04")])))
    case("TR332-andere-client", "het ToewijzingNummer is al gebruikt voor een andere client",
         "Header en de andere klassen 0200, ToegewezenProduct 9332", T(),
         fout(toewijzing(identificatie="T2", dagtekening="2026-05-01", bsn=BSN[1]), op_product("TR332", "ToewijzingNummer")))
    case("TR332-andere-aanbieder", "het ToewijzingNummer is al gebruikt voor een andere aanbieder", "ToegewezenProduct 9332", T(),
         fout(toewijzing(identificatie="T2", dagtekening="2026-05-01", aanbieder="42420002"), op_product("TR332", "ToewijzingNummer")))
    case("TR332-ander-domein", "hetzelfde nummer in het andere wettelijk domein", "goedgekeurd", T(), goed(toewijzing("jw", identificatie="T2", dagtekening="2026-05-01", geboren="2015-03-01")))
    case("TR332-een-van-twee", "een nieuw product naast een product met het nummer van een andere client",
         "heel het bericht afgekeurd: eerste ToegewezenProduct 0200, tweede 9332; het eerste wordt niet geboekt",
         T(), fout(toewijzing(identificatie="T2", dagtekening="2026-05-01", bsn=BSN[1], producten=[product(2001), product(1001, "02", "02A17")]),
                   op_product("TR332", "ToewijzingNummer", 2)),
         fout(declaratie(clienten=[(BSN[1], [prestatie("R1", 2001)])]), bevinding("TR304", DECLARATIE + "/Clienten/Client[1]/Bsn")))

    case("TR379-goed", "een toewijzing zonder ReferentieAanbieder", "goedgekeurd", T())
    case("TR379-geen-verzoek", "ReferentieAanbieder gevuld zonder dat er een verzoek was", "ToegewezenProduct 9379",
         fout(toewijzing(producten=[product(1001, referentie="V001")]), op_product("TR379", "ReferentieAanbieder")))

    case("TR381-301-goed", "een ProductCode van de productcodelijst onder haar eigen categorie", "goedgekeurd", T())
    case("TR381-301-niet-op-lijst", "een ProductCode die niet op de afgesproken lijst staat", "ToegewezenProduct S329",
         fout(toewijzing(producten=[product(1001, "02", "02X99")]), op_product("TR381", "Product/Code")))
    case("TR381-301-andere-categorie", "een ProductCode die bij een andere categorie hoort", "ToegewezenProduct S329",
         fout(toewijzing(producten=[product(1001, "03", "02A16")]), op_product("TR381", "Product/Code")))
    case("TR381-301-zonder-bundel", "dezelfde code zonder contractbundel", "goedgekeurd: er is geen lijst om in te kijken",
         goed(toewijzing(producten=[product(1001, "02", "02X99")])), bundel="geen")

    weg = product(1001, einde="2026-01-01", reden="13", toewijzingsdatum="2026-04-15")
    case("TR385-goed", "een toewijzing wordt verwijderd nadat de toegekende prestatie gecrediteerd is", "goedgekeurd",
         T(), goed(D(prestatie("R1"))), goed(D(prestatie("R2", dc="C", vorig="R1"), **TWEEDE)), goed(toewijzing(identificatie="T2", dagtekening="2026-05-01", producten=[weg])))
    case("TR385-prestatie-toegekend", "een toewijzing met een toegekende prestatie wordt verwijderd", "ToegewezenProduct 9385",
         T(), goed(D(prestatie("R1"))), fout(toewijzing(identificatie="T2", dagtekening="2026-05-01", producten=[weg]), op_product("TR385", "RedenWijziging")))


def declaratie_rules():
    case("TR333-goed", "een tweede declaratie met een eigen DeclaratieNummer", "beide toegekend",
         T(), goed(D(prestatie("R1"))), goed(D(prestatie("R2", **IN_APRIL), **APRIL)))
    opnieuw = D(prestatie("R2", **IN_APRIL), **(APRIL | {"nummer": "DN001"}))
    al_gebruikt = bevinding("TR333", DECLARATIE + "/DeclaratieNummer")
    case("TR333-nummer-opnieuw", "een tweede declaratie onder hetzelfde DeclaratieNummer",
         "Header 0200, DeclaratieAntwoord 9333, toegekend 0, geen Clienten", T(), goed(D(prestatie("R1"))), fout(opnieuw, al_gebruikt))
    case("TR333-niets-geboekt", "na de afwijzing komt dezelfde prestatie onder een nieuw DeclaratieNummer, met een nieuw ReferentieNummer",
         "toegekend: van de afgewezen declaratie is niets geboekt",
         T(), goed(D(prestatie("R1"))), fout(opnieuw, al_gebruikt), goed(D(prestatie("R3", **IN_APRIL), **(APRIL | DERDE))))
    case("TR318-goed", "na maart komt nog een declaratie over maart en dan een over april", "alle toegekend",
         T(), goed(D(prestatie("R1"))), goed(D(prestatie("R2", begin="2026-02-01", einde="2026-02-28"), **TWEEDE)),
         goed(D(prestatie("R3", **IN_APRIL), **(APRIL | DERDE))))
    case("TR318-eerdere-periode", "na een declaratie over april komt een declaratie over maart",
         "DeclaratieAntwoord 8214, toegekend 0, geen Clienten",
         T(), goed(D(prestatie("R1", **IN_APRIL), **(APRIL | {"identificatie": "D1", "nummer": "DN001"}))),
         fout(D(prestatie("R2"), dagtekening="2026-05-04", **TWEEDE), bevinding("TR318", DECLARATIE + "/DeclaratiePeriode")))

    case("TR304-goed", "een client met een toewijzing aan deze aanbieder", "toegekend", T(), goed(D(prestatie("R1"))))
    case("TR304-client-onbekend", "twee clienten, een zonder toewijzing",
         "de onbekende client 8187 en al zijn prestaties 0233; de ander wordt toegekend en niet genoemd",
         T(), fout(declaratie(clienten=[(BSN[1], [prestatie("R1", 2001), prestatie("R2", 2001, begin="2026-02-01", einde="2026-02-28")]),
                                        (BSN[0], [prestatie("R3")])]),
                   bevinding("TR304", DECLARATIE + "/Clienten/Client[1]/Bsn"), uitkomst="deels"))
    case("TR304-andere-aanbieder", "de client heeft een toewijzing, maar niet aan deze aanbieder", "Client 8187, prestatie 0233, toegekend 0 D",
         T(), fout(D(prestatie("R1"), aanbieder="42420002"), bevinding("TR304", DECLARATIE + "/Clienten/Client[1]/Bsn")))


def toewijzing_van_prestatie():
    case("TR338-goed", "het nummer van een toewijzing van deze client", "toegekend", T(), goed(D(prestatie("R1"))))
    case("TR338-onbekend-nummer", "een nummer dat niemand kent", "Client 0200, prestatie 9338, toegekend 0 D",
         T(), fout(D(prestatie("R1", 9999)), op_prestatie("TR338")))
    case("TR338-andere-client", "het nummer van een toewijzing van een andere client", "prestatie 9338",
         T(), T(identificatie="T2", dagtekening="2026-05-01", bsn=BSN[1], producten=[product(1002)]), fout(D(prestatie("R1", 1002)), op_prestatie("TR338")))
    case("TR338-jw", "Jw: een nummer dat niemand kent naast een goede prestatie", "prestatie 9338, de ander toegekend",
         T(domein="jw", geboren="2015-03-01"),
         fout(declaratie("jw", [(BSN[0], [prestatie("R1", categorie="45", code="45A03", tarief=6250),
                                          prestatie("R2", 9999, categorie="45", code="45A03", tarief=6250)])]),
              op_prestatie("TR338", 2), uitkomst="deels"))

    laat = product(1001, ingang="2026-03-10")
    vroeg = product(1001, einde="2026-03-20")
    case("TR307-goed", "de ProductPeriode begint op de Ingangsdatum", "toegekend",
         T(producten=[laat]), goed(D(prestatie("R1", begin="2026-03-10"))))
    case("TR307-voor-ingang", "de ProductPeriode begint voor de Ingangsdatum, in dezelfde maand", "prestatie 9307, en 9387 om de begindag",
         T(producten=[laat]), fout(D(prestatie("R1")), op_prestatie("TR307"), op_prestatie("TR387")))
    case("TR307-maand-ervoor", "de ProductPeriode ligt in de maand voor de Ingangsdatum", "prestatie 9307",
         T(producten=[laat]), fout(D(prestatie("R1", begin="2026-02-01", einde="2026-02-28")), op_prestatie("TR307")))
    case("TR308-goed", "de ProductPeriode eindigt op de Einddatum", "toegekend",
         T(producten=[vroeg]), goed(D(prestatie("R1", einde="2026-03-20"))))
    case("TR308-na-einde", "de ProductPeriode eindigt na de Einddatum, in dezelfde maand", "prestatie 9308, en 9388 om de einddag",
         T(producten=[vroeg]), fout(D(prestatie("R1")), op_prestatie("TR308"), op_prestatie("TR388")))
    case("TR308-maand-erna", "de ProductPeriode ligt in de maand na de Einddatum", "prestatie 9308",
         T(producten=[vroeg]), fout(D(prestatie("R1", **IN_APRIL), **APRIL), op_prestatie("TR308")))
    case("TR308-zonder-einddatum", "een toewijzing zonder Einddatum", "toegekend",
         T(producten=[product(1001, einde=None, volume=15, frequentie="4")]), goed(D(prestatie("R1"))))
    case("TR387-goed", "de eerste dag van de maand, en de Ingangsdatum in de maand waarin die ligt", "beide toegekend",
         T(producten=[product(1001, ingang="2026-02-10")]),
         goed(D(prestatie("R1"), prestatie("R2", begin="2026-02-10", einde="2026-02-28"))))
    case("TR387-tweede-dag", "de ProductPeriode begint op 2 maart, terwijl de toewijzing al liep", "prestatie 9387",
         T(), fout(D(prestatie("R1", begin="2026-03-02")), op_prestatie("TR387")))
    case("TR388-goed", "de laatste dag van de maand, ook in februari", "toegekend",
         T(), goed(D(prestatie("R1"), prestatie("R2", begin="2026-02-01", einde="2026-02-28"))))
    case("TR388-dag-te-vroeg", "de ProductPeriode eindigt op 30 maart, terwijl de toewijzing doorloopt", "prestatie 9388",
         T(), fout(D(prestatie("R1", einde="2026-03-30")), op_prestatie("TR388")))
    case("TR319-goed", "een ProductPeriode uit een eerdere maand", "toegekend",
         T(), goed(D(prestatie("R1", begin="2026-01-01", einde="2026-01-31"))))
    case("TR319-later", "een ProductPeriode na de DeclaratiePeriode", "prestatie 9319",
         T(), fout(D(prestatie("R1", **IN_APRIL), dagtekening="2026-05-03"), op_prestatie("TR319")))

    aspecifiek = product(1001, code=None, volume=None)
    case("TR339-goed", "een prestatie met de categorie van een aspecifieke toewijzing", "toegekend", T(producten=[aspecifiek]), goed(D(prestatie("R1"))))
    case("TR339-andere-categorie", "een prestatie uit categorie 01 op een aspecifieke toewijzing van categorie 02", "prestatie 9339",
         T(producten=[aspecifiek]),
         fout(D(prestatie("R1", categorie="01", code="01A05", eenheid="01", volume=100, tarief=58)), op_prestatie("TR339")))
    case("TR339-generiek", "een generieke toewijzing noemt geen product", "prestaties uit twee categorieen toegekend",
         T(producten=[product(1001, categorie=None, volume=None, budget=100000)]),
         goed(D(prestatie("R1"), prestatie("R2", categorie="01", code="01A05", eenheid="01", volume=100, tarief=58))))
    case("TR340-goed", "de ProductCode van de toewijzing", "toegekend", T(), goed(D(prestatie("R1"))))
    case("TR340-andere-code", "een andere ProductCode dan die van de specifieke toewijzing", "prestatie 9340",
         T(), fout(D(prestatie("R1", code="02A17", tarief=8730)), op_prestatie("TR340")))
    case("TR384-goed", "een ingetrokken toewijzing is nog te declareren tot haar Einddatum", "toegekend",
         T(), T(identificatie="T2", dagtekening="2026-05-01", producten=[product(1001, einde="2026-03-31", reden="05", toewijzingsdatum="2026-04-01")]), goed(D(prestatie("R1"))))
    case("TR384-verwijderd", "een verwijderde toewijzing", "prestatie 9384",
         T(), T(identificatie="T2", dagtekening="2026-05-01", producten=[product(1001, einde="2026-01-01", reden="13", toewijzingsdatum="2026-02-01")]),
         fout(D(prestatie("R1", begin="2026-01-01", einde="2026-01-01", volume=3)), op_prestatie("TR384")))


def contract_rules():
    uur = product(1001)
    case("TR341-goed", "toegewezen in uren, gedeclareerd in minuten: uurtarief 70,00, dus 1,17 per minuut en 70,00 x 250 / 60 = 291,67", "toegekend",
         T(producten=[uur]), goed(D(prestatie("R1", eenheid="01", volume=250, tarief=117, bedrag=29167))))
    case("TR341-andere-eenheid", "toegewezen in uren, gedeclareerd in dagdelen", "prestatie 9341", T(), fout(D(prestatie("R1", eenheid="16")), op_prestatie("TR341")),
         bundel="geen")
    case("TR341-uren-op-minuten", "toegewezen in minuten, gedeclareerd in uren: andersom mag niet", "prestatie 9341",
         T(producten=[product(1001, volume=180, eenheid="01")]), fout(D(prestatie("R1")), op_prestatie("TR341")))
    case("TR341-aspecifiek", "aspecifiek: de eenheid uit het contract is uur, gedeclareerd zijn dagdelen",
         "prestatie 9341, en 0611 omdat er per dagdeel geen tarief is",
         T(producten=[product(1001, code=None, volume=None)]), fout(D(prestatie("R1", eenheid="16")), op_prestatie("TR341"), op_prestatie("TR418")))

    case("TR346-goed", "vier uur a 70,00 is 280,00", "toegekend", T(), goed(D(prestatie("R1"))))
    case("TR346-bedrag-cent-te-hoog", "vier uur a 70,00 voor 280,01", "prestatie 9346", T(), fout(D(prestatie("R1", bedrag=28001)), op_prestatie("TR346")))
    case("TR346-minuten-afgerond-tarief", "100 minuten bij een uurtarief van 70,00: het afgeronde minuuttarief 1,17 maal 100 in plaats van 116,67",
         "prestatie 9346", T(), fout(D(prestatie("R1", eenheid="01", volume=100, tarief=117, bedrag=11700)), op_prestatie("TR346")))
    case("TR346-minuten-onafgerond", "100 minuten bij een uurtarief van 70,00: 116,67", "toegekend",
         T(), goed(D(prestatie("R1", eenheid="01", volume=100, tarief=117, bedrag=11667))))
    case("TR346-euro", "eenheid euro: er is geen tarief om mee te vermenigvuldigen", "toegekend",
         T(producten=[product(1001, "08", "08A10", volume=250000, eenheid="83", frequentie="6")]),
         goed(D(prestatie("R1", categorie="08", code="08A10", eenheid="83", volume=250000))))
    case("TR346-zonder-bundel", "minuten zonder contract: een uurtarief dat op het minuuttarief afrondt is mogelijk, een ander bedrag niet",
         "eerste toegekend, tweede 9346", T(),
         fout(D(prestatie("R1", eenheid="01", volume=100, tarief=117, bedrag=11667),
                prestatie("R2", eenheid="01", volume=100, tarief=117, bedrag=11800, begin="2026-02-01", einde="2026-02-28")),
              op_prestatie("TR346", 2), uitkomst="deels"), bundel="geen")

    case("TR381-323-goed", "aspecifiek: een ProductCode van de lijst onder de toegewezen categorie", "toegekend",
         T(producten=[product(1001, code=None, volume=None)]), goed(D(prestatie("R1", code="02A17", tarief=8730))))
    case("TR381-323-niet-op-lijst", "aspecifiek: een ProductCode die niet op de lijst staat", "prestatie S329",
         T(producten=[product(1001, code=None, volume=None)]), fout(D(prestatie("R1", code="02X99")), op_prestatie("TR381")))

    case("TR418-goed", "het tarief uit het contract", "toegekend", T(), goed(D(prestatie("R1"))))
    case("TR418-cent-te-hoog", "het tarief is een cent hoger dan in het contract", "prestatie 0611",
         T(), fout(D(prestatie("R1", tarief=7001)), op_prestatie("TR418")))
    case("TR418-cent-te-laag", "het tarief is een cent lager dan in het contract", "prestatie 0611",
         T(), fout(D(prestatie("R1", tarief=6999)), op_prestatie("TR418")))
    case("TR418-minuut-verkeerd-afgerond", "minuten bij een uurtarief van 70,00 met 1,16 in plaats van 1,17", "prestatie 0611",
         T(), fout(D(prestatie("R1", eenheid="01", volume=100, tarief=116)), op_prestatie("TR418")))
    case("TR418-minuuttarief", "er is een minuuttarief afgesproken (0,58): dat gaat voor het uurtarief (34,80)", "toegekend",
         T(producten=[product(1001, "01", "01A05")]),
         goed(D(prestatie("R1", categorie="01", code="01A05", eenheid="01", volume=100, tarief=58))))
    case("TR418-tarief-wijzigt-in-de-maand", "het contractuele tarief verandert op 16 maart: voor heel maart is er geen",
         "prestatie 0611; februari en april worden toegekend",
         T(), goed(D(prestatie("R1", begin="2026-02-01", einde="2026-02-28"), identificatie="D1")),
         fout(D(prestatie("R2"), **TWEEDE), op_prestatie("TR418")), fout(D(prestatie("R3", tarief=7200), **DERDE), op_prestatie("TR418")),
         goed(D(prestatie("R4", tarief=7200, **IN_APRIL), **(APRIL | {"identificatie": "D4", "nummer": "DN004"}))), bundel="tarieven",
         regel="TR418")
    case("TR418-niet-met-deze-aanbieder", "het product staat op de lijst, maar alleen een andere aanbieder heeft er een tarief voor", "prestatie 0611",
         T(producten=[product(1001, "02", "02A17")]), fout(D(prestatie("R1", code="02A17", tarief=8730)), op_prestatie("TR418")), bundel="tarieven")
    case("TR418-eigen-tarief", "een tarief met de aanbieder erbij gaat voor dat van iedereen", "57,50 toegekend, 55,00 afgewezen met 0611",
         T(producten=[product(1001, "07", "07A11", volume=3, eenheid="16")]),
         fout(D(prestatie("R1", categorie="07", code="07A11", eenheid="16", tarief=5750),
                prestatie("R2", categorie="07", code="07A11", eenheid="16", tarief=5500, begin="2026-02-01", einde="2026-02-28")),
              op_prestatie("TR418", 2), uitkomst="deels"), bundel="tarieven")
    case("TR418-zonder-bundel", "een ander tarief zonder contractbundel", "toegekend: er is niets om mee te vergelijken",
         T(), goed(D(prestatie("R1", tarief=9999))), bundel="geen")


def history_rules():
    case("TR314-goed", "elke prestatie een eigen ReferentieNummer", "toegekend", T(), goed(D(prestatie("R1"))), goed(D(prestatie("R2", **IN_APRIL), **APRIL)))
    case("TR314-opnieuw", "een ReferentieNummer uit een eerdere declaratie", "prestatie 8021",
         T(), goed(D(prestatie("R1"))), fout(D(prestatie("R1", **IN_APRIL), **APRIL), op_prestatie("TR314")))
    case("TR314-afgewezen-telt-mee", "het ReferentieNummer van een afgewezen prestatie", "prestatie 8021; met een nieuw nummer toegekend",
         T(), fout(D(prestatie("R1", tarief=7001)), op_prestatie("TR418")), fout(D(prestatie("R1"), **TWEEDE), op_prestatie("TR314")),
         goed(D(prestatie("R2"), **DERDE)), regel="TR314")
    case("TR323-goed", "een credit van een toegekende prestatie, in een latere maand", "toegekend: C 280,00",
         T(), goed(D(prestatie("R1"))), goed(D(prestatie("R2", dc="C", vorig="R1"), **APRIL)))
    case("TR323-debet-onbekend", "een credit op een nummer dat niemand kent", "prestatie 8017",
         T(), fout(D(prestatie("R2", dc="C", vorig="R1")), op_prestatie("TR323")))
    case("TR323-debet-afgewezen", "een credit van een prestatie die afgewezen is", "prestatie 8017",
         T(), fout(D(prestatie("R1", tarief=7001)), op_prestatie("TR418")),
         fout(D(prestatie("R2", tarief=7001, dc="C", vorig="R1"), **TWEEDE), op_prestatie("TR323")))
    case("TR323-andere-periode", "een credit met een andere ProductPeriode dan de debet", "prestatie 8017",
         T(), goed(D(prestatie("R1"))), fout(D(prestatie("R2", dc="C", vorig="R1", begin="2026-02-01", einde="2026-02-28"), **TWEEDE), op_prestatie("TR323")))
    case("TR323-inhoud-niet-bestreden", "de toewijzing is sinds de debet ingekort: een credit wordt niet op inhoud afgekeurd (IV085)", "toegekend",
         T(), goed(D(prestatie("R1"))), T(identificatie="T2", dagtekening="2026-05-01", producten=[product(1001, einde="2026-01-31", reden="05", toewijzingsdatum="2026-04-15")]),
         goed(D(prestatie("R2", dc="C", vorig="R1"), **TWEEDE)))
    case("TR390-goed", "debet, credit, nieuwe debet en de credit daarvan", "alle toegekend",
         T(), goed(D(prestatie("R1"))), goed(D(prestatie("R2", dc="C", vorig="R1"), prestatie("R3", volume=5), **TWEEDE)),
         goed(D(prestatie("R4", volume=5, dc="C", vorig="R3"), **DERDE)))
    case("TR390-tweede-credit", "dezelfde debet wordt in een latere declaratie nog eens gecrediteerd", "prestatie 9390",
         T(), goed(D(prestatie("R1"))), goed(D(prestatie("R2", dc="C", vorig="R1"), **TWEEDE)),
         fout(D(prestatie("R3", dc="C", vorig="R1"), **DERDE), op_prestatie("TR390")))
    case("TR389-goed", "credit en vervangende debet in een bericht, de debet voorop", "beide toegekend: credits gaan voor",
         T(), goed(D(prestatie("R1"))), goed(D(prestatie("R3", volume=5), prestatie("R2", dc="C", vorig="R1"), **TWEEDE)))
    case("TR389-tweede-debet", "een tweede debet voor dezelfde toewijzing, periode en product", "prestatie 9389",
         T(), goed(D(prestatie("R1"))), fout(D(prestatie("R2", volume=2), **TWEEDE), op_prestatie("TR389")))
    case("TR389-na-credit-van-later", "de eerste debet is in een eerdere declaratie gecrediteerd", "toegekend",
         T(), goed(D(prestatie("R1"))), goed(D(prestatie("R2", dc="C", vorig="R1"), **TWEEDE)), goed(D(prestatie("R3"), **DERDE)))
    case("TR389-aspecifiek", "twee productcodes op een aspecifieke toewijzing over dezelfde maand (IV075)", "beide toegekend",
         T(producten=[product(1001, code=None, volume=None)]), goed(D(prestatie("R1"), prestatie("R2", code="02A17", tarief=8730))))
    budget = product(1001, code=None, volume=None, budget=56000)
    case("TR369-goed", "twee prestaties die samen precies het Budget zijn", "toegekend",
         T(producten=[budget]), goed(D(prestatie("R1"), prestatie("R2", begin="2026-02-01", einde="2026-02-28"))))
    case("TR369-samen-te-veel", "de tweede prestatie past niet meer in het Budget, de derde wel", "tweede 9369, de andere toegekend",
         T(producten=[budget]), goed(D(prestatie("R1"))),
         fout(D(prestatie("R2", volume=5, **IN_APRIL), prestatie("R3", begin="2026-02-01", einde="2026-02-28"), **APRIL), op_prestatie("TR369"),
              uitkomst="deels"))
    case("TR369-na-credit", "na een credit is er weer ruimte in het Budget", "toegekend",
         T(producten=[budget]), goed(D(prestatie("R1", volume=8))),
         goed(D(prestatie("R2", volume=8, dc="C", vorig="R1"), prestatie("R3", volume=8, **IN_APRIL), **APRIL)))


def volume_case(naam, conditie, toewijzing_product, stappen, tarief=7000, regel="TR321", vandaag="2026-05-10", verwacht="volgens de rekenwijze van IV077",
                dagtekening_301=None):
    """stappen: (begin, einde, volume, [regels]) per ProductPeriode; each is its own 323."""
    fields = dict((f[0], f[1]) for f in toewijzing_product[1])
    omvang = dict((f[0], f[1]) for f in fields["Omvang"])
    soort = dict((f[0], f[1]) for f in fields["Product"])
    berichten = [T(producten=[toewijzing_product], dagtekening=dagtekening_301 or fields["Ingangsdatum"])]
    for n, (begin, einde, volume, regels) in enumerate(stappen, 1):
        maand = begin[:7]
        laatste = {"01": 31, "02": 28, "03": 31, "04": 30, "05": 31, "06": 30, "07": 31, "08": 31, "09": 30, "10": 31, "11": 30, "12": 31}[maand[5:]]
        regel_ = prestatie(f"R{n}", categorie=soort["Categorie"], code=soort["Code"], begin=begin, einde=einde, volume=volume,
                           eenheid=omvang["Eenheid"], tarief=tarief)
        bericht = D(regel_, identificatie=f"D{n}", nummer=f"DN{n:03d}", dagtekening=vandaag, begin=f"{maand}-01", einde=f"{maand}-{laatste}")
        berichten.append(fout(bericht, *[op_prestatie(r) for r in regels]) if regels else goed(bericht))
    case(naam, conditie, verwacht, *berichten, regel=regel, vandaag=vandaag)


def volume_rules():
    case("TR321-goed", "maart 2026 raakt zes weken: 18 uur bij 3 uur per week", "toegekend", T(), goed(D(prestatie("R1", volume=18))))
    case("TR321-boven-weekvolume", "19 uur bij 3 uur per week in maart 2026 (zes weken)", "prestatie 9321", T(), fout(D(prestatie("R1", volume=19)), op_prestatie("TR321")))
    case("TR321-minuten", "minuten tegen een toewijzing in uren: 18 uur is 1080 minuten", "1080 toegekend, 1081 afgewezen met 9321",
         T(), goed(D(prestatie("R1", eenheid="01", volume=1080, tarief=117, bedrag=126000))),
         fout(D(prestatie("R2", eenheid="01", volume=1081, tarief=117, bedrag=126117, begin="2026-04-01", einde="2026-04-30"), **APRIL), op_prestatie("TR321")))
    case("TR321-jw", "Jw: 19 uur bij 3 uur per week in maart 2026", "prestatie 9321", T(domein="jw", geboren="2015-03-01"),
         fout(declaratie("jw", [(BSN[0], [prestatie("R1", categorie="45", code="45A03", tarief=6250, volume=19)])]), op_prestatie("TR321")))
    case("TR321-per-dag", "30 minuten per dag: 31 dagen in maart is 930 minuten", "930 toegekend, 901 in april afgewezen met 9321",
         T(producten=[product(1001, "01", "01A05", volume=30, eenheid="01", frequentie="1")]),
         goed(D(prestatie("R1", categorie="01", code="01A05", eenheid="01", volume=930, tarief=58))),
         fout(D(prestatie("R2", categorie="01", code="01A05", eenheid="01", volume=901, tarief=58, **IN_APRIL), **APRIL), op_prestatie("TR321")))
    case("TR321-output-gebroken-maand", "output per maand: voor een gebroken maand is er alleen een contractafspraak (IV078)",
         "gebroken maand toegekend, volle maand boven het Volume afgewezen met 9321",
         T(producten=[product(1001, "11", "11A01", volume=1, eenheid="82", frequentie="4", ingang="2026-03-10")]),
         goed(D(prestatie("R1", categorie="11", code="11A01", eenheid="82", volume=2, tarief=125000, begin="2026-03-10"))),
         fout(D(prestatie("R2", categorie="11", code="11A01", eenheid="82", volume=2, tarief=125000, **IN_APRIL), **APRIL), op_prestatie("TR321")))

    uren = lambda ingang, einde, volume=3, frequentie="2": product(1001, volume=volume, frequentie=frequentie, ingang=ingang, einde=einde, toewijzingsdatum=ingang)
    euro = lambda volume, ingang, einde: product(1001, "08", "08A10", volume=volume, eenheid="83", ingang=ingang, einde=einde, toewijzingsdatum=ingang)
    volume_case("TR322-week-juli-september-2025", "3 uur per week, 07-07-2025 t/m 07-09-2025: 12, 15 en 3, samen hoogstens 27",
                uren("2025-07-07", "2025-09-07"),
                [("2025-07-07", "2025-07-31", 12, []), ("2025-08-01", "2025-08-31", 15, []), ("2025-09-01", "2025-09-07", 1, ["TR322"])], regel="TR322")
    volume_case("TR321-week-juli-2025-te-veel", "3 uur per week, 07-07-2025 t/m 07-09-2025: 13 uur in juli", uren("2025-07-07", "2025-09-07"),
                [("2025-07-07", "2025-07-31", 13, ["TR321"])])
    volume_case("TR322-goed", "3 uur per week, 07-07-2025 t/m 07-09-2025: 12, 12 en 3 is precies 27", uren("2025-07-07", "2025-09-07"),
                [("2025-07-07", "2025-07-31", 12, []), ("2025-08-01", "2025-08-31", 12, []), ("2025-09-01", "2025-09-07", 3, [])], regel="TR322")
    volume_case("TR322-week-oktober-december-2025", "3 uur per week, 07-10-2025 t/m 30-12-2025: 12, 15 en 15, samen hoogstens 39",
                uren("2025-10-07", "2025-12-30"),
                [("2025-10-07", "2025-10-31", 12, []), ("2025-11-01", "2025-11-30", 15, []), ("2025-12-01", "2025-12-30", 13, ["TR322"])], regel="TR322")
    volume_case("TR321-week-over-de-jaargrens", "3 uur per week: december 2025 raakt week 49 t/m 52 en week 1 van 2026, dus 15 uur",
                uren("2025-10-07", "2025-12-30"), [("2025-12-01", "2025-12-30", 16, ["TR321"])])
    volume_case("TR321-week-gebroken-eerste-maand", "3 uur per week, 12-11-2025 t/m 13-12-2025: in november drie weken, 9 uur", uren("2025-11-12", "2025-12-13"),
                [("2025-11-12", "2025-11-30", 9, [])])
    volume_case("TR321-week-gebroken-eerste-maand-te-veel", "3 uur per week, 12-11-2025 t/m 13-12-2025: 10 uur in november", uren("2025-11-12", "2025-12-13"),
                [("2025-11-12", "2025-11-30", 10, ["TR321"])])
    volume_case("TR321-zes-weken", "3 uur per week: maart 2025 raakt zes weken, dus 18 uur", uren("2025-01-01", "2025-12-31"), [("2025-03-01", "2025-03-31", 18, [])])
    volume_case("TR321-euro-tot-zondag", "300 euro per week, 07-07-2025 t/m zondag 07-09-2025: 900, 1500 en 300 euro", euro(30000, "2025-07-07", "2025-09-07"),
                [("2025-07-07", "2025-07-31", 90000, []), ("2025-08-01", "2025-08-31", 150000, []), ("2025-09-01", "2025-09-07", 30000, [])])
    volume_case("TR321-euro-tot-zondag-te-veel", "300 euro per week, 07-07-2025 t/m zondag 07-09-2025: een cent te veel in augustus", euro(30000, "2025-07-07", "2025-09-07"),
                [("2025-08-01", "2025-08-31", 150001, ["TR321"])])
    volume_case("TR321-euro-tot-vrijdag", "300 euro per week, 07-07-2025 t/m vrijdag 05-09-2025: 900, 1800 en in september niets",
                euro(30000, "2025-07-07", "2025-09-05"),
                [("2025-07-07", "2025-07-31", 90000, []), ("2025-08-01", "2025-08-31", 180000, []), ("2025-09-01", "2025-09-05", 30000, ["TR321", "TR322"])])
    volume_case("TR321-maand-gebroken", "15 uur per maand, 14-10-2025 t/m 13-12-2025: 15 in elke maand, ook een gebroken (IV078)",
                uren("2025-10-14", "2025-12-13", 15, "4"),
                [("2025-10-14", "2025-10-31", 15, []), ("2025-11-01", "2025-11-30", 15, []), ("2025-12-01", "2025-12-13", 15, [])])
    volume_case("TR321-maand-gebroken-te-veel", "15 uur per maand, 14-10-2025 t/m 13-12-2025: 16 in oktober", uren("2025-10-14", "2025-12-13", 15, "4"),
                [("2025-10-14", "2025-10-31", 16, ["TR321"])])
    volume_case("TR322-week-april-juni-2022", "(H) 3 uur per week, 13-04-2022 t/m 30-06-2022: 9, 18 en 15, samen hoogstens 36", uren("2022-04-13", "2022-06-30"),
                [("2022-04-13", "2022-04-30", 9, []), ("2022-05-01", "2022-05-31", 18, []), ("2022-06-01", "2022-06-30", 10, ["TR322"])],
                regel="TR322", vandaag="2022-07-05")
    huishoudelijk = product(1001, "01", "01A05", volume=1, ingang="2022-05-01", einde="2022-07-31", toewijzingsdatum="2022-05-01")
    volume_case("TR321-huishoudelijke-hulp-zes-keer", "(H) 1 uur per week categorie 01, 01-05-2022 t/m 31-07-2022: zes per maand, samen 14", huishoudelijk,
                [("2022-05-01", "2022-05-31", 6, []), ("2022-06-01", "2022-06-30", 6, []), ("2022-07-01", "2022-07-31", 2, [])],
                tarief=3480, vandaag="2022-08-05")
    volume_case("TR321-huishoudelijke-hulp-zeven", "(H) 1 uur per week categorie 01: zeven uur in mei 2022", huishoudelijk,
                [("2022-05-01", "2022-05-31", 7, ["TR321"])], tarief=3480, vandaag="2022-08-05")
    volume_case("TR322-huishoudelijke-hulp-totaal", "(H) 1 uur per week categorie 01, 14 weken: 6, 6 en 3 is een te veel", huishoudelijk,
                [("2022-05-01", "2022-05-31", 6, []), ("2022-06-01", "2022-06-30", 6, []), ("2022-07-01", "2022-07-31", 3, ["TR322"])],
                tarief=3480, regel="TR322", vandaag="2022-08-05")
    volume_case("TR321-euro-tot-zaterdag", "(H) 150 euro per week, 15-04-2022 t/m zaterdag 04-06-2022: 300, 900 en in juni niets", euro(15000, "2022-04-15", "2022-06-04"),
                [("2022-04-15", "2022-04-30", 30000, []), ("2022-05-01", "2022-05-31", 90000, []), ("2022-06-01", "2022-06-04", 15000, ["TR321", "TR322"])],
                vandaag="2022-08-05")
    volume_case("TR321-euro-vier-maanden", "(H) 150 euro per week, 15-04-2022 t/m zondag 31-07-2022: 300, 750, 600 en 750", euro(15000, "2022-04-15", "2022-07-31"),
                [("2022-04-15", "2022-04-30", 30000, []), ("2022-05-01", "2022-05-31", 75000, []), ("2022-06-01", "2022-06-30", 60000, []),
                 ("2022-07-01", "2022-07-31", 75000, [])], vandaag="2022-08-05")
    twee = [product(1001, volume=3, ingang="2021-01-01", einde="2021-02-19", toewijzingsdatum="2021-01-01"),
            product(1002, volume=5, ingang="2021-02-20", einde="2021-12-31", toewijzingsdatum="2021-01-01")]
    tijd = {"dagtekening": "2021-03-05", "begin": "2021-02-01", "einde": "2021-02-28"}
    case("TR321-twee-toewijzingen-in-een-week", "(H) 3 uur per week t/m vrijdag 19-02-2021 en 5 uur per week vanaf zaterdag: de gedeelde week telt voor beide",
         "9 en 10 uur toegekend", T(producten=twee, dagtekening="2021-01-01"),
         goed(D(prestatie("R1", 1001, begin="2021-02-01", einde="2021-02-19", volume=9), prestatie("R2", 1002, begin="2021-02-20", einde="2021-02-28", volume=10),
                **tijd)), vandaag="2021-03-05")
    case("TR322-samen-in-een-bericht", "40 uur in totaal toegewezen: 30 en 15 uur in een bericht", "de tweede in volgorde 9322, de eerste toegekend",
         T(producten=[product(1001, volume=40, frequentie="6")]),
         fout(D(prestatie("R1", volume=30), prestatie("R2", volume=15, begin="2026-02-01", einde="2026-02-28")), op_prestatie("TR322", 2), uitkomst="deels"))
    case("TR322-na-credit", "na een credit is er weer ruimte", "credit en nieuwe debet toegekend",
         T(producten=[product(1001, volume=40, frequentie="6")]), goed(D(prestatie("R1", volume=40))),
         goed(D(prestatie("R2", volume=40, dc="C", vorig="R1"), prestatie("R3", volume=25), **TWEEDE)))


def answer_rules():
    """Declaratie-antwoorden that the gemeente's own software sends: there is no answer to an answer."""
    februari = {"begin": "2026-02-01", "einde": "2026-02-28"}
    begin = [T(), goed(D(prestatie("R1"), prestatie("R2", **februari)))]
    plaats = "/Bericht/DeclaratieAntwoord/Clienten/Client[1]"

    def afgewezen(p=None, bsn=BSN[0], **kwargs):
        return antwoord(clienten=[(bsn, ("0200",), [(p or prestatie("R2", **februari), ("9321",))])], ingediend=(56000, "D"),
                        codes=("0200",), **kwargs)

    case("TR337-goed", "een 325 op een ontvangen declaratie", "goedgekeurd", *begin, goed(antwoord(ingediend=(56000, "D"), toegekend=(56000, "D"))))
    case("TR337-geen-declaratie", "een 325 op een declaratie die er niet was", "afgekeurd, zonder retourcode en zonder antwoord", *begin,
         fout(antwoord(ingediend=(56000, "D"), toegekend=(56000, "D"), declaratie_identificatie="D9"), bevinding("TR337", HEADER + "/DeclaratieIdentificatie")))
    case("TR366-goed", "een 325 met een afgewezen prestatie uit de declaratie", "goedgekeurd", *begin, goed(afgewezen()))
    case("TR366-onbekende-prestatie", "een 325 met een prestatie die niet in de declaratie stond", "afgekeurd", *begin,
         fout(afgewezen(prestatie("R9", **februari)), bevinding("TR366", plaats + "/Prestaties/Prestatie[1]/ProductReferentie/ReferentieNummer")))
    case("TR367-goed", "een 325 met de waarden van de declaratie", "goedgekeurd", *begin, goed(afgewezen()))
    case("TR367-andere-waarde", "een 325 met een ander toewijzingsnummer dan in de declaratie", "afgekeurd", *begin,
         fout(afgewezen(prestatie("R2", 1002, **februari)), bevinding("TR367", plaats + "/Prestaties/Prestatie[1]/ToewijzingNummer")))
    case("TR371-goed", "een 325 met de XsdVersie van de declaratie", "goedgekeurd", *begin, goed(afgewezen()))
    case("TR371-andere-versie", "een 325 met een andere XsdVersie dan de declaratie", "afgekeurd", *begin,
         fout(afgewezen().set("Header/XsdVersieDeclaratie/BerichtXsdVersie", "1.0.1"), bevinding("TR371", HEADER + "/XsdVersieDeclaratie/BerichtXsdVersie")))
    case("TR376-goed", "een 325 met het DeclaratieNummer van de declaratie", "goedgekeurd", *begin, goed(afgewezen()))
    case("TR376-ander-nummer", "een 325 met een ander DeclaratieNummer", "afgekeurd", *begin,
         fout(afgewezen(nummer="DN009"), bevinding("TR376", "/Bericht/DeclaratieAntwoord/DeclaratieNummer")))
    case("TR304-325-andere-client", "een 325 over een client die niet in de declaratie stond", "afgekeurd", *begin,
         fout(afgewezen(bsn=BSN[1]), bevinding("TR304", plaats + "/Bsn")))
    case("TR304-325-goed", "een 325 over een client van de declaratie", "goedgekeurd", *begin, goed(afgewezen()))
    case("TR056-325-identificatie-opnieuw", "een tweede, andere 325 onder dezelfde Identificatie", "afgekeurd", *begin, goed(afgewezen()),
         fout(antwoord(ingediend=(56000, "D"), toegekend=(56000, "D")), bevinding("TR056", IDENTIFICATIE)))
    case("TR135-325-morgen", "een 325 met een Dagtekening in de toekomst", "afgekeurd", *begin,
         fout(afgewezen(dagtekening="2026-05-11"), bevinding("TR135", DAGTEKENING)))
    case("TR378-325-onbekende-gemeente", "een 325 van een gemeentecode die niet bestaat; haar declaratie is er dan ook niet", "afgekeurd",
         fout(afgewezen(gemeente="9998"), bevinding("TR378", HEADER + "/Afzender"), bevinding("TR337", HEADER + "/DeclaratieIdentificatie")))


def whole_answers():
    """The cases of process.md 4 beside those above."""
    case("OP366-deels-om-zes-redenen", "een declaratie met twee goede prestaties en zes verkeerde",
         "twee toegekend; terug komen alleen de zes, elk met de eigen code",
         T(producten=[product(1001), product(1002, "02", "02A17"), product(1003, "07", "07A11", volume=3, eenheid="16"),
                      product(1004, "11", "11A01", volume=1, eenheid="82", frequentie="4")]),
         fout(D(prestatie("R1"), prestatie("R2", 1002, code="02A17", tarief=8731), prestatie("R3", 1003, "07", "07A11", eenheid="16", volume=19, tarief=5500),
                prestatie("R4", 9999), prestatie("R5", 1002, code="02A17", tarief=8730, bedrag=34921, begin="2026-02-01", einde="2026-02-28"),
                prestatie("R6", 1003, "07", "07A11", eenheid="16", tarief=5500, begin="2026-02-02", einde="2026-02-28"),
                prestatie("R7", 1004, "12", "12A01", eenheid="82", volume=1, tarief=9000), prestatie("R8", begin="2026-02-01", einde="2026-02-28")),
              op_prestatie("TR418", 2), op_prestatie("TR321", 3), op_prestatie("TR338", 4), op_prestatie("TR346", 5), op_prestatie("TR387", 6),
              op_prestatie("TR339", 7), op_prestatie("TR340", 7), uitkomst="deels"), regel="TR338")
    case("OP366-alles-afgewezen", "elke prestatie is verkeerd", "DeclaratieAntwoord 0200, toegekend 0 D, alle prestaties terug",
         T(), fout(D(prestatie("R1", tarief=7001), prestatie("R2", 9999)), op_prestatie("TR418"), op_prestatie("TR338", 2)), regel="TR338")
    case("OP366-credit-toegekend-debet-afgewezen", "een goede credit van 280 en een vervangende debet van 350,01 die niet klopt",
         "ingediend D 70,01, toegekend C 280,00, terug D 350,01 (TR342)",
         T(), goed(D(prestatie("R1"))),
         fout(D(prestatie("R2", dc="C", vorig="R1"), prestatie("R3", volume=5, bedrag=35001), **TWEEDE), op_prestatie("TR346", 2), uitkomst="deels"),
         regel="TR346")


if __name__ == "__main__":
    for write in (header_rules, toewijzing_rules, declaratie_rules, toewijzing_van_prestatie, contract_rules, history_rules, volume_rules, answer_rules, whole_answers):
        write()
