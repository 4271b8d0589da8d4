"""The same month of traffic for each of the five regions: one story, told in the products, prices and aanbieders of the region.

Prices come from the region's own tarieven.csv. Everyone in it is made up.
"""

import csv
import pathlib

from bericht import aangevraagd, declaratie, prestatie, product, start, start_product, stop, stop_product, test_bsn, toewijzing, verwijzer, verzoek_toewijzing

CONTRACTS = pathlib.Path(__file__).resolve().parent.parent / "contracts"

# Per part of the story: aanbieder, categorie, code, eenheid. A traject (82) is granted once, the rest per week.
REGIOS = {
    "swvo-veere": dict(gemeente="0717", hulp=("41210001", "01", "01A01", "04"), begeleiding=("41210002", "02", "02A01", "04"),
                       kort=("41210002", "02", "02A01", "04"), wonen=("41210002", "15", "15A01", "14"),
                       bijzonder=("wmo", "0717", "41210003", "09", "09A01", "82")),
    "brabant-noordoost-oost": dict(gemeente="0828", hulp=("41220001", "01", "01A01", "04"), begeleiding=("41220002", "02", "02A01", "04"),
                                   kort=("41220003", "15", "15A02", "14"), wonen=("41220003", "15", "15A01", "14"),
                                   bijzonder=("wmo", "1721", "41220002", "02", "02A02", "04")),
    "weert-midden-limburg": dict(gemeente="0988", hulp=("41230001", "01", "01A01", "04"), begeleiding=("41230002", "02", "02A01", "04"),
                                 kort=("41230002", "02", "02A01", "04"), wonen=("41230003", "15", "15A01", "82"),
                                 bijzonder=("wmo", "0957", "41230002", "07", "07A01", "16")),
    "gooi-en-vechtstreek": dict(gemeente="0402", hulp=("41240001", "01", "01A01", "04"), begeleiding=("41240002", "02", "02A01", "04"),
                                kort=("41240002", "02", "02A01", "04"), wonen=("41240002", "15", "15A01", "14"),
                                bijzonder=("jw", "0317", "41240003", "45", "45A01", "04")),
    "noord-limburg": dict(gemeente="0984", hulp=("41250001", "01", "01A01", "04"), begeleiding=("41250002", "02", "02A01", "82"),
                          kort=("41250002", "02", "02A01", "82"), wonen=("41250002", "10", "10A01", "82"),
                          bijzonder=("jw", "0983", "41250005", "44", "44A01", "14")),
}
ZONDER_OVEREENKOMST = "41990001"
SEPTEMBER = dict(begin="2026-09-01", einde="2026-09-30")
INGANG = dict(ingang="2026-09-01", toewijzingsdatum="2026-08-25")


def tarief(regio, code, aanbieder):
    """The tarief of September 2026 in cents: the aanbieder's own line, else everybody's."""
    with open(CONTRACTS / regio / "tarieven.csv", encoding="utf-8") as file:
        lines = [r for r in csv.DictReader(file, delimiter=";")
                 if r["product"] == code and r["aanbieder"] in ("", aanbieder) and r["geldig_van"] <= "2026-09-01" and not r["geldig_tot"]]
    found = max(lines, key=lambda r: r["aanbieder"])["tarief"]
    return int(found.replace(",", ""))


def omvang(eenheid, per_week, open_einde=False):
    if eenheid == "82":
        return dict(volume=1, eenheid=eenheid, frequentie="6")
    if open_einde:  # per month: a toewijzing per week must have an end (CD076)
        return dict(volume=per_week * 4, eenheid=eenheid, frequentie="4")
    return dict(volume=per_week, eenheid=eenheid, frequentie="2")


