-- What partners may ask afterwards: who sent in what was refused, conversations of VSP, the moment of the last envelope of a zender; and
-- which toewijzingen a start (305) is waited for.

-- History: the partner that sent in a message of which no sender is known, because it failed its schema.
CREATE TABLE indiener (
    bericht INTEGER NOT NULL REFERENCES bericht (id),
    oin     TEXT NOT NULL,
    PRIMARY KEY (bericht, oin)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER indiener_blijft_u BEFORE UPDATE ON indiener BEGIN SELECT RAISE(ABORT, 'indiener is historie'); END;
CREATE TRIGGER indiener_blijft_d BEFORE DELETE ON indiener BEGIN SELECT RAISE(ABORT, 'indiener is historie'); END;

-- conversatie: conversatieId of a message that came in over VSP; empty: it came in an envelope of StUF. What came before this form began a
-- conversation of its own.
ALTER TABLE envelop ADD COLUMN conversatie TEXT NOT NULL DEFAULT '';
DROP TRIGGER envelop_blijft_u;
UPDATE envelop SET conversatie = referentienummer WHERE zender LIKE 'vsp %';
CREATE TRIGGER envelop_blijft_u BEFORE UPDATE ON envelop BEGIN SELECT RAISE(ABORT, 'envelop is historie'); END;
CREATE INDEX envelop_traceer ON envelop (referentienummer) WHERE conversatie <> '';
CREATE INDEX envelop_conversatie ON envelop (conversatie) WHERE conversatie <> '';
CREATE INDEX uit_doorgestuurd ON uit (bericht) WHERE stuk = 'bericht';

-- State: the latest tijdstipBericht of a zender, seventeen digits; kept only for links that want it to grow (StUF019).
CREATE TABLE zender_tijd (
    zender  TEXT PRIMARY KEY,
    laatste TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- State: toewijzingen that count and of which no start came. bericht: the 301 of the current version. vanaf: the day the care begins, or
-- the 301 became known when that is later. einde: the last day of the toewijzing.
CREATE TABLE start_verwacht (
    toewijzing INTEGER PRIMARY KEY,
    bericht    INTEGER NOT NULL,
    vanaf      INTEGER NOT NULL,
    einde      INTEGER NOT NULL
) STRICT;
CREATE INDEX start_verwacht_einde ON start_verwacht (einde);
CREATE INDEX aanlevering_start ON aanlevering (bericht) WHERE stop = 0;

-- RedenWijziging 13: it was taken back, and nothing begins. A start that was taken back (status 3) does not count.
CREATE VIEW start_open (toewijzing, bericht, vanaf, einde) AS
SELECT t.id, v.bericht,
       max(t.ingangsdatum, (SELECT b.vandaag FROM toewijzing_versie e CROSS JOIN bericht b ON b.id = e.bericht
                            WHERE e.toewijzing = t.id
                            AND NOT EXISTS (SELECT 1 FROM retour_ontvangen r WHERE r.heen = e.bericht AND r.afgekeurd = 1)
                            ORDER BY e.id LIMIT 1)),
       coalesce(t.einddatum, 2147483647)
FROM toewijzing t CROSS JOIN toewijzing_versie v ON v.id = t.versie
WHERE coalesce(t.reden_wijziging, '') <> '13'
AND NOT EXISTS (SELECT 1 FROM retour_ontvangen r WHERE r.heen = v.bericht AND r.afgekeurd = 1)
AND NOT EXISTS (
    SELECT 1 FROM aanlevering a
    WHERE a.bsn = t.bsn AND a.aanbieder = t.aanbieder AND a.domein = t.id / 1000000000 % 10 AND a.gemeente = printf('%04d', t.id / 10000000000)
    AND a.toewijzing = t.id % 1000000000 AND a.stop = 0 AND a.status = '1'
    AND NOT EXISTS (SELECT 1 FROM retour_ontvangen r WHERE r.heen = a.bericht AND r.afgekeurd = 1)
    AND NOT EXISTS (SELECT 1 FROM aanlevering w
                    WHERE w.bsn = a.bsn AND w.aanbieder = a.aanbieder AND w.domein = a.domein AND w.gemeente = a.gemeente
                    AND w.toewijzing = a.toewijzing AND w.stop = 0 AND w.status = '3' AND w.begin = a.begin AND w.id > a.id
                    AND NOT EXISTS (SELECT 1 FROM retour_ontvangen r WHERE r.heen = w.bericht AND r.afgekeurd = 1)));
INSERT INTO start_verwacht SELECT toewijzing, bericht, vanaf, einde FROM start_open WHERE vanaf IS NOT NULL;
