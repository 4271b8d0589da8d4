import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { api, ApiFault, ask, type Schemas } from "../../api/client";
import { usePages } from "../../api/queries";
import { Bars } from "../../components/bars";
import { Badge, H1, H2, Link, P, TextField } from "../../components/nl";
import { type ReportRow, ReportTable, Warnings } from "../../components/report_table";
import { Answered } from "../../components/states";
import { type Column, Table } from "../../components/table";
import { count, date, euro, word } from "../../lib/text";
import { link, useUrlState } from "../../lib/url_state";
import { budgetParams, form, percent, scope, signal_from, standing } from "./words";

type Budget = Schemas["Budget"];

function key(id: unknown, provider: unknown, year: unknown): string {
  return [id, provider, year].map((one) => String(one ?? "")).join("|");
}

/** Budget -> the first day on which it is used up when it goes on like this, as the report `plafonds` works that out. */
function useUsedUp(filter: Record<string, string>): { usedUp: Map<string, string>; asked: boolean } {
  const { jaar, ...who } = filter;
  const { data, isFetched } = useQuery({
    queryKey: ["rapport", "plafonds", filter],
    queryFn: () =>
      ask(api.GET("/v1/rapporten/{rapport}", { params: { path: { rapport: "plafonds" }, query: { ...who, ...(jaar ? { van: `${jaar}-01-01`, tot: `${jaar}-12-31` } : {}) } } })),
    meta: { live: false },
  });
  const usedUp = useMemo(() => {
    const rows = (data?.rijen ?? []) as ReportRow[];
    return new Map(rows.flatMap((row) => (typeof row["op"] === "string" ? [[key(row["budget"], row["aanbieder"], row["jaar"]), row["op"]] as const] : [])));
  }, [data]);
  return { usedUp, asked: isFetched };
}

/** Places that aanbieders hold, and how full they are. @param ready one report at a time: the other one is there */
function Places({ filter, ready }: { filter: Record<string, string>; ready: boolean }) {
  const { jaar, ...who } = filter;
  const query = useQuery({
    queryKey: ["rapport", "plekken", filter],
    queryFn: async () => {
      try {
        return await ask(api.GET("/v1/rapporten/{rapport}", { params: { path: { rapport: "plekken" }, query: { ...who, ...(jaar ? { van: `${jaar}-01-01`, tot: `${jaar}-12-31` } : {}) } } }));
      } catch (fault) {
        if (fault instanceof ApiFault && fault.status === 400) return fault.message; // no contract that was chosen has places
        throw fault;
      }
    },
    enabled: ready,
    meta: { live: false },
  });
  return (
    <div className="section">
      <H2>Bezetting van plekken</H2>
      <Answered query={query} what="Plekken">
        {(report) =>
          typeof report === "string" ? (
            <P>{report}</P>
          ) : (
            <>
              <Warnings report={report} />
              <ReportTable report={report} />
            </>
          )
        }
      </Answered>
    </div>
  );
}

const patterns = { gemeente: /^\d{4}$/, aanbieder: /^\d{8}$/, jaar: /^\d{4}$/, perceel: /^\S+$/ } as const;
type Name = keyof typeof patterns;

