-- Envelopes of StUF-GGk: what came in under which number, and the moments of what goes out.

-- History: every envelope that was taken. A second one of the same zender and referentienummer gets the answer of the first.
-- zender: organisatie, applicatie, administratie and gebruiker, a unit separator (U+001F) between them.
-- bericht: what is in it; NULL for a Fo01. heen: our message that it answers, or refuses (Fo01). antwoord: the Bv03 that was given.
CREATE TABLE envelop (
    id               INTEGER PRIMARY KEY,
    zender           TEXT NOT NULL,
    referentienummer TEXT NOT NULL,
    berichtcode      TEXT NOT NULL,
    sha256           BLOB NOT NULL,
    moment_ms        INTEGER NOT NULL,
    bericht          INTEGER REFERENCES bericht (id),
    heen             INTEGER REFERENCES bericht (id),
    antwoord         TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX envelop_nummer ON envelop (zender, referentienummer);
CREATE INDEX envelop_bericht ON envelop (bericht) WHERE bericht IS NOT NULL;

-- From an answer back to what it answers.
CREATE INDEX retour_ontvangen_bericht ON retour_ontvangen (bericht);
CREATE INDEX declaratie_antwoord_bericht ON declaratie_antwoord (bericht);

-- State: the moment of the last envelope of ours. Each next one is later, whatever the clock says.
CREATE TABLE envelop_tijd (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    laatste_ms INTEGER NOT NULL
) STRICT;
INSERT INTO envelop_tijd (id, laatste_ms) SELECT 1, coalesce(max(gemaakt_ms), 0) FROM uit;

-- State: what the envelope of an outgoing row says beside its number, fixed when the row is made so that every attempt is the same.
-- antwoord_op: the envelope that it answers, when that is not the first one that its message came in.
CREATE TABLE envelop_uit (
    uit         INTEGER PRIMARY KEY,
    tijdstip_ms INTEGER NOT NULL,
    antwoord_op INTEGER REFERENCES envelop (id)
) STRICT;
INSERT INTO envelop_uit (uit, tijdstip_ms) SELECT id, (SELECT laatste_ms FROM envelop_tijd) - (SELECT max(id) FROM uit) + id FROM uit;
CREATE TRIGGER uit_tijdstip AFTER INSERT ON uit BEGIN
    UPDATE envelop_tijd SET laatste_ms = max(laatste_ms + 1, NEW.gemaakt_ms);
    INSERT INTO envelop_uit (uit, tijdstip_ms) SELECT NEW.id, laatste_ms FROM envelop_tijd;
END;

CREATE TRIGGER envelop_blijft_u BEFORE UPDATE ON envelop BEGIN SELECT RAISE(ABORT, 'envelop is historie'); END;
CREATE TRIGGER envelop_blijft_d BEFORE DELETE ON envelop BEGIN SELECT RAISE(ABORT, 'envelop is historie'); END;
