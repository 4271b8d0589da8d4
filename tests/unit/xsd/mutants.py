#!/usr/bin/env python3
"""The same verdict as libxml2 on thousands of broken and odd messages.

usage: mutants.py XSD_VERDICT [COUNT [SEED]]

Makes random valid messages of all kinds from the facts the schemas are generated from, changes each a little, and asks both
`xmllint --schema` and our reader. Valid ones must also survive read -> write -> read (XSD_VERDICT checks that) and be written with
the same elements and texts. The last line says how many were valid: a run in which nothing is valid, or everything, or in which a kind
has no valid message, proves nothing and fails.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

SCHEMAS = pathlib.Path(__file__).resolve().parents[3] / "xsd" / "releases"

ODD = ["", " ", "\t", "0", "-0", "+0", "+5", "007", " 3 ", "03", "3", "-1", "99", "100", "999999999", "1000000000", "99999999", "100000000",
       "999999999999", "1000000000000", "000000000000000000000000000012", "1.0", "1e3", "١٢٣٤٥٦٧٨٩", "abc", "D", "C", " D", "d", "01", "1 ",
       "2026-04-01", " 2026-04-01 ", "2026-04-31", "2024-02-29", "2023-02-29", "12026-04-01", "-2026-04-01", "0000-01-01", "2026-04-01Z",
       "2026-04-01+02:00", "2026-4-1", "02026-04-01", "10:11:12", "10:11:12.345", "24:00:00", "24:00:01", "10:11:12Z", "10:60:00", "10:11",
       "é", "e\u0301", "\U0001F600", "\U0001F600" * 6, "\U0001F600" * 12, "\U0001F600" * 13, "a" * 12, "a" * 13, "a" * 20, "a" * 21, "a" * 36, "a" * 37,
       "a" * 200, "a" * 201, "a\nb", "\na", "a\u00a0", "\u00a0", "\u2003", "AB-C", "ABc9", "ỳ", "Ỵ", "A.B.", "1.0.0", "1.00.0", "01.0.0",
       "1.0", "NL", "XX", "9321", "9999", "0384", "38A4", "12345678", "123456789", "1234567890", "a b", "<", "&", "]]>", "\r", "x\ry"]


class Maker:
    def __init__(self, domain, rng):
        self.types = json.loads((SCHEMAS / f"facts/types-{domain}.json").read_text("utf-8"))
        self.simple = {t["name"]: t for t in self.types["simple"]}
        self.complex = {t["name"]: t for t in self.types["complex"]}
        self.basis, self.rng = domain, rng

    def value(self, name, patterns):
        rng, t = self.rng, self.simple[name]
        if patterns and patterns[0].isdigit():
            return patterns[0]
        if "enum" in t:
            return rng.choice(t["enum"])
        if t["base"] == "xs:date":
            return f"20{rng.randrange(20, 30)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        if t["base"] == "xs:time":
            return f"{rng.randrange(24):02}:{rng.randrange(60):02}:00"
        if t["base"] == "xs:integer":
            return str(rng.randrange(t["minInclusive"], t["maxInclusive"] + 1))
        known = {"LDT_AgbCode": 8, "LDT_BurgerServicenummer": 9, "LDT_Gemeente": 4, "LDT_Telefoonnummer": 10}
        if name in known:
            return "".join(rng.choice("0123456789") for _ in range(known[name]))
        if name == "LDT_Versie":
            return "1.0.0"
        size = rng.randrange(1, min(t.get("maxLength", 40), 40) + 1)
        letters = "abcDEF" if name == "LDT_Voorletters" or patterns else "abc DEFé0 9"
        return "x" + "".join(rng.choice(letters) for _ in range(size - 1))

    def element(self, child, prefix):
        """[prefix, name, attributes, text or None, children]"""
        if "class" in child:
            return [prefix, child["name"], "", None, self.children(child["children"], prefix)]
        if "restriction" in child:
            return [prefix, child["name"], "", escape(self.value(child["restriction"]["base"], child["restriction"]["patterns"])), []]
        if child["type"] in self.complex:
            return [prefix, child["name"], "", None, self.children(self.complex[child["type"]]["children"], self.basis)]
        return [prefix, child["name"], "", escape(self.value(child["type"], None)), []]

    def children(self, children, prefix):
        made = []
        for child in children:
            times = self.rng.randrange(1, 4) if child["max"] == "unbounded" else 1
            if child["min"] == 0 and self.rng.random() < 0.5:
                times = 0
            made += [self.element(child, prefix) for _ in range(times)]
        return made


def nodes(tree, found):
    for child in tree[4]:
        found.append((tree, child))
        nodes(child, found)
    return found


def mutate(tree, rng, basis):
    found = nodes(tree, [])
    if not found or all(n[3] is None for _, n in found):
        return  # an earlier mutation left nothing
    parent, node = rng.choice(found)
    leaves = [n for _, n in found if n[3] is not None]
    leaf = rng.choice(leaves)
    siblings = parent[4]
    at = next(i for i, s in enumerate(siblings) if s is node)
    kind = rng.randrange(16)
    if kind < 6:
        leaf[3] = escape(rng.choice(ODD)).replace("\r", "&#13;")
    elif kind == 6:
        text = leaf[3]
        i = rng.randrange(len(text) + 1)
        leaf[3] = text[:i] + rng.choice(["0", "a", " ", "\t", "é", "<!-- c -->", "<![CDATA[7]]>", "&#50;", "&amp;"]) + text[i:]
    elif kind == 7:
        leaf[3] = leaf[3][:-1]
    elif kind == 8:
        leaf[3] = rng.choice([" {}", "{} ", "+{}", "0{}", "-{}", "<!-- x -->{}", "<![CDATA[{}]]>", "\r\n{}"]).format(leaf[3])
    elif kind == 9:
        del siblings[at]
    elif kind == 10:
        siblings.insert(at, node)
    elif kind == 11:
        rng.shuffle(siblings)
    elif kind == 12:
        node[1] = rng.choice(["Onbekend", "Bsn", "Datum", node[1].lower(), "RetourCodes"])
    elif kind == 13:
        node[0] = rng.choice([basis, tree[0], ""])
    elif kind == 14:
        node[2] = rng.choice([' a="1"', ' xml:lang="nl"', ' xsi:nil="true"', ' xsi:type="x"', ' xmlns:z="urn:z"', ' xsi:schemaLocation="urn:a b"'])
    else:
        if node[3] is None:
            node[3] = rng.choice(["tekst", "  ", "<!-- c -->", "\n"])
        else:
            node[4] = [[basis, "Datum", "", "2026-01-01", []]]


def text_of(node, out):
    prefix, name, attributes, text, children = node
    tag = f"{prefix}:{name}" if prefix else name
    out.append(f"<{tag}{attributes}>")
    if text is not None:
        out.append(text)
    for child in children:
        text_of(child, out)
    out.append(f"</{tag}>\n")


MAY_BE_EMPTY = ("Adres", "Periode")  # of elements only, all optional: what stands between the tags is layout


def infoset(element):
    """Names with namespaces and texts, without prefixes, layout, comments and attributes (a message has none that mean anything)."""
    children = [infoset(child) for child in element]
    if element.tag.split("}")[1] in MAY_BE_EMPTY:
        return element.tag, children
    return element.tag, children or (element.text or "")


def main():
    verdict_program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 4200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20261122
    rng = random.Random(seed)
    messages = json.loads((SCHEMAS / "facts/messages.json").read_text("utf-8"))["berichten"]
    makers = {d: Maker(d, rng) for d in ("iwmo", "ijw")}
    with tempfile.TemporaryDirectory() as folder:
        files = {m["id"]: [] for m in messages}
        for i in range(count):
            m = messages[i % len(messages)]
            maker, own = makers[m["domain"]], m["id"].lower()
            tree = [own, "Bericht", "", None, maker.children(m["children"], own)]
            for _ in range(rng.choice([0, 1, 1, 1, 1, 2, 3])):
                mutate(tree, rng, m["domain"])
            tree[2] = (f' xmlns:{own}="{m["namespace"]}" xmlns:{m["domain"]}="{maker.types["namespace"]}"'
                       ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"')
            out = []
            text_of(tree, out)
            path = pathlib.Path(folder) / f"{m['id']}-{i}.xml"
            path.write_bytes("".join(out).encode())
            files[m["id"]].append(str(path))

        differences = valid = 0
        kinds_valid = set()
        for m in messages:
            paths = files[m["id"]]
            schema = SCHEMAS / "3.2" / m["domain"] / f"{m['id'].lower()}.xsd"
            theirs = subprocess.run(["xmllint", "--noout", "--schema", schema, *paths], capture_output=True, text=True).stderr.splitlines()
            accepted = {line[:-len(" validates")] for line in theirs if line.endswith(" validates")}
            ours = subprocess.run([verdict_program, "--write", *paths], capture_output=True, text=True)
            if ours.returncode != 0:
                print(ours.stderr)
                differences += 1
            mine = dict(reversed(line.split("\t")) for line in ours.stdout.splitlines())
            for path in paths:
                if path in accepted:
                    valid += 1
                    kinds_valid.add(m["id"])
                    if mine.get(path) == "valid" and infoset(ET.parse(path).getroot()) != infoset(ET.parse(path + ".out").getroot()):
                        differences += 1
                        print(f"{path}: written with other elements or texts")
                if (mine.get(path) == "valid") != (path in accepted):
                    differences += 1
                    if differences <= 10:
                        print(f"{path}: xmllint {'valid' if path in accepted else 'invalid'}, ours {mine.get(path)}")
                        print("\n".join(line for line in theirs if path in line)[:1500])
                        print(pathlib.Path(path).read_text("utf-8") if differences == 1 else "")
    print(f"{count} messages of {len(messages)} kinds (seed {seed}), {valid} valid, {differences} differences")
    enough = count // 10 < valid < count - count // 10 and len(kinds_valid) == len(messages) == 28
    sys.exit(1 if differences or not enough else 0)


main()