/** Every budget: what it may cost, what is committed and claimed, and when it is used up. */
export function Overview() {
  const [get, set] = useUrlState();
  const filter = useMemo(() => {
    const given = (Object.keys(patterns) as Name[]).flatMap((name) => {
      const value = get(name);
      return value && patterns[name].test(value) ? [[name, value] as const] : [];
    });
    return Object.fromEntries(given) as Record<string, string>;
  }, [get]);
  const { perceel: _, ...reported } = filter;
  const { usedUp, asked } = useUsedUp(reported);
  const pages = usePages<Schemas["Budgetten"], Budget>(
    ["budgetten", filter],
    () => {
      const { jaar, ...rest } = filter;
      return ask(api.GET("/v1/budgetten", { params: { query: { ...rest, ...(jaar ? { jaar: Number(jaar) } : {}) } } }));
    },
    (page) => page.budgetten,
  );
  const columns = useMemo<Column<Budget>[]>(
    () => [
      { key: "budget", title: "Budget", value: (one) => one.id, cell: (one) => <Link to={link(`/budgetten/${encodeURIComponent(one.id)}`, budgetParams(one))}>{one.id}</Link>, width: 10 },
      { key: "vorm", title: "Vorm", value: (one) => form(one.vorm), width: 9.5 },
      { key: "voor", title: "Voor", value: scope, width: 11 },
      { key: "jaar", title: "Jaar", value: (one) => String(one.jaar), width: 4 },
      { key: "stand", title: "Stand", value: (one) => standing(one).text, cell: (one) => <Badge state={standing(one).state}>{standing(one).text}</Badge>, width: 8 },
      { key: "gebruik", title: "Gebruik", value: (one) => one.gebruik_basispunten / 100, cell: (one) => percent(one.gebruik_basispunten), kind: "number", width: 6 },
      { key: "bedrag", title: "Bedrag", value: (one) => one.bedrag_centen, kind: "euro", width: 9.5 },
      { key: "vastgelegd", title: "Vastgelegd", value: (one) => one.vastgelegd_centen, kind: "euro", width: 8 },
      { key: "toegekend", title: "Toegekend", value: (one) => one.toegekend_centen, kind: "euro", width: 8 },
      { key: "vrij", title: "Vrij", value: (one) => one.vrij_centen, kind: "euro", width: 8 },
      {
        key: "op",
        title: "Op bij dit tempo",
        value: (one) => usedUp.get(key(one.id, one.aanbieder, one.jaar)) ?? null,
        cell: (one) => date(usedUp.get(key(one.id, one.aanbieder, one.jaar))) || "niet dit jaar",
        width: 7,
      },
    ],
    [usedUp],
  );
  const near = useMemo(() => pages.rows.filter((one) => one.gebruik_basispunten >= signal_from || one.bestedingsruimte?.clientenstop).sort((a, b) => b.gebruik_basispunten - a.gebruik_basispunten), [pages.rows]);
  const field = (name: Name, hint: string) => {
    const value = get(name) ?? "";
    return { value, error: value && !patterns[name].test(value) ? hint : undefined, onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }) };
  };
  return (
    <>
      <H1>Budgetten</H1>
      <P>Wat er mag worden uitgegeven, wat is vastgelegd met toewijzingen, wat is toegekend, en wanneer het op is.</P>
      <div className="filters" role="group" aria-label="Welke budgetten">
        <TextField label="Gemeente" inputMode="numeric" {...field("gemeente", "Vier cijfers")} />
        <TextField label="Aanbieder (AGB-code)" inputMode="numeric" {...field("aanbieder", "Acht cijfers")} />
        <TextField label="Jaar" inputMode="numeric" {...field("jaar", "Vier cijfers")} />
        <TextField label="Perceel" {...field("perceel", "Zonder spaties")} />
      </div>
      {near.length > 0 ? (
        <section aria-labelledby="bijna-op">
          <H2 id="bijna-op">{count(near.length, "budget", "budgetten")} boven 70 %: tijd voor de brief en het gesprek</H2>
          <Bars
            label="Budgetten boven 70 %"
            bars={near.map((one) => ({
              key: `${key(one.id, one.aanbieder, one.jaar)}|${one.gemeente ?? ""}`,
              label: `${one.id}, ${scope(one)}`,
              value: one.gebruik_basispunten,
              text: `${percent(one.gebruik_basispunten)} · ${euro(one.vrij_centen)} vrij`,
              to: link(`/budgetten/${encodeURIComponent(one.id)}`, budgetParams(one)),
              ...(one.bestedingsruimte ? { note: spendingText(one.bestedingsruimte) } : {}),
            }))}
          />
        </section>
      ) : null}
      <H2>Alle budgetten</H2>
      <Table
        name="budgetten"
        caption="Budgetten"
        columns={columns}
        pages={pages}
        rowKey={(one) => `${key(one.id, one.aanbieder, one.jaar)}|${one.gemeente ?? ""}`}
        empty={<p>Geen budget past bij wat u zoekt, of de contracten die gelden hebben er geen.</p>}
      />
      <Places filter={reported} ready={asked} />
    </>
  );
}

/** Where a bestedingsruimte is in its talks (Contractstandaard Wmo 1.5). */
export function spendingText(one: NonNullable<Budget["bestedingsruimte"]>): string {
  const parts = [`Bestedingsruimte: ${word(one.toestand)}`];
  if (one.aangekondigd) parts.push(`aangekondigd op ${date(one.aangekondigd)}`);
  if (one.gesprek_voor) parts.push(`gesprek voor ${date(one.gesprek_voor)}`);
  if (one.besluit_voor) parts.push(`besluit voor ${date(one.besluit_voor)}`);
  if (one.clientenstop) parts.push("cliëntenstop");
  return parts.join(", ");
}
