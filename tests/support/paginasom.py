"""Page checksums and side file of a store that was changed by SQLite itself, as somebody would who knows how they are made.

The sums are written here from docs/reservekopie.md, apart from the program's own code.
"""

import hashlib
import pathlib
import struct

PAGINA = 4096
SLOT = 0x40000000 // PAGINA + 1  # no checksum: SQLite's locks lie there
BITS = (1 << 64) - 1


def som(pagina, nummer):
    a, b = (nummer * 0x9E3779B97F4A7C15 + 1) & BITS, 0
    for (woord,) in struct.iter_unpack("<Q", pagina[:PAGINA - 8]):
        a = ((a << 1 | a >> 63) + woord) & BITS
        b = (b + a) & BITS
    return struct.pack("<Q", a ^ (b << 32 | b >> 32) & BITS)


def zet_sommen(databank):
    """Gives every page its sum. @pre the database is closed, its log empty"""
    bytes_ = bytearray(pathlib.Path(databank).read_bytes())
    assert bytes_[20] == 8, "a database without room for sums"
    for begin in range(0, len(bytes_), PAGINA):
        nummer = begin // PAGINA + 1
        if nummer != SLOT:
            bytes_[begin + PAGINA - 8:begin + PAGINA] = som(bytes_[begin:begin + PAGINA], nummer)
    pathlib.Path(databank).write_bytes(bytes_)


def stand(regels, wortel, zout=0, frames=0):
    text = f"ketenpoort-stand 1\nregels {regels:020}\nwortel {wortel}\nlogboek {zout:016x} {frames:020}\n"
    text += f"som {hashlib.sha256(text.encode()).hexdigest()[:16]}"
    return (text.ljust(255) + "\n").encode()


def zet_stand(map_, regels=0, wortel=hashlib.sha256().hexdigest()):
    """Writes a side file; by default one that says nothing."""
    (pathlib.Path(map_) / "ketenpoort.stand").write_bytes(stand(regels, wortel))
