-- People who sign in: who they are, what they may do, for which gemeenten. State; what was done to it is in `daad`.
CREATE TABLE gebruiker (
    gebruiker  TEXT PRIMARY KEY,
    naam       TEXT NOT NULL,
    rollen     TEXT NOT NULL, -- words, a space between them
    gemeenten  TEXT NOT NULL, -- codes, a space between them; * for all
    wachtwoord TEXT NOT NULL, -- argon2id, as that writes itself down
    moment_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A contract bundle that somebody proposed and nobody else has made active yet. State.
CREATE TABLE voorstel (
    bundel    INTEGER PRIMARY KEY REFERENCES bundel (id),
    door      TEXT NOT NULL,
    moment_ms INTEGER NOT NULL
) STRICT;

-- History: what people did beside messages and work, in the words that the audit log commits to.
CREATE TABLE daad (
    audit_index INTEGER PRIMARY KEY,
    moment_ms   INTEGER NOT NULL,
    soort       TEXT NOT NULL,
    tekst       TEXT NOT NULL
) STRICT;
CREATE TRIGGER daad_blijft_u BEFORE UPDATE ON daad BEGIN SELECT RAISE(ABORT, 'daad is historie'); END;
CREATE TRIGGER daad_blijft_d BEFORE DELETE ON daad BEGIN SELECT RAISE(ABORT, 'daad is historie'); END;
