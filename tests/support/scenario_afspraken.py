"""Writes the scenario folders of the contract rules (R01 to R38) under the bundle `afspraken`. Use as scenario_level3.py."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bericht import (BSN, aangevraagd, nieuw, ongewijzigd, prestatie, product, retour, start, start_product, stop,  # noqa: E402
                     stop_product, toewijzing, verwijzer, verzoek_toewijzing, verzoek_wijziging)
from scenario_level3 import D, case as write_case, fout, goed  # noqa: E402

PRODUCT = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"
AANGEVRAAGD = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]"
START = "/Bericht/Client/StartProducten/StartProduct[1]"
STOP = "/Bericht/Client/StopProducten/StopProduct[1]"
PRESTATIE = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]"
NIEUW = "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[1]"
CODE = "Product/Code"
TWEE = {"identificatie": "T2", "bsn": BSN[1], "achternaam": "Zwart", "dagtekening": "2026-01-06"}


def case(naam, conditie, verwacht, *stappen, **kwargs):
    write_case(naam, conditie, verwacht, *stappen, bundel="afspraken", **kwargs)


def T(p=None, **kwargs):
    return toewijzing(producten=[p or product(1001)], **kwargs)


def P(code, nummer=1001, categorie="02", **kwargs):
    return product(nummer, categorie, code, **kwargs)


def V(p=None, **kwargs):
    return verzoek_toewijzing(producten=[p or aangevraagd()], **kwargs)


def A(code, categorie="02", **kwargs):
    return aangevraagd(categorie=categorie, code=code, **kwargs)


def parkeert(bericht, regel, element, plaats=PRODUCT):
    return bericht, "aangehouden", [f"{regel} - {plaats}" + (f"/{element}" if element else "")]


def signaal(bericht, *bevindingen):
    return bericht, "goedgekeurd", [f"{regel} - {plaats}" for regel, plaats in bevindingen]


def toewijzen():
    case("R01-goed", "een toewijzing aan een aanbieder met een overeenkomst voor het perceel", "goedgekeurd", goed(T()))
    case("R01-geen-overeenkomst", "een toewijzing aan een aanbieder zonder overeenkomst voor het perceel", "aangehouden voor een medewerker",
         parkeert(T(aanbieder="42420003"), "R01", CODE))
    case("R01-315-geen-overeenkomst", "een verzoek van een aanbieder zonder overeenkomst", "goedgekeurd: de 316 is schoon, het voorstel is een 319 met reden 3",
         signaal(V(aanbieder="42420003"), ("R01", AANGEVRAAGD + "/Product/Code")))
    case("R02-goed", "een voorziening waaraan de gemeente meedoet", "goedgekeurd",
         goed(T(P("07A12", categorie="07", volume=2, eenheid="16"), gemeente="0363")))
    case("R02-gemeente-doet-niet-mee", "een voorziening waaraan de gemeente niet meedoet", "aangehouden",
         parkeert(T(P("07A12", categorie="07", volume=2, eenheid="16")), "R02", CODE))
    case("R03-goed", "een lokaal perceel in een gemeente van de aanbieder", "goedgekeurd",
         goed(T(P("07A11", categorie="07", volume=2, eenheid="16"), gemeente="0363")))
    case("R03-lokaal-andere-gemeente", "een lokaal perceel in een gemeente die niet op de lijst van de aanbieder staat", "aangehouden",
         parkeert(T(P("07A11", categorie="07", volume=2, eenheid="16")), "R03", CODE))
    case("R04-goed", "een toewijzing die binnen de looptijd begint en eindigt", "goedgekeurd", goed(T()))
    case("R04-begin-na-het-einde", "een toewijzing die begint als de laatste verlenging voorbij is", "aangehouden",
         parkeert(T(product(1001, ingang="2027-01-01", einde="2027-06-30")), "R04", "Ingangsdatum"))
    case("R04-einde-na-het-einde", "een toewijzing die eindigt na de overeenkomst", "goedgekeurd met een signaal: wie begon maakt af",
         signaal(T(product(1001, einde="2027-01-31")), ("R04", PRODUCT + "/Einddatum")))
    case("R04-gesloten-product", "een product dat niet meer open staat voor nieuwe toewijzingen", "aangehouden",
         parkeert(T(P("02A18")), "R04", CODE))
    case("R06-goed", "een traject in een gemeente met trajecten", "goedgekeurd",
         goed(T(P("08A11", categorie="08", volume=1, eenheid="82", frequentie="6"))))
    case("R06-plekken-in-de-gemeente", "een traject in een gemeente die per plek bekostigt", "aangehouden",
         parkeert(T(P("08A11", categorie="08", volume=1, eenheid="82", frequentie="6"), gemeente="0363"), "R06", "Omvang/Eenheid"))
    case("R09-goed", "twee maatwerktrajecten van 1.500 euro", "goedgekeurd",
         goed(T(P("08A12", categorie="08", volume=300000, eenheid="83", frequentie="6"))))
    case("R09-andere-prijs", "een maatwerktraject voor een andere prijs dan is afgesproken", "aangehouden",
         parkeert(T(P("08A12", categorie="08", volume=310000, eenheid="83", frequentie="6")), "R09", "Omvang/Volume"))
    case("R10-goed", "een tweede traject dat anders loopt", "goedgekeurd: stapelen mag",
         goed(T()), goed(T(product(1002, einde="2026-06-30"), aanbieder="42420002", identificatie="T2")))
    case("R10-twee-keer-hetzelfde", "hetzelfde product over dezelfde periode bij een andere aanbieder", "aangehouden",
         goed(T()), parkeert(T(product(1002), aanbieder="42420002", identificatie="T2"), "R10", CODE))
    case("R11-goed", "een aanvulling naast begeleiding", "goedgekeurd", goed(T()), goed(T(P("02A24", 1002), identificatie="T2")))
    case("R11-aanvulling-alleen", "een aanvulling zonder waar zij bij hoort", "goedgekeurd met een signaal",
         signaal(T(P("02A24")), ("R11", PRODUCT + "/Product/Code")))
    case("R12-goed", "een kort product van 60 dagen", "goedgekeurd", goed(T(P("02A17", einde="2026-03-01"))))
    case("R12-langer-dan-gemiddeld", "91 dagen waar 60 het gemiddelde is", "goedgekeurd met een signaal",
         signaal(T(P("02A17", einde="2026-04-01")), ("R12", PRODUCT + "/Einddatum")))
    case("R12-te-lang", "92 dagen waar 91 het meeste is", "aangehouden", parkeert(T(P("02A17", einde="2026-04-02")), "R12", "Einddatum"))
    case("R13-goed", "geen einddatum in een perceel dat dat toelaat", "goedgekeurd",
         goed(T(P("01A05", categorie="01", volume=480, eenheid="01", frequentie="4", einde=None))))
    case("R13-zonder-einddatum", "geen einddatum in een ander perceel", "aangehouden",
         parkeert(T(product(1001, einde=None, volume=12, frequentie="4")), "R13", ""))
    case("R17-goed", "een plek die vrijkwam", "goedgekeurd",
         goed(T(P("02A21", einde="2026-03-31"))), goed(T(P("02A21", 1002, ingang="2026-04-01"), **TWEE)))
    case("R17-plekken-bezet", "een tweede cliënt op een plek", "aangehouden",
         goed(T(P("02A21"))), parkeert(T(P("02A21", 1002), **TWEE), "R17", "Ingangsdatum"))
    case("R19-goed", "een geval in het jaar erna", "goedgekeurd",
         goed(T(P("02A22"))), goed(T(P("02A22", 1002, ingang="2027-01-01", einde="2027-03-31"), **TWEE)))
    case("R19-een-geval-te-veel", "een tweede geval in een jaar waar een is afgesproken", "aangehouden",
         goed(T(P("02A22"))), parkeert(T(P("02A22", 1002), **TWEE), "R19", "Ingangsdatum"))
    case("R38-goed", "uitbreiding is niet nodig", "goedgekeurd", goed(T(P("02A23"))))
    case("R38-zonder-instemming", "meer plekken zonder instemming van de gemeenten", "aangehouden",
         goed(T(P("02A23"))), parkeert(T(P("02A23", 1002), **TWEE), "R38", "Ingangsdatum"))
    case("R20-goed", "de aanbieder binnen de raamovereenkomst", "goedgekeurd", goed(T(P("02A28"), aanbieder="42420002")))
    case("R20-zonder-bewijs", "een aanbieder buiten de raamovereenkomst, zonder dat vaststaat dat zij niet kan leveren", "aangehouden",
         parkeert(T(P("02A28")), "R20", CODE))
    case("R24-goed", "dezelfde aanbieder een tweede keer", "goedgekeurd",
         goed(T(P("02A25", einde="2026-06-30"))), goed(T(P("02A25", 1002, ingang="2026-07-01"), identificatie="T2")))
    case("R24-tweede-hoofdaanbieder", "een tweede hoofdaanbieder voor dezelfde cliënt", "aangehouden",
         goed(T(P("02A25"))),
         parkeert(T(P("02A25", 1002, einde="2026-06-30"), aanbieder="42420002", identificatie="T2"), "R24", CODE))
    case("R25-goed", "een omvang die bij de intensiteit hoort", "goedgekeurd", goed(T(P("02A20"))))
    case("R25-te-intensief", "meer uren per week dan bij het product hoort", "aangehouden", parkeert(T(P("02A20", volume=4)), "R25", "Omvang/Volume"))
    case("R26-goed", "een toewijzing zonder product waar het contract dat toelaat", "goedgekeurd",
         goed(T(product(1001, "03", None, volume=None, budget=100000))))
    case("R26-zonder-product", "een toewijzing zonder product waar het contract een product vraagt", "aangehouden",
         parkeert(T(product(1001, "04", None, volume=None, budget=100000), aanbieder="42420002"), "R26", "Product"))
    case("R29-goed", "verblijf bij een aanbieder van de regio", "goedgekeurd",
         goed(T(P("04A01", categorie="04", volume=2, eenheid="14"), aanbieder="42420002")))
    case("R29-buiten-de-regio", "verblijf buiten de regio zonder geregistreerde redenen", "goedgekeurd met een signaal",
         signaal(T(P("04A01", categorie="04", volume=2, eenheid="14")), ("R29", PRODUCT + "/Product/Code")))
    case("R37-goed", "een maatwerkvoorziening", "goedgekeurd", goed(T()))
    case("R37-algemene-voorziening", "een algemene voorziening als toewijzing", "aangehouden", parkeert(T(P("02A19")), "R37", CODE))


def geld():
    euros = lambda code, nummer, cents: product(nummer, "02", code, volume=cents, eenheid="83", frequentie="6")
    case("R14-goed", "precies het budgetplafond", "goedgekeurd",
         goed(T(euros("02A29", 1001, 9500000))), goed(T(euros("02A29", 1002, 500000), **TWEE)))
    case("R14-plafond-overschreden", "95.000 is vastgelegd en er komt 6.000 bij", "aangehouden: 1.000 te veel",
         goed(T(euros("02A29", 1001, 9500000))), parkeert(T(euros("02A29", 1002, 600000), **TWEE), "R14", "Omvang/Volume"))
    case("R14-315-plafond", "een verzoek boven het plafond", "goedgekeurd: de 316 is schoon, het voorstel is een 319 met reden 2",
         goed(T(euros("02A29", 1001, 9500000))),
         signaal(V(A("02A29", volume=600000, eenheid="83", frequentie="6"), bsn=BSN[1], achternaam="Zwart"), ("R14", AANGEVRAAGD + "/Omvang/Volume")))
    case("R16-goed", "binnen de budgetafspraak", "goedgekeurd", goed(T(euros("02A30", 1001, 1000000))))
    case("R16-boven-de-afspraak", "een cent boven de budgetafspraak", "goedgekeurd met een signaal",
         signaal(T(euros("02A30", 1001, 1000001)), ("R16", PRODUCT + "/Omvang/Volume")))


def leveren():
    plan = ("R22", START + "/Begindatum")  # the start is long ago and no plan is registered
    case("R18-goed", "een stop van een product zonder plekken", "goedgekeurd", goed(T()),
         signaal(start(), plan), goed(stop(dagtekening="2026-05-10", producten=[stop_product(einde="2026-05-01")])))
    stopt = stop_product(code="02A21", einde="2026-05-01")
    case("R18-plek-komt-vrij", "een stop op een plek", "goedgekeurd met een signaal: de plek moet opnieuw gevuld worden",
         goed(T(P("02A21"))), signaal(start(producten=[start_product(code="02A21")]), plan),
         signaal(stop(dagtekening="2026-05-10", producten=[stopt]), ("R18", STOP + "/Einddatum")))
    heen = T()
    case("R21-goed", "een 302 die de toewijzing aanneemt", "goedgekeurd", goed(heen), goed(retour(heen)))
    case("R21-weigering", "een 302 die de toewijzing weigert van wie acceptatieplicht heeft", "goedgekeurd met een signaal",
         goed(heen), signaal(retour(heen, codes={"Client/ToegewezenProducten/ToegewezenProduct": ["9332"]}), ("R21", PRODUCT)))
    recent = [start_product(begin="2026-01-20")]
    case("R22-goed", "een start van minder dan acht weken geleden", "goedgekeurd",
         goed(T()), goed(start(producten=recent, dagtekening="2026-01-22")), vandaag="2026-03-17")
    case("R22-geen-trajectplan", "acht weken na de start is er geen trajectplan", "goedgekeurd met een signaal",
         goed(T()), signaal(start(producten=recent, dagtekening="2026-01-22"), ("R22", START + "/Begindatum")), vandaag="2026-03-18")
    case("R23-goed", "een start binnen dertig dagen", "goedgekeurd", goed(T()),
         goed(start(producten=[start_product(begin="2026-01-31")], dagtekening="2026-02-02")), vandaag="2026-02-02")
    case("R23-late-start", "een start na dertig dagen", "goedgekeurd met een signaal", goed(T()),
         signaal(start(producten=[start_product(begin="2026-02-01")], dagtekening="2026-02-02"), ("R23", START + "/Begindatum")), vandaag="2026-02-02")


def verzoeken():
    case("R27-goed", "een verzoek na verwijzing door een huisarts", "goedgekeurd", goed(V()))
    case("R27-andere-verwijzer", "een verzoek na verwijzing door wie geen toegang tot de Wmo geeft", "goedgekeurd: voorstel voor een 319",
         signaal(V(aangevraagd(verwijzer=verwijzer("05", "Specialist Diemen"))), ("R27", AANGEVRAAGD + "/Verwijzer/Type")))
    jw = {"domein": "jw", "geboren": "2015-03-01"}
    heen = lambda: toewijzing(producten=[product(1001, "45", "45A03")], **jw)
    W = lambda p: verzoek_wijziging("jw", ongewijzigde=[ongewijzigd()], te_wijzigen_producten=[], nieuwe=[p])
    case("R28-goed", "een nieuw product in dezelfde categorie", "goedgekeurd", goed(heen()), goed(W(nieuw("45", "45A03", gewenst="2027-01-01", einde="2027-06-30"))))
    case("R28-andere-categorie", "een verzoek om wijziging naar een andere categorie", "goedgekeurd: voorstel voor een 319 met reden 1",
         goed(heen()), signaal(W(nieuw("55", "55A11")), ("R28", NIEUW + "/Product/Code")))


def declareren():
    case("R30-goed", "de hoofdaannemer declareert", "goedgekeurd", goed(T()), goed(D(prestatie("R1"))))
    case("R30-onderaannemer", "een onderaannemer declareert zelf", "goedgekeurd met een signaal: buiten de berichten om (OP095)",
         goed(T(P("02A27"))), signaal(D(prestatie("R1", code="02A27")), ("R30", PRESTATIE + "/ProductCode")))
    case("R31-goed", "een prestatie in een perceel per eenheid", "goedgekeurd", goed(T()), goed(D(prestatie("R1"))))
    case("R31-vast-bedrag", "een prestatie met een prijs waar een vast bedrag wordt betaald", "goedgekeurd met een signaal",
         goed(T(P("08A14", categorie="08"))), signaal(D(prestatie("R1", categorie="08", code="08A14")), ("R31", PRESTATIE + "/IngediendBedrag/Bedrag")))
    case("R32-goed", "een prestatie in een perceel zonder resultaatbekostiging", "goedgekeurd", goed(T()), goed(D(prestatie("R1"))))
    case("R32-resultaat-niet-vastgesteld", "een prestatie zonder dat het resultaat is vastgesteld", "goedgekeurd met een signaal (OP364)",
         goed(T(P("08A13", categorie="08", volume=1, eenheid="82", frequentie="6"))),
         signaal(D(prestatie("R1", categorie="08", code="08A13", volume=1, eenheid="82", tarief=150000)), ("R32", PRESTATIE + "/ToewijzingNummer")))
    etmalen = lambda n: D(prestatie("R1", categorie="04", code="04A01", volume=n, eenheid="14", tarief=2435))
    verblijf = lambda: T(P("04A01", categorie="04", volume=7, eenheid="14"), aanbieder="42420002")
    case("R33-goed", "31 etmalen in maart", "goedgekeurd", goed(verblijf()),
         goed(D(prestatie("R1", categorie="04", code="04A01", volume=31, eenheid="14", tarief=2435), aanbieder="42420002")))
    case("R33-meer-etmalen-dan-dagen", "32 etmalen in maart, wat de omvang per week toelaat", "goedgekeurd met een signaal", goed(verblijf()),
         signaal(D(prestatie("R1", categorie="04", code="04A01", volume=32, eenheid="14", tarief=2435), aanbieder="42420002"),
                 ("R33", PRESTATIE + "/GeleverdVolume")))
    kosten = lambda: T(P("08A15", categorie="08", volume=75000, eenheid="83", frequentie="6"))
    meer = lambda: T(P("08A15", categorie="08", volume=150000, eenheid="83", frequentie="6", einde="2027-01-31"))
    bon = lambda cents: D(prestatie("R1", categorie="08", code="08A15", volume=cents, eenheid="83"))
    case("R36-goed", "bijzondere kosten tot het bedrag per jaar", "goedgekeurd", goed(kosten()), goed(bon(75000)))
    case("R36-boven-het-bedrag-per-jaar", "bijzondere kosten boven het bedrag per jaar", "goedgekeurd met een signaal", goed(meer()),
         signaal(bon(75001), ("R36", PRESTATIE + "/IngediendBedrag/Bedrag")))
    opslag = lambda tarief: D(prestatie("R1", tarief=tarief), aanbieder="42420002")
    case("R07-goed", "een tarief met de opslag die deze aanbieder heeft", "goedgekeurd", goed(T(aanbieder="42420002")), goed(opslag(7700)), regel="R07")
    case("R07-opslag-niet-verleend", "een tarief met een opslag die deze aanbieder niet heeft", "TR418 wijst af met 0611", goed(T()),
         fout(D(prestatie("R1", tarief=7700)), f"TR418 0611 {PRESTATIE}/ProductTarief"))
    licht = lambda begin, einde: D(prestatie("R1", code="02A20", begin=begin, einde=einde))
    case("R08-goed", "een prestatie voor de wijziging van het tarief", "goedgekeurd", goed(T(P("02A20"))), goed(licht("2026-03-01", "2026-03-31")))
    case("R08-na-de-wijziging", "het oude tarief na de wijziging", "TR418 wijst af met 0611", goed(T(P("02A20"))),
         fout(D(prestatie("R1", code="02A20", begin="2026-04-01", einde="2026-04-30"), begin="2026-04-01", einde="2026-04-30", dagtekening="2026-05-03"),
              f"TR418 0611 {PRESTATIE}/ProductTarief"))
    case("R15-goed", "een prestatie binnen haar toewijzing terwijl het plafond vol is", "goedgekeurd",
         goed(T(P("02A29", volume=10000000, eenheid="83", frequentie="6"))), goed(D(prestatie("R1", code="02A29", volume=28000, eenheid="83"))))
    case("R15-boven-de-toewijzing", "een prestatie boven het budget van de toewijzing", "TR369 wijst af met 9369",
         goed(T(product(1001, "03", None, volume=None, budget=20000))),
         fout(D(prestatie("R1", categorie="03", code="03A01")), f"TR369 9369 {PRESTATIE}/IngediendBedrag/Bedrag"))


if __name__ == "__main__":
    for write in (toewijzen, geld, leveren, verzoeken, declareren): write()
