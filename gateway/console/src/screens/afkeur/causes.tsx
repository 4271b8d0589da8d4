import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";

import { api, ask, type Schemas } from "../../api/client";
import { Bars } from "../../components/bars";
import { Chart, type ChartProps, ticksOf } from "../../components/chart";
import { H1, H2, Link, P, SelectField } from "../../components/nl";
import { Answered, Empty } from "../../components/states";
import { type Column, Table } from "../../components/table";
import { daysFrom } from "../../lib/days";
import { useRuleText } from "../../lib/regels";
import { berichtsoort, count, date, euro } from "../../lib/text";
import { link, useUrlState } from "../../lib/url_state";
import { Filters, useFilter } from "./filters";

type Group = Schemas["Afkeur"]["groepen"][number];
const ways = [
  ["regel", "eis waaraan niet is voldaan"],
  ["aanbieder", "aanbieder"],
  ["gemeente", "gemeente"],
  ["product", "product"],
  ["berichtsoort", "soort bericht"],
  ["retourcode", "retourcode"],
] as const;
type Way = (typeof ways)[number][0];

/** Findings of a time grouped by what they have in common: the largest heap first. */
export function Causes() {
  const [get, set] = useUrlState();
  const filter = useFilter();
  const per: Way = ways.find(([way]) => way === get("per"))?.[0] ?? "regel";
  const rule = useRuleText();
  const query = useQuery({
    queryKey: ["afkeur", per, filter],
    queryFn: () => ask(api.GET("/v1/afkeur", { params: { query: { ...filter, per, aantal: 1000 } } })),
  });
  const name = useCallback(
    (key: string | null) => (key === null ? "niet bekend" : per === "regel" ? rule(key) : per === "berichtsoort" ? berichtsoort(key) : key),
    [per, rule],
  );
  const to = useCallback((one: Group) => link("/afkeur/regels", { ...filter, [per]: one.sleutel }), [filter, per]);
  const columns = useMemo<Column<Group>[]>(
    () => [
      { key: "wat", title: per === "regel" ? "Eis waaraan niet is voldaan" : "Waarop", value: (one) => name(one.sleutel), cell: (one) => <Link to={to(one)}>{name(one.sleutel)}</Link>, width: 26 },
      { key: "code", title: "Code", value: (one) => one.sleutel, width: 7 },
      { key: "regels", title: "Regels", value: (one) => one.regels, kind: "number", width: 7 },
      { key: "berichten", title: "Berichten", value: (one) => one.berichten, kind: "number", width: 7 },
      { key: "bedrag", title: "Gevraagd bedrag", value: (one) => one.bedrag, kind: "euro", width: 10 },
    ],
    [name, per, to],
  );
  return (
    <>
      <H1>Afkeur</H1>
      <P>Wat is afgekeurd of aangehouden, waarom, bij wie en voor hoeveel. Zonder dagen zijn het de laatste dertig.</P>
      <div className="filters">
        <SelectField label="Samennemen per" options={ways} value={per} onChange={(event) => set({ per: event.target.value })} />
      </div>
      <Filters />
      <Answered query={query} what="Afkeur">
        {({ groepen, periode, van, tot }) =>
          groepen.length === 0 ? (
            <Empty title={`Niets gevonden van ${date(van)} tot en met ${date(tot)}`}>
              <p>Kies een langere tijd, of haal een filter weg.</p>
            </Empty>
          ) : (
            <>
              <H2>
                {count(groepen.reduce((sum, one) => sum + one.regels, 0), "regel", "regels")}, {euro(groepen.reduce((sum, one) => sum + one.bedrag, 0))} gevraagd
              </H2>
              <Bars
                label="De grootste"
                bars={groepen.slice(0, 10).map((one) => ({
                  key: one.sleutel ?? "",
                  label: name(one.sleutel),
                  value: one.regels,
                  text: `${count(one.regels, "regel", "regels")} · ${euro(one.bedrag)}`,
                  to: to(one),
                }))}
              />
              <Trend groups={groepen} period={periode} van={van} tot={tot} />
              <H2>Alles op een rij</H2>
              <Table name="oorzaken" caption="Oorzaken van afkeur" columns={columns} pages={groepen} rowKey={(one) => one.sleutel ?? ""} empty={null} />
            </>
          )
        }
      </Answered>
    </>
  );
}

function Trend({ groups, period, van, tot }: { groups: Group[]; period: "dag" | "maand"; van: string; tot: string }) {
  const points = useMemo(() => {
    // A day on which nothing was found is a day as well.
    const sums = new Map<string, number>(period === "dag" ? daysFrom(van, tot).map((day) => [day, 0]) : []);
    for (const one of groups) for (const at of one.verloop) sums.set(at.periode, (sums.get(at.periode) ?? 0) + at.regels);
    return [...sums].map(([periode, regels]) => ({ periode, regels })).sort((a, b) => a.periode.localeCompare(b.periode));
  }, [groups, period, van, tot]);
  const options = useCallback<ChartProps["options"]>(
    (Plot, width) => ({
      height: 180,
      marginLeft: 40,
      x: {
        type: "band",
        label: null,
        tickFormat: (at: string) => (period === "dag" ? date(at).slice(0, 5) : at.slice(0, 7)),
        ticks: ticksOf(points.map((one) => one.periode), width),
      },
      y: { grid: true, label: "regels" },
      marks: [Plot.barY(points, { x: "periode", y: "regels", fill: "hsl(211 60% 35%)" }), Plot.ruleY([0])],
    }),
    [points, period],
  );
  const most = points.reduce<(typeof points)[number] | undefined>((best, one) => (best && best.regels >= one.regels ? best : one), undefined);
  return <Chart title={`Verloop per ${period}:`} summary={most ? `het meeste op ${date(most.periode)}, ${count(most.regels, "regel", "regels")}` : ""} options={options} />;
}
