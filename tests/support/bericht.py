"""Builds iWmo/iJw 3.2 messages for scenarios, demo and bench. Standard library only.

A message is made with defaults that pass every rule, then bent where a case needs it:

    b = toewijzing("wmo", producten=[product(1001, volume=3, eenheid="04", frequentie="2")])
    b.set("Client/Geboortedatum/Datum", "1890-01-01").drop("Client/Contactgegevens/Contact/Telefoon")
    b.write("tests/scenarios/TR002-te-oud/01-in.xml")

Paths are below Bericht, without prefixes, with [n] (1-based) where an element repeats.
"""

import copy
import pathlib
import re
from xml.sax.saxutils import escape

BSN = ["999900006", "999900018", "999900031", "999900043", "999900055", "999900067", "999900079", "999900080", "999900092", "999900109"]
CODES = {"wmo": {301: "414", 302: "415", 305: "418", 306: "419", 307: "420", 308: "421", 315: "444", 316: "445", 317: "480", 318: "481",
                 319: "482", 320: "483", 323: "484", 325: "485"},
         "jw": {301: "436", 302: "437", 305: "438", 306: "439", 307: "440", 308: "441", 315: "446", 316: "447", 317: "486", 318: "487",
                319: "488", 320: "489", 323: "490", 325: "491"}}
RETOUR = {301: 302, 305: 306, 307: 308, 315: 316, 317: 318, 319: 320}
WITH_CODES = {"Client", "Relatie", "Contact", "ToegewezenProduct", "StartProduct", "StopProduct", "AangevraagdProduct", "Verzoek",
              "OngewijzigdProduct", "TeWijzigenProduct", "NieuwProduct", "Antwoord", "Woonplaatsbeginsel"}
CDT = {"BerichtIdentificatie", "XsdVersie", "Geboortedatum", "Naam", "Geslachtsnaam", "Partnernaam", "Communicatie", "Adres", "Huis", "Telefoon",
       "Telefoon01", "Telefoon02", "Periode", "Product", "Omvang", "DeclaratiePeriode", "ProductPeriode", "ProductReferentie",
       "TotaalIngediendBedrag", "TotaalToegekendBedrag", "IngediendBedrag", "DeclaratieIdentificatie", "XsdVersieDeclaratie", "XsdVersieRetour", "Verwijzer"}


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


def _product(categorie, code):
    return [["Product", [["Categorie", categorie]] + ([["Code", code]] if code else [])]] if categorie else []


def _omvang(volume, eenheid, frequentie, budget):
    made = [["Omvang", [["Volume", volume], ["Eenheid", eenheid], ["Frequentie", frequentie]]]] if volume is not None else []
    return made + ([["Budget", budget]] if budget is not None else [])


def _client_kort(bsn, geboren, achternaam):
    return [["Bsn", bsn], ["Geboortedatum", [["Datum", geboren]]], ["Geslacht", "1"],
            ["Naam", [["Geslachtsnaam", [["Achternaam", achternaam]]], ["Voornamen", "Tom"], ["Voorletters", "T"]]]]


def start_product(nummer=1001, categorie="02", code="02A16", begin="2026-01-10", status="1", ingang="2026-01-01"):
    """StartProduct. nummer=None: taakgericht; categorie, code or ingang=None leave that out."""
    p = ([["ToewijzingNummer", nummer]] if nummer is not None else []) + _product(categorie, code)
    if ingang: p.append(["ToewijzingIngangsdatum", ingang])
    return ["StartProduct", p + [["Begindatum", begin], ["StatusAanlevering", status]]]


def start(domein="wmo", producten=None, bsn=BSN[0], gemeente="0384", aanbieder="42420001", identificatie="S1", dagtekening="2026-01-12",
          geboren="1950-02-14", achternaam="Wit"):
    """A 305 on the default toewijzing."""
    producten = producten or [start_product() if domein == "wmo" else start_product(1001, "45", "45A03")]
    return Bericht(domein, 305, [_header(domein, 305, aanbieder, gemeente, identificatie, dagtekening),
                                 ["Client", _client_kort(bsn, geboren, achternaam) + [["StartProducten", producten]]]])


