import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo } from "react";
import { useNavigate } from "react-router-dom";

import { api, ApiFault, ask, type Schemas } from "../../api/client";
import { queryClient } from "../../api/queries";
import { useSession } from "../../app/session";
import { Alert, Badge, Button, DateField, H1, H2, Link, P, SelectField } from "../../components/nl";
import { Answered, Fault } from "../../components/states";
import { type Column, Table } from "../../components/table";
import { date, idOf, moment } from "../../lib/text";
import { useUrlState } from "../../lib/url_state";

type Run = Schemas["WatAlsRun"];

const often = 1_000; // while one runs

const stands: Readonly<Record<Run["stand"], readonly [text: string, tone: string]>> = {
  bezig: ["rekent", "wacht"],
  klaar: ["klaar", "goedgekeurd"],
  gestopt: ["gestopt", ""],
  mislukt: ["niet gelukt", "opgegeven"],
};

export function RunStand({ stand }: Pick<Run, "stand">) {
  const [text, tone] = stands[stand];
  return <Badge state={tone}>{text}</Badge>;
}

/** Where a run is shown. */
export function runPath(run: Pick<Run, "href">): string {
  return `/contracten/wat-als/${encodeURIComponent(idOf(run.href))}`;
}

/** Which version over which days; what is chosen stands in the address. One runs at a time. */
function Start() {
  const navigate = useNavigate();
  const [get, set] = useUrlState();
  const bundles = useQuery({ queryKey: ["contracten", "keuze"], queryFn: () => ask(api.GET("/v1/contracten")), select: (list) => list.contracten });
  const [bundel, van, tot] = [get("bundel") ?? "", get("van") ?? "", get("tot") ?? ""];
  const start = useMutation({
    mutationFn: () => ask(api.POST("/v1/whatif", { body: { bundel, van, tot } })),
    onSuccess: async (run) => {
      await queryClient.invalidateQueries({ queryKey: ["wat-als"] });
      navigate(runPath(run));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  const running = start.error instanceof ApiFault ? start.error.problem["loopt"] : undefined;
  const turned = van !== "" && tot !== "" && tot < van;
  return (
    <Answered query={bundles} what="Contracten">
      {(list) => (
        <form onSubmit={submit} className="filters">
          <SelectField
            label="Versie"
            required
            options={[["", "kies een versie"], ...list.map((one) => [one.bundel, `${one.naam} ${one.versie}${one.actief ? " (geldt nu)" : ""}`] as const)]}
            value={bundel}
            onChange={(event) => set({ bundel: event.target.value })}
          />
          <DateField label="Van" required value={van} onChange={(event) => set({ van: event.target.value })} />
          <DateField label="Tot en met" required error={turned ? "Ligt voor de eerste dag" : undefined} value={tot} onChange={(event) => set({ tot: event.target.value })} />
          <Button look="primary" type="submit" disabled={start.isPending || turned}>
            Uitrekenen
          </Button>
          {typeof running === "string" ? (
            <Alert tone="warning" title="Er wordt al een wat-als uitgerekend">
              <P>
                Er kan er één tegelijk lopen. <Link to={runPath({ href: running })}>Bekijk wie wat uitrekent</Link>, wacht tot het klaar is of stop het daar.
              </P>
            </Alert>
          ) : start.error ? (
            <Fault error={start.error} />
          ) : null}
        </form>
      )}
    </Answered>
  );
}

/** What another version would have done with the decisions that were taken, and who worked that out lately. */
export function WhatIf() {
  const { may } = useSession();
  const query = useQuery({
    queryKey: ["wat-als"],
    queryFn: () => ask(api.GET("/v1/whatif")),
    refetchInterval: (asked) => (asked.state.data?.runs.some((one) => one.stand === "bezig") ? often : false),
    meta: { live: false },
  });
  const columns = useMemo<Column<Run>[]>(
    () => [
      { key: "bundel", title: "Versie", value: (one) => one.bundel, cell: (one) => <Link to={runPath(one)}>{one.bundel}</Link>, width: 13 },
      { key: "periode", title: "Over", value: (one) => one.van, cell: (one) => `${date(one.van)} t/m ${date(one.tot)}`, width: 13 },
      { key: "stand", title: "Stand", value: (one) => stands[one.stand][0], cell: (one) => <RunStand stand={one.stand} />, width: 7 },
      { key: "wie", title: "Wie", value: (one) => one.wie, width: 10 },
      { key: "begonnen", title: "Begonnen", value: (one) => one.begonnen, cell: (one) => moment(one.begonnen), width: 9 },
    ],
    [],
  );
  return (
    <>
      <p className="crumbs">
        <Link to="/contracten">← Contracten</Link>
      </p>
      <H1>Wat als een andere versie had gegolden?</H1>
      <P>Alle besluiten van een periode worden opnieuw genomen alsof die versie gold. Er wordt niets opgeslagen en niets verstuurd: wat is besloten blijft besloten.</P>
      {may(["contractbeheer"]) ? <Start /> : <P>Een wat-als begint iemand met de rol contractbeheer; wat er is uitgerekend ziet u hieronder.</P>}
      <H2>Laatst uitgerekend</H2>
      <Answered query={query} what="Wat-als">
        {({ runs }) => <Table name="runs" caption="Uitgerekend" columns={columns} pages={runs} rowKey={(one) => one.id} empty={<p>Er is nog niets uitgerekend sinds de daemon startte.</p>} plain />}
      </Answered>
    </>
  );
}
