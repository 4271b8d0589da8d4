-- What decisions depend on beside messages, bundles and people, with its place in the audit log, so that they can be decided again.

-- History: which registraties a leaf of the audit log is about: rows van up to but not including tot. Rows that no leaf is about are older
-- than this form.
CREATE TABLE registratie_blad (
    audit_index INTEGER PRIMARY KEY,
    moment_ms   INTEGER NOT NULL,
    van         INTEGER NOT NULL,
    tot         INTEGER NOT NULL
) STRICT;

-- History: the settings that decisions depend on (working days, relay, releases, ...), each time they became others; canonical JSON.
CREATE TABLE omgeving (
    audit_index INTEGER PRIMARY KEY,
    moment_ms   INTEGER NOT NULL,
    json        TEXT NOT NULL
) STRICT;

CREATE TRIGGER registratie_blad_blijft_u BEFORE UPDATE ON registratie_blad BEGIN SELECT RAISE(ABORT, 'registratie_blad is historie'); END;
CREATE TRIGGER registratie_blad_blijft_d BEFORE DELETE ON registratie_blad BEGIN SELECT RAISE(ABORT, 'registratie_blad is historie'); END;
CREATE TRIGGER omgeving_blijft_u BEFORE UPDATE ON omgeving BEGIN SELECT RAISE(ABORT, 'omgeving is historie'); END;
CREATE TRIGGER omgeving_blijft_d BEFORE DELETE ON omgeving BEGIN SELECT RAISE(ABORT, 'omgeving is historie'); END;
