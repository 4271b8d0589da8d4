-- Who looked at whose data (docs/inzage.md), and what was decided on the end of what is kept (docs/bewaren.md).

-- History: a read of personal data, written before the data went out. wie: who asked; wat: the route or the command; vanwaar: address or
-- terminal; resultaat: 'gegeven', 'niet_gevonden', 'geweigerd'. Kept for a term of its own, so it refers to nothing.
CREATE TABLE inzage (
    id          INTEGER PRIMARY KEY,
    moment_ms   INTEGER NOT NULL,
    wie         TEXT NOT NULL,
    wat         TEXT NOT NULL,
    object      TEXT NOT NULL,
    reden       TEXT NOT NULL,
    vanwaar     TEXT NOT NULL,
    resultaat   TEXT NOT NULL,
    audit_index INTEGER NOT NULL UNIQUE
) STRICT;
CREATE INDEX inzage_moment ON inzage (moment_ms);
CREATE INDEX inzage_wie ON inzage (wie);

-- History: the messages that were in what was read.
CREATE TABLE inzage_bericht (
    inzage  INTEGER NOT NULL,
    bericht INTEGER NOT NULL,
    PRIMARY KEY (inzage, bericht)
) STRICT, WITHOUT ROWID;
CREATE INDEX inzage_bericht_bericht ON inzage_bericht (bericht);

-- History: the clients, by keyed pseudonym, that were asked for by name or by their toewijzing.
CREATE TABLE inzage_client (
    inzage     INTEGER NOT NULL,
    pseudoniem TEXT NOT NULL,
    PRIMARY KEY (inzage, pseudoniem)
) STRICT, WITHOUT ROWID;
CREATE INDEX inzage_client_pseudoniem ON inzage_client (pseudoniem);

-- State: the clients of a message that was looked at, noted the first time: so that a declaratie of thousands costs that once.
CREATE TABLE inzage_over (
    bericht    INTEGER NOT NULL,
    pseudoniem TEXT NOT NULL,
    PRIMARY KEY (bericht, pseudoniem)
) STRICT, WITHOUT ROWID;
CREATE INDEX inzage_over_pseudoniem ON inzage_over (pseudoniem);

-- History: rows of the access log that were removed after their term: aantal of those older than voor_ms.
CREATE TABLE inzage_gewist (
    audit_index INTEGER PRIMARY KEY,
    moment_ms   INTEGER NOT NULL,
    voor_ms     INTEGER NOT NULL,
    aantal      INTEGER NOT NULL,
    door        TEXT NOT NULL,
    grond       TEXT NOT NULL
) STRICT;

-- History: legal holds, put on (aan = 1) and taken off; the last row of a message or toewijzing is what holds. 0: not about one.
CREATE TABLE vasthouding (
    id          INTEGER PRIMARY KEY,
    bericht     INTEGER NOT NULL,
    toewijzing  INTEGER NOT NULL,
    aan         INTEGER NOT NULL,
    moment_ms   INTEGER NOT NULL,
    door        TEXT NOT NULL,
    grond       TEXT NOT NULL,
    audit_index INTEGER NOT NULL
) STRICT;
CREATE INDEX vasthouding_wat ON vasthouding (bericht, toewijzing);

-- History: plans of what is to go that are carried out, word for word, and what came of each step.
CREATE TABLE bewaarplan (
    id          INTEGER PRIMARY KEY,
    hash        TEXT NOT NULL UNIQUE,
    json        TEXT NOT NULL,
    moment_ms   INTEGER NOT NULL,
    door        TEXT NOT NULL,
    audit_index INTEGER NOT NULL UNIQUE
) STRICT;
CREATE TABLE bewaarplan_stap (
    plan      INTEGER NOT NULL REFERENCES bewaarplan (id),
    nummer    INTEGER NOT NULL,
    bericht   INTEGER NOT NULL,
    uitslag   TEXT NOT NULL,
    moment_ms INTEGER NOT NULL,
    PRIMARY KEY (plan, nummer)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER inzage_blijft_u BEFORE UPDATE ON inzage BEGIN SELECT RAISE(ABORT, 'inzage is historie'); END;
CREATE TRIGGER inzage_bericht_blijft_u BEFORE UPDATE ON inzage_bericht BEGIN SELECT RAISE(ABORT, 'inzage_bericht is historie'); END;
CREATE TRIGGER inzage_client_blijft_u BEFORE UPDATE ON inzage_client BEGIN SELECT RAISE(ABORT, 'inzage_client is historie'); END;
-- Only what a removal was noted of goes.
CREATE TRIGGER inzage_blijft_d BEFORE DELETE ON inzage
WHEN NOT EXISTS (SELECT 1 FROM inzage_gewist WHERE voor_ms > OLD.moment_ms)
BEGIN SELECT RAISE(ABORT, 'inzage is historie'); END;
CREATE TRIGGER inzage_bericht_blijft_d BEFORE DELETE ON inzage_bericht
WHEN EXISTS (SELECT 1 FROM inzage WHERE id = OLD.inzage)
BEGIN SELECT RAISE(ABORT, 'inzage_bericht is historie'); END;
CREATE TRIGGER inzage_client_blijft_d BEFORE DELETE ON inzage_client
WHEN EXISTS (SELECT 1 FROM inzage WHERE id = OLD.inzage)
BEGIN SELECT RAISE(ABORT, 'inzage_client is historie'); END;
CREATE TRIGGER inzage_gewist_blijft_u BEFORE UPDATE ON inzage_gewist BEGIN SELECT RAISE(ABORT, 'inzage_gewist is historie'); END;
CREATE TRIGGER inzage_gewist_blijft_d BEFORE DELETE ON inzage_gewist BEGIN SELECT RAISE(ABORT, 'inzage_gewist is historie'); END;
CREATE TRIGGER vasthouding_blijft_u BEFORE UPDATE ON vasthouding BEGIN SELECT RAISE(ABORT, 'vasthouding is historie'); END;
CREATE TRIGGER vasthouding_blijft_d BEFORE DELETE ON vasthouding BEGIN SELECT RAISE(ABORT, 'vasthouding is historie'); END;
CREATE TRIGGER bewaarplan_blijft_u BEFORE UPDATE ON bewaarplan BEGIN SELECT RAISE(ABORT, 'bewaarplan is historie'); END;
CREATE TRIGGER bewaarplan_blijft_d BEFORE DELETE ON bewaarplan BEGIN SELECT RAISE(ABORT, 'bewaarplan is historie'); END;
CREATE TRIGGER bewaarplan_stap_blijft_u BEFORE UPDATE ON bewaarplan_stap BEGIN SELECT RAISE(ABORT, 'bewaarplan_stap is historie'); END;
CREATE TRIGGER bewaarplan_stap_blijft_d BEFORE DELETE ON bewaarplan_stap BEGIN SELECT RAISE(ABORT, 'bewaarplan_stap is historie'); END;
