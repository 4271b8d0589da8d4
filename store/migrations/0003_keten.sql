-- What the case chain of a toewijzing needs beside the rows of what was booked.

-- History: messages that name a toewijzing and did nothing to it: rejected ones, parked ones, and a 317, which only asks.
-- toewijzing: as the key of table `toewijzing`; it need not exist.
CREATE TABLE genoemd (
    toewijzing INTEGER NOT NULL,
    bericht    INTEGER NOT NULL,
    PRIMARY KEY (toewijzing, bericht)
) STRICT, WITHOUT ROWID;

-- History: the 325 that came in for a 323, from the gemeente's own software.
CREATE TABLE declaratie_antwoord (
    declaratie INTEGER NOT NULL,
    bericht    INTEGER NOT NULL,
    PRIMARY KEY (declaratie, bericht)
) STRICT, WITHOUT ROWID;

-- The eight weeks of an onderzoek are counted from the dagtekening of the verzoek. NULL in rows older than this form.
ALTER TABLE verzoek_stap ADD COLUMN dagtekening INTEGER;

CREATE TRIGGER genoemd_blijft_u BEFORE UPDATE ON genoemd BEGIN SELECT RAISE(ABORT, 'genoemd is historie'); END;
CREATE TRIGGER genoemd_blijft_d BEFORE DELETE ON genoemd BEGIN SELECT RAISE(ABORT, 'genoemd is historie'); END;
CREATE TRIGGER declaratie_antwoord_blijft_u BEFORE UPDATE ON declaratie_antwoord BEGIN SELECT RAISE(ABORT, 'declaratie_antwoord is historie'); END;
CREATE TRIGGER declaratie_antwoord_blijft_d BEFORE DELETE ON declaratie_antwoord BEGIN SELECT RAISE(ABORT, 'declaratie_antwoord is historie'); END;
