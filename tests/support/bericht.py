"""Builds iWmo/iJw 3.2 messages for scenarios, demo and bench. Standard library only.

A message is made with defaults that pass every rule, then bent where a case needs it:

    b = toewijzing("wmo", producten=[product(1001, volume=3, eenheid="04", frequentie="2")])
    b.set("Client/Geboortedatum/Datum", "1890-01-01").drop("Client/Contactgegevens/Contact/Telefoon")
    b.write("tests/scenarios/TR002-te-oud/01-in.xml")

Paths are below Bericht, without prefixes, with [n] (1-based) where an element repeats.
"""

import pathlib
import re
from xml.sax.saxutils import escape

BSN = ["999900006", "999900018", "999900031", "999900043", "999900055", "999900067", "999900079", "999900080", "999900092", "999900109"]
CODES = {"wmo": {301: "414", 302: "415", 323: "484", 325: "485"}, "jw": {301: "436", 302: "437", 323: "490", 325: "491"}}
CDT = {"BerichtIdentificatie", "XsdVersie", "Geboortedatum", "Naam", "Geslachtsnaam", "Partnernaam", "Communicatie", "Adres", "Huis", "Telefoon",
       "Telefoon01", "Telefoon02", "Periode", "Product", "Omvang", "DeclaratiePeriode", "ProductPeriode", "ProductReferentie",
       "TotaalIngediendBedrag", "TotaalToegekendBedrag", "IngediendBedrag", "DeclaratieIdentificatie", "XsdVersieDeclaratie", "XsdVersieRetour"}


def elfproef(bsn):
    digits = [int(c) for c in bsn]
    return sum(w * d for w, d in zip([9, 8, 7, 6, 5, 4, 3, 2, -1], digits)) % 11 == 0 and any(digits)


def test_bsn(n):
    """The n-th test BSN of the range 9999xxxxx that passes the 11-test."""
    found = -1
    for i in range(100000):
        bsn = f"9999{i:05d}"
        if elfproef(bsn):
            found += 1
            if found == n:
                return bsn
    raise ValueError(n)


class Bericht:
    """A tree of [name, value-or-children] under Bericht."""

    def __init__(self, domein, nummer, children):
        self.domein, self.nummer, self.children = domein, nummer, children

    def _find(self, path):
        children, parent, at = self.children, None, None
        for step in path.split("/"):
            name, n = re.fullmatch(r"(\w+)(?:\[(\d+)\])?", step).groups()
            hits = [i for i, c in enumerate(children) if c[0] == name]
            if len(hits) < int(n or 1):
                raise KeyError(path)
            parent, at = children, hits[int(n or 1) - 1]
            children = parent[at][1]
        return parent, at

    def set(self, path, value):
        parent, at = self._find(path)
        parent[at][1] = value
        return self

    def drop(self, path):
        parent, at = self._find(path)
        del parent[at]
        return self

    def after(self, path, *elements):
        """Inserts elements ([name, value]) behind the one at path."""
        parent, at = self._find(path)
        parent[at + 1:at + 1] = [list(e) for e in elements]
        return self

    def before(self, path, *elements):
        parent, at = self._find(path)
        parent[at:at] = [list(e) for e in elements]
        return self

    def xml(self):
        standard = "iwmo" if self.domein == "wmo" else "ijw"
        own, base = f"{self.domein}{self.nummer}", standard
        root = f"http://www.istandaarden.nl/{standard}/3_2"
        out = ['<?xml version="1.0" encoding="UTF-8"?>',
               f'<{own}:Bericht xmlns:{base}="{root}/basisschema/schema" xmlns:{own}="{root}/{own}/schema">']

        def emit(node, prefix, depth):
            name, value = node
            tag = f"{prefix}:{name}"
            if isinstance(value, list):
                out.append("  " * depth + f"<{tag}>")
                for child in value:
                    emit(child, base if name in CDT else prefix, depth + 1)
                out.append("  " * depth + f"</{tag}>")
            else:
                out.append("  " * depth + f"<{tag}>{escape(str(value))}</{tag}>")

        for child in self.children:
            emit(child, own, 1)
        out.append(f"</{own}:Bericht>")
        return "\n".join(out) + "\n"

    def write(self, path):
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.xml(), encoding="utf-8")
        return self


