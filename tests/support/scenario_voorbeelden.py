"""Writes the scenario folders with the shape of the published example messages of iJw 3.2: the same elements, nested the same way, with
values of our own; the four faults that those examples have as well. Use as scenario_level3.py."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bericht import (BSN, aangevraagd, antwoord, antwoord_verzoek, declaratie, nieuw, ongewijzigd, prestatie, product, retour,  # noqa: E402
                     start, start_product, stop, stop_product, toewijzing, verwijzer, verzoek_toewijzing, verzoek_wijziging)
from scenario_level3 import case, fout, goed  # noqa: E402

GEBOREN = "2011-09-03"
XSLT = ["XsltVersie", "1.0.0"]


def voorbeeld(naam, conditie, verwacht, *stappen):
    case(f"VOORBEELD-{naam}", conditie, verwacht, *stappen, regel="VOORBEELD", vandaag="2026-08-01", bundel="geen")


def voorvoegsel(bericht):
    return bericht.after("Client/Naam/Geslachtsnaam/Achternaam", ["Voorvoegsel", "van"])


def adres(huis, straat, plaats, telefoon, *, organisatie=None, email=None, periode=None, soort="03"):
    fields = [["Soort", soort],
              ["Adres", [["Huis", huis], ["Postcode", "1111AB"], ["Straatnaam", straat], ["Plaatsnaam", plaats], ["LandCode", "NL"]]]]
    if organisatie: fields.append(["Organisatie", organisatie])
    fields.append(["Telefoon", [["Telefoon01", [["Telefoonnummer", telefoon], ["Landnummer", "0031"]]]]])
    if email: fields.append(["Emailadres", email])
    if periode: fields.append(["Periode", [["Begindatum", periode]]])
    return ["Contact", fields]


def verwant(nummer, soort, geboren, achternaam, contact, *, tussen=False, partner=False):
    geslachtsnaam = [["Achternaam", achternaam]] + ([["Voorvoegsel", "ter"]] if tussen else [])
    naam = [["Geslachtsnaam", geslachtsnaam]]
    if partner: naam.append(["Partnernaam", [["Achternaam", "Beek"], ["Voorvoegsel", "op de"]]])
    naam += [["Voornamen", "Jo"], ["Voorletters", "J"], ["NaamGebruik", "1"]]
    return ["Relatie", [["Nummer", nummer], ["Volgorde", nummer], ["Soort", soort], ["Geboortedatum", [["Datum", geboren]]], ["Geslacht", "2"],
                        ["Naam", naam], contact]]


LANG = [["Huisnummer", "14"], ["Huisletter", "C"], ["HuisnummerToevoeging", "II"], ["AanduidingWoonadres", "TO"]]


def vol_301(referenties=True, identificatie="T301"):
    """Everything the example of a 301 has: two relaties, two contacts, organisatie, periode, commentaar."""
    def toegewezen(nummer, code, einde, eenheid, referentie):
        p = product(nummer, "55", code, volume=2, eenheid=eenheid, ingang="2026-04-01", einde=einde, toewijzingsdatum="2026-04-01", tijd="09:30:00",
                    referentie=referentie if referenties else None)
        p[1].append(["Commentaar", f"Bij {code}"])
        return p

    bericht = voorvoegsel(toewijzing("jw", [toegewezen(5201, "55A01", "2026-07-14", "04", "REF-A"), toegewezen(5202, "55A02", "2026-07-19", "16", "REF-B")],
                                     identificatie=identificatie, dagtekening="2026-04-01", geboren=GEBOREN, relaties=[
        verwant("1", "12", "1975-11-20", "Horst", adres(LANG, "Lindelaan", "Zeist", "0301234567", email="jo@voorbeeld.nl"), tussen=True, partner=True),
        verwant("2", "09", "1980-05-02", "Smit", adres([["Huisnummer", "7"]], "Kade", "Hoorn", "0229123456", email="smit@voorbeeld.nl"))]))
    bericht.after("Client/Naam", ["Communicatie", [["Vorm", "1"], ["Taal", "Fries"]]], ["JuridischeStatus", "01"], ["WettelijkeVertegenwoordiging", "09"],
                  ["Commentaar", "Belt liever niet"])
    bericht.set("Client/Contactgegevens", [
        adres(LANG, "Lindelaan", "Zeist", "0301234567", email="wit@voorbeeld.nl"),
        adres([["Huisnummer", "3"], ["HuisnummerToevoeging", "K12"]], "Bosweg", "Zeist", "0307654321", organisatie="Huize Zonnehoek", soort="04", periode="2026-02-03")])
    return bericht


def vol_315(einde="2027-06-30"):
    def gevraagd(referentie, code, wie):
        p = aangevraagd(referentie, "55", code, ingang="2026-04-01", einde=einde, volume=2, eenheid="16", frequentie="4", beschikking="871",
                        beschikking_ingang="2026-03-15", verwijzer=wie)
        p[1] += [["Raamcontract", "1"], ["Commentaar", "Zie gesprek"]]
        return p

    bericht = verzoek_toewijzing("jw", [gevraagd("REF-A", "55A01", verwijzer("01", "huisarts")), gevraagd("REF-B", "55A02", verwijzer("02", None, "12345678"))],
                                 identificatie="V315", dagtekening="2026-03-20", geboren=GEBOREN)
    return voorvoegsel(bericht).after("Client/GezagsdragerBekend", ["Commentaar", "Belt liever niet"])


def starts():
    return voorvoegsel(start("jw", [start_product(5201, "55", "55A01", begin="2026-04-03", ingang="2026-04-01"),
                                    start_product(5202, "55", "55A02", begin="2026-04-15", ingang="2026-04-01")], dagtekening="2026-04-16", geboren=GEBOREN))


def stops():
    return voorvoegsel(stop("jw", [stop_product(5201, "55", "55A01", begin="2026-04-03", reden="31", einde="2026-07-14", ingang="2026-04-01"),
                                   stop_product(5202, "55", "55A02", begin="2026-04-15", reden="31", einde="2026-07-17", ingang="2026-04-01")],
                            dagtekening="2026-07-20", geboren=GEBOREN))


def wijziging(einde="2026-12-31"):
    return verzoek_wijziging("jw", [ongewijzigd(7071)], [], [nieuw("45", "45A03", gewenst="2026-09-01", einde=einde, volume=4, frequentie="4")],
                             referentie="REF-W", identificatie="W317", dagtekening="2026-08-01")


def claim(n, nummer, code, volume, tarief, begin="2026-05-01", einde="2026-05-31", vorig=None, soort="R"):
    return prestatie(f"{soort}{n}", nummer, "45", code, begin, einde, volume, "04", tarief, dc="C" if vorig else "D", vorig=vorig)


def jeugd(n, bsn, *nummers):
    """The toewijzingen that the claims need."""
    return goed(toewijzing("jw", [product(nummer, "45", code, volume=90, frequentie="4", toewijzingsdatum="2026-01-01") for nummer, code in nummers], bsn=bsn,
                           identificatie=f"T{n}", geboren=GEBOREN))


def declaraties():
    def vol_323(vijfde):
        return declaratie("jw", [(BSN[0], [claim(1, 7072, "45A03", 4, 1250), claim(2, 7073, "45A04", 16, 1500)]),
                                 (BSN[1], [claim(3, 7074, "45A03", 4, 1250), claim(4, 7075, "45A04", 16, 1500),
                                           claim(vijfde, 7075, "45A04", 14, 1500, "2026-04-01", "2026-04-30")])],
                          identificatie="D323", dagtekening="2026-06-04", begin="2026-05-01", einde="2026-05-31")

    begin = (jeugd(1, BSN[0], (7072, "45A03"), (7073, "45A04")), jeugd(2, BSN[1], (7074, "45A03"), (7075, "45A04")))
    voorbeeld("323", "een declaratie voor twee clienten, met een prestatie uit een eerdere maand", "goedgekeurd", *begin, goed(vol_323(5)))
    voorbeeld("323-dubbel", "een ReferentieNummer staat tweemaal bij een client", "afgekeurd met 0001 (TR101)",
              fout(vol_323(4), "TR101 0001 /Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[3]/ProductReferentie"))
    credits = [claim(6, 7072, "45A03", 4, 1250, vorig="R1", soort="C"), claim(7, 7073, "45A04", 16, 1500, vorig="R2", soort="C"),
               claim(8, 7074, "45A03", 4, 1250, vorig="R3", soort="C"), claim(9, 7075, "45A04", 16, 1500, vorig="R4", soort="C")]
    terug = declaratie("jw", [(BSN[0], credits[:2]), (BSN[1], credits[2:])], identificatie="D324", nummer="DN002", dagtekening="2026-06-10",
                       begin="2026-05-01", einde="2026-05-31")
    eigen = antwoord("jw", [(BSN[0], ["0200"], [(credits[0], ["0611"]), (credits[1], ["9339", "9340", "9341"])]), (BSN[1], ["0200"], [(credits[2], ["9307"])])],
                     (58000, "C"), (24000, "C"), declaratie_identificatie="D324", declaratie_dagtekening="2026-06-10", nummer="DN002", dagtekening="2026-06-12",
                     codes=("0200",)).after("Header/DeclaratieIdentificatie", XSLT)
    voorbeeld("325", "de gemeente wijst drie van vier creditprestaties af, een om drie redenen", "goedgekeurd", *begin, goed(vol_323(5)), goed(terug), goed(eigen))


def main():
    aangevraagd_2 = "Client/AangevraagdeProducten/AangevraagdProduct"
    voorbeeld("315-316", "een verzoek om twee producten; de gemeente keurt het af om de referentie van het eerste", "beide goedgekeurd",
              goed(vol_315()), goed(retour(vol_315(), codes={aangevraagd_2: ["9347"]})))
    datum = "XSD - /Bericht/Client/AangevraagdeProducten/AangevraagdProduct[{}]/ToewijzingEinddatum"
    voorbeeld("315-31-juni", "een verzoek met een einddatum die niet bestaat, tweemaal", "geen antwoord: het schema weigert het",
              fout(vol_315("2027-06-31"), datum.format(1), datum.format(2)))
    voorbeeld("301-302", "een toewijzing met alles erin; de aanbieder keurt haar af om de Dagtekening", "beide goedgekeurd",
              goed(vol_315()), goed(vol_301()), goed(retour(vol_301(), ["8848"])))
    zonder = vol_301(referenties=False)
    voorbeeld("305-306", "twee starts in een bericht; de gemeente keurt het af om de Dagtekening", "beide goedgekeurd",
              goed(zonder), goed(starts()), goed(retour(starts(), ["8848"])))
    voorbeeld("307-308", "twee stops in een bericht; de gemeente aanvaardt ze", "beide goedgekeurd", goed(zonder), goed(starts()), goed(stops()), goed(retour(stops())))

    verzoek = "Client/Verzoek"
    codes = {f"{verzoek}/OngewijzigdeProducten/OngewijzigdProduct": ["9350"], verzoek: ["9349"]}
    bezwaar = retour(wijziging(), codes=codes, dagtekening="2026-08-01").after("Header/DagtekeningRetour", XSLT)
    voorbeeld("317-318", "een verzoek om een nieuw product naast een dat blijft; de gemeente keurt het af", "beide goedgekeurd",
              goed(toewijzing("jw", [product(7071, "45", "45A04", volume=90, frequentie="4")], identificatie="T1", geboren=GEBOREN)), goed(wijziging()), goed(bezwaar))
    voorbeeld("317-einde-voor-begin", "een nieuw product dat eindigt voor het begint", "afgekeurd met 0001 (CS003)",
              fout(wijziging("2024-02-28"), "CS003 0001 /Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[1]/Einddatum"))
    los = retour(wijziging(), codes=codes, dagtekening="2026-08-01").after(f"{verzoek}/RedenVerzoek", ["RetourCode", "9350"])
    voorbeeld("318-losse-retourcode", "een RetourCode die niet in RetourCodes staat", "geweigerd: het schema kent haar daar niet",
              fout(los, "XSD - /Bericht/Client/Verzoek/RetourCode"))
    afwijzing = antwoord_verzoek("jw", "REF-A", "1", "8", "0363", identificatie="B319", dagtekening="2026-03-24")
    voorbeeld("319-320", "een afwijzing om het woonplaatsbeginsel; de aanbieder keurt haar af", "beide goedgekeurd", goed(vol_315()), goed(afwijzing),
              goed(retour(afwijzing, codes={"Antwoord": ["9360"]}, dagtekening="2026-03-25").after("Header/DagtekeningRetour", XSLT)))
    onderzoek = antwoord_verzoek("jw", "REF-A", identificatie="B320", dagtekening="2026-03-24")
    voorbeeld("320", "in onderzoek; de aanbieder keurt het af, want dat was al gemeld", "beide goedgekeurd", goed(vol_315()), goed(onderzoek),
              goed(retour(onderzoek, codes={"Antwoord": ["9360"]}, dagtekening="2026-03-25").after("Header/DagtekeningRetour", XSLT)))
    declaraties()


if __name__ == "__main__":
    main()
