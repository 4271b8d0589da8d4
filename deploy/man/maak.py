#!/usr/bin/env python3
"""Makes the man pages from what the program says of itself: ketenpoort.1 of every --help, ketenpoort.toml.5 of the table of settings.

usage: maak.py KETENPOORT DATE DIRECTORY    (DATE as it stands in the footer, 2026-11-22)
"""

import pathlib
import re
import subprocess
import sys

OPTION = re.compile(r"^  (-\S.*?|[a-z]\S*(?: \S+)*?)(?: {2,}(\S.*))?$")


def roff(text):
    """Text as it must stand in a page: no line begins with a control character, and a hyphen stays one."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


class Pages:
    def __init__(self, program, date):
        self.program, self.date = program, date
        self.version = self.say("--version").split()[1]

    def say(self, *arguments):
        return subprocess.run([self.program, *arguments], check=True, capture_output=True, text=True, encoding="utf-8").stdout

    def head(self, name, section, what):
        return [f'.TH {name.upper()} {section} "{self.date}" "ketenpoort {self.version}" "Ketenpoort"', ".SH NAAM", f"{roff(name)} \\- {roff(what)}"]

    def command(self, path, top):
        """The part of one command, and of all below it."""
        text = self.say(*path, "--help")
        before, _, rest = text.partition("Gebruik: ")
        usage, _, rest = rest.partition("\n")
        out = [] if top else [".SS " + roff(" ".join(path)), roff(" ".join(before.split()))]
        out += [".PP", ".B " + roff(usage)]
        below, title = [], ""
        for line in rest.splitlines():
            if line.startswith("Afsluitcode"):
                break
            heading = re.match(r"^([A-Z]\w+):$", line)
            entry = OPTION.match(line)
            if heading:
                title = heading.group(1)
            elif title == "Opdrachten" and entry:
                below.append(entry.group(1))
            elif entry:
                out += [".TP", ".B " + roff(entry.group(1).strip())]
                if entry.group(2):
                    out.append(roff(entry.group(2)))
            elif line.strip():
                out.append(roff(line.strip()))
        if top:
            out = [".SH OPTIES", *out[2:], ".SH OPDRACHTEN"]
        for name in below:
            out += self.command([*path, name], False)
        return out

    def program_page(self):
        text = self.say("--help")
        what = text.split("\n", 1)[0].removeprefix("Ketenpoort: ").rstrip(".")
        footer = text[text.index("Afsluitcode"):].strip()
        return [*self.head("ketenpoort", 1, what), ".SH SYNTAXIS", ".B ketenpoort", "OPDRACHT [OPTIES]", *self.command([], True),
                ".SH AFSLUITCODE", roff(footer.split("\n")[0].removeprefix("Afsluitcode: ")),
                ".SH BESTANDEN", ".TP", ".I /etc/ketenpoort/ketenpoort.toml", "De instellingen; zie", ".BR ketenpoort.toml (5).",
                ".TP", ".I /var/lib/ketenpoort", "De opslag.",
                ".TP", ".I /usr/share/doc/ketenpoort", "De handleidingen: runbook.md, beheer.md, partners.md en meer.",
                ".SH ZIE OOK", ".BR ketenpoort.toml (5)"]

    def settings_page(self):
        text = self.say("config", "--markdown")
        rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines() if line.startswith("| `")]
        out = [*self.head("ketenpoort.toml", 5, "instellingen van ketenpoort"), ".SH BESCHRIJVING",
               roff("Regels sleutel = waarde in TOML. Wat er niet in staat heeft de standaardwaarde; een onbekende sleutel of verkeerde waarde "
                    "wordt geweigerd, alle fouten in een keer. ketenpoort config --config BESTAND toont wat er geldt."), ".SH INSTELLINGEN"]
        for key, default, form, meaning in rows:
            clean = [cell.strip().replace("\\|", "|").replace("`", "") for cell in (key, default, form, meaning)]
            out += [".TP", f".BR {roff(clean[0])} \" = {roff(clean[1]).replace(chr(34), chr(92) + '(dq')}\"", roff(f"({clean[2]}) {clean[3]}")]
        return [*out, ".SH ZIE OOK", ".BR ketenpoort (1)"]


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    pages = Pages(sys.argv[1], sys.argv[2])
    directory = pathlib.Path(sys.argv[3])
    directory.mkdir(parents=True, exist_ok=True)
    for name, lines in (("ketenpoort.1", pages.program_page()), ("ketenpoort.toml.5", pages.settings_page())):
        (directory / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
