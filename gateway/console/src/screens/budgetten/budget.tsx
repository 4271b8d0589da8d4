import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useParams } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { usePages } from "../../api/queries";
import { Chart, type ChartProps } from "../../components/chart";
import { Badge, DataList, H1, H2, Link } from "../../components/nl";
import { Answered } from "../../components/states";
import { type Column, Table } from "../../components/table";
import { berichtsoort, date, euro, moment, number } from "../../lib/text";
import { useUrlState } from "../../lib/url_state";
import { spendingText } from "./overview";
import { form, percent, scope, standing } from "./words";

type Booking = Schemas["Boekingen"]["boekingen"][number];

const page_size = 200;

/** The sum of `beslag` and `toegekend` after each booking, in euros. Pure. */
function course(bookings: readonly Booking[]): { at: Date; euro: number; serie: string }[] {
  let held = 0;
  let granted = 0;
  return bookings.flatMap((one) => {
    held += one.beslag_centen;
    granted += one.toegekend_centen;
    const at = new Date(one.moment);
    return [
      { at, euro: held / 100, serie: "Beslag" },
      { at, euro: granted / 100, serie: "Toegekend" },
    ];
  });
}

const legend = [
  ["Beslag", "hsl(211 60% 35%)"],
  ["Toegekend", "hsl(120 40% 35%)"],
] as const;

function Course({ bookings, ceiling }: { bookings: readonly Booking[]; ceiling: number }) {
  const points = useMemo(() => course(bookings), [bookings]);
  const options = useCallback<ChartProps["options"]>(
    (Plot, width) => ({
      height: 220,
      marginLeft: 70,
      color: { domain: legend.map(([name]) => name), range: legend.map(([, colour]) => colour) },
      x: { type: "utc", label: null, ticks: Math.floor(width / 110), tickFormat: (at: Date) => date(at.toISOString()).slice(0, 5) },
      y: { grid: true, label: "euro", zero: true, tickFormat: number },
      marks: [
        Plot.lineY(points, { x: "at", y: "euro", stroke: "serie", curve: "step-after", strokeWidth: 2 }),
        // A ceiling far above what is used would press everything flat.
        ...(Math.max(...points.map((one) => one.euro)) > ceiling / 400 ? [Plot.ruleY([ceiling / 100], { stroke: "hsl(0 100% 30%)", strokeDasharray: "4 3" })] : []),
        Plot.ruleY([0]),
      ],
    }),
    [points, ceiling],
  );
  if (points.length === 0) return null;
  return <Chart title="Verloop:" summary={`beslag en toegekend na elke boeking, tegen ${euro(ceiling)} (streep).`} legend={legend} options={options} />;
}

/** One budget with every booking on it. */
export function Budget() {
  const { budget: id = "" } = useParams();
  const [get] = useUrlState();
  const gemeente = get("gemeente");
  const aanbieder = get("aanbieder");
  const jaar = get("jaar");
  const asked = { ...(gemeente ? { gemeente } : {}), ...(aanbieder ? { aanbieder } : {}), ...(jaar && /^\d{4}$/.test(jaar) ? { jaar: Number(jaar) } : {}) };
  const path = { budget: id };
  const query = useQuery({
    queryKey: ["budget", id, asked],
    queryFn: () => ask(api.GET("/v1/budgetten/{budget}/boekingen", { params: { path, query: { ...asked, aantal: 1 } } })),
  });
  const pages = usePages<{ volgende: string | null; boekingen: Booking[] }, Booking>(
    ["boekingen", id, asked],
    async (na) => {
      const page = await ask(api.GET("/v1/budgetten/{budget}/boekingen", { params: { path, query: { ...asked, aantal: page_size, ...(na ? { na: Number(na) } : {}) } } }));
      return { boekingen: page.boekingen, volgende: page.na === null ? null : `?na=${page.na}` };
    },
    (page) => page.boekingen,
    "na",
  );
  const columns = useMemo<Column<Booking>[]>(
    () => [
      { key: "moment", title: "Geboekt", value: (one) => one.moment, cell: (one) => moment(one.moment), width: 8 },
      { key: "soort", title: "Wat", value: (one) => one.soort, width: 7 },
      { key: "bericht", title: "Bericht", value: (one) => one.bericht, cell: (one) => <Link to={`/dossier/bericht/${one.bericht}`}>{`Bericht ${one.bericht}, ${berichtsoort(one.berichtsoort)}`}</Link>, width: 12 },
      {
        key: "toewijzing",
        title: "Toewijzing",
        value: (one) => one.toewijzing,
        cell: (one) => (one.toewijzing && one.gemeente ? <Link to={`/dossier/toewijzing/${one.gemeente}/${one.domein}/${one.toewijzing}`}>{one.toewijzing}</Link> : one.toewijzing),
        width: 8,
      },
      { key: "gemeente", title: "Gemeente", value: (one) => one.gemeente, width: 6 },
      { key: "product", title: "Product", value: (one) => one.product, width: 6 },
      { key: "gevraagd", title: "Gevraagd", value: (one) => one.gevraagd_centen, kind: "euro", width: 8 },
      { key: "vastgelegd", title: "Vastgelegd", value: (one) => one.vastgelegd_centen, kind: "euro", width: 8 },
      { key: "toegekend", title: "Toegekend", value: (one) => one.toegekend_centen, kind: "euro", width: 8 },
      { key: "beslag", title: "Beslag", value: (one) => one.beslag_centen, kind: "euro", width: 8 },
    ],
    [],
  );
  return (
    <>
      <p className="crumbs">
        <Link to="/budgetten">← Budgetten</Link>
      </p>
      <H1>{id}</H1>
      <Answered query={query} what="Budget">
        {({ budget }) => (
          <>
            <div className="columns">
              <DataList
                items={[
                  ["Stand", <Badge state={standing(budget).state}>{`${standing(budget).text}, ${percent(budget.gebruik_basispunten)} gebruikt`}</Badge>],
                  ["Vorm", form(budget.vorm)],
                  ["Voor", scope(budget)],
                  ["Jaar", String(budget.jaar)],
                  ["Contract", <Link to={`/contracten/${budget.bundel}`}>{budget.bundel}</Link>],
                  ["Waar het staat", budget.herkomst],
                ]}
              />
              <DataList
                items={[
                  ["Bedrag", euro(budget.bedrag_centen)],
                  ["Gevraagd", euro(budget.gevraagd_centen)],
                  ["Vastgelegd", `${euro(budget.vastgelegd_centen)} met ${budget.toewijzingen} toewijzingen`],
                  ["Toegekend", euro(budget.toegekend_centen)],
                  ["Beslag", euro(budget.beslag_centen)],
                  ["Vrij", euro(budget.vrij_centen)],
                  ["Gesprek", budget.bestedingsruimte ? spendingText(budget.bestedingsruimte) : null],
                ]}
              />
            </div>
            <Course bookings={pages.rows} ceiling={budget.bedrag_centen} />
          </>
        )}
      </Answered>
      <H2>Boekingen</H2>
      <Table name="boekingen" caption="Boekingen" columns={columns} pages={pages} rowKey={(one) => String(one.boeking)} empty={<p>Op dit budget is nog niets geboekt.</p>} />
    </>
  );
}