def _header(domein, nummer, afzender, ontvanger, identificatie, dagtekening):
    versie = "1.0.0" if domein == "wmo" else "0.1.0"
    return ["Header", [
        ["BerichtCode", CODES[domein][nummer]], ["BerichtVersie", "3"], ["BerichtSubversie", "2"],
        ["Afzender", afzender], ["Ontvanger", ontvanger],
        ["BerichtIdentificatie", [["Identificatie", identificatie], ["Dagtekening", dagtekening]]],
        ["XsdVersie", [["BasisschemaXsdVersie", versie], ["BerichtXsdVersie", versie]]]]]


def product(nummer, categorie="02", code="02A16", volume=3, eenheid="04", frequentie="2", ingang="2026-01-01", einde="2026-12-31",
            toewijzingsdatum="2026-01-01", tijd="12:00:00", reden=None, budget=None, referentie=None):
    """ToegewezenProduct. categorie=None: generiek; code=None: aspecifiek; volume=None: no Omvang."""
    p = [["ToewijzingNummer", nummer]]
    if referentie: p.append(["ReferentieAanbieder", referentie])
    if categorie: p.append(["Product", [["Categorie", categorie]] + ([["Code", code]] if code else [])])
    p += [["Toewijzingsdatum", toewijzingsdatum], ["Toewijzingstijd", tijd], ["Ingangsdatum", ingang]]
    if einde: p.append(["Einddatum", einde])
    if reden: p.append(["RedenWijziging", reden])
    if volume is not None: p.append(["Omvang", [["Volume", volume], ["Eenheid", eenheid], ["Frequentie", frequentie]]])
    if budget is not None: p.append(["Budget", budget])
    return ["ToegewezenProduct", p]


def contact(soort="01", postcode="1111AA", huisnummer="1"):
    return ["Contact", [["Soort", soort],
                        ["Adres", [["Huis", [["Huisnummer", huisnummer]]], ["Postcode", postcode], ["Straatnaam", "Dorpsstraat"],
                                   ["Plaatsnaam", "Diemen"], ["LandCode", "NL"]]]]]


def relatie(nummer="1", soort="12"):
    return ["Relatie", [["Nummer", nummer], ["Volgorde", "1"], ["Soort", soort], ["Geboortedatum", [["Datum", "1971-04-07"]]], ["Geslacht", "1"],
                        ["Naam", [["Geslachtsnaam", [["Achternaam", "Galen"]]], ["NaamGebruik", "1"]]], contact()]]


def toewijzing(domein="wmo", producten=None, bsn=BSN[0], gemeente="0384", aanbieder="42420001", identificatie="T1", dagtekening="2026-01-05",
               geboren="1950-02-14", achternaam="Wit", relaties=None):
    """A 301."""
    producten = producten or [product(1001) if domein == "wmo" else product(1001, "45", "45A03")]
    client = [["Bsn", bsn], ["Geboortedatum", [["Datum", geboren]]], ["Geslacht", "1"],
              ["Naam", [["Geslachtsnaam", [["Achternaam", achternaam]]], ["Voornamen", "Tom"], ["Voorletters", "T"], ["NaamGebruik", "1"]]]]
    if relaties: client.append(["Relaties", relaties])
    client += [["Contactgegevens", [contact()]], ["ToegewezenProducten", producten]]
    return Bericht(domein, 301, [_header(domein, 301, gemeente, aanbieder, identificatie, dagtekening), ["Client", client]])


