-- Delivery: for whom something is sent, under which number, over which link, how the last attempt went, and by when it must be there.

ALTER TABLE uit ADD COLUMN afzender TEXT NOT NULL DEFAULT '';
-- UUID version 4; the same at every attempt, so that the receiver can drop what it already has.
ALTER TABLE uit ADD COLUMN referentienummer TEXT NOT NULL DEFAULT '';
ALTER TABLE uit ADD COLUMN verbinding TEXT NOT NULL DEFAULT '';
ALTER TABLE uit ADD COLUMN oorzaak TEXT NOT NULL DEFAULT '';
ALTER TABLE uit ADD COLUMN fout TEXT NOT NULL DEFAULT '';
ALTER TABLE uit ADD COLUMN vanaf_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE uit ADD COLUMN klaar_ms INTEGER;
ALTER TABLE uit ADD COLUMN termijn INTEGER;
ALTER TABLE uit ADD COLUMN inhoud TEXT NOT NULL DEFAULT '';

-- stuk: 'retour' the answer to a message, 'bericht' an accepted message passed on, 'eigen' one we made ourselves, 'fo01' a foutbericht.
UPDATE uit SET
    vanaf_ms = gemaakt_ms,
    afzender = (SELECT CASE uit.stuk WHEN 'retour' THEN b.ontvanger ELSE b.afzender END FROM bericht b WHERE b.id = uit.bericht),
    stuk = CASE stuk WHEN 'bericht' THEN 'eigen' ELSE stuk END,
    referentienummer = lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' ||
                             substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)));

DROP INDEX uit_wacht;
-- Conversations in order: the first row of each is the one that may be sent.
CREATE INDEX uit_gesprek ON uit (bestemming, afzender, id) WHERE toestand = 'wacht';
CREATE INDEX uit_opgegeven ON uit (id) WHERE toestand = 'opgegeven';
CREATE INDEX uit_referentie ON uit (referentienummer);
CREATE INDEX uit_termijn ON uit (termijn) WHERE toestand <> 'afgeleverd' AND termijn IS NOT NULL;

-- State: messages that were passed on and whose receiver has yet to answer.
CREATE TABLE verwacht (
    bericht    INTEGER PRIMARY KEY,
    bestemming TEXT NOT NULL,
    sinds      INTEGER NOT NULL,
    termijn    INTEGER NOT NULL
) STRICT;
CREATE INDEX verwacht_termijn ON verwacht (termijn, bericht);
