#!/usr/bin/env python3
"""Makes release 3.3, which does not exist, for tests: 3.2 with other namespaces, one productcategorie and one gemeente more, one rule
dropped and one retourcode changed.

usage: make.py DIRECTORY        writes DIRECTORY/3.3
"""
import pathlib
import shutil
import sys

OLD = pathlib.Path(__file__).resolve().parents[2] / "xsd" / "releases" / "3.2"


def replaced(text, old, new):
    if old not in text:
        raise SystemExit(f"{old!r} is not in release 3.2")
    return text.replace(old, new)


def schema(text, domain):
    text = replaced(text, "/3_2/", "/3_3/").replace('<xs:pattern value="2"/>', '<xs:pattern value="3"/>')
    head, found, tail = text.partition('name="LDT_ProductCategorie"')
    if found and domain == "iwmo":
        tail = tail.replace('<xs:enumeration value="18"/>', '<xs:enumeration value="18"/>\n      <xs:enumeration value="19"/>', 1)
    return head + found + tail


def main():
    new = pathlib.Path(sys.argv[1]) / "3.3"
    shutil.rmtree(new, ignore_errors=True)
    for domain in ("iwmo", "ijw"):
        (new / domain).mkdir(parents=True)
        for path in sorted((OLD / domain).glob("*.xsd")):
            (new / domain / path.name).write_text(schema(path.read_text("utf-8"), domain), "utf-8")
    (new / "codelijsten").mkdir()
    for name, line in (("productcategorieen", "19;wmo;;;proefcategorie\n"), ("gemeenten", "9997;;2026-01-01;;Nieuwstad\n")):
        text = (OLD / "codelijsten" / f"{name}.csv").read_text("utf-8")
        (new / "codelijsten" / f"{name}.csv").write_text(text + line, "utf-8")
    rules = (OLD / "regels.csv").read_text("utf-8")
    rules = replaced(rules, "\nTR338;;\n", "\nTR338;;9339\n")  # another code for "no toewijzing with this number"
    rules = replaced(rules, "\nTR304;;\n", "\n")  # whether a client is known is no longer checked
    (new / "regels.csv").write_text(rules, "utf-8")
    # The other lists are those of 3.2. Last, because it is what the build looks at.
    (new / "release.csv").write_text("sleutel;waarde\nversie;3.3\nbasis;3.2\n", "utf-8")


main()
