-- Counting and listing over years of messages without going through them.

-- State: how many messages there are per day, kind, outcome and parties; the outcome is that of the last decision. Some twenty thousand rows
-- for a million messages. Made by the triggers below, so that it cannot differ from what it counts.
CREATE TABLE bericht_telling (
    vandaag   INTEGER NOT NULL,
    soort     TEXT NOT NULL,
    uitkomst  TEXT NOT NULL,
    afzender  TEXT NOT NULL,
    ontvanger TEXT NOT NULL,
    aantal    INTEGER NOT NULL,
    PRIMARY KEY (vandaag, soort, uitkomst, afzender, ontvanger)
) STRICT, WITHOUT ROWID;

INSERT INTO bericht_telling (vandaag, soort, uitkomst, afzender, ontvanger, aantal)
SELECT b.vandaag, coalesce(b.soort, ''), coalesce((SELECT a.uitkomst FROM afdoening a WHERE a.bericht = b.id ORDER BY a.id DESC LIMIT 1), b.uitkomst),
    b.afzender, b.ontvanger, count(*) FROM bericht b GROUP BY 1, 2, 3, 4, 5;

CREATE TRIGGER bericht_telt AFTER INSERT ON bericht
BEGIN
    INSERT INTO bericht_telling (vandaag, soort, uitkomst, afzender, ontvanger, aantal)
    VALUES (NEW.vandaag, coalesce(NEW.soort, ''), NEW.uitkomst, NEW.afzender, NEW.ontvanger, 1)
    ON CONFLICT DO UPDATE SET aantal = aantal + 1;
END;
-- A message is counted by the decision that holds: one less of the outcome it had, one more of the new one.
CREATE TRIGGER afdoening_telt AFTER INSERT ON afdoening
BEGIN
    UPDATE bericht_telling SET aantal = aantal - 1 WHERE (vandaag, soort, uitkomst, afzender, ontvanger) =
        (SELECT b.vandaag, coalesce(b.soort, ''),
            coalesce((SELECT a.uitkomst FROM afdoening a WHERE a.bericht = b.id AND a.id < NEW.id ORDER BY a.id DESC LIMIT 1), b.uitkomst),
            b.afzender, b.ontvanger FROM bericht b WHERE b.id = NEW.bericht);
    INSERT INTO bericht_telling (vandaag, soort, uitkomst, afzender, ontvanger, aantal)
    SELECT vandaag, coalesce(soort, ''), NEW.uitkomst, afzender, ontvanger, 1 FROM bericht WHERE id = NEW.bericht
    ON CONFLICT DO UPDATE SET aantal = aantal + 1;
END;

-- What a list asks of a party stands in its index, by outcome and then the last message first: rare ones are found without reading the others.
DROP INDEX bericht_afzender;
DROP INDEX bericht_ontvanger;
CREATE INDEX bericht_afzender ON bericht (afzender, uitkomst, id, soort, vandaag, ontvanger);
CREATE INDEX bericht_ontvanger ON bericht (ontvanger, uitkomst, id, soort, vandaag, afzender);
-- The days were counted by this index; lists look for its last message only.
DROP INDEX bericht_dag;
CREATE INDEX bericht_dag ON bericht (vandaag);
