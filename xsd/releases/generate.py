#!/usr/bin/env python3
"""Writes the schemas of this directory from the facts in facts/.

usage: generate.py           write 3.2/iwmo/*.xsd and 3.2/ijw/*.xsd
       generate.py --check   write nothing; exit 1 when a file differs from what would be written
"""
import json
import pathlib
import sys
from xml.sax.saxutils import quoteattr

HERE = pathlib.Path(__file__).resolve().parent
FACETS = ("minLength", "maxLength", "minInclusive", "maxInclusive")


def head(namespace, own, basis, import_basis, versions):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:{own}="{namespace}"'
             + (f' xmlns:{basis[0]}="{basis[1]}"' if import_basis else "")
             + f' targetNamespace="{namespace}" elementFormDefault="qualified">',
             "  <xs:annotation>", "    <xs:appinfo>"]
    for name, v in versions:
        lines.append(f"      <{basis[0]}:{name}XsdVersie>{v['versie']}</{basis[0]}:{name}XsdVersie>")
        lines.append(f"      <{basis[0]}:{name}XsdMinVersie>{v['min']}</{basis[0]}:{name}XsdMinVersie>")
        lines.append(f"      <{basis[0]}:{name}XsdMaxVersie>{v['max']}</{basis[0]}:{name}XsdMaxVersie>")
    lines += ["    </xs:appinfo>", "  </xs:annotation>"]
    if import_basis:
        lines.append(f'  <xs:import namespace="{basis[1]}" schemaLocation="basisschema.xsd"/>')
    return lines


def occurs(child):
    text = ""
    if child["min"] != 1:
        text += f' minOccurs="{child["min"]}"'
    if child["max"] != 1:
        text += f' maxOccurs="{child["max"]}"'
    return text


def restriction(base, facts, indent):
    inner = [f'<xs:{f} value="{facts[f]}"/>' for f in FACETS if f in facts]
    inner += [f"<xs:pattern value={quoteattr(p)}/>" for p in facts.get("patterns", [])]
    inner += [f"<xs:enumeration value={quoteattr(e)}/>" for e in facts.get("enum", [])]
    pad = " " * indent
    return [f'{pad}<xs:restriction base="{base}">', *(f"{pad}  {i}" for i in inner), f"{pad}</xs:restriction>"]


def complex_type(name, children, own, basis):
    lines = [f'  <xs:complexType name="{name}">', "    <xs:sequence>"]
    for child in children:
        start = f'      <xs:element name="{child["name"]}"'
        if "restriction" in child:
            rule = child["restriction"]
            lines += [f"{start}{occurs(child)}>", "        <xs:simpleType>",
                      *restriction(f"{basis}:{rule['base']}", rule, 10), "        </xs:simpleType>", "      </xs:element>"]
        else:
            kind = f"{own}:{child['class']}" if "class" in child else f"{basis}:{child['type']}"
            lines.append(f'{start} type="{kind}"{occurs(child)}/>')
    return lines + ["    </xs:sequence>", "  </xs:complexType>"]


def basisschema(types):
    own = types["domain"]
    lines = head(types["namespace"], own, (own, types["namespace"]), False, [("Basisschema", types["basisschemaXsdVersie"])])
    for t in types["simple"]:
        lines += [f'  <xs:simpleType name="{t["name"]}">', *restriction(t["base"], t, 4), "  </xs:simpleType>"]
    for t in types["complex"]:
        lines += complex_type(t["name"], t["children"], own, own)
    return "\n".join(lines + ["</xs:schema>", ""])


def classes(children, found):
    """The classes of a message by name. One name is one content, or the facts need a second name."""
    for child in children:
        if "class" in child:
            same = found.setdefault(child["class"], child["children"])
            if same != child["children"]:
                raise SystemExit(f"class {child['class']} has two different contents")
            classes(child["children"], found)
    return found


def bericht(facts, types):
    own, basis = facts["id"].lower(), types["domain"]
    versions = [("Basisschema", facts["xsdVersie"]["basisschema"]), ("Bericht", facts["xsdVersie"]["bericht"])]
    lines = head(facts["namespace"], own, (basis, types["namespace"]), True, versions)
    lines += [f'  <xs:element name="Bericht" type="{own}:Root"/>', *complex_type("Root", facts["children"], own, basis)]
    for name, children in classes(facts["children"], {}).items():
        lines += complex_type(name, children, own, basis)
    return "\n".join(lines + ["</xs:schema>", ""])


def all_files():
    messages = json.loads((HERE / "facts/messages.json").read_text("utf-8"))
    for domain in ("iwmo", "ijw"):
        types = json.loads((HERE / f"facts/types-{domain}.json").read_text("utf-8"))
        folder = HERE / messages["release"] / domain
        yield folder / "basisschema.xsd", basisschema(types)
        for facts in messages["berichten"]:
            if facts["domain"] == domain:
                yield folder / f"{facts['id'].lower()}.xsd", bericht(facts, types)


def main():
    check = sys.argv[1:] == ["--check"]
    stale = 0
    for path, text in all_files():
        if check:
            if not path.exists() or path.read_bytes() != text.encode():
                print(f"stale: {path.relative_to(HERE)}; run {pathlib.Path(__file__).name}")
                stale += 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    sys.exit(1 if stale else 0)


main()
