"""Canaries: the BSNs of the tests (9999xxxxx, eleven-test) must never be where no BSN belongs.

While KANARIE names a folder, every daemon of a test leaves there its log, its last metrics and what was found in the files of its store; an
answer that refuses something is looked at as it comes. `kanarie.py begin` empties that folder before the suite, `kanarie.py einde` looks at
all of it afterwards, at temporary files that were left behind and at cores. Standard library only.
"""

import os
import pathlib
import re
import shutil
import sys
import tempfile

MAP = pathlib.Path(os.environ["KANARIE"]) if os.environ.get("KANARIE") else None
NEGEN = re.compile(rb"(?<![0-9])9999[0-9]{5}(?![0-9])")


def bsns(held):
    """Every canary in these bytes."""
    found = set(NEGEN.findall(held)) | {text[::2] for text in re.findall(rb"(?:[0-9]\0){9}", held) if NEGEN.fullmatch(text[::2])}
    return sorted(b.decode() for b in found if sum((9 - i if i < 8 else -1) * (b[i] - 48) for i in range(9)) % 11 == 0)


def schrijf(naam, held):
    """Keeps bytes for the end. A number follows the name, so that none is written over."""
    MAP.mkdir(parents=True, exist_ok=True)
    file, path = tempfile.mkstemp(dir=MAP, prefix=naam + ".")
    with os.fdopen(file, "wb") as out:
        out.write(held)
    return path


def kijk(waar, held):
    """Notes canaries in bytes that are not kept themselves."""
    if MAP is not None and (found := bsns(held)):
        schrijf("gevonden", f"{waar}: {', '.join(found)}\n".encode())


def kijk_map(map_):
    """Every file of a store: database, its log, side files, keys; the folders in it are the tests' own."""
    if MAP is None or not map_.is_dir():
        return
    for path in sorted(map_.iterdir()):
        if path.is_file():
            try:
                kijk(f"bestand {path.name} van {map_} ({' '.join(sys.argv[:1])})", path.read_bytes())
            except OSError:
                pass  # gone meanwhile, or not for us


def einde():
    logs = sorted(MAP.glob("log.*")) if MAP.is_dir() else []
    if not logs:
        raise SystemExit("no daemon left a log: nothing was looked at")
    wrong = [path.read_text() for path in MAP.glob("gevonden.*")]
    for path in [*logs, *MAP.glob("metrics.*")]:
        held = path.read_bytes()
        if found := bsns(held):
            line = next(line for line in held.decode(errors="replace").splitlines() if found[0] in line)
            wrong.append(f"{path.name}: {line}\n")
    for map_ in (pathlib.Path(tempfile.gettempdir()), pathlib.Path.cwd()):
        for path in [*map_.glob("ketenpoort-replay-*"), *map_.glob("core"), *map_.glob("core.*")]:
            for file in [path] if path.is_file() else path.rglob("*"):
                if file.is_file() and (found := bsns(file.read_bytes())):
                    wrong.append(f"{file}: {', '.join(found)}\n")
    print(f"looked at {len(logs)} logs and {len(list(MAP.glob('metrics.*')))} pages of metrics")
    if wrong:
        raise SystemExit("a canary where no BSN belongs:\n" + "".join(wrong[:40]))


if __name__ == "__main__":
    if bsns(b"x 999900006 y") != ["999900006"] or bsns(b"999900007") or bsns(b"1999900006"):
        raise SystemExit("this would not find a canary")
    if sys.argv[1:] == ["begin"]:
        shutil.rmtree(MAP, ignore_errors=True)
        MAP.mkdir(parents=True)
    else:
        einde()
