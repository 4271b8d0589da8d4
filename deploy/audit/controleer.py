#!/usr/bin/env python3
"""Checks what Ketenpoort's audit log says, without Ketenpoort: hashes, roots, proofs. Standard library only, no code shared with it.

  controleer.py zelftest
  controleer.py blad     REGEL.bin                      hash of one entry
  controleer.py wortel   MAP                            root over MAP/000000000000.bin, ...
  controleer.py opname   CHECKPOINT BEWIJS.json REGEL.bin
  controleer.py groei    CHECKPOINT_OUD CHECKPOINT_NIEUW BEWIJS.json
  controleer.py inhoud   REGEL.bin NONCE.hex BESTAND [VELD]   stored bytes against their commitment
  controleer.py bundel   MAP                            hash of a bundle
  controleer.py dossier  MAP                            every proof and seal of an unpacked dossier
  controleer.py antwoord ANTWOORD.json                  what /v1/audit/opname or /v1/audit/groei answered
  controleer.py tegels   GROOTTE WORTEL TEGEL.bin ...   root over leaf hashes, from tiles of level 0 in order

Signatures are checked with openssl; docs/audit.md shows how. Exit code 0: it holds; 1: it does not; 2: wrong use.
"""
import base64
import hashlib
import hmac
import json
import pathlib
import sys

EMPTY = hashlib.sha256(b"").digest()
FIELDS = ["index", "moment_ms", "gebeurtenis", "bericht", "soort", "afzender", "ontvanger", "identificatie", "uitkomst",
          "contract_hash", "schema_hash", "ontvangen", "besluit", "retour"]


