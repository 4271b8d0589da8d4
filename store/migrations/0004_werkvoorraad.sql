-- What people have to decide, what they decided, and the final decisions on messages that waited for them.

-- History: an item of work. soort: 'verzoek' (a product of a 315, or a 317), 'aangehouden' (a parked message), 'signaal' (the findings of
-- one rule that a message was accepted with). The deadlines are those of process.md 10, computed by who opened it; NULL: none.
CREATE TABLE werk (
    id                 INTEGER PRIMARY KEY,
    soort              TEXT NOT NULL,
    bericht            INTEGER NOT NULL,
    berichtsoort       TEXT NOT NULL,
    gemeente           TEXT NOT NULL,
    domein             INTEGER NOT NULL,
    aanbieder          TEXT NOT NULL,
    sleutel            TEXT NOT NULL,
    regel              TEXT NOT NULL,
    aantal             INTEGER NOT NULL,
    sinds              INTEGER NOT NULL,
    termijn            INTEGER,
    termijn_onderzoek  INTEGER,
    termijn_woonplaats INTEGER,
    voorstel_antwoord  TEXT,
    voorstel_reden     TEXT
) STRICT;
CREATE INDEX werk_bericht ON werk (bericht);
CREATE INDEX werk_verzoek ON werk (aanbieder, domein, sleutel, gemeente) WHERE soort = 'verzoek';

-- History: what a person decided on an item. plaats: of one prestatie, empty for all of it. gevolg: the message that came of it.
CREATE TABLE werk_besluit (
    id          INTEGER PRIMARY KEY,
    werk        INTEGER NOT NULL REFERENCES werk (id),
    moment_ms   INTEGER NOT NULL,
    vandaag     INTEGER NOT NULL,
    besluit     TEXT NOT NULL,
    door        TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    plaats      TEXT NOT NULL,
    code        TEXT NOT NULL,
    grond       TEXT NOT NULL,
    gevolg      INTEGER,
    audit_index INTEGER NOT NULL
) STRICT;
CREATE INDEX werk_besluit_werk ON werk_besluit (werk);

-- State: where an item stands. toestand: 'open' or 'afgedaan'; stand: of a verzoek what `verzoek` says, else the last decision.
CREATE TABLE werk_stand (
    werk     INTEGER PRIMARY KEY,
    toestand TEXT NOT NULL,
    stand    TEXT NOT NULL,
    termijn  INTEGER
) STRICT;
-- Work without a deadline comes last.
CREATE INDEX werk_stand_toestand ON werk_stand (toestand, ifnull(termijn, 2147483647), werk);
CREATE INDEX werk_stand_volgorde ON werk_stand (ifnull(termijn, 2147483647), werk);

-- History: a later decision on a parked message; the last one is what counts. versie_van: the first row of toewijzing_versie that it
-- booked, for these are not in order of message.
CREATE TABLE afdoening (
    id              INTEGER PRIMARY KEY,
    bericht         INTEGER NOT NULL,
    moment_ms       INTEGER NOT NULL,
    vandaag         INTEGER NOT NULL,
    uitkomst        TEXT NOT NULL,
    contract_label  TEXT NOT NULL,
    contract_hash   TEXT NOT NULL,
    schema_hash     TEXT NOT NULL,
    audit_index     INTEGER NOT NULL,
    besluit_blok    INTEGER NOT NULL,
    besluit_blokken INTEGER NOT NULL,
    besluit_grootte INTEGER NOT NULL,
    retour_soort    TEXT,
    retour_blok     INTEGER NOT NULL,
    retour_blokken  INTEGER NOT NULL,
    retour_grootte  INTEGER NOT NULL,
    versie_van      INTEGER NOT NULL
) STRICT;
CREATE INDEX afdoening_bericht ON afdoening (bericht);

-- What is sent: 'retour', the answer to the message, or 'bericht', the message itself, which we made for a gemeente.
ALTER TABLE uit ADD COLUMN stuk TEXT NOT NULL DEFAULT 'retour';

-- Verzoeken that were open before there was a work list: their deadline is not known any more.
INSERT INTO werk (soort, bericht, berichtsoort, gemeente, domein, aanbieder, sleutel, regel, aantal, sinds)
    SELECT 'verzoek', s.bericht, b.soort, s.gemeente, s.domein, s.aanbieder, s.referentie, '', 0, b.vandaag
    FROM verzoek_stap s JOIN bericht b ON b.id = s.bericht WHERE s.soort IN ('toewijzing', 'wijziging') ORDER BY s.id;
INSERT INTO werk_stand (werk, toestand, stand)
    SELECT w.id, CASE WHEN v.toestand IN ('open', 'in_onderzoek') THEN 'open' ELSE 'afgedaan' END, coalesce(v.toestand, 'vervallen')
    FROM werk w LEFT JOIN verzoek v ON (v.aanbieder, v.domein, v.referentie, v.gemeente) = (w.aanbieder, w.domein, w.sleutel, w.gemeente);

CREATE TRIGGER werk_blijft_u BEFORE UPDATE ON werk BEGIN SELECT RAISE(ABORT, 'werk is historie'); END;
CREATE TRIGGER werk_blijft_d BEFORE DELETE ON werk BEGIN SELECT RAISE(ABORT, 'werk is historie'); END;
CREATE TRIGGER werk_besluit_blijft_u BEFORE UPDATE ON werk_besluit BEGIN SELECT RAISE(ABORT, 'werk_besluit is historie'); END;
CREATE TRIGGER werk_besluit_blijft_d BEFORE DELETE ON werk_besluit BEGIN SELECT RAISE(ABORT, 'werk_besluit is historie'); END;
CREATE TRIGGER afdoening_blijft_u BEFORE UPDATE ON afdoening BEGIN SELECT RAISE(ABORT, 'afdoening is historie'); END;
CREATE TRIGGER afdoening_blijft_d BEFORE DELETE ON afdoening BEGIN SELECT RAISE(ABORT, 'afdoening is historie'); END;
