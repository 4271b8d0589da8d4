"""Writes the scenario folders of transitions (overgangen.csv) that no rule of its own shows: versions and removals out of order, retours
that undo a step, deliveries that begin again. Use as scenario_level3.py."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bericht import prestatie, product, retour, start_product, stop_product, toewijzing  # noqa: E402
from scenario_level3 import APRIL, D, IN_APRIL, T, case, fout, goed, op_prestatie, op_product  # noqa: E402
from scenario_level3_levering import E, S, TIJDELIJK, gestart, op_start, op_stop  # noqa: E402
from scenario_level3_levering import case as levering  # noqa: E402
from scenario_level3_verzoek import V, W, afwijzing, honorering, onderzoek, op_antwoord  # noqa: E402

sp, ep = start_product, stop_product
AFGEKEURD = ["0001"]
EEN_DAG = {"begin": "2026-01-01", "einde": "2026-01-01", "volume": 3}


def versie(n, dagtekening, *producten, **kwargs):
    """A later 301 for the same client."""
    return toewijzing(identificatie=f"T{n}", dagtekening=dagtekening, producten=list(producten), **kwargs)


def april(referentie="R2", **kwargs):
    return D(prestatie(referentie, **(IN_APRIL | kwargs)), **APRIL)


def toewijzingen():
    verwijderd = product(1001, einde="2026-01-01", reden="13", toewijzingsdatum="2026-02-01")
    case("OP258-intrekken", "een 301 met een eerdere Einddatum", "maart wordt toegekend, april afgewezen met 9308",
         T(), goed(versie(2, "2026-02-02", product(1001, einde="2026-03-31", reden="05", toewijzingsdatum="2026-02-01"))),
         goed(D(prestatie("R1"))), fout(april(), op_prestatie("TR308")), regel="TR308")
    case("OP380-na-afloop", "een toewijzing die is afgelopen, wordt alsnog verlengd", "goedgekeurd: er is geen retourcode voor, en maart wordt toegekend",
         T(producten=[product(1001, einde="2026-02-28")]),
         goed(versie(2, "2026-04-02", product(1001, einde="2026-12-31", reden="04", toewijzingsdatum="2026-04-01"))), goed(D(prestatie("R1"))), regel="TR308")

    def budget(cent, **kwargs):
        return product(1001, "02", None, volume=None, budget=cent, **kwargs)

    case("OP257-budget-verhoogd", "het Budget gaat van 280 naar 560 euro onder hetzelfde nummer", "de tweede maand wordt toegekend",
         T(producten=[budget(28000)]), goed(D(prestatie("R1"))), goed(versie(2, "2026-04-02", budget(56000, reden="12", toewijzingsdatum="2026-04-01"))),
         goed(april()), regel="TR369")
    case("OP299-budget-verlaagd", "het Budget gaat van 560 naar 280 euro", "goedgekeurd: of de aanbieder instemde, staat er niet in; de tweede maand past niet meer",
         T(producten=[budget(56000)]), goed(D(prestatie("R1"))), goed(versie(2, "2026-04-02", budget(28000, reden="05", toewijzingsdatum="2026-04-01"))),
         fout(april(), op_prestatie("TR369")), regel="TR369")
    totaal = {"frequentie": "6"}
    case("OP298-volume-verlaagd", "het totale volume gaat van 8 naar 4 uur", "goedgekeurd: of de aanbieder instemde, staat er niet in; de tweede maand past niet meer",
         T(producten=[product(1001, volume=8, **totaal)]), goed(D(prestatie("R1"))),
         goed(versie(2, "2026-04-02", product(1001, volume=4, reden="05", toewijzingsdatum="2026-04-01", **totaal))),
         fout(april(), op_prestatie("TR322")), regel="TR322")
    case("IV066-nieuw-nummer", "een ander weekvolume vanaf april: het oude nummer ingetrokken, een nieuw nummer erbij", "beide maanden worden toegekend",
         T(), goed(versie(2, "2026-04-01", product(1001, einde="2026-03-31", reden="12", toewijzingsdatum="2026-04-01"),
                          product(1002, volume=5, ingang="2026-04-01", toewijzingsdatum="2026-04-01"))),
         goed(D(prestatie("R1"))), goed(april(toewijzing=1002, volume=25)), regel="TR321")
    case("CS335-goed-een-dag", "een toewijzing van een dag, met een andere reden dan 13", "geldig: die dag wordt toegekend",
         T(producten=[product(1001, ingang="2026-03-31", einde="2026-03-31", reden="05")]),
         goed(D(prestatie("R1", begin="2026-03-31", einde="2026-03-31", volume=3))))
    case("TR385-verlopen-verwijderd", "een toewijzing die is afgelopen, wordt verwijderd", "goedgekeurd; een prestatie erop wordt afgewezen met 9384",
         T(producten=[product(1001, einde="2026-03-31")]), goed(versie(2, "2026-04-02", verwijderd)), fout(D(prestatie("R1", **EEN_DAG)), op_prestatie("TR384")))
    case("IV013-oudere-versie-na-verwijdering", "na de verwijdering van februari komt nog een versie van januari", "de verwijdering blijft gelden: 9384",
         T(), goed(versie(2, "2026-02-02", verwijderd)), goed(versie(3, "2026-02-03", product(1001, einde="2027-06-30", reden="04", toewijzingsdatum="2026-01-20"))),
         fout(D(prestatie("R1", **EEN_DAG)), op_prestatie("TR384")), regel="TR384")
    case("IV013-verwijdering-komt-eerst", "de verwijdering van een toewijzing komt voor de toewijzing zelf", "de toewijzing telt niet: 9384",
         goed(versie(2, "2026-02-02", verwijderd)), T(), fout(D(prestatie("R1", **EEN_DAG)), op_prestatie("TR384")), regel="TR384")
    case("OP186-einde-in-het-verleden", "een 301 met een Einddatum die al voorbij is", "goedgekeurd: of er overleg was, staat er niet in; maart valt buiten de periode",
         T(), goed(versie(2, "2026-04-02", product(1001, einde="2026-02-28", reden="05", toewijzingsdatum="2026-04-01"))),
         fout(D(prestatie("R1")), op_prestatie("TR308")), regel="TR308")
    kort = versie(2, "2026-02-02", product(1001, einde="2026-03-31", reden="05", toewijzingsdatum="2026-02-01"))
    case("OP286-versie-door-aanbieder-afgekeurd", "de aanbieder keurt een kortere versie af met een 302", "de vorige versie geldt: april wordt toegekend",
         T(), goed(kort), goed(retour(kort, AFGEKEURD)), goed(april()), regel="TR308")


def verzoeken():
    case("TR355-antwoord-voor-verzoek", "het antwoord komt voor het verzoek; daarna komt het opnieuw", "eerst 9355, na het verzoek goedgekeurd",
         fout(afwijzing(), op_antwoord("TR355", "ReferentieAanbieder")), goed(V()), goed(afwijzing(n="B3")))
    case("TR379-toewijzing-voor-verzoek", "de toewijzing komt voor het verzoek dat zij honoreert; daarna komt zij opnieuw", "eerst 9379, na het verzoek goedgekeurd",
         fout(honorering(), op_product("TR379", "ReferentieAanbieder")), goed(V()), goed(honorering(n="T2")))
    case("TR374-verzoek-door-gemeente-afgekeurd", "de gemeente keurt het vorige verzoek af met een 316", "goedgekeurd: het telt als niet verzonden",
         goed(V()), goed(retour(V(), AFGEKEURD)), goed(V("V2")))
    case("TR360-door-aanbieder-afgekeurd", "de aanbieder keurt \"in onderzoek\" af met een 320", "het antwoord telt als niet verzonden: nog eens in onderzoek mag",
         goed(V()), goed(onderzoek()), goed(retour(onderzoek(), AFGEKEURD)), goed(onderzoek(n="B2")))
    case("IV094-andere-omvang", "een toewijzing met een andere Omvang en Einddatum dan gevraagd", "goedgekeurd: de gemeente mag van een verzoek om toewijzing afwijken",
         goed(V()), goed(toewijzing(producten=[product(1001, volume=2, einde="2026-06-30", referentie="V1")])), regel="TR379")
    case("OP348-anders-dan-gevraagd", "een verzoek om wijziging wordt gehonoreerd met een ander volume dan gevraagd", "goedgekeurd: daarvoor bestaat geen retourcode",
         T(), goed(W()), goed(versie(2, "2026-05-04", product(1001, volume=4, reden="12", toewijzingsdatum="2026-05-04", referentie="W1"))), regel="TR379")
    nogmaals = op_antwoord("TR360", "VerzoekAntwoord")
    case("TR360-wijziging", "twee keer in onderzoek op een verzoek om wijziging", "Antwoord 9360", T(), goed(W()), goed(onderzoek("W1")),
         fout(onderzoek("W1", n="B2"), nogmaals))
    case("TR365-wijziging", "een verzoek om wijziging: in onderzoek, dan afgewezen, dan een nieuw verzoek", "alle goedgekeurd",
         T(), goed(W()), goed(onderzoek("W1")), goed(afwijzing("W1")), goed(W("W2")))


def leveringen():
    begin = gestart()
    levering("TR019-start-voor-toewijzing", "de start komt voor de toewijzing; daarna komt hij opnieuw", "eerst 9019, na de toewijzing goedgekeurd",
             fout(S(sp()), op_start("TR019", "ToewijzingNummer")), T(), goed(S(sp())))
    levering("TR074-door-gemeente-afgekeurd", "de gemeente keurt de start af met een 306; dezelfde start komt opnieuw", "goedgekeurd: de eerste telt als niet verzonden",
             T(), goed(eerste := S(sp())), goed(retour(eerste, AFGEKEURD)), goed(S(sp())))
    levering("TR382-start-door-gemeente-afgekeurd", "een stop van een start die de gemeente heeft afgekeurd", "StopProduct 9069",
             T(), goed(eerste := S(sp())), goed(retour(eerste, AFGEKEURD)), fout(E(ep()), op_stop("TR382")))
    levering("TR415-door-gemeente-afgekeurd", "de gemeente keurt de stop af met een 308; een andere stop volgt", "goedgekeurd: de levering liep nog",
             *begin, goed(eerste := E(ep(einde="2026-03-31"))), goed(retour(eerste, AFGEKEURD)), goed(E(ep())))
    levering("TR063-door-gemeente-afgekeurd", "de gemeente keurt de verwijdering van een start af", "de start is er nog: een stop wordt goedgekeurd",
             *begin, goed(weg := S(sp(status="3"))), goed(retour(weg, AFGEKEURD)), goed(E(ep())), regel="TR382")
    levering("TR413-na-verwijderde-stop", "na een tijdelijke stop wordt de definitieve stop verwijderd; dan een tweede tijdelijke stop",
             "StopProduct 9413: de levering staat weer tijdelijk stil", *begin, goed(E(ep(**TIJDELIJK))), goed(E(ep())), goed(E(ep(status="3"))),
             fout(E(ep(reden="20", einde="2026-04-30")), op_stop("TR413", "RedenBeeindiging")))
    levering("TR415-na-verwijderde-start", "na een definitieve stop wordt de tweede start verwijderd; dan nog een stop van de eerste",
             "StopProduct 9415: de levering is weer gestopt", *begin, goed(E(ep(einde="2026-03-31"))), goed(S(sp(begin="2026-04-15"))),
             goed(S(sp(begin="2026-04-15", status="3"))), fout(E(ep()), op_stop("TR415")))
    levering("TR326-voor-de-stop", "een nieuwe start met een Begindatum voor de Einddatum van de stop", "goedgekeurd: geen regel vergelijkt ze",
             *begin, goed(E(ep(einde="2026-03-31"))), goed(S(sp(begin="2026-03-15"))))
    levering("TR382-taakgericht", "taakgericht: een stop met een andere Begindatum dan de start", "StopProduct 9069",
             goed(S(sp(None, ingang=None))), fout(E(ep(None, ingang=None, begin="2026-01-11")), op_stop("TR382")))


def declaraties():
    credit = {"dc": "C", "vorig": "R1"}
    case("TR323-credit-komt-eerst", "de credit komt voor de debet die hij noemt; daarna komt hij opnieuw", "eerst 8017, na de debet toegekend",
         T(), fout(D(prestatie("C1", **credit)), op_prestatie("TR323")), goed(D(prestatie("R1"), identificatie="D2", nummer="DN002")),
         goed(D(prestatie("C2", **credit), identificatie="D3", nummer="DN003")))
    februari = {"identificatie": "D0", "nummer": "DN000", "dagtekening": "2026-03-03", "begin": "2026-02-01", "einde": "2026-02-28"}
    case("TR318-maand-overgeslagen", "na februari komt april, zonder maart", "goedgekeurd: een maand zonder zorg heeft geen declaratie",
         T(), goed(D(prestatie("R1", begin="2026-02-01", einde="2026-02-28"), **februari)), goed(april()))


if __name__ == "__main__":
    for write in (toewijzingen, verzoeken, leveringen, declaraties):
        write()