def leaf(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree(leaves):
    """The root over leaf hashes, by the definition of RFC 6962 2.1."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node(tree(leaves[:k]), tree(leaves[k:]))


def root_from_inclusion(hash_, index, size, path):
    """The root that a leaf and its path lead to, or None when the path cannot belong to that index and size."""
    if not 0 <= index < size:
        return None
    path = list(path)

    def climb(i, n):
        if n == 1:
            return hash_
        k = 1
        while k * 2 < n:
            k *= 2
        if i < k:
            below = climb(i, k)
            return node(below, path.pop(0)) if below is not None and path else None
        below = climb(i - k, n - k)
        return node(path.pop(0), below) if below is not None and path else None

    top = climb(index, size)
    return top if not path else None


def roots_from_consistency(older, newer, older_root, path):
    """The two roots a path leads to, or None."""
    if older > newer:
        return None
    if older == newer:
        return (older_root, older_root) if not path else None
    if older == 0:
        return None
    path = list(path)

    def climb(m, n, whole):
        if m == n:
            if whole:
                return older_root, older_root
            if not path:
                return None
            hash_ = path.pop(0)
            return hash_, hash_
        k = 1
        while k * 2 < n:
            k *= 2
        below = climb(m, k, whole) if m <= k else climb(m - k, n - k, False)
        if below is None or not path:
            return None
        step = path.pop(0)
        return (below[0], node(below[1], step)) if m <= k else (node(step, below[0]), node(step, below[1]))

    found = climb(older, newer, True)
    return found if not path else None


def consistent(older, newer, older_root, newer_root, path):
    if older == 0:
        return older_root == EMPTY and not path
    return roots_from_consistency(older, newer, older_root, path) == (older_root, newer_root)


def fields(entry):
    """The members of an entry: form 1, then length-prefixed values."""
    if entry[:1] != b"\x01":
        raise ValueError("unknown form of entry")
    at, out = 1, {}
    for name in FIELDS:
        size = int.from_bytes(entry[at:at + 4], "big")
        out[name] = entry[at + 4:at + 4 + size]
        if len(out[name]) != size:
            raise ValueError("entry ends early")
        at += 4 + size
    if at != len(entry):
        raise ValueError("entry goes on after its end")
    return out


def note(text):
    lines = text.split("\n")
    return lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)


def checkpoint(path):
    return note(pathlib.Path(path).read_text(encoding="utf-8"))


def included(entry, index, size, path, head):
    return (head[1] == size and int.from_bytes(fields(entry)["index"], "big") == index and
            root_from_inclusion(leaf(entry), index, size, path) == head[2])


def grown(old, new, path):
    return old[0] == new[0] and consistent(old[1], new[1], old[2], new[2], path)


def sealed(entry, nonce, bytes_, field):
    return hmac.compare_digest(fields(entry)[field], hmac.new(nonce, bytes_, hashlib.sha256).digest())


def bundle(folder):
    """As rules/contract has it: size:name:size:bytes of every file, in order of name."""
    out = hashlib.sha256()
    for file in sorted(pathlib.Path(folder).iterdir(), key=lambda f: f.name.encode()):
        name, content = file.name.encode(), file.read_bytes()
        out.update(b"%d:%s:%d:" % (len(name), name, len(content)) + content)
    return out.hexdigest()


def dossier(folder):
    """Every leaf under the checkpoint, every file against its seal, every bundle against its hash."""
    folder, results = pathlib.Path(folder), [self_test()]
    head = checkpoint(folder / "controlepunt.txt")

    def told(holds, what):
        results.append(holds)
        print("klopt      " if holds else "KLOPT NIET ", what)

    entries = sorted(folder.glob("berichten/*/regel-*.bin"))
    for file in entries:
        number, entry = file.stem.split("-")[1], file.read_bytes()
        proof, path = read_proof(file.with_name(f"bewijs-{number}.json"))
        told(included(entry, int(proof["index"]), int(proof["grootte"]), path, head), file.relative_to(folder))
        nonce = file.with_name(f"nonce-{number}.hex")
        seals = [(f"besluit-{number}.json", "besluit"), (f"besluit-{number}.txt", "besluit"), (f"antwoord-{number}.xml", "retour")]
        for name, field in seals + ([("origineel.xml", "ontvangen")] if number == "1" else []):
            if nonce.exists() and file.with_name(name).exists():
                key = bytes.fromhex(nonce.read_text().strip())
                told(sealed(entry, key, file.with_name(name).read_bytes(), field), file.with_name(name).relative_to(folder))
        hash_ = fields(entry)["contract_hash"].decode()
        if hash_:
            told(bundle(folder / "bundels" / hash_) == hash_, f"bundels/{hash_}")
    return bool(entries) and all(results)


def answer(path):
    """An answer of /v1/audit: each of its proofs against the checkpoints in it."""
    got = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    if "bladen" in got:
        head = note(got["controlepunt"])
        return bool(got["bladen"]) and all(
            included(base64.b64decode(b["regel"], validate=True), b["index"], b["grootte"], [bytes.fromhex(h) for h in b["pad"]], head)
            for b in got["bladen"])
    old, new = note(got["controlepunt_van"]), note(got["controlepunt_tot"])
    return (old[1], new[1]) == (got["van"], got["tot"]) and grown(old, new, [bytes.fromhex(h) for h in got["pad"]])


def read_proof(path):
    proof = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    return proof, [bytes.fromhex(h) for h in proof["pad"]]


def self_test():
    data = [bytes.fromhex(h) for h in
            ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]]
    leaves = [leaf(d) for d in data]
    known = {0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
             1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
             3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
             7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
             8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}
    return all(tree(leaves[:n]).hex() == want for n, want in known.items())


def main(args):
    if args == ["zelftest"]:
        return self_test()
    if len(args) == 2 and args[0] in ("blad", "wortel", "bundel"):
        files = sorted(pathlib.Path(args[1]).glob("*.bin")) if args[0] == "wortel" else []
        print({"blad": lambda: leaf(pathlib.Path(args[1]).read_bytes()).hex(), "bundel": lambda: bundle(args[1]),
               "wortel": lambda: f"{len(files)} {tree([leaf(f.read_bytes()) for f in files]).hex()}"}[args[0]]())
        return True
    if len(args) == 4 and args[0] == "opname":
        proof, path = read_proof(args[2])
        head = checkpoint(args[1])
        return included(pathlib.Path(args[3]).read_bytes(), int(proof["index"]), int(proof.get("grootte", head[1])), path, head)
    if len(args) == 4 and args[0] == "groei":
        return grown(checkpoint(args[1]), checkpoint(args[2]), read_proof(args[3])[1])
    if len(args) in (4, 5) and args[0] == "inhoud":
        nonce = bytes.fromhex(pathlib.Path(args[2]).read_text().strip())
        return sealed(pathlib.Path(args[1]).read_bytes(), nonce, pathlib.Path(args[3]).read_bytes(), args[4] if len(args) == 5 else "ontvangen")
    if len(args) == 2 and args[0] in ("dossier", "antwoord"):
        return {"dossier": dossier, "antwoord": answer}[args[0]](args[1])
    if len(args) > 3 and args[0] == "tegels":
        hashes = b"".join(pathlib.Path(f).read_bytes() for f in args[3:])
        leaves = [hashes[i:i + 32] for i in range(0, len(hashes), 32)]
        return len(leaves) == int(args[1]) and tree(leaves).hex() == args[2]
    print(__doc__, file=sys.stderr)
    return None


if __name__ == "__main__":
    try:
        holds = main(sys.argv[1:])
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError) as wrong:
        print(f"klopt niet: {wrong}")
        sys.exit(1)
    if holds is None:
        sys.exit(2)
    if sys.argv[1] not in ("blad", "wortel", "bundel"):
        print("klopt" if holds else "KLOPT NIET")
    sys.exit(0 if holds else 1)
