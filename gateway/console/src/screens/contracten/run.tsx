import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { queryClient } from "../../api/queries";
import { useSession } from "../../app/session";
import { Alert, Button, DataList, H1, H2, Link, P } from "../../components/nl";
import { Answered, Fault } from "../../components/states";
import { date, moment, number } from "../../lib/text";
import { type Outcome, WhatIfOutcome } from "./outcome";
import { RunStand } from "./whatif";

type Run = Schemas["WatAlsUitslag"];

const often = 500; // while it runs

function Progress({ run }: { run: Run }) {
  const part = run.totaal > 0 ? Math.floor((100 * run.gedaan) / run.totaal) : 0;
  return (
    <section aria-labelledby="voortgang">
      <H2 id="voortgang">Bezig: {part} %</H2>
      <progress className="progress" aria-label="Voortgang" max={Math.max(1, run.totaal)} value={run.gedaan} />
      <P>
        {number(run.gedaan)} van {number(run.totaal)} regels van het log opnieuw bekeken. U mag deze bladzijde verlaten: het rekenen gaat door.
      </P>
    </section>
  );
}

/** One what-if: how far it is, and what came out. Its address is enough to come back to it. */
export function WhatIfRun() {
  const { run: id = "" } = useParams();
  const navigate = useNavigate();
  const { may } = useSession();
  const path = { params: { path: { run: id } } };
  const query = useQuery({
    queryKey: ["wat-als", id],
    queryFn: () => ask(api.GET("/v1/whatif/{run}", path)),
    refetchInterval: (asked) => (asked.state.data?.stand === "bezig" ? often : false),
    // A result does not change, and may be large.
    staleTime: (asked) => (asked.state.data?.stand === "klaar" ? Infinity : 0),
    meta: { live: false },
  });
  const end = useMutation({
    mutationFn: async (was: Run["stand"]) => {
      await ask(api.DELETE("/v1/whatif/{run}", path));
      return was;
    },
    onSuccess: async (was) => {
      if (was !== "bezig") navigate("/contracten/wat-als", { replace: true });
      await queryClient.invalidateQueries({ queryKey: ["wat-als"], exact: was !== "bezig" }); // one that is forgotten is not asked again
    },
  });
  const file = (formaat: string) => `/v1/whatif/${encodeURIComponent(id)}?formaat=${formaat}`;
  return (
    <>
      <p className="crumbs">
        <Link to="/contracten/wat-als">← Wat als</Link>
      </p>
      <Answered query={query} what="Wat-als" title="Wat als">
        {(run) => (
          <>
            <H1>Wat als {run.bundel} had gegolden?</H1>
            <DataList
              items={[
                ["Stand", <RunStand stand={run.stand} />],
                ["Over", `${date(run.van)} tot en met ${date(run.tot)}`],
                ["Gevraagd door", run.wie],
                ["Begonnen", moment(run.begonnen)],
                ["Klaar", moment(run.klaar)],
                ["Versie (SHA-256)", run.hash],
              ]}
            />
            {run.stand === "bezig" ? <Progress run={run} /> : null}
            {run.stand === "gestopt" ? <Alert tone="warning" title="Gestopt voordat het klaar was" /> : null}
            {run.stand === "mislukt" ? (
              <Alert tone="error" title="Het uitrekenen is niet gelukt">
                <P>{run.fout}</P>
              </Alert>
            ) : null}
            {run.uitslag ? <WhatIfOutcome outcome={run.uitslag as unknown as Outcome} /> : null}
            {end.error ? <Fault error={end.error} /> : null}
            <p className="buttons">
              {run.uitslag ? (
                <>
                  <a className="utrecht-link" href={file("csv")} download={`watals-${run.van}-${run.tot}.csv`}>
                    Elke regel die omslaat als CSV
                  </a>
                  <a className="utrecht-link" href={file("html")} target="_blank" rel="noreferrer">
                    Om af te drukken (nieuw tabblad)
                  </a>
                </>
              ) : null}
              {may(["contractbeheer"]) ? (
                <Button danger={run.stand === "bezig"} disabled={end.isPending} onClick={() => end.mutate(run.stand)}>
                  {run.stand === "bezig" ? "Stoppen" : "Uitslag vergeten"}
                </Button>
              ) : null}
            </p>
          </>
        )}
      </Answered>
    </>
  );
}
