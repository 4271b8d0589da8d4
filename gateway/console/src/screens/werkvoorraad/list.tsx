import { useMemo, useState } from "react";

import { api, ask, type Schemas } from "../../api/client";
import { queryClient, usePages } from "../../api/queries";
import { useSession } from "../../app/session";
import { Alert, Badge, Button, H1, H2, Link, P, SelectField, TextField } from "../../components/nl";
import { type Column, Table } from "../../components/table";
import { useRuleText } from "../../lib/regels";
import { berichtsoort, count, date, werkdagen, werksoort, word } from "../../lib/text";
import { useUrlState } from "../../lib/url_state";
import { decide, decidedBefore, type Order, type Soort } from "./decisions";
import { DecisionForm } from "./decision_form";

type Row = Schemas["WerkRegel"];

const soorten: readonly (readonly [Soort | "", string])[] = [
  ["", "alles"],
  ["aangehouden", "aangehouden berichten"],
  ["verzoek", "verzoeken"],
  ["signaal", "signalen"],
];

/** When it has to be done by, and how long that is. */
export function Clock({ row }: { row: Row }) {
  if (row.termijn === null) return <span className="quiet">geen termijn</span>;
  const open = row.toestand === "open";
  return (
    <>
      {date(row.termijn)} {open ? <Badge state={row.te_laat ? "te_laat" : "wacht"}>{werkdagen(row.werkdagen)}</Badge> : null}
    </>
  );
}

interface Outcome {
  done: number;
  failed: { id: number; why: string }[];
}

export function List() {
  const [get, set] = useUrlState();
  const soort = soorten.find(([one]) => one !== "" && one === get("soort"))?.[0] as Soort | undefined;
  const toestand = (["open", "afgedaan", "alle"] as const).find((one) => one === get("toestand")) ?? "open";
  const gemeente = /^\d{4}$/.test(get("gemeente") ?? "") ? get("gemeente") : undefined;
  const aanbieder = /^\d{8}$/.test(get("aanbieder") ?? "") ? get("aanbieder") : undefined;
  const [selected, setSelected] = useState<Set<string>>(new Set());
  const [outcome, setOutcome] = useState<Outcome>();
  const rule = useRuleText();
  const { may } = useSession();
  const asked = { toestand, aantal: 200, ...(soort ? { soort } : {}), ...(gemeente ? { gemeente } : {}), ...(aanbieder ? { aanbieder } : {}) };
  const pages = usePages(
    ["werkvoorraad", asked],
    (vanaf) => ask(api.GET("/v1/werkvoorraad", { params: { query: { ...asked, ...(vanaf ? { vanaf } : {}) } } })),
    (page) => page.werk,
  );
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        key: "wat",
        title: "Waar het om gaat",
        value: (one) => `${one.regel ? rule(one.regel) : ""} ${berichtsoort(one.bericht.berichtsoort)}`,
        cell: (one) => (
          <>
            <Link to={`/werkvoorraad/${one.id}`}>{one.regel ? rule(one.regel) : berichtsoort(one.bericht.berichtsoort)}</Link>
            {one.regel ? <span className="quiet under">{berichtsoort(one.bericht.berichtsoort)}</span> : null}
          </>
        ),
        width: 20,
      },
      { key: "soort", title: "Soort", value: (one) => werksoort(one.soort), width: 7.5 },
      { key: "termijn", title: "Termijn", value: (one) => one.termijn, cell: (one) => <Clock row={one} />, width: 9 },
      { key: "stand", title: "Stand", value: (one) => word(one.stand), cell: (one) => <Badge state={one.stand}>{word(one.stand)}</Badge>, width: 7 },
      { key: "sinds", title: "Sinds", value: (one) => one.sinds, cell: (one) => date(one.sinds), width: 6.5 },
      { key: "aanbieder", title: "Aanbieder", value: (one) => one.aanbieder, width: 6 },
      { key: "gemeente", title: "Gemeente", value: (one) => one.gemeente, width: 6 },
      ...(toestand === "open" ? [] : [{ key: "door", title: "Door", value: (one: Row) => one.besluiten.at(-1)?.door ?? null, width: 9 }]),
    ],
    [rule, toestand],
  );
  const chosen = pages.rows.filter((row) => selected.has(String(row.id)) && row.toestand === "open");
  const kinds = new Set(chosen.map((row) => row.soort));
  const one = kinds.size === 1 ? chosen[0] : undefined;

  const decideAll = async (order: Order) => {
    const result: Outcome = { done: 0, failed: [] };
    for (const row of chosen) {
      try {
        await decide(row.id, order);
        result.done += 1;
      } catch (fault) {
        result.failed.push({ id: row.id, why: decidedBefore(fault) ?? (fault instanceof Error ? fault.message : "niet gelukt") });
      }
    }
    setOutcome(result);
    setSelected(new Set());
    await queryClient.invalidateQueries();
  };
  return (
    <>
      <H1>Werkvoorraad</H1>
      <P>Wat op een besluit van een mens wacht; wat het eerst af moet staat bovenaan.</P>
      <div className="filters" role="group" aria-label="Welk werk">
        <SelectField label="Soort" options={soorten} value={soort ?? ""} onChange={(event) => set({ soort: event.target.value })} />
        <SelectField
          label="Toestand"
          options={[
            ["open", "open"],
            ["afgedaan", "afgedaan"],
            ["alle", "alle"],
          ]}
          value={toestand}
          onChange={(event) => set({ toestand: event.target.value === "open" ? undefined : event.target.value })}
        />
        <TextField label="Gemeente" inputMode="numeric" value={get("gemeente") ?? ""} onChange={(event) => set({ gemeente: event.target.value })} />
        <TextField label="Aanbieder (AGB-code)" inputMode="numeric" value={get("aanbieder") ?? ""} onChange={(event) => set({ aanbieder: event.target.value })} />
      </div>
      {outcome ? (
        <Alert tone={outcome.failed.length > 0 ? "warning" : "ok"} title={`${count(outcome.done, "besluit", "besluiten")} vastgelegd`}>
          {outcome.failed.map(({ id, why }) => (
            <P key={id}>
              <Link to={`/werkvoorraad/${id}`}>Werk {id}</Link>: {why}
            </P>
          ))}
        </Alert>
      ) : null}
      <Table
        name="werk"
        caption="Werkvoorraad"
        columns={columns}
        pages={pages}
        rowKey={(row) => String(row.id)}
        empty={<p>Er wacht niets op een besluit. Nieuw werk verschijnt hier vanzelf.</p>}
        {...(toestand === "afgedaan" || !may(["backoffice"]) ? {} : { selection: { selected, change: setSelected, label: (key) => `Werk ${key} kiezen` } })}
      />
      {chosen.length > 0 ? (
        <section className="panel" aria-labelledby="samen">
          <H2 id="samen">{count(chosen.length, "gekozen", "gekozen")}</H2>
          {one ? (
            <DecisionForm key={one.soort} soort={one.soort} many draft={`samen:${one.soort}`} onDecide={decideAll} />
          ) : (
            <P>Kies werk van één soort om er samen over te besluiten.</P>
          )}
          <Button look="subtle" onClick={() => setSelected(new Set())}>
            Niets meer kiezen
          </Button>
        </section>
      ) : null}
    </>
  );
}
