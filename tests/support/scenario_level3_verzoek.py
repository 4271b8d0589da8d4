"""Writes the scenario folders of verzoeken and their answers (315, 317, 319, and the 301 that honours them). Use as scenario_level3.py."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bericht import (BSN, aangevraagd, antwoord_verzoek, nieuw, ongewijzigd, product, retour, te_wijzigen, toewijzing,  # noqa: E402
                     verzoek_toewijzing, verzoek_wijziging)
from scenario_level3 import DAGTEKENING, T, bevinding, case, fout, goed, op_product  # noqa: E402

CLIENT = "/Bericht/Client"
VERZOEK = CLIENT + "/Verzoek"
BSN_FOUT = bevinding("TR304", CLIENT + "/Bsn")


def op_aangevraagd(regel, element, p=1):
    return bevinding(regel, f"{CLIENT}/AangevraagdeProducten/AangevraagdProduct[{p}]/{element}")


def op_ongewijzigd(regel, element="", p=1):
    return bevinding(regel, f"{VERZOEK}/OngewijzigdeProducten/OngewijzigdProduct[{p}]" + (f"/{element}" if element else ""))


def op_te_wijzigen(regel, element="", p=1):
    return bevinding(regel, f"{VERZOEK}/TeWijzigenProducten/TeWijzigenProduct[{p}]" + (f"/{element}" if element else ""))


def op_nieuw(regel, p=1):
    return bevinding(regel, f"{VERZOEK}/NieuweProducten/NieuwProduct[{p}]")


def op_antwoord(regel, element):
    return bevinding(regel, f"/Bericht/Antwoord/{element}")


def V(referentie="V1", *, n=None, **kwargs):
    """A 315 with one product and that reference, its Identificatie too unless n is given."""
    return verzoek_toewijzing(producten=[aangevraagd(referentie)], identificatie=n or referentie, **kwargs)


def W(referentie="W1", *, n=None, **kwargs):
    return verzoek_wijziging(referentie=referentie, identificatie=n or referentie, **kwargs)


def onderzoek(referentie="V1", n="B1", **kwargs):
    return antwoord_verzoek(referentie=referentie, identificatie=n, **kwargs)


def afwijzing(referentie="V1", n="B2", **kwargs):
    return antwoord_verzoek(referentie=referentie, identificatie=n, antwoord="1", reden="3", **kwargs)


def honorering(referentie="V1", n="T1", **kwargs):
    return toewijzing(identificatie=n, producten=[product(1001, referentie=referentie)], **kwargs)


ANDER = {"bsn": BSN[1], "achternaam": "Zwart"}


def verzoek_rules():
    case("TR347-goed", "twee verzoeken van een aanbieder, elk met een eigen ReferentieAanbieder", "beide goedgekeurd: 316 met alleen een Header",
         goed(V()), goed(V("V2", **ANDER)))
    opnieuw = op_aangevraagd("TR347", "ReferentieAanbieder")
    case("TR347-315-opnieuw", "een verzoek voor een andere client met een gebruikte ReferentieAanbieder", "Header en Client 0200, AangevraagdProduct 9347",
         goed(V()), fout(V(n="V2", **ANDER), opnieuw))
    case("TR347-315-een-van-twee", "twee producten, waarvan een met een gebruikte ReferentieAanbieder", "eerste product 0200, tweede 9347",
         goed(V()), fout(verzoek_toewijzing(identificatie="V2", producten=[aangevraagd("V3"), aangevraagd("V1", code="02A17")], **ANDER),
                         op_aangevraagd("TR347", "ReferentieAanbieder", 2)))
    case("TR347-317-opnieuw", "een verzoek om wijziging met de ReferentieAanbieder van een verzoek om toewijzing", "Verzoek 9347, de andere klassen 0200",
         T(), goed(V(**ANDER)), fout(W("V1", n="W1"), bevinding("TR347", VERZOEK + "/ReferentieAanbieder")))
    case("TR347-andere-gemeente", "dezelfde ReferentieAanbieder bij een andere gemeente", "AangevraagdProduct 9347: uniek voor de aanbieder",
         goed(V()), fout(V(n="V2", gemeente="0363"), opnieuw))
    case("TR347-andere-aanbieder", "dezelfde ReferentieAanbieder van een andere aanbieder", "goedgekeurd", goed(V()), goed(V(aanbieder="42420002")))
    case("TR347-ander-domein", "dezelfde ReferentieAanbieder in het andere wettelijk domein", "goedgekeurd", goed(V()),
         goed(verzoek_toewijzing("jw", geboren="2015-03-01")))
    case("TR347-afgekeurd-telt-niet", "het eerste verzoek met deze ReferentieAanbieder werd afgekeurd", "goedgekeurd: het telt als niet verzonden (OP286)",
         fout(V(dagtekening="2026-05-11"), bevinding("TR135", DAGTEKENING)), goed(V(n="V2")))
    case("TR347-jw", "Jw: een gebruikte ReferentieAanbieder", "AangevraagdProduct 9347", goed(verzoek_toewijzing("jw", geboren="2015-03-01")),
         fout(verzoek_toewijzing("jw", bsn=BSN[1], geboren="2015-03-01", identificatie="V2"), opnieuw))

    hangt = bevinding("TR374", CLIENT)
    case("TR374-goed", "een nieuw verzoek nadat het vorige is afgewezen", "goedgekeurd", goed(V()), goed(afwijzing()), goed(V("V2")))
    case("TR374-open", "een tweede verzoek terwijl het eerste open staat", "Client 9374, AangevraagdProduct 0200", goed(V()), fout(V("V2"), hangt))
    case("TR374-in-onderzoek", "een tweede verzoek terwijl het eerste in onderzoek is", "Client 9374", goed(V()), goed(onderzoek()), fout(V("V2"), hangt))
    case("TR374-gehonoreerd", "een nieuw verzoek nadat het vorige met een toewijzing is gehonoreerd", "goedgekeurd", goed(V()), goed(honorering()), goed(V("V2")))
    case("TR374-onderzoek-dan-gehonoreerd", "in onderzoek, dan gehonoreerd, dan een nieuw verzoek", "goedgekeurd", goed(V()), goed(onderzoek()),
         goed(honorering()), goed(V("V2")))
    case("TR374-onderzoek-dan-afgewezen", "in onderzoek, dan afgewezen, dan een nieuw verzoek", "goedgekeurd", goed(V()), goed(onderzoek()), goed(afwijzing()),
         goed(V("V2")))
    twee = verzoek_toewijzing(producten=[aangevraagd("V1"), aangevraagd("V2", code="02A17")])
    case("TR374-een-van-twee-beantwoord", "van een verzoek met twee producten is er een afgewezen", "Client 9374: het hangt tot elk product beantwoord is",
         goed(twee), goed(afwijzing()), fout(V("V3"), hangt))
    case("TR374-beide-beantwoord", "van een verzoek met twee producten is er een afgewezen en een gehonoreerd", "goedgekeurd",
         goed(twee), goed(afwijzing()), goed(toewijzing(producten=[product(1001, code="02A17", referentie="V2")])), goed(V("V3")))
    case("TR374-andere-client", "een verzoek voor een andere client", "goedgekeurd", goed(V()), goed(V("V2", **ANDER)))
    case("TR374-andere-aanbieder", "een verzoek van een andere aanbieder voor dezelfde client", "goedgekeurd", goed(V()), goed(V("V2", aanbieder="42420002")))
    case("TR374-317-open", "een verzoek om wijziging terwijl een verzoek om toewijzing open staat", "Client 0200, Verzoek 9374",
         T(), goed(V()), fout(W(), bevinding("TR374", VERZOEK)))
    case("TR374-315-na-317", "een verzoek om toewijzing terwijl een verzoek om wijziging open staat", "Client 9374", T(), goed(W()), fout(V("V2"), hangt))
    case("TR374-afgekeurd-verzoek", "het vorige verzoek werd afgekeurd", "goedgekeurd: een afgekeurd verzoek blokkeert niet",
         fout(V(dagtekening="2026-05-11"), bevinding("TR135", DAGTEKENING)), goed(V("V2")))
    case("TR374-afgekeurd-antwoord", "de afwijzing van het vorige verzoek werd zelf afgekeurd", "Client 9374: het antwoord telt als niet verzonden",
         goed(V()), fout(afwijzing(dagtekening="2026-05-11"), bevinding("TR135", DAGTEKENING)), fout(V("V2"), hangt))
    case("TR374-antwoord-door-aanbieder-afgekeurd", "de aanbieder keurt de afwijzing af met een 320", "Client 9374: het antwoord telt als niet verzonden",
         goed(V()), goed(afwijzing()), goed(retour(afwijzing(), ["0001"])), fout(V("V2"), hangt))
    case("TR374-jw", "Jw: een tweede verzoek terwijl het eerste open staat", "Client 9374", goed(verzoek_toewijzing("jw", geboren="2015-03-01")),
         fout(verzoek_toewijzing("jw", geboren="2015-03-01", identificatie="V2", producten=[aangevraagd("V2", "45", "45A04")]), hangt))


def answer_rules():
    case("TR355-goed", "een antwoord op een verzoek om toewijzing en een op een verzoek om wijziging", "goedgekeurd: 320 met alleen een Header",
         goed(V()), goed(afwijzing()), T(), goed(W()), goed(onderzoek("W1", "B3", dagtekening="2026-05-04")))
    onbekend = op_antwoord("TR355", "ReferentieAanbieder")
    case("TR355-onbekend", "een antwoord op een verzoek dat er niet is", "Header 0200, Antwoord 9355", fout(onderzoek(), onbekend))
    case("TR355-andere-aanbieder", "een antwoord aan een andere aanbieder dan die van het verzoek", "Antwoord 9355", goed(V()),
         fout(onderzoek(aanbieder="42420002"), onbekend))
    case("TR355-afgekeurd-verzoek", "een antwoord op een verzoek dat afgekeurd werd", "Antwoord 9355", fout(V(dagtekening="2026-05-11"), bevinding("TR135", DAGTEKENING)),
         fout(onderzoek(), onbekend))
    case("TR355-jw", "Jw: een antwoord op een verzoek dat er niet is, met Woonplaatsbeginsel", "Antwoord 9355, Woonplaatsbeginsel 0200",
         fout(antwoord_verzoek("jw", antwoord="1", reden="8", woonplaats="0363"), onbekend))

    gehonoreerd = op_antwoord("TR359", "ReferentieAanbieder")
    case("TR359-goed", "in onderzoek, daarna gehonoreerd", "goedgekeurd", goed(V()), goed(onderzoek()), goed(honorering()))
    case("TR359-afwijzing-na-toewijzing", "een afwijzing nadat het verzoek met een toewijzing is gehonoreerd", "Antwoord 9359",
         goed(V()), goed(honorering()), fout(afwijzing(), gehonoreerd))
    case("TR359-onderzoek-na-toewijzing", "in onderzoek nadat het verzoek met een toewijzing is gehonoreerd", "Antwoord 9359",
         goed(V()), goed(honorering()), fout(onderzoek(), gehonoreerd))
    case("TR359-afgekeurde-toewijzing", "de 301 die honoreert, werd afgekeurd", "de afwijzing wordt goedgekeurd: die 301 telt als niet verzonden",
         goed(V()), fout(honorering(dagtekening="2026-05-11"), bevinding("TR135", DAGTEKENING)), goed(afwijzing()))
    case("TR359-toewijzing-door-aanbieder-afgekeurd", "de aanbieder keurt de 301 af met een 302", "de afwijzing wordt goedgekeurd",
         goed(V()), goed(honorering()), goed(retour(honorering(), ["0001"])), goed(afwijzing()))
    case("TR359-ander-product", "van twee producten is het andere gehonoreerd", "de afwijzing van het eerste wordt goedgekeurd, de volgorde is vrij",
         goed(verzoek_toewijzing(producten=[aangevraagd("V1"), aangevraagd("V2", code="02A17")])),
         goed(toewijzing(producten=[product(1001, code="02A17", referentie="V2")])), goed(afwijzing()))

    case("TR360-goed", "een keer in onderzoek", "goedgekeurd", goed(V()), goed(onderzoek()))
    case("TR360-tweede-keer", "twee keer in onderzoek", "Antwoord 9360", goed(V()), goed(onderzoek()),
         fout(onderzoek(n="B2"), op_antwoord("TR360", "VerzoekAntwoord")))
    case("TR360-na-afwijzing", "in onderzoek na een afwijzing", "Antwoord 9360 en 9365", goed(V()), goed(afwijzing()),
         fout(onderzoek(), op_antwoord("TR360", "VerzoekAntwoord"), op_antwoord("TR365", "VerzoekAntwoord")))
    case("TR365-goed", "in onderzoek, daarna afgewezen", "goedgekeurd", goed(V()), goed(onderzoek()), goed(afwijzing()))
    case("TR365-tweede-afwijzing", "twee keer afgewezen", "Antwoord 9365", goed(V()), goed(afwijzing()),
         fout(afwijzing(n="B3"), op_antwoord("TR365", "VerzoekAntwoord")))
    case("TR365-jw", "Jw: twee keer afgewezen", "Antwoord 9365", goed(verzoek_toewijzing("jw", geboren="2015-03-01")), goed(afwijzing(domein="jw")),
         fout(afwijzing(domein="jw", n="B3"), op_antwoord("TR365", "VerzoekAntwoord")))

    referentie = op_product("TR379", "ReferentieAanbieder")
    case("TR379-verzoek-goed", "een toewijzing met de ReferentieAanbieder van een open verzoek", "goedgekeurd", goed(V()), goed(honorering()))
    case("TR379-verzoek-in-onderzoek", "een toewijzing met de ReferentieAanbieder van een verzoek in onderzoek", "goedgekeurd", goed(V()), goed(onderzoek()),
         goed(honorering()))
    case("TR379-andere-client", "een toewijzing met de ReferentieAanbieder van het verzoek voor een andere client", "ToegewezenProduct 9379",
         goed(V(**ANDER)), fout(honorering(), referentie))
    case("TR379-tweede-keer", "de toewijzing komt een tweede keer, weer met de ReferentieAanbieder", "ToegewezenProduct 9379: alleen de eerste keer",
         goed(V()), goed(honorering()), fout(honorering(n="T2"), referentie))
    case("TR379-tweede-keer-leeg", "de toewijzing komt een tweede keer, zonder ReferentieAanbieder", "goedgekeurd", goed(V()), goed(honorering()), T(identificatie="T2"))
    case("TR379-afgewezen", "een toewijzing met de ReferentieAanbieder van een afgewezen verzoek", "ToegewezenProduct 9379",
         goed(V()), goed(afwijzing()), fout(honorering(), referentie))
    case("TR379-afgekeurde-301-opnieuw", "de eerste 301 die honoreert, werd afgekeurd", "de tweede wordt goedgekeurd",
         goed(V()), fout(honorering(dagtekening="2026-05-11"), bevinding("TR135", DAGTEKENING)), goed(honorering(n="T2")))
    case("TR379-twee-producten", "een verzoek om twee producten wordt in een bericht gehonoreerd, elk met de eigen ReferentieAanbieder", "goedgekeurd",
         goed(verzoek_toewijzing(producten=[aangevraagd("V1"), aangevraagd("V2", code="02A17")])),
         goed(toewijzing(producten=[product(1001, referentie="V1"), product(1002, code="02A17", referentie="V2")])))

    def wijziging(eerste, tweede):
        oud = product(1001, einde="2026-06-30", reden="12", toewijzingsdatum="2026-05-06", referentie=eerste)
        return toewijzing(identificatie="T2", dagtekening="2026-05-07",
                          producten=[oud, product(1002, volume=5, ingang="2026-07-01", toewijzingsdatum="2026-05-06", referentie=tweede)])

    case("TR379-wijziging-op-alle", "een verzoek om wijziging wordt gehonoreerd: oude en nieuwe toewijzing met dezelfde ReferentieAanbieder", "goedgekeurd",
         T(), goed(W()), goed(wijziging("W1", "W1")))
    case("TR379-wijziging-niet-op-alle", "een verzoek om wijziging wordt gehonoreerd, maar de oude toewijzing noemt de ReferentieAanbieder niet",
         "eerste ToegewezenProduct 9379, tweede 0200", T(), goed(W()), fout(wijziging(None, "W1"), referentie))


def change_rules():
    """The rules on a 317."""
    twee = goed(toewijzing(producten=[product(1001), product(1002, code="02A17")]))
    case("TR304-317-goed", "een verzoek om wijziging voor een client met een toewijzing", "goedgekeurd: 318 met alleen een Header", T(), goed(W()))
    onbekend = op_te_wijzigen("TR351", "ToewijzingNummer")
    case("TR304-317-client-onbekend", "een verzoek om wijziging voor een client zonder toewijzing", "Client 8187, TeWijzigenProduct 9351",
         fout(W(), BSN_FOUT, onbekend))
    case("TR304-317-andere-aanbieder", "een verzoek om wijziging door een aanbieder zonder toewijzing voor deze client", "Client 8187, TeWijzigenProduct 9351",
         T(), fout(W(aanbieder="42420002"), BSN_FOUT, onbekend))

    ontbreekt = bevinding("TR349", VERZOEK)
    case("TR349-goed", "elke actuele toewijzing staat in het verzoek", "goedgekeurd", twee, goed(W(ongewijzigde=[ongewijzigd(1002)])))
    case("TR349-ontbreekt", "een actuele toewijzing ontbreekt", "Verzoek 9349, de andere klassen 0200", twee, fout(W(), ontbreekt))
    case("TR349-toekomst-ontbreekt", "een toewijzing die nog moet ingaan, ontbreekt", "Verzoek 9349",
         goed(toewijzing(producten=[product(1001), product(1002, code="02A17", ingang="2026-09-01")])), fout(W(), ontbreekt))
    case("TR349-afgelopen", "een toewijzing die voor de dagtekening afliep, ontbreekt", "goedgekeurd",
         goed(toewijzing(producten=[product(1001), product(1002, code="02A17", einde="2026-04-30")])), goed(W()))
    weg = product(1002, code="02A17", ingang="2026-09-01", einde="2026-09-01", reden="13", toewijzingsdatum="2026-02-01")
    case("TR349-verwijderd", "een verwijderde toewijzing ontbreekt", "goedgekeurd", goed(toewijzing(producten=[product(1001), product(1002, code="02A17", ingang="2026-09-01")])),
         goed(toewijzing(identificatie="T2", dagtekening="2026-02-02", producten=[weg])), goed(W()))
    case("TR349-andere-aanbieder", "de toewijzing aan een andere aanbieder staat er niet in", "goedgekeurd: die hoeft de aanbieder niet te kennen (OP095)",
         T(), T(identificatie="T2", aanbieder="42420002", producten=[product(1002, code="02A17")]), goed(W()))
    case("TR349-jw", "Jw: een actuele toewijzing ontbreekt", "Verzoek 9349",
         goed(toewijzing("jw", geboren="2015-03-01", producten=[product(1001, "45", "45A03"), product(1002, "45", "45A04")])),
         fout(verzoek_wijziging("jw"), ontbreekt))

    case("TR350-goed", "een OngewijzigdProduct noemt een actuele toewijzing", "goedgekeurd", twee, goed(W(ongewijzigde=[ongewijzigd(1002)])))
    case("TR350-onbekend", "een OngewijzigdProduct noemt een onbekend nummer", "OngewijzigdProduct 9350, TeWijzigenProduct 0200",
         T(), fout(W(ongewijzigde=[ongewijzigd(9999)]), op_ongewijzigd("TR350", "ToewijzingNummer")))
    case("TR350-afgelopen", "een OngewijzigdProduct noemt een toewijzing die voor de dagtekening afliep", "OngewijzigdProduct 9350",
         goed(toewijzing(producten=[product(1001), product(1002, code="02A17", einde="2026-04-30")])),
         fout(W(ongewijzigde=[ongewijzigd(1002)]), op_ongewijzigd("TR350", "ToewijzingNummer")))
    case("TR350-afgelopen-na-dagtekening", "de toewijzing liep af na de dagtekening en voor de ontvangst", "goedgekeurd: het moment van ontvangst telt niet (OP080)",
         goed(toewijzing(producten=[product(1001), product(1002, code="02A17", einde="2026-05-05")])), goed(W(ongewijzigde=[ongewijzigd(1002)])))
    case("TR351-goed", "een TeWijzigenProduct noemt een actuele toewijzing", "goedgekeurd", T(), goed(W()))
    case("TR351-andere-client", "een TeWijzigenProduct noemt de toewijzing van een andere client", "TeWijzigenProduct 9351",
         T(), T(identificatie="T2", bsn=BSN[1], producten=[product(1002)]),
         fout(W(ongewijzigde=[ongewijzigd(1001)], te_wijzigen_producten=[te_wijzigen(1002)]), onbekend))

    gewenst = "GewensteIngangsdatum"
    case("TR357-goed", "een wijziging vanaf de Ingangsdatum van de toewijzing, en een in de toekomst", "goedgekeurd", twee,
         goed(W(te_wijzigen_producten=[te_wijzigen(gewenst="2026-01-01"), te_wijzigen(1002, gewenst="2026-05-02")])))
    case("TR357-op-dagtekening", "een wijziging vanaf de dagtekening", "TeWijzigenProduct 9357", T(),
         fout(W(te_wijzigen_producten=[te_wijzigen(gewenst="2026-05-01")]), op_te_wijzigen("TR357", gewenst)))
    case("TR357-halverwege", "een wijziging vanaf een dag in het verleden na de Ingangsdatum", "TeWijzigenProduct 9357", T(),
         fout(W(te_wijzigen_producten=[te_wijzigen(gewenst="2026-02-01")]), op_te_wijzigen("TR357", gewenst)))

    budget = goed(toewijzing(producten=[product(1001, code=None, volume=None, budget=100000)]))
    meer = {"volume": None, "budget": 120000}
    case("TR373-goed", "een hoger Budget vanaf de Ingangsdatum", "goedgekeurd", budget, goed(W(te_wijzigen_producten=[te_wijzigen(gewenst="2026-01-01", **meer)])))
    case("TR373-budget-later", "een hoger Budget vanaf een latere dag", "TeWijzigenProduct 9373", budget,
         fout(W(te_wijzigen_producten=[te_wijzigen(**meer)]), op_te_wijzigen("TR373", gewenst)))
    case("TR373-budget-gelijk", "hetzelfde Budget, met een latere Einddatum", "goedgekeurd", budget,
         goed(W(te_wijzigen_producten=[te_wijzigen(einde="2027-06-30", volume=None, budget=100000)])))
    totaal = goed(toewijzing(producten=[product(1001, volume=100, frequentie="6")]))
    case("TR373-totaal-later", "een hoger totaal volume vanaf een latere dag", "TeWijzigenProduct 9373", totaal,
         fout(W(te_wijzigen_producten=[te_wijzigen(volume=120, frequentie="6")]), op_te_wijzigen("TR373", gewenst)))
    case("TR373-totaal-goed", "een hoger totaal volume vanaf de Ingangsdatum", "goedgekeurd", totaal,
         goed(W(te_wijzigen_producten=[te_wijzigen(gewenst="2026-01-01", volume=120, frequentie="6")])))

    generiek = goed(toewijzing(producten=[product(1001, categorie=None, volume=None, budget=100000)]))
    case("TR375-goed", "een generieke toewijzing: een ander Budget zonder Omvang", "goedgekeurd", generiek,
         goed(W(te_wijzigen_producten=[te_wijzigen(gewenst="2026-01-01", **meer)])))
    case("TR375-omvang", "een generieke toewijzing: een Omvang gevraagd", "TeWijzigenProduct 9375", generiek,
         fout(W(), op_te_wijzigen("TR375", "Omvang")))
    case("TR411-goed", "een specifieke toewijzing: de gewenste Omvang is gevuld", "goedgekeurd", T(), goed(W()))
    case("TR411-zonder-omvang", "een specifieke toewijzing: alleen de Einddatum gevraagd", "TeWijzigenProduct 9411", T(),
         fout(W(te_wijzigen_producten=[te_wijzigen(einde="2027-06-30", volume=None)]), op_te_wijzigen("TR411")))
    case("TR412-goed", "een aspecifieke toewijzing: zonder Omvang", "goedgekeurd", budget,
         goed(W(te_wijzigen_producten=[te_wijzigen(einde="2027-06-30", volume=None)])))
    case("TR412-omvang", "een aspecifieke toewijzing: een Omvang gevraagd", "TeWijzigenProduct 9412", budget,
         fout(W(), op_te_wijzigen("TR412", "Omvang")))

    case("TR361-goed", "een ander product erbij", "goedgekeurd", T(), goed(W(nieuwe=[nieuw()])))
    case("TR361-nieuw-naast-te-wijzigen", "een nieuw product gelijk aan de toewijzing die gewijzigd wordt", "NieuwProduct 9361", T(),
         fout(W(nieuwe=[nieuw(code="02A16")]), op_nieuw("TR361")))
    case("TR361-aansluitend", "een nieuw product gelijk aan de toewijzing die gewijzigd wordt, na afloop daarvan", "goedgekeurd", T(),
         goed(W(nieuwe=[nieuw(code="02A16", gewenst="2027-01-01", einde="2027-12-31")])))
    case("TR361-categorie", "een nieuw product in de categorie van een aspecifieke toewijzing die blijft", "NieuwProduct 9361",
         goed(toewijzing(producten=[product(1001), product(1002, "07", None, volume=None)])),
         fout(W(ongewijzigde=[ongewijzigd(1002)], nieuwe=[nieuw("07", "07A11", eenheid="16")]), op_nieuw("TR361")))
    case("TR361-hulpmiddel", "Wmo: een tweede hulpmiddel van categorie 11", "goedgekeurd: categorie 11 tot en met 14 mag overlappen",
         goed(toewijzing(producten=[product(1001), product(1002, "11", "11A01", volume=1, eenheid="82", frequentie="4")])),
         goed(W(ongewijzigde=[ongewijzigd(1002)], nieuwe=[nieuw("11", "11A01", volume=1, eenheid="82", frequentie="4")])))
    case("TR361-jw", "Jw: een nieuw product gelijk aan de toewijzing die gewijzigd wordt", "NieuwProduct 9361", T(domein="jw", geboren="2015-03-01"),
         fout(verzoek_wijziging("jw", nieuwe=[nieuw("45", "45A03")]), op_nieuw("TR361")))


if __name__ == "__main__":
    for write in (verzoek_rules, answer_rules, change_rules):
        write()
