"""Writes the scenario folders of starts and stops (305, 307), of retours that come back, and of the versions of a toewijzing.
Use as scenario_level3.py."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bericht import (BSN, aangevraagd, antwoord_verzoek, nieuw, prestatie, product, retour, start, start_product, stop, stop_product,  # noqa: E402
                     te_wijzigen, toewijzing, verzoek_toewijzing, verzoek_wijziging)
from scenario_level3 import D, DAGTEKENING, HEADER, IDENTIFICATIE, IN_APRIL, APRIL, T, bevinding, fout, goed, op_prestatie  # noqa: E402
from scenario_level3 import case as any_case  # noqa: E402


def case(naam, conditie, verwacht, *stappen, **kwargs):
    any_case(naam, conditie, verwacht, *stappen, **({"vandaag": "2026-08-01"} | kwargs))
    nummers.n = 1


def op_start(regel, element="", p=1):
    return bevinding(regel, f"/Bericht/Client/StartProducten/StartProduct[{p}]" + (f"/{element}" if element else ""))


def op_stop(regel, element="", p=1):
    return bevinding(regel, f"/Bericht/Client/StopProducten/StopProduct[{p}]" + (f"/{element}" if element else ""))


class Nummers:
    """Gives each message of a case its own Identificatie; case() begins anew."""

    def __init__(self):
        self.n = 1

    def next(self, letter):
        self.n += 1
        return f"{letter}{self.n}"


nummers = Nummers()


def S(*producten, **kwargs):
    return start(producten=list(producten), **({"identificatie": nummers.next("S"), "dagtekening": "2026-07-01"} | kwargs))


def E(*producten, **kwargs):
    return stop(producten=list(producten), **({"identificatie": nummers.next("E")} | kwargs))


sp, ep = start_product, stop_product
TIJDELIJK = {"reden": "20", "einde": "2026-03-31"}


def gestart():
    return T(), goed(start())


def start_rules():
    begin = gestart()
    case("TR019-goed", "start en stop met het nummer van een toewijzing van de client", "beide goedgekeurd: 306 en 308 met alleen een Header",
         *begin, goed(stop()))
    case("TR019-305-onbekend-nummer", "een start met een nummer dat niemand kent", "Header en Client 0200, StartProduct 9019",
         T(), fout(S(sp(9999)), op_start("TR019", "ToewijzingNummer")))
    case("TR019-307-onbekend-nummer", "een stop met een nummer dat niemand kent; een start ervan is er dan ook niet",
         "StopProduct 9019 en 9069", *begin, fout(E(ep(9999)), op_stop("TR019", "ToewijzingNummer"), op_stop("TR382")))
    case("TR019-andere-client", "een start op de toewijzing van een andere client", "StartProduct 9019",
         T(), fout(S(sp(), bsn=BSN[1]), op_start("TR019", "ToewijzingNummer")))
    case("TR019-verwijderd", "een start op een toewijzing die verwijderd is", "StartProduct 9019",
         T(), goed(toewijzing(identificatie="T2", dagtekening="2026-02-01", producten=[product(1001, einde="2026-01-01", reden="13", toewijzingsdatum="2026-01-20")])),
         fout(S(sp()), op_start("TR019", "ToewijzingNummer")))
    case("TR019-taakgericht", "taakgericht: start en stop zonder ToewijzingNummer, en zonder dat er een toewijzing is", "goedgekeurd",
         goed(S(sp(None, ingang=None))), goed(E(ep(None, ingang=None))))
    case("TR019-jw", "Jw: een start met een onbekend nummer, dan een goede start en stop", "eerst 9019, dan goedgekeurd",
         T(domein="jw", geboren="2015-03-01"), fout(S(sp(9999, "45", "45A03"), domein="jw"), op_start("TR019", "ToewijzingNummer")),
         goed(S(sp(1001, "45", "45A03"), domein="jw")), goed(E(ep(1001, "45", "45A03", reden="31"), domein="jw")))

    weg = sp(status="3")
    case("TR063-goed", "een start wordt verwijderd en met een andere Begindatum opnieuw gemeld, in twee berichten", "goedgekeurd",
         *begin, goed(S(weg)), goed(S(sp(begin="2026-01-15"))))
    case("TR063-geen-eerdere-start", "het voorbeeld van IV028: StatusAanlevering 3 zonder eerdere start",
         "Header 0200, Client 0200, StartProduct 9063", T(), fout(S(weg), op_start("TR063", "StatusAanlevering")))
    case("TR063-andere-begindatum", "de start die verwijderd wordt, had een andere Begindatum", "StartProduct 9063",
         *begin, fout(S(sp(begin="2026-01-11", status="3")), op_start("TR063", "StatusAanlevering")))
    case("TR063-andere-reden", "de stop die verwijderd wordt, had een andere reden: die hoort bij de sleutel", "StopProduct 9063",
         *begin, goed(stop()), fout(E(ep(reden="02", status="3")), op_stop("TR063", "StatusAanlevering")))
    case("TR063-afgekeurde-start", "de start die verwijderd wordt, was afgekeurd en telt als niet verzonden (OP286)", "StartProduct 9063",
         T(), fout(S(sp(9999)), op_start("TR019", "ToewijzingNummer")), fout(S(sp(9999, status="3")), op_start("TR063", "StatusAanlevering")))
    case("TR063-tweemaal-verwijderd", "een start wordt twee keer verwijderd", "de tweede keer 9063",
         *begin, goed(S(weg)), fout(S(weg), op_start("TR063", "StatusAanlevering")))
    case("TR063-geen-andere-controle", "een start wordt verwijderd nadat zijn toewijzing is verwijderd: alleen de sleutel telt (TR063)", "goedgekeurd",
         *begin, goed(toewijzing(identificatie="T2", dagtekening="2026-02-01", producten=[product(1001, einde="2026-01-01", reden="13", toewijzingsdatum="2026-01-20")])),
         goed(S(weg)))
    case("IV008-correctie-in-een-bericht", "een stop met de verkeerde reden: de nieuwe staat in het bericht voor de verwijdering van de oude",
         "goedgekeurd: StatusAanlevering 3 gaat voor 1", *begin, goed(stop()), goed(E(ep(reden="02"), ep(status="3"))), regel="TR415")
    case("IV008-start-corrigeren-in-een-bericht", "een andere Begindatum van een start, in een bericht", "goedgekeurd, en de nieuwe start is die van de stop",
         *begin, goed(S(sp(begin="2026-01-15"), weg)), goed(E(ep(begin="2026-01-15"))), regel="TR326")
    case("IV008-deel-fout", "een bericht met een goede en een verkeerde start", "heel het bericht afgekeurd: eerste StartProduct 0200, tweede 9019; niets geboekt",
         T(), fout(S(sp(), sp(9999)), op_start("TR019", "ToewijzingNummer", 2)), goed(S(sp())), regel="TR074")

    case("TR071-goed", "eerst wordt de stop verwijderd, dan de start", "goedgekeurd", *begin, goed(stop()), goed(E(ep(status="3"))), goed(S(weg)))
    case("TR071-gestopt", "een start met een stop wordt verwijderd", "StartProduct 9071", *begin, goed(stop()),
         fout(S(weg), op_start("TR071", "StatusAanlevering")))

    case("TR074-goed", "een verwijderde start wordt met dezelfde sleutel opnieuw gemeld", "goedgekeurd", *begin, goed(S(weg)), goed(S(sp())))
    case("TR074-start-opnieuw", "dezelfde start in een tweede bericht", "StartProduct 9074, en 9326 omdat de levering loopt",
         *begin, fout(S(sp()), op_start("TR074"), op_start("TR326")))
    case("TR074-start-opnieuw-na-stop", "dezelfde start nog eens nadat de levering is gestopt", "StartProduct 9074",
         *begin, goed(stop()), fout(S(sp()), op_start("TR074")))
    case("TR074-stop-opnieuw", "dezelfde stop in een tweede bericht", "StopProduct 9074, en 9415 omdat de levering is gestopt",
         *begin, goed(stop()), fout(E(ep()), op_stop("TR074"), op_stop("TR415")))
    case("TR074-afgekeurd-telt-niet", "een start die om de Header werd afgekeurd, komt opnieuw", "goedgekeurd",
         T(), fout(S(sp(), dagtekening="2026-08-02"), bevinding("TR135", DAGTEKENING)), goed(S(sp())))

    nieuw = sp(begin="2026-04-15")
    case("TR326-goed", "start, tijdelijke stop, nieuwe start, definitieve stop", "alle goedgekeurd (OP379)",
         *begin, goed(E(ep(**TIJDELIJK))), goed(S(nieuw)), goed(E(ep(begin="2026-04-15"))))
    case("TR326-na-definitieve-stop", "na een definitieve stop begint de levering opnieuw", "goedgekeurd", *begin,
         goed(E(ep(einde="2026-03-31"))), goed(S(nieuw)))
    case("TR326-loopt-nog", "een nieuwe start terwijl de levering loopt", "StartProduct 9326", *begin, fout(S(nieuw), op_start("TR326")))
    case("TR326-twee-in-een-bericht", "twee starts op een toewijzing in een bericht", "eerste StartProduct 0200, tweede 9326",
         T(), fout(S(sp(), nieuw), op_start("TR326", p=2)))
    case("TR326-twee-toewijzingen", "starts op twee toewijzingen van een client", "goedgekeurd",
         T(producten=[product(1001), product(1002, "02", "02A17")]), goed(S(sp(), sp(1002, "02", "02A17"))))
    case("TR326-na-verwijderde-stop", "de stop is verwijderd, dus de levering loopt weer", "StartProduct 9326", *begin, goed(stop()), goed(E(ep(status="3"))),
         fout(S(nieuw), op_start("TR326")))
    case("TR326-taakgericht", "taakgericht is elk product met zijn Begindatum een levering", "goedgekeurd",
         goed(S(sp(None, ingang=None))), goed(S(sp(None, ingang=None, begin="2026-02-01"))))
    case("TR326-taakgericht-opnieuw", "taakgericht: hetzelfde product met dezelfde Begindatum", "StartProduct 9074 en 9326",
         goed(S(sp(None, ingang=None))), fout(S(sp(None, ingang=None)), op_start("TR074"), op_start("TR326")))


def stop_rules():
    begin = gestart()
    case("TR382-goed", "een stop met de sleutel van de start", "goedgekeurd", *begin, goed(stop()))
    case("TR382-stop-voor-start", "de stop komt voor de start binnen", "StopProduct 9069", T(), fout(E(ep()), op_stop("TR382")))
    case("TR382-stop-voor-start-daarna-goed", "de stop kwam voor de start; na de start komt hij opnieuw", "de tweede keer goedgekeurd",
         T(), fout(E(ep()), op_stop("TR382")), goed(start()), goed(E(ep())))
    case("TR382-andere-begindatum", "een stop met een andere Begindatum dan de start", "StopProduct 9069", *begin,
         fout(E(ep(begin="2026-01-11")), op_stop("TR382")))
    case("TR382-ander-product", "een stop met een ander product dan de start", "StopProduct 9069", *begin,
         fout(E(ep(code="02A17")), op_stop("TR382")))
    case("TR382-niet-de-laatste-start", "na tijdelijke stop en nieuwe start komt een stop van de eerste start (OP155)", "StopProduct 9069",
         *begin, goed(E(ep(**TIJDELIJK))), goed(S(sp(begin="2026-04-15"))), fout(E(ep()), op_stop("TR382")))
    case("TR382-start-verwijderd", "de start is verwijderd", "StopProduct 9069", *begin, goed(S(sp(status="3"))), fout(E(ep()), op_stop("TR382")))
    case("TR382-jw", "Jw: een stop zonder start", "StopProduct 9069", T(domein="jw", geboren="2015-03-01"),
         fout(E(ep(1001, "45", "45A03", reden="31"), domein="jw"), op_stop("TR382")))

    tijdelijk = goed(E(ep(**TIJDELIJK), identificatie="E1"))
    case("TR413-goed", "een tijdelijke stop en daarna een definitieve", "beide goedgekeurd", *begin, tijdelijk, goed(E(ep())))
    case("TR413-tweede-tijdelijke", "een tweede tijdelijke stop bij dezelfde start", "StopProduct 9413", *begin, tijdelijk,
         fout(E(ep(reden="20", einde="2026-04-30")), op_stop("TR413", "RedenBeeindiging")))
    case("TR413-na-nieuwe-start", "een tijdelijke stop bij de tweede start", "goedgekeurd", *begin, tijdelijk, goed(S(sp(begin="2026-04-15"))),
         goed(E(ep(begin="2026-04-15", reden="20", einde="2026-04-30"))))
    case("TR413-na-verwijdering", "de eerste tijdelijke stop is verwijderd", "goedgekeurd", *begin, tijdelijk, goed(E(ep(status="3", **TIJDELIJK))),
         goed(E(ep(reden="20", einde="2026-04-30"))))
    case("TR414-goed", "de definitieve stop eindigt op de dag van de tijdelijke", "goedgekeurd", *begin, tijdelijk, goed(E(ep(einde="2026-03-31"))))
    case("TR414-eerder", "de definitieve stop eindigt een dag voor de tijdelijke", "StopProduct 9414", *begin, tijdelijk,
         fout(E(ep(einde="2026-03-30")), op_stop("TR414", "Einddatum")))
    case("TR415-goed", "een stop van de tweede start, na de definitieve stop van de eerste", "goedgekeurd", *begin, goed(E(ep(einde="2026-03-31"))),
         goed(S(sp(begin="2026-04-15"))), goed(E(ep(begin="2026-04-15"))))
    case("TR415-nog-een-stop", "een tweede definitieve stop met een latere Einddatum", "StopProduct 9415", *begin, goed(E(ep(einde="2026-03-31"))),
         fout(E(ep()), op_stop("TR415")))
    case("TR415-tijdelijk-na-definitief", "een tijdelijke stop na een definitieve", "StopProduct 9415", *begin, goed(E(ep(einde="2026-03-31"))),
         fout(E(ep(reden="20", einde="2026-04-30")), op_stop("TR415")))
    case("OP364-declaratie-zonder-start", "een declaratie zonder dat er een start was", "toegekend: regieberichten zijn geen voorwaarde",
         T(), goed(D(prestatie("R1"))), regel="TR338")
    case("OP364-declaratie-na-stop", "een declaratie over de maand na een definitieve stop", "toegekend: regieberichten zijn geen voorwaarde",
         *begin, goed(E(ep(einde="2026-02-28"))), goed(D(prestatie("R1"))), regel="TR338")


def header_rules():
    """What the header of 305, 307, 315, 317 and 319 is checked for; the product list too."""
    begin = gestart()
    vot = goed(verzoek_toewijzing())
    onbekend = "9998"
    later = {"dagtekening": "2026-08-02"}
    case("TR056-305-identificatie-opnieuw", "een andere start onder dezelfde Identificatie", "9056 in de Header, geen Client", *begin,
         fout(start(producten=[sp(begin="2026-01-11")]), bevinding("TR056", IDENTIFICATIE), op_start("TR326")))
    case("TR056-307-identificatie-opnieuw", "een andere stop onder dezelfde Identificatie", "9056 in de Header, geen Client", *begin, goed(stop()),
         fout(stop(producten=[ep(reden="02")]), bevinding("TR056", IDENTIFICATIE), op_stop("TR415")))
    case("TR056-315-identificatie-opnieuw", "een ander verzoek om toewijzing onder dezelfde Identificatie", "9056 in de Header, geen Client", vot,
         fout(verzoek_toewijzing(producten=[aangevraagd("V2")], bsn=BSN[1]), bevinding("TR056", IDENTIFICATIE)))
    case("TR056-317-identificatie-opnieuw", "een ander verzoek om wijziging onder dezelfde Identificatie", "9056 in de Header, geen Client",
         T(), T(identificatie="T2", bsn=BSN[1], producten=[product(1002)]), goed(verzoek_wijziging()),
         fout(verzoek_wijziging(bsn=BSN[1], referentie="W2", te_wijzigen_producten=[te_wijzigen(1002)]), bevinding("TR056", IDENTIFICATIE)))
    case("TR056-319-identificatie-opnieuw", "een ander antwoord onder dezelfde Identificatie", "9056 in de Header, geen Antwoord", vot,
         goed(antwoord_verzoek()), fout(antwoord_verzoek(antwoord="1", reden="3"), bevinding("TR056", IDENTIFICATIE)))

    case("TR135-305-morgen", "een start met een Dagtekening van morgen", "8848 in de Header", T(), fout(start(**later), bevinding("TR135", DAGTEKENING)))
    case("TR135-307-morgen", "een stop met een Dagtekening van morgen", "8848 in de Header", *begin, fout(stop(**later), bevinding("TR135", DAGTEKENING)))
    case("TR135-315-morgen", "een verzoek om toewijzing met een Dagtekening van morgen", "8848 in de Header",
         fout(verzoek_toewijzing(**later), bevinding("TR135", DAGTEKENING)))
    case("TR135-317-morgen", "een verzoek om wijziging met een Dagtekening van morgen", "8848 in de Header", T(),
         fout(verzoek_wijziging(te_wijzigen_producten=[te_wijzigen(gewenst="2026-09-01")], **later), bevinding("TR135", DAGTEKENING)))
    case("TR135-319-morgen", "een antwoord met een Dagtekening van morgen", "8848 in de Header", vot,
         fout(antwoord_verzoek(**later), bevinding("TR135", DAGTEKENING)))

    ontvanger = bevinding("TR378", HEADER + "/Ontvanger")
    case("TR378-305-onbekende-gemeente", "een taakgerichte start voor een gemeentecode die niet bestaat", "S300 in de Header",
         fout(S(sp(None, ingang=None), gemeente=onbekend), ontvanger))
    case("TR378-307-onbekende-gemeente", "een stop voor een gemeentecode die niet bestaat", "S300 in de Header",
         fout(E(ep(None, ingang=None), gemeente=onbekend), ontvanger, op_stop("TR382")))
    case("TR378-315-onbekende-gemeente", "een verzoek om toewijzing aan een gemeentecode die niet bestaat", "S300 in de Header",
         fout(verzoek_toewijzing(gemeente=onbekend), ontvanger))
    case("TR378-315-herindeling", "een verzoek met een ToewijzingIngangsdatum waarop de gemeente nog bestond", "goedgekeurd",
         goed(verzoek_toewijzing(gemeente=onbekend, producten=[aangevraagd(ingang="2025-12-01")])), bundel="herindeling")
    case("TR378-317-onbekende-gemeente", "een verzoek om wijziging aan een gemeentecode die niet bestaat", "S300 in de Header",
         fout(verzoek_wijziging(gemeente=onbekend), ontvanger, bevinding("TR304", "/Bericht/Client/Bsn"),
              bevinding("TR351", "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/ToewijzingNummer")))
    case("TR378-319-onbekende-gemeente", "een antwoord van een gemeentecode die niet bestaat", "S300 in de Header",
         fout(antwoord_verzoek(gemeente=onbekend), bevinding("TR378", HEADER + "/Afzender"), bevinding("TR355", "/Bericht/Antwoord/ReferentieAanbieder")))
    jw = goed(verzoek_toewijzing("jw"))
    case("TR378-319-woonplaats-goed", "Jw: een afwijzing om het woonplaatsbeginsel noemt een andere gemeente", "goedgekeurd", jw,
         goed(antwoord_verzoek("jw", antwoord="1", reden="8", woonplaats="0363")))
    case("TR378-319-woonplaats-onbekend", "Jw: een afwijzing om het woonplaatsbeginsel noemt een gemeentecode die niet bestaat",
         "Header 0200, Antwoord 0200, Woonplaatsbeginsel S300", jw,
         fout(antwoord_verzoek("jw", antwoord="1", reden="8", woonplaats=onbekend), bevinding("TR378", "/Bericht/Antwoord/Woonplaatsbeginsel/Gemeente")))

    case("TR381-305-niet-op-lijst", "taakgericht: een start van een product dat niet op de lijst staat", "StartProduct S329",
         fout(S(sp(None, "02", "02X99", ingang=None)), op_start("TR381", "Product/Code")))
    case("TR381-307-andere-categorie", "een stop onder een andere categorie dan de lijst zegt", "StopProduct 9069 en S329", *begin,
         fout(E(ep(categorie="03")), op_stop("TR382"), op_stop("TR381", "Product/Code")))
    case("TR381-315-niet-op-lijst", "een verzoek om een product dat niet op de lijst staat", "AangevraagdProduct S329",
         fout(verzoek_toewijzing(producten=[aangevraagd(code="02X99")]),
              bevinding("TR381", "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]/Product/Code")))
    case("TR381-317-niet-op-lijst", "een verzoek om wijziging met een nieuw product dat niet op de lijst staat",
         "NieuwProduct S329, de andere klassen 0200", T(),
         fout(verzoek_wijziging(nieuwe=[nieuw(code="02X99")]), bevinding("TR381", "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[1]/Product/Code")))


def retour_rules():
    onbekend = bevinding("RETOUR-ONBEKEND", IDENTIFICATIE)
    dubbel = bevinding("RETOUR-DUBBEL", IDENTIFICATIE)
    heen = [toewijzing(), start(), verzoek_wijziging(), stop()]
    vot = verzoek_toewijzing(bsn=BSN[1])
    case("RETOUR-ONBEKEND-goed", "302, 306, 318, 308, 316 en 320 op berichten die hier zijn goedgekeurd", "alle geaccepteerd, zonder antwoord",
         *[goed(b) for b in heen], *[goed(retour(b)) for b in heen], goed(vot), goed(retour(vot)), goed(antwoord_verzoek()), goed(retour(antwoord_verzoek())),
         regel="RETOUR-ONBEKEND")
    case("RETOUR-ONBEKEND-302", "een 302 op een 301 die hier nooit is geweest", "geweigerd; er is geen antwoord op een retourbericht",
         fout(retour(toewijzing()), onbekend), regel="RETOUR-ONBEKEND")
    case("RETOUR-ONBEKEND-andere-afzender", "een 306 met een andere Afzender dan het heenbericht",
         "geweigerd: de Header van het heenbericht blijft ongewijzigd (IV028)",
         *gestart(), fout(retour(start()).set("Header/Afzender", "42420002"), onbekend), regel="RETOUR-ONBEKEND")
    case("RETOUR-ONBEKEND-andere-soort", "een 308 met de Identificatie van een 305", "geweigerd", *gestart(),
         fout(retour(stop(identificatie="S1")), onbekend), regel="RETOUR-ONBEKEND")
    case("RETOUR-ONBEKEND-afgekeurd-heenbericht", "een 302 op een 301 die hier is afgekeurd", "geweigerd: die 301 telt als niet verzonden",
         fout(toewijzing(dagtekening="2026-08-02"), bevinding("TR135", DAGTEKENING)), fout(retour(toewijzing(dagtekening="2026-08-02")), onbekend),
         regel="RETOUR-ONBEKEND")
    case("RETOUR-DUBBEL-goed", "een 302 op elk van twee 301-berichten", "beide geaccepteerd",
         T(), goed(retour(toewijzing())), T(identificatie="T2"), goed(retour(toewijzing(identificatie="T2"), identificatie="RT2")), regel="RETOUR-DUBBEL")
    case("RETOUR-DUBBEL-tweede", "een tweede 302 op dezelfde 301, met een eigen IdentificatieRetour", "geweigerd: het eerste telt",
         T(), goed(retour(toewijzing())), fout(retour(toewijzing(), ["0001"], identificatie="RT2"), dubbel), regel="RETOUR-DUBBEL")
    case("RETOUR-DUBBEL-afgewezen-301", "de aanbieder keurt een 301 af; een start erop vindt geen toewijzing", "de 302 geaccepteerd, StartProduct 9019",
         T(), goed(retour(toewijzing(), ["0001"])), fout(start(), op_start("TR019", "ToewijzingNummer")), regel="RETOUR-DUBBEL")


def version_rules():
    """The versions of a toewijzing (process.md 5): the highest Toewijzingsdatum and -tijd counts, whatever came last."""
    kort = product(1001, einde="2026-03-31", reden="05", toewijzingsdatum="2026-02-01")
    lang = product(1001)
    april = D(prestatie("R1", **IN_APRIL), **APRIL)
    case("IV013-oudere-versie-komt-later", "eerst komt de ingetrokken versie van februari, dan de eerste versie van januari",
         "april wordt afgewezen met 9308: de versie van februari geldt",
         goed(toewijzing(identificatie="T2", dagtekening="2026-02-02", producten=[kort])), T(), fout(april, op_prestatie("TR308")), regel="TR308")
    case("IV013-nieuwere-versie", "de ingetrokken versie komt na de eerste", "april wordt afgewezen met 9308",
         T(), goed(toewijzing(identificatie="T2", dagtekening="2026-02-02", producten=[kort])), fout(april, op_prestatie("TR308")), regel="TR308")
    case("IV013-tijd-beslist", "twee versies van dezelfde dag: die van 14.00 uur komt voor die van 12.00 uur", "april wordt afgewezen met 9308",
         goed(toewijzing(identificatie="T2", dagtekening="2026-01-06", producten=[product(1001, einde="2026-03-31", reden="05", tijd="14:00:00")])),
         goed(toewijzing(producten=[lang])), fout(april, op_prestatie("TR308")), regel="TR308")
    case("OP380-oprekken", "de Einddatum wordt verlengd onder hetzelfde nummer", "april wordt toegekend",
         goed(toewijzing(producten=[product(1001, einde="2026-03-31")])),
         goed(toewijzing(identificatie="T2", dagtekening="2026-03-02", producten=[product(1001, einde="2026-12-31", reden="04", toewijzingsdatum="2026-03-01")])),
         goed(april), regel="TR308")
    case("OP087-herhaald", "dezelfde toewijzing nog eens in een 301 met een ander product erbij", "april wordt toegekend",
         T(), goed(toewijzing(identificatie="T2", dagtekening="2026-03-02", producten=[lang, product(1002, "02", "02A17", toewijzingsdatum="2026-03-01")])),
         goed(april), regel="TR308")
    case("OP087-niet-meer-genoemd", "een 301 noemt een eerdere toewijzing niet meer", "april wordt toegekend: weglaten is geen einde",
         T(), goed(toewijzing(identificatie="T2", dagtekening="2026-03-02", producten=[product(1002, "02", "02A17", toewijzingsdatum="2026-03-01")])),
         goed(april), regel="TR308")
    case("OP286-afgekeurde-versie", "een 301 met een kortere versie wordt afgekeurd", "april wordt toegekend: de vorige versie geldt",
         T(), fout(toewijzing(identificatie="T2", dagtekening="2026-08-02", producten=[kort]), bevinding("TR135", DAGTEKENING)), goed(april), regel="TR308")
    case("OP257-totaal-verhoogd", "het totale volume gaat van 4 naar 8 uur onder hetzelfde nummer", "de tweede maand wordt toegekend",
         goed(toewijzing(producten=[product(1001, volume=4, frequentie="6")])), goed(D(prestatie("R1"))),
         goed(toewijzing(identificatie="T2", dagtekening="2026-04-02", producten=[product(1001, volume=8, frequentie="6", toewijzingsdatum="2026-04-01", reden="12")])),
         goed(D(prestatie("R2", **IN_APRIL), **APRIL)), regel="TR322")
    case("IV034-andere-xsdversie", "een 301 met een andere XsdVersie dan die van onze schema's", "goedgekeurd: de XsdVersie is geen reden voor afkeur",
         goed(toewijzing().set("Header/XsdVersie/BerichtXsdVersie", "1.1.1").set("Header/XsdVersie/BasisschemaXsdVersie", "0.1.0")))


if __name__ == "__main__":
    for write in (start_rules, stop_rules, header_rules, retour_rules, version_rules):
        write()
