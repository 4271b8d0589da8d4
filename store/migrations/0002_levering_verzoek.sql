-- Levering, verzoek and antwoord, and retours that come in from a receiver.

-- History: the answer that came in for a message we passed on, at most one. Nonzero `afgekeurd`: the receiver rejected it, and what it
-- booked counts as not sent (OP286). State is made again without it; history keeps its rows.
CREATE TABLE retour_ontvangen (
    heen      INTEGER PRIMARY KEY,
    bericht   INTEGER NOT NULL,
    afgekeurd INTEGER NOT NULL
) STRICT;

-- History: every approved start and stop, in order of processing: within a message status 3 before status 1. Which are live follows from
-- the few rows of one client.
CREATE TABLE aanlevering (
    id         INTEGER PRIMARY KEY,
    bericht    INTEGER NOT NULL,
    gemeente   TEXT NOT NULL,
    domein     INTEGER NOT NULL,
    aanbieder  TEXT NOT NULL,
    bsn        TEXT NOT NULL,
    stop       INTEGER NOT NULL,
    status     TEXT NOT NULL,
    toewijzing INTEGER,
    categorie  TEXT,
    code       TEXT,
    begin      INTEGER NOT NULL,
    reden      TEXT,
    einde      INTEGER
) STRICT;
CREATE INDEX aanlevering_client ON aanlevering (bsn, aanbieder, domein, gemeente);

-- History: what happened to a verzoek. soort: 'toewijzing' (a product of a 315) or 'wijziging' (a 317) begins it, 'antwoord' is a 319 with
-- its VerzoekAntwoord, 'honorering' a 301 that names the reference.
CREATE TABLE verzoek_stap (
    id         INTEGER PRIMARY KEY,
    bericht    INTEGER NOT NULL,
    gemeente   TEXT NOT NULL,
    domein     INTEGER NOT NULL,
    aanbieder  TEXT NOT NULL,
    referentie TEXT NOT NULL,
    soort      TEXT NOT NULL,
    bsn        TEXT,
    antwoord   TEXT
) STRICT;
CREATE INDEX verzoek_stap_bericht ON verzoek_stap (bericht);
CREATE INDEX verzoek_stap_verzoek ON verzoek_stap (aanbieder, domein, referentie, gemeente);

-- State: where each verzoek stands. The gemeente is last in the key: a reference is unique over all of them (TR347).
CREATE TABLE verzoek (
    aanbieder  TEXT NOT NULL,
    domein     INTEGER NOT NULL,
    referentie TEXT NOT NULL,
    gemeente   TEXT NOT NULL,
    bsn        TEXT NOT NULL,
    wijziging  INTEGER NOT NULL,
    toestand   TEXT NOT NULL,
    antwoord   TEXT,
    PRIMARY KEY (aanbieder, domein, referentie, gemeente)
) STRICT, WITHOUT ROWID;
CREATE INDEX verzoek_client ON verzoek (bsn, aanbieder, domein, gemeente);

-- State: the toewijzingen of a client at an aanbieder, by number; takes the place of `client`. No index on `toewijzing` instead: that
-- would be sorted in memory when it is made, and written again with every version.
CREATE TABLE client_toewijzing (
    gemeente  TEXT NOT NULL,
    domein    INTEGER NOT NULL,
    aanbieder TEXT NOT NULL,
    bsn       TEXT NOT NULL,
    nummer    INTEGER NOT NULL,
    PRIMARY KEY (gemeente, domein, aanbieder, bsn, nummer)
) STRICT, WITHOUT ROWID;
INSERT INTO client_toewijzing (gemeente, domein, aanbieder, bsn, nummer)
    SELECT printf('%04d', id / 10000000000), id / 1000000000 % 10, aanbieder, bsn, id % 1000000000 FROM toewijzing;
DROP TABLE client;

CREATE TRIGGER retour_ontvangen_blijft_u BEFORE UPDATE ON retour_ontvangen BEGIN SELECT RAISE(ABORT, 'retour_ontvangen is historie'); END;
CREATE TRIGGER retour_ontvangen_blijft_d BEFORE DELETE ON retour_ontvangen BEGIN SELECT RAISE(ABORT, 'retour_ontvangen is historie'); END;
CREATE TRIGGER aanlevering_blijft_u BEFORE UPDATE ON aanlevering BEGIN SELECT RAISE(ABORT, 'aanlevering is historie'); END;
CREATE TRIGGER aanlevering_blijft_d BEFORE DELETE ON aanlevering BEGIN SELECT RAISE(ABORT, 'aanlevering is historie'); END;
CREATE TRIGGER verzoek_stap_blijft_u BEFORE UPDATE ON verzoek_stap BEGIN SELECT RAISE(ABORT, 'verzoek_stap is historie'); END;
CREATE TRIGGER verzoek_stap_blijft_d BEFORE DELETE ON verzoek_stap BEGIN SELECT RAISE(ABORT, 'verzoek_stap is historie'); END;
