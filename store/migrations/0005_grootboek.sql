-- The money of contracts: what is asked, committed and approved, line by line and per account; and where clients are placed.

-- What a toewijzing commits per calendar year, in its own row beside its debets. Empty where no contract says anything.
ALTER TABLE toewijzing ADD COLUMN verbintenissen BLOB NOT NULL DEFAULT x'';

-- History: every change of an account, with the message that brought it. toewijzing: its ToewijzingNummer, 0 for a verzoek.
CREATE TABLE boeking (
    id           INTEGER PRIMARY KEY,
    bericht      INTEGER NOT NULL,
    soort        TEXT NOT NULL,
    aanbieder    TEXT NOT NULL,
    gemeente     TEXT NOT NULL,
    domein       INTEGER NOT NULL,
    categorie    TEXT NOT NULL,
    code         TEXT NOT NULL,
    jaar         INTEGER NOT NULL,
    toewijzing   INTEGER NOT NULL,
    referentie   TEXT NOT NULL,
    gevraagd     INTEGER NOT NULL,
    vastgelegd   INTEGER NOT NULL,
    toegekend    INTEGER NOT NULL,
    beslag       INTEGER NOT NULL,
    toewijzingen INTEGER NOT NULL
) STRICT;
CREATE INDEX boeking_aanbieder ON boeking (aanbieder, jaar);
CREATE INDEX boeking_verzoek ON boeking (aanbieder, domein, referentie, gemeente) WHERE referentie <> '';

-- State: the sums of those lines per account, and per gemeente over all aanbieders.
CREATE TABLE rekening (
    aanbieder    TEXT NOT NULL,
    domein       INTEGER NOT NULL,
    jaar         INTEGER NOT NULL,
    gemeente     TEXT NOT NULL,
    categorie    TEXT NOT NULL,
    code         TEXT NOT NULL,
    gevraagd     INTEGER NOT NULL,
    vastgelegd   INTEGER NOT NULL,
    toegekend    INTEGER NOT NULL,
    beslag       INTEGER NOT NULL,
    toewijzingen INTEGER NOT NULL,
    PRIMARY KEY (aanbieder, domein, jaar, gemeente, categorie, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE rekening_gemeente (
    gemeente     TEXT NOT NULL,
    domein       INTEGER NOT NULL,
    jaar         INTEGER NOT NULL,
    categorie    TEXT NOT NULL,
    code         TEXT NOT NULL,
    gevraagd     INTEGER NOT NULL,
    vastgelegd   INTEGER NOT NULL,
    toegekend    INTEGER NOT NULL,
    beslag       INTEGER NOT NULL,
    toewijzingen INTEGER NOT NULL,
    PRIMARY KEY (gemeente, domein, jaar, categorie, code)
) STRICT, WITHOUT ROWID;

-- History: each time what a toewijzing commits was set anew (a version, a stop, the end of the term to declare), with all that was set.
-- toewijzing: the key of table toewijzing. verval 1: set by the end of the term, which no receiver can reject.
CREATE TABLE inzet_stap (
    id             INTEGER PRIMARY KEY,
    bericht        INTEGER NOT NULL,
    toewijzing     INTEGER NOT NULL,
    verval         INTEGER NOT NULL,
    bsn            TEXT NOT NULL,
    aanbieder      TEXT NOT NULL,
    categorie      TEXT NOT NULL,
    code           TEXT NOT NULL,
    van            INTEGER NOT NULL,
    tot            INTEGER,
    gestopt        INTEGER,
    vervalt        INTEGER,
    verbintenissen BLOB NOT NULL
) STRICT;
CREATE INDEX inzet_stap_toewijzing ON inzet_stap (toewijzing);
CREATE INDEX inzet_stap_bericht ON inzet_stap (bericht);

-- State: where each client is placed, from the last of those steps that counts.
CREATE TABLE inzet (
    domein    INTEGER NOT NULL,
    code      TEXT NOT NULL,
    gemeente  TEXT NOT NULL,
    aanbieder TEXT NOT NULL,
    nummer    INTEGER NOT NULL,
    bsn       TEXT NOT NULL,
    categorie TEXT NOT NULL,
    van       INTEGER NOT NULL,
    tot       INTEGER,
    gestopt   INTEGER,
    vervalt   INTEGER,
    PRIMARY KEY (domein, code, gemeente, aanbieder, nummer)
) STRICT, WITHOUT ROWID;
CREATE INDEX inzet_client ON inzet (bsn, domein, gemeente);
CREATE INDEX inzet_vervalt ON inzet (gemeente, domein, vervalt, nummer) WHERE vervalt IS NOT NULL;

-- History: what people told beside the messages. toewijzing 0: none; aanbieder empty: none.
CREATE TABLE registratie (
    id         INTEGER PRIMARY KEY,
    soort      TEXT NOT NULL,
    gemeente   TEXT NOT NULL,
    domein     INTEGER NOT NULL,
    toewijzing INTEGER NOT NULL,
    aanbieder  TEXT NOT NULL,
    datum      INTEGER,
    bedrag     INTEGER,
    tekst      TEXT NOT NULL,
    herkomst   TEXT NOT NULL
) STRICT;
-- The same line again is the same registratie.
CREATE UNIQUE INDEX registratie_regel
    ON registratie (gemeente, domein, toewijzing, aanbieder, soort, ifnull(datum, -9999999), ifnull(bedrag, -1), tekst);

CREATE TRIGGER boeking_blijft_u BEFORE UPDATE ON boeking BEGIN SELECT RAISE(ABORT, 'boeking is historie'); END;
CREATE TRIGGER boeking_blijft_d BEFORE DELETE ON boeking BEGIN SELECT RAISE(ABORT, 'boeking is historie'); END;
CREATE TRIGGER inzet_stap_blijft_u BEFORE UPDATE ON inzet_stap BEGIN SELECT RAISE(ABORT, 'inzet_stap is historie'); END;
CREATE TRIGGER inzet_stap_blijft_d BEFORE DELETE ON inzet_stap BEGIN SELECT RAISE(ABORT, 'inzet_stap is historie'); END;
CREATE TRIGGER registratie_blijft_u BEFORE UPDATE ON registratie BEGIN SELECT RAISE(ABORT, 'registratie is historie'); END;
CREATE TRIGGER registratie_blijft_d BEFORE DELETE ON registratie BEGIN SELECT RAISE(ABORT, 'registratie is historie'); END;