def stop_product(nummer=1001, categorie="02", code="02A16", begin="2026-01-10", reden="19", einde="2026-06-30", status="1",
                 ingang="2026-01-01"):
    """StopProduct; the default reason (as planned) exists in Wmo only, its Jw twin is 31."""
    p = ([["ToewijzingNummer", nummer]] if nummer is not None else []) + _product(categorie, code)
    if ingang: p.append(["ToewijzingIngangsdatum", ingang])
    return ["StopProduct", p + [["Begindatum", begin], ["RedenBeeindiging", reden], ["Einddatum", einde], ["StatusAanlevering", status]]]


def stop(domein="wmo", producten=None, bsn=BSN[0], gemeente="0384", aanbieder="42420001", identificatie="E1", dagtekening="2026-07-01",
         geboren="1950-02-14", achternaam="Wit"):
    """A 307 of the default start."""
    producten = producten or [stop_product() if domein == "wmo" else stop_product(1001, "45", "45A03", reden="31")]
    return Bericht(domein, 307, [_header(domein, 307, aanbieder, gemeente, identificatie, dagtekening),
                                 ["Client", _client_kort(bsn, geboren, achternaam) + [["StopProducten", producten]]]])


def verwijzer(type="02", naam="Huisarts Diemen", zorgverlener=None):
    return ["Verwijzer", [["Type", type]] + ([["Naam", naam]] if naam else []) + ([["ZorgverlenerCode", zorgverlener]] if zorgverlener else [])]


def aangevraagd(referentie="V1", categorie="02", code="02A16", ingang="2026-01-01", einde="2026-12-31", volume=3, eenheid="04", frequentie="2",
                budget=None, beschikking=None, beschikking_ingang=None, verwijzer=verwijzer()):
    """AangevraagdProduct. categorie=None: generiek; code=None: aspecifiek; volume=None: no Omvang; einde=None: open."""
    p = [["ReferentieAanbieder", referentie]]
    if beschikking: p.append(["BeschikkingNummer", beschikking])
    p += _product(categorie, code)
    if beschikking_ingang: p.append(["BeschikkingIngangsdatum", beschikking_ingang])
    p.append(["ToewijzingIngangsdatum", ingang])
    if einde: p.append(["ToewijzingEinddatum", einde])
    return ["AangevraagdProduct", p + _omvang(volume, eenheid, frequentie, budget) + [copy.deepcopy(verwijzer)]]


def verzoek_toewijzing(domein="wmo", producten=None, bsn=BSN[0], gemeente="0384", aanbieder="42420001", identificatie="V1",
                       dagtekening="2025-12-15", geboren="1950-02-14", achternaam="Wit"):
    """A 315."""
    producten = producten or [aangevraagd() if domein == "wmo" else aangevraagd(categorie="45", code="45A03")]
    client = _client_kort(bsn, geboren, achternaam) + ([["GezagsdragerBekend", "1"]] if domein == "jw" else [])
    return Bericht(domein, 315, [_header(domein, 315, aanbieder, gemeente, identificatie, dagtekening),
                                 ["Client", client + [["AangevraagdeProducten", producten]]]])


def ongewijzigd(nummer=1001):
    return ["OngewijzigdProduct", [["ToewijzingNummer", nummer]]]


def te_wijzigen(nummer=1001, gewenst="2026-07-01", einde="2026-12-31", volume=5, eenheid="04", frequentie="2", budget=None):
    """TeWijzigenProduct; a wish for a date after the message, so omvang may change per week."""
    p = [["ToewijzingNummer", nummer], ["GewensteIngangsdatum", gewenst]] + ([["Einddatum", einde]] if einde else [])
    return ["TeWijzigenProduct", p + _omvang(volume, eenheid, frequentie, budget)]


def nieuw(categorie="02", code="02A17", gewenst="2026-07-01", einde="2026-12-31", volume=2, eenheid="04", frequentie="2", budget=None):
    """NieuwProduct. categorie=None: generiek; code=None: aspecifiek; volume=None: no Omvang."""
    p = _product(categorie, code) + [["GewensteIngangsdatum", gewenst]] + ([["Einddatum", einde]] if einde else [])
    return ["NieuwProduct", p + _omvang(volume, eenheid, frequentie, budget)]


