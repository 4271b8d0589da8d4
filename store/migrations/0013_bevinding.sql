-- Searching: what every decision found, counted per message, and the keys by which people look for a message.

-- State: the findings of the last decision on each message. No personal values: the place is the class with its numbers, and the value
-- that was wrong stays in the decision record. nummer: place in its list of findings, from 1. klasse: model::Klasse. bedrag: what was asked there.
CREATE TABLE bevinding (
    bericht INTEGER NOT NULL,
    nummer  INTEGER NOT NULL,
    groep   INTEGER NOT NULL,
    klasse  INTEGER NOT NULL,
    client  INTEGER NOT NULL,
    item    INTEGER NOT NULL,
    bedrag  INTEGER NOT NULL,
    PRIMARY KEY (bericht, nummer)
) STRICT, WITHOUT ROWID;

-- State: those findings by rule, code, consequence and product: `regels` different places, together `bedrag`. product: the code, or the
-- categorie where only that is given, '' when the place names none. A declaratie of 30,000 lines that are all wrong in the same way is one
-- row here, so that the sums over a year are cheap.
CREATE TABLE bevinding_groep (
    bericht    INTEGER NOT NULL,
    groep      INTEGER NOT NULL,
    vandaag    INTEGER NOT NULL,
    gemeente   TEXT NOT NULL,
    aanbieder  TEXT NOT NULL,
    soort      TEXT NOT NULL,
    regel      TEXT NOT NULL,
    niveau     INTEGER NOT NULL,
    retourcode TEXT NOT NULL,
    gevolg     TEXT NOT NULL,
    product    TEXT NOT NULL,
    regels     INTEGER NOT NULL,
    bedrag     INTEGER NOT NULL,
    PRIMARY KEY (bericht, groep)
) STRICT, WITHOUT ROWID;
CREATE INDEX bevinding_groep_dag ON bevinding_groep (vandaag);
CREATE INDEX bevinding_groep_regel ON bevinding_groep (regel, bericht);
CREATE INDEX bevinding_groep_retourcode ON bevinding_groep (retourcode, bericht);

-- History: clients (pseudonyms) whom a message named that was rejected or parked, wholly or for some of its prestaties; those of what was booked stand
-- with what was booked.
CREATE TABLE genoemd_client (
    bsn     TEXT NOT NULL,
    bericht INTEGER NOT NULL,
    PRIMARY KEY (bsn, bericht)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER genoemd_client_blijft_u BEFORE UPDATE OF bericht ON genoemd_client
BEGIN SELECT RAISE(ABORT, 'genoemd_client is historie'); END;
CREATE TRIGGER genoemd_client_blijft_w BEFORE UPDATE OF bsn ON genoemd_client
WHEN NOT EXISTS (SELECT 1 FROM wissing_client WHERE oud = OLD.bsn AND nieuw = NEW.bsn)
BEGIN SELECT RAISE(ABORT, 'genoemd_client is historie'); END;
CREATE TRIGGER genoemd_client_blijft_d BEFORE DELETE ON genoemd_client WHEN NOT EXISTS (SELECT 1 FROM wissing_bericht WHERE bericht = OLD.bericht)
BEGIN SELECT RAISE(ABORT, 'genoemd_client is historie'); END;

-- Lists, the last message first: each index holds the id behind its columns.
CREATE INDEX bericht_dag ON bericht (vandaag, soort, uitkomst, afzender, ontvanger);
CREATE INDEX bericht_afzender ON bericht (afzender);
CREATE INDEX bericht_ontvanger ON bericht (ontvanger);
CREATE INDEX bericht_soort ON bericht (soort);
CREATE INDEX bericht_uitkomst ON bericht (uitkomst);
CREATE INDEX bericht_identificatie ON bericht (identificatie);

-- Keys. The lines of one toewijzing are found among all prestaties without going through the declaraties of its aanbieder.
CREATE INDEX prestatie_toewijzing ON prestatie (toewijzing);
CREATE INDEX toewijzing_versie_client ON toewijzing_versie (bsn);
CREATE INDEX toewijzing_versie_nummer ON toewijzing_versie (toewijzing % 1000000000);
CREATE INDEX genoemd_nummer ON genoemd (toewijzing % 1000000000);
CREATE INDEX aanlevering_toewijzing ON aanlevering (toewijzing) WHERE toewijzing IS NOT NULL;
CREATE INDEX declaratie_nummer ON declaratie (nummer);
CREATE INDEX verzoek_stap_referentie ON verzoek_stap (referentie);

-- Where in its message a prestatie stands: Client and Prestatie, counted from 0. Until now that was counted when it was asked for.
ALTER TABLE prestatie ADD COLUMN client INTEGER NOT NULL DEFAULT 0;
ALTER TABLE prestatie ADD COLUMN item INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER prestatie_blijft_u;
UPDATE prestatie SET client = p.client, item = p.item FROM (
    SELECT id, client, row_number() OVER (PARTITION BY bericht, client ORDER BY id) - 1 AS item FROM (
        SELECT id, bericht, sum(nieuw) OVER (PARTITION BY bericht ORDER BY id) - 1 AS client FROM (
            SELECT id, bericht, bsn IS NOT lag(bsn) OVER (PARTITION BY bericht ORDER BY id) AS nieuw FROM prestatie))) p
WHERE p.id = prestatie.id;
CREATE TRIGGER prestatie_blijft_u BEFORE UPDATE OF id, bericht, referentie, vorig_referentie, toewijzing, categorie, code, begin, einde, volume, eenheid, tarief, bedrag,
    debet_credit, toegekend, client, item ON prestatie
BEGIN SELECT RAISE(ABORT, 'prestatie is historie'); END;
