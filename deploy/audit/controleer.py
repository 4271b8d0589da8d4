#!/usr/bin/env python3
"""Checks what Ketenpoort's audit log says, without Ketenpoort: hashes, roots, proofs. Standard library only, no code shared with it.

  controleer.py zelftest
  controleer.py blad     REGEL.bin                      hash of one entry
  controleer.py wortel   MAP                            root over MAP/000000000000.bin, ...
  controleer.py opname   CHECKPOINT BEWIJS.json REGEL.bin
  controleer.py groei    CHECKPOINT_OUD CHECKPOINT_NIEUW BEWIJS.json
  controleer.py inhoud   REGEL.bin NONCE.hex BESTAND [VELD]   stored bytes against their commitment

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
    if not entry or entry[0] != 1:
        raise ValueError("unknown form of entry")
    at, out = 1, {}
    for name in FIELDS:
        size = int.from_bytes(entry[at:at + 4], "big")
        value = entry[at + 4:at + 4 + size]
        if len(value) != size:
            raise ValueError("entry ends early")
        out[name] = value
        at += 4 + size
    if at != len(entry):
        raise ValueError("entry goes on after its end")
    return out


def checkpoint(path):
    lines = pathlib.Path(path).read_text(encoding="utf-8").split("\n")
    return lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)


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
    if len(args) == 2 and args[0] == "blad":
        print(leaf(pathlib.Path(args[1]).read_bytes()).hex())
        return True
    if len(args) == 2 and args[0] == "wortel":
        files = sorted(pathlib.Path(args[1]).glob("*.bin"))
        print(len(files), tree([leaf(f.read_bytes()) for f in files]).hex())
        return True
    if len(args) == 4 and args[0] == "opname":
        _, size, root = checkpoint(args[1])
        proof, path = read_proof(args[2])
        entry = pathlib.Path(args[3]).read_bytes()
        index = int(proof["index"])
        return (int.from_bytes(fields(entry)["index"], "big") == index and
                root_from_inclusion(leaf(entry), index, size, path) == root)
    if len(args) == 4 and args[0] == "groei":
        name_old, old, old_root = checkpoint(args[1])
        name_new, new, new_root = checkpoint(args[2])
        _, path = read_proof(args[3])
        return name_old == name_new and consistent(old, new, old_root, new_root, path)
    if len(args) in (4, 5) and args[0] == "inhoud":
        want = fields(pathlib.Path(args[1]).read_bytes())[args[4] if len(args) == 5 else "ontvangen"]
        nonce = bytes.fromhex(pathlib.Path(args[2]).read_text().strip())
        return hmac.compare_digest(want, hmac.new(nonce, pathlib.Path(args[3]).read_bytes(), hashlib.sha256).digest())
    print(__doc__, file=sys.stderr)
    return None


if __name__ == "__main__":
    try:
        holds = main(sys.argv[1:])
    except (OSError, ValueError, KeyError, IndexError) as wrong:
        print(f"klopt niet: {wrong}")
        sys.exit(1)
    if holds is None:
        sys.exit(2)
    if sys.argv[1] not in ("blad", "wortel"):
        print("klopt" if holds else "KLOPT NIET")
    sys.exit(0 if holds else 1)
