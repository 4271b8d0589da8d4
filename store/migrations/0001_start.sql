-- What is remembered. Two kinds of tables: history, to which rows are only added (triggers below refuse anything else), and
-- state, which is what the rules read and can be made again from history.
-- Days are whole days since 1970-01-01, moments UTC milliseconds since then, amounts whole cents, domein 0 = Wmo, 1 = Jeugdwet.

-- History: every message, refusals of level 1 included (those without content: origineel_blokken 0).
-- The parts of a message are zstd frames cut into blocks: first block and number of blocks.
CREATE TABLE bericht (
    id                INTEGER PRIMARY KEY,
    moment_ms         INTEGER NOT NULL,
    vandaag           INTEGER NOT NULL,
    kanaal            TEXT NOT NULL,
    sha256            BLOB NOT NULL,
    grootte           INTEGER NOT NULL,
    soort             TEXT,
    afzender          TEXT NOT NULL,
    ontvanger         TEXT NOT NULL,
    identificatie     TEXT NOT NULL,
    uitkomst          TEXT NOT NULL,
    contract_label    TEXT NOT NULL,
    contract_hash     TEXT NOT NULL,
    schema_hash       TEXT NOT NULL,
    audit_index       INTEGER NOT NULL,
    origineel_blok    INTEGER NOT NULL,
    origineel_blokken INTEGER NOT NULL,
    besluit_blok      INTEGER NOT NULL,
    besluit_blokken   INTEGER NOT NULL,
    besluit_grootte   INTEGER NOT NULL,
    retour_soort      TEXT,
    retour_blok       INTEGER NOT NULL,
    retour_blokken    INTEGER NOT NULL,
    retour_grootte    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX bericht_sha256 ON bericht (sha256);

CREATE TABLE blok (
    id    INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- History: the first message that used an identification (TR056). A later one with other bytes is stored too, as rejected.
CREATE TABLE identificatie (
    afzender TEXT NOT NULL,
    soort    TEXT NOT NULL,
    sleutel  TEXT NOT NULL,
    bericht  INTEGER NOT NULL,
    PRIMARY KEY (afzender, soort, sleutel)
) STRICT, WITHOUT ROWID;

-- State: the current version of each toewijzing and its live debets in one row.
-- id = (gemeente * 10 + domein) * 1000000000 + nummer, so that a message's toewijzingen lie together in order of number.
CREATE TABLE toewijzing (
    id               INTEGER PRIMARY KEY,
    bsn              TEXT NOT NULL,
    aanbieder        TEXT NOT NULL,
    categorie        TEXT,
    code             TEXT,
    toewijzingsdatum INTEGER NOT NULL,
    toewijzingstijd  TEXT NOT NULL,
    ingangsdatum     INTEGER NOT NULL,
    einddatum        INTEGER,
    reden_wijziging  TEXT,
    volume           INTEGER,
    eenheid          TEXT,
    frequentie       TEXT,
    budget           INTEGER,
    versie           INTEGER NOT NULL,
    debetten         BLOB NOT NULL
) STRICT;

-- History: every approved version, also one older than the current.
CREATE TABLE toewijzing_versie (
    id                   INTEGER PRIMARY KEY,
    bericht              INTEGER NOT NULL,
    toewijzing           INTEGER NOT NULL,
    bsn                  TEXT NOT NULL,
    aanbieder            TEXT NOT NULL,
    referentie_aanbieder TEXT,
    categorie            TEXT,
    code                 TEXT,
    toewijzingsdatum     INTEGER NOT NULL,
    toewijzingstijd      TEXT NOT NULL,
    ingangsdatum         INTEGER NOT NULL,
    einddatum            INTEGER,
    reden_wijziging      TEXT,
    volume               INTEGER,
    eenheid              TEXT,
    frequentie           TEXT,
    budget               INTEGER
) STRICT;
CREATE INDEX toewijzing_versie_toewijzing ON toewijzing_versie (toewijzing);

-- State: who ever had a toewijzing at an aanbieder (TR304).
CREATE TABLE client (
    gemeente  TEXT NOT NULL,
    domein    INTEGER NOT NULL,
    aanbieder TEXT NOT NULL,
    bsn       TEXT NOT NULL,
    PRIMARY KEY (gemeente, domein, aanbieder, bsn)
) STRICT, WITHOUT ROWID;

-- History: every prestatie of a 323 that was assessed, approved or not, in order of arrival. No index: booking stays cheap.
-- toewijzing: the ToewijzingNummer it names, which need not exist.
CREATE TABLE prestatie (
    id               INTEGER PRIMARY KEY,
    bericht          INTEGER NOT NULL,
    bsn              TEXT NOT NULL,
    referentie       TEXT NOT NULL,
    vorig_referentie TEXT,
    toewijzing       INTEGER NOT NULL,
    categorie        TEXT NOT NULL,
    code             TEXT NOT NULL,
    begin            INTEGER NOT NULL,
    einde            INTEGER NOT NULL,
    volume           INTEGER NOT NULL,
    eenheid          TEXT NOT NULL,
    tarief           INTEGER,
    bedrag           INTEGER NOT NULL,
    debet_credit     TEXT NOT NULL,
    toegekend        INTEGER NOT NULL
) STRICT;

-- State: what became of each ReferentieNummer of an aanbieder (TR314, TR323, TR390).
CREATE TABLE referentie (
    aanbieder    TEXT NOT NULL,
    domein       INTEGER NOT NULL,
    nummer       TEXT NOT NULL,
    prestatie    INTEGER NOT NULL,
    gecrediteerd INTEGER NOT NULL,
    PRIMARY KEY (aanbieder, domein, nummer)
) STRICT, WITHOUT ROWID;

-- History: every 323 of which the content was read, rejected ones too: a 325 of the gemeente's own software may answer it.
CREATE TABLE declaratie (
    bericht              INTEGER PRIMARY KEY,
    nummer               TEXT NOT NULL,
    begin                INTEGER NOT NULL,
    einde                INTEGER NOT NULL,
    basisschema_versie   TEXT NOT NULL,
    berichtschema_versie TEXT NOT NULL
) STRICT;

-- State: DeclaratieNummers of declaraties that count as sent (TR333), with their rows in prestatie.
CREATE TABLE declaratie_aanvaard (
    aanbieder     TEXT NOT NULL,
    domein        INTEGER NOT NULL,
    nummer        TEXT NOT NULL,
    bericht       INTEGER NOT NULL,
    prestatie_van INTEGER NOT NULL,
    prestatie_tot INTEGER NOT NULL,
    PRIMARY KEY (aanbieder, domein, nummer)
) STRICT, WITHOUT ROWID;

-- State: the last DeclaratiePeriode that counts as sent (TR318).
CREATE TABLE declaratie_stand (
    gemeente  TEXT NOT NULL,
    aanbieder TEXT NOT NULL,
    domein    INTEGER NOT NULL,
    begin     INTEGER NOT NULL,
    einde     INTEGER NOT NULL,
    PRIMARY KEY (gemeente, aanbieder, domein)
) STRICT, WITHOUT ROWID;

-- History: contract bundles, their files (zstd) and the gemeenten they are for; state: which one is active for a gemeente.
CREATE TABLE bundel (
    id        INTEGER PRIMARY KEY,
    hash      TEXT NOT NULL UNIQUE,
    naam      TEXT NOT NULL,
    versie    TEXT NOT NULL,
    moment_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE bundel_voor (
    bundel   INTEGER NOT NULL REFERENCES bundel (id),
    gemeente TEXT NOT NULL,
    PRIMARY KEY (bundel, gemeente)
) STRICT, WITHOUT ROWID;
CREATE TABLE bundel_bestand (
    bundel  INTEGER NOT NULL REFERENCES bundel (id),
    naam    TEXT NOT NULL,
    grootte INTEGER NOT NULL,
    blok    INTEGER NOT NULL,
    blokken INTEGER NOT NULL,
    PRIMARY KEY (bundel, naam)
) STRICT, WITHOUT ROWID;
CREATE TABLE bundel_actief (
    gemeente TEXT PRIMARY KEY,
    bundel   INTEGER NOT NULL REFERENCES bundel (id)
) STRICT, WITHOUT ROWID;

-- History: the audit log. Its nonces stand apart so that they can be erased; the tree stays whole then.
CREATE TABLE audit_leaf (
    id    INTEGER PRIMARY KEY,
    entry BLOB NOT NULL,
    hash  BLOB NOT NULL
) STRICT;
CREATE TABLE audit_nonce (
    id    INTEGER PRIMARY KEY,
    nonce BLOB NOT NULL
) STRICT;
-- State: the right edge of the tree (RFC 6962), written with every commit.
CREATE TABLE audit_rand (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    aantal  INTEGER NOT NULL,
    knopen  BLOB NOT NULL
) STRICT;
INSERT INTO audit_rand (id, aantal, knopen) VALUES (1, 0, x'');

-- State: outgoing messages.
CREATE TABLE uit (
    id          INTEGER PRIMARY KEY,
    bericht     INTEGER NOT NULL REFERENCES bericht (id),
    bestemming  TEXT NOT NULL,
    toestand    TEXT NOT NULL,
    pogingen    INTEGER NOT NULL,
    gemaakt_ms  INTEGER NOT NULL,
    volgende_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX uit_wacht ON uit (volgende_ms) WHERE toestand = 'wacht';

CREATE TRIGGER bericht_blijft_u BEFORE UPDATE ON bericht BEGIN SELECT RAISE(ABORT, 'bericht is historie'); END;
CREATE TRIGGER bericht_blijft_d BEFORE DELETE ON bericht BEGIN SELECT RAISE(ABORT, 'bericht is historie'); END;
CREATE TRIGGER blok_blijft_u BEFORE UPDATE ON blok BEGIN SELECT RAISE(ABORT, 'blok is historie'); END;
CREATE TRIGGER blok_blijft_d BEFORE DELETE ON blok BEGIN SELECT RAISE(ABORT, 'blok is historie'); END;
CREATE TRIGGER identificatie_blijft_u BEFORE UPDATE ON identificatie BEGIN SELECT RAISE(ABORT, 'identificatie is historie'); END;
CREATE TRIGGER identificatie_blijft_d BEFORE DELETE ON identificatie BEGIN SELECT RAISE(ABORT, 'identificatie is historie'); END;
CREATE TRIGGER toewijzing_versie_blijft_u BEFORE UPDATE ON toewijzing_versie BEGIN SELECT RAISE(ABORT, 'toewijzing_versie is historie'); END;
CREATE TRIGGER toewijzing_versie_blijft_d BEFORE DELETE ON toewijzing_versie BEGIN SELECT RAISE(ABORT, 'toewijzing_versie is historie'); END;
CREATE TRIGGER prestatie_blijft_u BEFORE UPDATE ON prestatie BEGIN SELECT RAISE(ABORT, 'prestatie is historie'); END;
CREATE TRIGGER prestatie_blijft_d BEFORE DELETE ON prestatie BEGIN SELECT RAISE(ABORT, 'prestatie is historie'); END;
CREATE TRIGGER declaratie_blijft_u BEFORE UPDATE ON declaratie BEGIN SELECT RAISE(ABORT, 'declaratie is historie'); END;
CREATE TRIGGER declaratie_blijft_d BEFORE DELETE ON declaratie BEGIN SELECT RAISE(ABORT, 'declaratie is historie'); END;
CREATE TRIGGER bundel_blijft_u BEFORE UPDATE ON bundel BEGIN SELECT RAISE(ABORT, 'bundel is historie'); END;
CREATE TRIGGER bundel_blijft_d BEFORE DELETE ON bundel BEGIN SELECT RAISE(ABORT, 'bundel is historie'); END;
CREATE TRIGGER bundel_voor_blijft_u BEFORE UPDATE ON bundel_voor BEGIN SELECT RAISE(ABORT, 'bundel_voor is historie'); END;
CREATE TRIGGER bundel_voor_blijft_d BEFORE DELETE ON bundel_voor BEGIN SELECT RAISE(ABORT, 'bundel_voor is historie'); END;
CREATE TRIGGER bundel_bestand_blijft_u BEFORE UPDATE ON bundel_bestand BEGIN SELECT RAISE(ABORT, 'bundel_bestand is historie'); END;
CREATE TRIGGER bundel_bestand_blijft_d BEFORE DELETE ON bundel_bestand BEGIN SELECT RAISE(ABORT, 'bundel_bestand is historie'); END;
CREATE TRIGGER audit_leaf_blijft_u BEFORE UPDATE ON audit_leaf BEGIN SELECT RAISE(ABORT, 'audit_leaf is historie'); END;
CREATE TRIGGER audit_leaf_blijft_d BEFORE DELETE ON audit_leaf BEGIN SELECT RAISE(ABORT, 'audit_leaf is historie'); END;