def schrijf(regio, map):
    """Writes the messages of a region; returns how many."""
    r = REGIOS[regio]
    gemeente = r["gemeente"]
    bsn = [test_bsn(n) for n in range(40, 50)]
    nummer = iter(range(501, 600))
    made = []

    def mens(n):
        return dict(bsn=bsn[n], geboren="1957-03-12", achternaam=["Aalders", "Bakker", "Claassen", "Derks", "Engels", "Frissen", "Geurts",
                                                                  "Hermans", "Ides", "Jacobs"][n])

    def bewaar(naam, bericht):
        made.append(naam)
        bericht.write(map / f"{len(made):02}-{naam}.xml")

    def toewijzen(naam, n, wat, einde, per_week=3, aanbieder=None, domein="wmo", in_gemeente=None):
        wie, categorie, code, eenheid = wat
        toewijzing_nummer = next(nummer)
        bewaar(naam, toewijzing(domein, [product(toewijzing_nummer, categorie, code, einde=einde, **omvang(eenheid, per_week, einde is None), **INGANG)],
                                gemeente=in_gemeente or gemeente, aanbieder=aanbieder or wie, identificatie=f"T{len(made) + 1:02}",
                                dagtekening="2026-08-25", **(mens(n) if domein == "wmo" else dict(mens(n), geboren="2012-05-20"))))
        return toewijzing_nummer

    hulp = toewijzen("wmo301-hulp-zonder-einddatum", 0, r["hulp"], None)
    begeleiding = toewijzen("wmo301-begeleiding", 1, r["begeleiding"], "2026-11-30")
    toewijzen("wmo301-aanbieder-zonder-overeenkomst", 2, r["begeleiding"], "2026-11-30", aanbieder=ZONDER_OVEREENKOMST)
    toewijzen("wmo301-lang", 3, r["kort"], "2027-08-31")
    toewijzen("wmo301-nog-een-client", 4, r["begeleiding"], "2026-12-31")
    toewijzen("wmo301-eerste-plek", 5, r["wonen"], "2026-12-31", per_week=7)
    toewijzen("wmo301-tweede-plek", 6, r["wonen"], "2026-12-31", per_week=7)
    domein, elders, *bijzonder = r["bijzonder"]
    toewijzen(f"{domein}301-bijzonder", 7, bijzonder, "2026-12-31", per_week=4, domein=domein, in_gemeente=elders)

    wie, categorie, code, eenheid = r["begeleiding"]
    partijen = dict(gemeente=gemeente, aanbieder=wie)
    bewaar("wmo315-van-de-huisarts", verzoek_toewijzing(
        "wmo", [aangevraagd("V-01", categorie, code, ingang="2026-10-01", einde="2026-12-31", verwijzer=verwijzer("02", "Huisarts"),
                            **omvang(eenheid, 3))], identificatie="V01", dagtekening="2026-09-07", **mens(8), **partijen))
    gestart = dict(nummer=begeleiding, categorie=categorie, code=code, begin="2026-09-01", ingang="2026-09-01")
    bewaar("wmo305-start", start("wmo", [start_product(**gestart)], identificatie="S01", dagtekening="2026-09-03", **mens(1), **partijen))
    bewaar("wmo307-stop", stop("wmo", [stop_product(reden="19", einde="2026-09-30", **gestart)], identificatie="E01",
                               dagtekening="2026-10-01", **mens(1), **partijen))

    prijs = tarief(regio, code, wie)
    bewaar("wmo323-begeleiding-een-cent-te-veel", declaratie(
        "wmo", [(bsn[1], [prestatie("B-1", begeleiding, categorie, code, volume=1, eenheid=eenheid, tarief=prijs + 1, **SEPTEMBER)])],
        identificatie="D01", dagtekening="2026-10-05", nummer="D202609B", **SEPTEMBER, **partijen))
    wie, categorie, code, eenheid = r["hulp"]
    bewaar("wmo323-hulp", declaratie(
        "wmo", [(bsn[0], [prestatie("H-1", hulp, categorie, code, volume=12, eenheid=eenheid, tarief=tarief(regio, code, wie), **SEPTEMBER)])],
        identificatie="D02", dagtekening="2026-10-05", nummer="D202609H", gemeente=gemeente, aanbieder=wie, **SEPTEMBER))
    return len(made)
