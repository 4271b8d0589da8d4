import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { Badge, Button, DataList, H1, H2, H3, Link, P } from "../../components/nl";
import { Reason } from "../../components/reason";
import { Answered } from "../../components/states";
import { berichtsoort, count, date, euro, moment, number, word } from "../../lib/text";
import { useUrlState } from "../../lib/url_state";
import { Originals } from "./originals";

const shown_at_once = 10;

/** What was found in a message; one can be chosen, to be marked in the original. */
function Findings({ id, findings, chosen, choose }: { id: number; findings: Schemas["Bevinding"][]; chosen: number; choose: (at: number) => void }) {
  const [limit, setLimit] = useState(shown_at_once);
  return (
    <section aria-labelledby="bevindingen">
      <H2 id="bevindingen">{count(findings.length, "bevinding", "bevindingen")}</H2>
      {findings.slice(0, limit).map((finding, index) => (
        <div key={index}>
          <H3>{finding.melding}</H3>
          <Reason finding={finding} headed={false} label={`Waarom, bevinding ${index + 1}`} />
          <div className="buttons">
            <Button aria-pressed={chosen === index + 1} aria-label={`Aanwijzen in het bericht: bevinding ${index + 1}`} onClick={() => choose(index + 1)}>
              Aanwijzen in het bericht
            </Button>
            <Link to={`/afkeur/regel/${id}/${index + 1}`} aria-label={`Brief aan de afzender over bevinding ${index + 1}`}>
              Brief aan de afzender
            </Link>
          </div>
        </div>
      ))}
      {findings.length > limit ? <Button onClick={() => setLimit(limit + 5 * shown_at_once)}>Meer bevindingen tonen ({number(findings.length - limit)})</Button> : null}
    </section>
  );
}

/** One message: what was decided and why, what came in and what went back. */
export function Message() {
  const id = Number(useParams()["id"]);
  const [get, set] = useUrlState();
  const chosen = Number(get("bevinding") ?? 0);
  const query = useQuery({
    queryKey: ["bericht", id],
    queryFn: async () => {
      const path = { params: { path: { id } } };
      const message = await ask(api.GET("/v1/berichten/{id}", path));
      return { message, decision: message.gewist ? null : await ask(api.GET("/v1/berichten/{id}/besluit", path)) };
    },
  });
  return (
    <>
      <p className="crumbs">
        <Link to="/dossier">← Dossier</Link>
      </p>
      <Answered query={query} what="Bericht" title={`Bericht ${id}`}>
        {({ message, decision }) => (
          <>
            <H1>
              Bericht {id}: {berichtsoort(message.berichtsoort)}
            </H1>
            <div className="columns">
              <DataList
                items={[
                  ["Uitkomst", <Badge state={message.uitkomst}>{word(message.uitkomst)}</Badge>],
                  ["Van", message.afzender],
                  ["Aan", message.ontvanger],
                  ["Kenmerk", message.identificatie],
                  ["Ontvangen", `${moment(message.ontvangen)}, langs ${message.kanaal}`],
                  ["Gewist", message.gewist ? `${moment(message.gewist)}: de bewaartermijn was om` : null],
                ]}
              />
              <DataList
                items={[
                  ["Besloten op", decision ? date(decision.vandaag) : null],
                  ["Gevraagd", decision?.totaal ? euro(decision.totaal.ingediend) : null],
                  ["Toegekend", decision?.totaal ? euro(decision.totaal.toegekend) : null],
                  ["Contract", decision?.contract ? <Link to={`/contracten/${decision.contract.naam}@${decision.contract.versie}`}>{`${decision.contract.naam} ${decision.contract.versie}`}</Link> : null],
                  ["Antwoord", message.retour ? berichtsoort(message.retour.berichtsoort) : "geen"],
                  ["Bewijs", <Link to={`/audit/bewijs/${id}`}>Staat dit bericht in het auditlog?</Link>],
                ]}
              />
            </div>
            {decision ? (
              <>
                {decision.bevindingen.length > 0 ? (
                  <Findings id={id} findings={decision.bevindingen} chosen={chosen} choose={(at) => set({ bevinding: at === chosen ? undefined : String(at) })} />
                ) : (
                  <P>In dit bericht is niets gevonden dat niet klopt.</P>
                )}
                <Originals message={message} finding={decision.bevindingen[chosen - 1]} />
              </>
            ) : null}
          </>
        )}
      </Answered>
    </>
  );
}
