import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { Alert, Button, DataList, H1, H2, Link, P } from "../../components/nl";
import { Answered } from "../../components/states";
import { download } from "../../components/table";
import { checkpointRoot, fromBase64, leafMoment, rootOf, toHex } from "../../lib/merkle";
import { count, moment, number } from "../../lib/text";

/** A leaf as the proof of a message gives it (docs/audit.md). */
interface Leaf {
  index: number;
  gebeurtenis: string;
  regel: string;
  grootte: number;
  pad: string[];
}

interface Checked {
  leaf: Leaf;
  at: Date;
  holds: boolean;
}

/** Works out the root anew from every leaf and holds it against the signed one. Undefined: this browser cannot, without a safe connection. */
async function check(proof: Schemas["Opname"]): Promise<Checked[] | undefined> {
  // A browser gives its cryptography to https and this machine only.
  if (!globalThis.isSecureContext) return undefined;
  const signed = proof.controlepunt === null ? undefined : checkpointRoot(proof.controlepunt);
  return Promise.all(
    (proof.bladen as unknown as Leaf[]).map(async (leaf) => {
      const bytes = fromBase64(leaf.regel);
      const root = await rootOf(bytes, leaf.index, leaf.grootte, leaf.pad);
      return { leaf, at: leafMoment(bytes), holds: signed !== undefined && leaf.grootte === signed.size && root === signed.root };
    }),
  );
}

/** That what was decided about a message stands in the signed log, worked out in this browser. */
export function Proof() {
  const id = Number(useParams()["id"]);
  const query = useQuery({
    queryKey: ["opname", id],
    queryFn: async () => {
      const proof = await ask(api.GET("/v1/audit/opname/{id}", { params: { path: { id } } }));
      return { proof, checked: await check(proof) };
    },
  });
  return (
    <>
      <p className="crumbs">
        <Link to="/audit">← Audit</Link>
      </p>
      <H1>Bewijs van bericht {id}</H1>
      <Answered query={query} what="Bewijs">
        {({ proof, checked }) => (
          <>
            {checked === undefined ? (
              <Alert tone="warning" title="Niet nagerekend">
                <P>Deze browser rekent alleen over een beveiligde verbinding (https). Het bewijs hieronder kan met controleer.py worden nagerekend.</P>
              </Alert>
            ) : checked.length > 0 && checked.every((one) => one.holds) ? (
              <Alert tone="ok" title="Het klopt">
                <P>Uw browser heeft zelf nagerekend dat {count(checked.length, "regel", "regels")} over dit bericht in de ondertekende stand staat.</P>
              </Alert>
            ) : (
              <Alert tone="error" title="Het klopt niet, of het is nog niet ondertekend">
                <P>Wacht een minuut en probeer het opnieuw. Blijft het zo, meld het dan bij het beheer en bewaar dit bewijs.</P>
              </Alert>
            )}
            {(checked ?? []).map(({ leaf, at, holds }) => (
              <section key={leaf.index} className="panel" aria-label={`Regel ${leaf.index}`}>
                <DataList
                  items={[
                    ["Regel in het log", `${number(leaf.index)} van ${number(leaf.grootte)}`],
                    ["Gebeurtenis", leaf.gebeurtenis],
                    ["Moment", moment(at.toISOString())],
                    ["Nagerekend", holds ? "leidt naar de ondertekende wortel" : "leidt niet naar de ondertekende wortel"],
                    ["Inhoud van de regel", <span className="hash">{toHex(fromBase64(leaf.regel)).slice(0, 64)} …</span>],
                  ]}
                />
              </section>
            ))}
            <H2>De ondertekende stand</H2>
            <pre className="xml" role="region" aria-label="Controlepunt" tabIndex={0}>
              {proof.controlepunt}
            </pre>
            <P>De handtekening eronder controleert u met de publieke sleutel, buiten Ketenpoort om: zie docs/audit.md. Het hele dossier van een toewijzing downloadt u bij Audit.</P>
            <div className="buttons">
              <Button onClick={() => download(`bewijs-${id}.json`, JSON.stringify(proof, null, 2), "application/json")}>Bewijs bewaren (JSON)</Button>
              <Link to={`/dossier/bericht/${id}`}>Naar bericht {id}</Link>
            </div>
          </>
        )}
      </Answered>
    </>
  );
}
