-- Signed statements about the audit log, and the hashes that make proofs of it quick.

-- History: checkpoints as they were published (the whole signed note), by the number of leaves they speak of.
CREATE TABLE controlepunt (
    grootte   INTEGER PRIMARY KEY,
    moment_ms INTEGER NOT NULL,
    wortel    BLOB NOT NULL,
    notitie   TEXT NOT NULL
) STRICT;

-- State: the hash of leaves nummer * 256^niveau .. (nummer + 1) * 256^niveau - 1, niveau from 1. Follows from audit_leaf; added when a
-- checkpoint is stored.
CREATE TABLE audit_boom (
    niveau INTEGER NOT NULL,
    nummer INTEGER NOT NULL,
    hash   BLOB NOT NULL,
    PRIMARY KEY (niveau, nummer)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER controlepunt_blijft_u BEFORE UPDATE ON controlepunt BEGIN SELECT RAISE(ABORT, 'controlepunt is historie'); END;
CREATE TRIGGER controlepunt_blijft_d BEFORE DELETE ON controlepunt BEGIN SELECT RAISE(ABORT, 'controlepunt is historie'); END;
