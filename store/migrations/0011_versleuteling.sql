-- What is stored of people is unreadable without the master key, which stands in a file outside the database. Content is locked with data
-- keys (AES-256-GCM), those are locked with the master key; a BSN stands nowhere, only what HMAC-SHA-256 under the look-up key makes of it.

-- Keys, locked. soort: 'zoek' (id 1, the look-up key), 'algemeen' (id 2, what is of no message), 'client' (of messages about one client that
-- came in one calendar year) or 'bericht' (of one message). client: the pseudonym. ingepakt: NULL from the moment it was destroyed.
CREATE TABLE sleutel (
    id            INTEGER PRIMARY KEY,
    soort         TEXT NOT NULL,
    client        TEXT,
    periode       INTEGER,
    hoofdsleutel  TEXT NOT NULL,
    ingepakt      BLOB,
    vernietigd_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX sleutel_client ON sleutel (client, periode) WHERE client IS NOT NULL;

-- sleutel: the key of all that is stored of a message; NULL: it is not locked (yet). sha256: of the bytes, locked; what is looked for is
-- vingerafdruk, the keyed hash of it, since bytes that can be guessed can be hashed. gewist_ms: when it was erased.
ALTER TABLE bericht RENAME COLUMN sha256 TO vingerafdruk;
ALTER TABLE bericht ADD COLUMN sleutel INTEGER;
ALTER TABLE bericht ADD COLUMN sha256 BLOB;
ALTER TABLE bericht ADD COLUMN gewist_ms INTEGER;
-- Of the content that is kept, when it is not `grootte`: one client was taken out of it.
ALTER TABLE bericht ADD COLUMN origineel_grootte INTEGER;
CREATE INDEX bericht_sleutel ON bericht (sleutel) WHERE sleutel IS NOT NULL;
ALTER TABLE envelop RENAME COLUMN sha256 TO vingerafdruk;
ALTER TABLE audit_nonce ADD COLUMN sleutel INTEGER;
ALTER TABLE werk_besluit ADD COLUMN toelichting_dicht BLOB;

-- Who a message of several clients is about, to find it when one of them is erased: the first five letters of each pseudonym, sorted. It
-- only says which messages to look into.
CREATE TABLE bericht_clienten (
    bericht INTEGER PRIMARY KEY,
    kort    BLOB NOT NULL
) STRICT;

-- One row as long as rows of an older form are being locked: all messages up to and including tot are.
CREATE TABLE overgang (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    tot INTEGER NOT NULL
) STRICT;
INSERT INTO overgang (id, tot) SELECT 1, 0 WHERE EXISTS (SELECT 1 FROM bericht) OR EXISTS (SELECT 1 FROM audit_nonce)
    OR EXISTS (SELECT 1 FROM toewijzing);

-- History: what was erased, by whom and why; the leaf of the audit log commits to it. bericht: the one message it was about, 0 for a person.
CREATE TABLE wissing (
    audit_index INTEGER PRIMARY KEY,
    moment_ms   INTEGER NOT NULL,
    bericht     INTEGER NOT NULL,
    door        TEXT NOT NULL,
    grond       TEXT NOT NULL,
    berichten   INTEGER NOT NULL,
    uittreksels INTEGER NOT NULL,
    sleutels    INTEGER NOT NULL
) STRICT;
CREATE TRIGGER wissing_blijft_u BEFORE UPDATE ON wissing BEGIN SELECT RAISE(ABORT, 'wissing is historie'); END;
CREATE TRIGGER wissing_blijft_d BEFORE DELETE ON wissing BEGIN SELECT RAISE(ABORT, 'wissing is historie'); END;

-- What is being erased; empty outside of the transaction that does so. History changes in no other way.
CREATE TABLE wissing_bericht (bericht INTEGER PRIMARY KEY) STRICT;
CREATE TABLE wissing_client (oud TEXT PRIMARY KEY, nieuw TEXT NOT NULL) STRICT, WITHOUT ROWID;

DROP TRIGGER bericht_blijft_u;
CREATE TRIGGER bericht_blijft_u BEFORE UPDATE OF id, moment_ms, vandaag, kanaal, grootte, soort, afzender, ontvanger, identificatie, uitkomst,
    contract_label, contract_hash, schema_hash, audit_index, retour_soort ON bericht
BEGIN SELECT RAISE(ABORT, 'bericht is historie'); END;
CREATE TRIGGER bericht_blijft_w BEFORE UPDATE OF origineel_blok, origineel_blokken, origineel_grootte, besluit_blok, besluit_blokken,
    besluit_grootte, retour_blok, retour_blokken, retour_grootte, gewist_ms ON bericht
WHEN NOT EXISTS (SELECT 1 FROM wissing_bericht WHERE bericht = OLD.id)
BEGIN SELECT RAISE(ABORT, 'bericht is historie'); END;
CREATE TRIGGER bericht_blijft_s BEFORE UPDATE OF sleutel, sha256 ON bericht
WHEN NOT EXISTS (SELECT 1 FROM wissing_bericht WHERE bericht = OLD.id) AND NOT EXISTS (SELECT 1 FROM overgang)
BEGIN SELECT RAISE(ABORT, 'bericht is historie'); END;
CREATE TRIGGER bericht_blijft_v BEFORE UPDATE OF vingerafdruk ON bericht WHEN NOT EXISTS (SELECT 1 FROM overgang)
BEGIN SELECT RAISE(ABORT, 'bericht is historie'); END;

DROP TRIGGER blok_blijft_u;
CREATE TRIGGER blok_blijft_u BEFORE UPDATE ON blok WHEN NEW.id <> OLD.id OR NOT EXISTS (SELECT 1 FROM overgang)
BEGIN SELECT RAISE(ABORT, 'blok is historie'); END;
DROP TRIGGER blok_blijft_d;
CREATE TRIGGER blok_blijft_d BEFORE DELETE ON blok WHEN NOT EXISTS (
    SELECT 1 FROM wissing_bericht w JOIN bericht b ON b.id = w.bericht
    WHERE (OLD.id >= b.origineel_blok AND OLD.id < b.origineel_blok + b.origineel_blokken)
    OR (OLD.id >= b.besluit_blok AND OLD.id < b.besluit_blok + b.besluit_blokken)
    OR (OLD.id >= b.retour_blok AND OLD.id < b.retour_blok + b.retour_blokken)
    OR EXISTS (SELECT 1 FROM afdoening a WHERE a.bericht = b.id AND
               ((OLD.id >= a.besluit_blok AND OLD.id < a.besluit_blok + a.besluit_blokken)
                OR (OLD.id >= a.retour_blok AND OLD.id < a.retour_blok + a.retour_blokken))))
BEGIN SELECT RAISE(ABORT, 'blok is historie'); END;

DROP TRIGGER afdoening_blijft_u;
CREATE TRIGGER afdoening_blijft_u BEFORE UPDATE OF id, bericht, moment_ms, vandaag, uitkomst, contract_label, contract_hash, schema_hash,
    audit_index, retour_soort, versie_van ON afdoening
BEGIN SELECT RAISE(ABORT, 'afdoening is historie'); END;
CREATE TRIGGER afdoening_blijft_w BEFORE UPDATE OF besluit_blok, besluit_blokken, besluit_grootte, retour_blok, retour_blokken,
    retour_grootte ON afdoening WHEN NOT EXISTS (SELECT 1 FROM wissing_bericht WHERE bericht = OLD.bericht)
BEGIN SELECT RAISE(ABORT, 'afdoening is historie'); END;

DROP TRIGGER werk_besluit_blijft_u;
CREATE TRIGGER werk_besluit_blijft_u BEFORE UPDATE OF id, werk, moment_ms, vandaag, besluit, door, plaats, code, grond, gevolg, audit_index
    ON werk_besluit
BEGIN SELECT RAISE(ABORT, 'werk_besluit is historie'); END;
CREATE TRIGGER werk_besluit_blijft_w BEFORE UPDATE OF toelichting, toelichting_dicht ON werk_besluit
WHEN NOT EXISTS (SELECT 1 FROM overgang) AND
    NOT EXISTS (SELECT 1 FROM wissing_bericht w JOIN werk k ON k.bericht = w.bericht WHERE k.id = OLD.werk)
BEGIN SELECT RAISE(ABORT, 'werk_besluit is historie'); END;

DROP TRIGGER envelop_blijft_u;
CREATE TRIGGER envelop_blijft_u BEFORE UPDATE OF id, zender, referentienummer, berichtcode, moment_ms, bericht, heen, antwoord, conversatie
    ON envelop
BEGIN SELECT RAISE(ABORT, 'envelop is historie'); END;
CREATE TRIGGER envelop_blijft_v BEFORE UPDATE OF vingerafdruk ON envelop WHEN NOT EXISTS (SELECT 1 FROM overgang)
BEGIN SELECT RAISE(ABORT, 'envelop is historie'); END;

DROP TRIGGER toewijzing_versie_blijft_u;
CREATE TRIGGER toewijzing_versie_blijft_u BEFORE UPDATE OF id, bericht, toewijzing, aanbieder, referentie_aanbieder, categorie, code, toewijzingsdatum, toewijzingstijd, ingangsdatum,
    einddatum, reden_wijziging, volume, eenheid, frequentie, budget ON toewijzing_versie
BEGIN SELECT RAISE(ABORT, 'toewijzing_versie is historie'); END;
CREATE TRIGGER toewijzing_versie_blijft_w BEFORE UPDATE OF bsn ON toewijzing_versie
WHEN NOT EXISTS (SELECT 1 FROM wissing_client WHERE oud = OLD.bsn AND nieuw = NEW.bsn) AND NOT EXISTS (SELECT 1 FROM overgang)
BEGIN SELECT RAISE(ABORT, 'toewijzing_versie is historie'); END;
DROP TRIGGER prestatie_blijft_u;
CREATE TRIGGER prestatie_blijft_u BEFORE UPDATE OF id, bericht, referentie, vorig_referentie, toewijzing, categorie, code, begin, einde, volume, eenheid, tarief, bedrag,
    debet_credit, toegekend ON prestatie
BEGIN SELECT RAISE(ABORT, 'prestatie is historie'); END;
CREATE TRIGGER prestatie_blijft_w BEFORE UPDATE OF bsn ON prestatie
WHEN NOT EXISTS (SELECT 1 FROM wissing_client WHERE oud = OLD.bsn AND nieuw = NEW.bsn) AND NOT EXISTS (SELECT 1 FROM overgang)
BEGIN SELECT RAISE(ABORT, 'prestatie is historie'); END;
DROP TRIGGER aanlevering_blijft_u;
CREATE TRIGGER aanlevering_blijft_u BEFORE UPDATE OF id, bericht, gemeente, domein, aanbieder, stop, status, toewijzing, categorie, code, begin, reden, einde ON aanlevering
BEGIN SELECT RAISE(ABORT, 'aanlevering is historie'); END;
CREATE TRIGGER aanlevering_blijft_w BEFORE UPDATE OF bsn ON aanlevering
WHEN NOT EXISTS (SELECT 1 FROM wissing_client WHERE oud = OLD.bsn AND nieuw = NEW.bsn) AND NOT EXISTS (SELECT 1 FROM overgang)
BEGIN SELECT RAISE(ABORT, 'aanlevering is historie'); END;
DROP TRIGGER verzoek_stap_blijft_u;
CREATE TRIGGER verzoek_stap_blijft_u BEFORE UPDATE OF id, bericht, gemeente, domein, aanbieder, referentie, soort, antwoord, dagtekening ON verzoek_stap
BEGIN SELECT RAISE(ABORT, 'verzoek_stap is historie'); END;
CREATE TRIGGER verzoek_stap_blijft_w BEFORE UPDATE OF bsn ON verzoek_stap
WHEN NOT EXISTS (SELECT 1 FROM wissing_client WHERE oud = OLD.bsn AND nieuw = NEW.bsn) AND NOT EXISTS (SELECT 1 FROM overgang)
BEGIN SELECT RAISE(ABORT, 'verzoek_stap is historie'); END;
DROP TRIGGER inzet_stap_blijft_u;
CREATE TRIGGER inzet_stap_blijft_u BEFORE UPDATE OF id, bericht, toewijzing, verval, aanbieder, categorie, code, van, tot, gestopt, vervalt, verbintenissen ON inzet_stap
BEGIN SELECT RAISE(ABORT, 'inzet_stap is historie'); END;
CREATE TRIGGER inzet_stap_blijft_w BEFORE UPDATE OF bsn ON inzet_stap
WHEN NOT EXISTS (SELECT 1 FROM wissing_client WHERE oud = OLD.bsn AND nieuw = NEW.bsn) AND NOT EXISTS (SELECT 1 FROM overgang)
BEGIN SELECT RAISE(ABORT, 'inzet_stap is historie'); END;