def prestatie(referentie, toewijzing=1001, categorie="02", code="02A16", begin="2026-03-01", einde="2026-03-31", volume=4, eenheid="04",
              tarief=7000, bedrag=None, dc="D", vorig=None):
    """Prestatie of a 323; tarief in cents, None when eenheid is 83; bedrag defaults to volume x tarief."""
    if bedrag is None: bedrag = volume if eenheid == "83" else volume * tarief
    p = [["ProductReferentie", [["ReferentieNummer", referentie]] + ([["VorigReferentieNummer", vorig]] if vorig else [])],
         ["ToewijzingNummer", toewijzing], ["ProductCategorie", categorie], ["ProductCode", code],
         ["ProductPeriode", [["Begindatum", begin], ["Einddatum", einde]]], ["GeleverdVolume", volume], ["Eenheid", eenheid]]
    if tarief is not None and eenheid != "83": p.append(["ProductTarief", tarief])
    p.append(["IngediendBedrag", [["Bedrag", bedrag], ["DebetCredit", dc]]])
    return ["Prestatie", p]


def _signed(prestaties):
    total = 0
    for _, fields in prestaties:
        amount = dict((k, v) for k, v in dict((f[0], f[1]) for f in fields)["IngediendBedrag"])
        total += int(amount["Bedrag"]) * (-1 if amount["DebetCredit"] == "C" else 1)
    return total


def declaratie(domein="wmo", clienten=None, gemeente="0384", aanbieder="42420001", identificatie="D1", dagtekening="2026-04-03", nummer="DN001",
               begin="2026-03-01", einde="2026-03-31", totaal=None):
    """A 323. clienten: list of (bsn, [prestatie, ...]). The total is computed unless given as (bedrag, dc)."""
    clienten = clienten or [(BSN[0], [prestatie("R1") if domein == "wmo" else prestatie("R1", categorie="45", code="45A03", tarief=6250)])]
    if totaal is None:
        signed = sum(_signed(p) for _, p in clienten)
        totaal = (abs(signed), "C" if signed < 0 else "D")
    return Bericht(domein, 323, [
        _header(domein, 323, aanbieder, gemeente, identificatie, dagtekening),
        ["Declaratie", [
            ["DeclaratieNummer", nummer], ["DeclaratiePeriode", [["Begindatum", begin], ["Einddatum", einde]]],
            ["DeclaratieDagtekening", dagtekening], ["TotaalIngediendBedrag", [["TotaalBedrag", totaal[0]], ["DebetCredit", totaal[1]]]],
            ["Clienten", [["Client", [["Bsn", bsn], ["Prestaties", p]]] for bsn, p in clienten]]]]])


def antwoord(domein="wmo", clienten=None, ingediend=(28000, "D"), toegekend=(28000, "D"), gemeente="0384", aanbieder="42420001", identificatie="A1",
             dagtekening="2026-04-10", declaratie_identificatie="D1", declaratie_dagtekening="2026-04-03", nummer="DN001",
             header_codes=("0200",), codes=("8001",)):
    """A 325, as a gemeente's own back-office software would send it. clienten: list of (bsn, codes, [(prestatie, codes), ...])."""
    versie = "1.0.0" if domein == "wmo" else "0.1.0"
    retour = lambda cs: ["RetourCodes", [["RetourCode", c] for c in cs]]
    header = _header(domein, 325, gemeente, aanbieder, identificatie, dagtekening)
    header[1] += [["DeclaratieIdentificatie", [["Identificatie", declaratie_identificatie], ["Dagtekening", declaratie_dagtekening]]],
                  ["XsdVersieDeclaratie", [["BasisschemaXsdVersie", versie], ["BerichtXsdVersie", versie]]], retour(header_codes)]
    body = [["DeclaratieNummer", nummer], ["TotaalIngediendBedrag", [["TotaalBedrag", ingediend[0]], ["DebetCredit", ingediend[1]]]],
            ["TotaalToegekendBedrag", [["TotaalBedrag", toegekend[0]], ["DebetCredit", toegekend[1]]]]]
    if clienten:
        body.append(["Clienten", [["Client", [["Bsn", bsn], ["Prestaties", [["Prestatie", p[1] + [retour(pc)]] for p, pc in ps]], retour(cc)]]
                                  for bsn, cc, ps in clienten]])
    body.append(retour(codes))
    return Bericht(domein, 325, [header, ["DeclaratieAntwoord", body]])


if __name__ == "__main__":
    print(toewijzing().xml(), declaratie().xml(), antwoord().xml())