def verzoek_wijziging(domein="wmo", ongewijzigde=(), te_wijzigen_producten=None, nieuwe=(), referentie="W1", reden="1", bsn=BSN[0],
                      gemeente="0384", aanbieder="42420001", identificatie="W1", dagtekening="2026-05-01"):
    """A 317: by default the wish to change toewijzing 1001; te_wijzigen_producten=[] leaves that out."""
    if te_wijzigen_producten is None: te_wijzigen_producten = [te_wijzigen()]
    verzoek = [["ReferentieAanbieder", referentie], ["RedenVerzoek", reden]]
    for name, made in (("OngewijzigdeProducten", ongewijzigde), ("TeWijzigenProducten", te_wijzigen_producten), ("NieuweProducten", nieuwe)):
        if made: verzoek.append([name, list(made)])
    return Bericht(domein, 317, [_header(domein, 317, aanbieder, gemeente, identificatie, dagtekening),
                                 ["Client", [["Bsn", bsn], ["Verzoek", verzoek]]]])


def antwoord_verzoek(domein="wmo", referentie="V1", antwoord="2", reden=None, woonplaats=None, gemeente="0384", aanbieder="42420001",
                     identificatie="B1", dagtekening="2025-12-18"):
    """A 319: by default "in onderzoek". antwoord="1" needs a reden; reden="8" (Jw) needs woonplaats, a gemeente."""
    a = [["ReferentieAanbieder", referentie], ["VerzoekAntwoord", antwoord]]
    if reden: a.append(["RedenAfwijzingVerzoek", reden])
    if woonplaats: a.append(["Woonplaatsbeginsel", [["Gemeente", woonplaats]]])
    return Bericht(domein, 319, [_header(domein, 319, gemeente, aanbieder, identificatie, dagtekening), ["Antwoord", a]])


def retour(heen, header_codes=None, codes=None, identificatie="RT1", dagtekening=None):
    """The retour on `heen` as its receiver sends it (process.md 3): 302, 306, 308, 316, 318 or 320.

    Header only, unless codes is given: then the body comes back with 0200 in every class, and with codes[path] in those named,
    e.g. retour(start(), codes={"Client/StartProducten/StartProduct": ["9063"]}). The header then says 0200.
    """
    versie = "1.0.0" if heen.domein == "wmo" else "0.1.0"
    carry = lambda cs: ["RetourCodes", [["RetourCode", c] for c in cs]]
    header = copy.deepcopy(heen.children[0])
    header[1][0][1] = CODES[heen.domein][RETOUR[heen.nummer]]
    if header_codes is None and codes is not None: header_codes = ("0200",)
    dagtekening = dagtekening or _node([header], "Header/BerichtIdentificatie/Dagtekening")[1]
    header[1] += [["IdentificatieRetour", identificatie], ["DagtekeningRetour", dagtekening],
                  ["XsdVersieRetour", [["BasisschemaXsdVersie", versie], ["BerichtXsdVersie", versie]]]]
    if header_codes: header[1].append(carry(header_codes))
    made = Bericht(heen.domein, RETOUR[heen.nummer], [header])
    if codes is not None:
        body = copy.deepcopy(heen.children[1:])
        of_path = [(_node(body, path), carry(cs)) for path, cs in codes.items()]

        def fill(node):
            for child in node[1] if isinstance(node[1], list) else []: fill(child)
            if node[0] in WITH_CODES:
                node[1].append(next((c for target, c in of_path if target is node), carry(("0200",))))

        for node in body: fill(node)
        made.children += body
    return made


def _node(children, path):
    """The node at path below children."""
    parent, at = Bericht(None, None, children)._find(path)
    return parent[at]


if __name__ == "__main__":
    print(toewijzing().xml(), declaratie().xml(), antwoord().xml(), start().xml(), stop().xml(), verzoek_toewijzing().xml(),
          verzoek_wijziging().xml(), antwoord_verzoek().xml(), retour(start(), codes={}).xml())
