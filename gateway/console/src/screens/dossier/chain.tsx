import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useParams } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { Chart, type ChartProps } from "../../components/chart";
import { Alert, Badge, DataList, DateField, H1, H2, H3, Link } from "../../components/nl";
import { Answered } from "../../components/states";
import { Table, type Column } from "../../components/table";
import { place } from "../../lib/place";
import { berichtsoort, count, date, euro, idOf, number, word } from "../../lib/text";
import { useUrlState } from "../../lib/url_state";
import { volume } from "../../lib/volume";
import { DossierDownload } from "./download";
import { type Event, eventText, versionText } from "./events";

type Chain = Schemas["Keten"];
type Step = Schemas["KetenStap"];
type Stand = Schemas["KetenStand"];

const conditions: Readonly<Record<Chain["toestand"], string>> = {
  actueel: "loopt",
  verlopen: "verlopen",
  verwijderd: "verwijderd",
  onbekend: "geen versie telt",
};

/** How the toewijzing stood, in one line. */
function standText(stand: Stand): string {
  const parts = stand.verbruikt.map((one) => `${volume(one.volume, one.eenheid)} gebruikt`);
  if (stand.rest) parts.push(`${volume(stand.rest.volume, stand.rest.eenheid)} over`);
  parts.push(`${euro(stand.bedrag)} toegekend in ${count(stand.lopende_debetten, "prestatie", "prestaties")}`);
  if (stand.budget_rest !== null) parts.push(`${euro(stand.budget_rest)} van het budget over`);
  return parts.join(" · ");
}

function Steps({ steps }: { steps: Step[] }) {
  return (
    <ol className="timeline" aria-label="Wat er gebeurde">
      {steps.map((step) => (
        <li key={`${step.bericht}_${step.besluit_nummer}`} className={`timeline-step timeline-step--${step.uitkomst}`}>
          <H3>
            {date(step.vandaag)}: <Link to={`/dossier/bericht/${step.bericht}`}>{`${berichtsoort(step.berichtsoort)}, bericht ${step.bericht}`}</Link>
          </H3>
          <p>
            <Badge state={step.uitkomst}>{word(step.uitkomst)}</Badge>{" "}
            <span className="quiet">
              van {step.afzender} aan {step.ontvanger}
              {step.antwoord ? `, beantwoord met ${step.antwoord.berichtsoort}` : ""}
              {step.besluit_nummer > 1 ? `, besluit ${step.besluit_nummer} hierover` : ""}
            </span>
          </p>
          <ul className="timeline-events">
            {step.gebeurtenissen.length === 0 ? <li>Noemt deze toewijzing, verandert er niets aan.</li> : null}
            {step.gebeurtenissen.map((one, index) => (
              <li key={index}>{eventText(one as Event)}</li>
            ))}
          </ul>
          {step.bevindingen?.map((one, index) => (
            <p key={index} className="timeline-finding">
              <Badge state={one.gevolg}>{word(one.gevolg)}</Badge> {one.melding} <span className="quiet">{place(one.plaats)}</span>
            </p>
          ))}
          <p className="sum">{standText(step.stand)}</p>
        </li>
      ))}
    </ol>
  );
}

function Amounts({ steps }: { steps: Step[] }) {
  const options = useCallback<ChartProps["options"]>(
    (Plot, width) => {
      const points = steps.map((step) => ({ at: new Date(step.vandaag), bedrag: step.stand.bedrag / 100 }));
      return {
        height: 180,
        marginLeft: 60,
        x: { type: "utc", label: null, ticks: Math.floor(width / 110), tickFormat: (at: Date) => date(at.toISOString()).slice(0, 5) },
        y: { grid: true, label: "euro", zero: true, tickFormat: number },
        marks: [
          Plot.areaY(points, { x: "at", y: "bedrag", curve: "step-after", fill: "hsl(211 60% 35%)", fillOpacity: 0.15 }),
          Plot.lineY(points, { x: "at", y: "bedrag", curve: "step-after", stroke: "hsl(211 60% 35%)", strokeWidth: 2 }),
          Plot.ruleY([0]),
        ],
      };
    },
    [steps],
  );
  const last = steps.at(-1);
  if (!last || last.stand.bedrag === 0) return null;
  return <Chart title="Toegekend in de tijd:" summary={`tot ${euro(last.stand.bedrag)} op ${date(last.vandaag)}. De bedragen staan bij elke stap.`} options={options} />;
}

const terms: Column<Chain["termijnen"][number]>[] = [
  { key: "wat", title: "Wat", value: (one) => one.wat, width: 14 },
  { key: "wie", title: "Wie", value: (one) => one.wie, width: 7 },
  { key: "uiterlijk", title: "Uiterlijk", value: (one) => one.uiterlijk, cell: (one) => date(one.uiterlijk), width: 8 },
  { key: "gedaan", title: "Gedaan", value: (one) => one.gedaan, cell: (one) => date(one.gedaan), width: 8 },
  { key: "toestand", title: "Toestand", value: (one) => one.toestand, cell: (one) => <Badge state={one.toestand.replace(" ", "_")}>{one.toestand}</Badge>, width: 7 },
  {
    key: "bericht",
    title: "Bericht",
    value: (one) => idOf(one.bericht ?? ""),
    cell: (one) => (one.bericht ? <Link to={`/dossier/bericht/${idOf(one.bericht)}`}>{`Bericht ${idOf(one.bericht)}`}</Link> : null),
    width: 7,
  },
];

/** Everything that happened around one toewijzing, now or as it was known on a day. */
export function Chain() {
  const { gemeente = "", domein = "", nummer = "" } = useParams();
  const [get, set] = useUrlState();
  const op = get("op");
  const asked = op && /^\d{4}-\d\d-\d\d$/.test(op) ? op : undefined;
  const query = useQuery({
    queryKey: ["keten", gemeente, domein, nummer, asked],
    queryFn: () => ask(api.GET("/v1/toewijzingen/{gemeente}/{domein}/{nummer}", { params: { path: { gemeente, domein: domein as "wmo" | "jw", nummer: Number(nummer) }, query: asked ? { op: asked } : {} } })),
  });
  return (
    <>
      <p className="crumbs">
        <Link to="/dossier">← Dossier</Link>
      </p>
      <H1>Toewijzing {nummer}</H1>
      <div className="filters">
        <DateField label="Zoals bekend op" none="nu" value={op ?? ""} onChange={(event) => set({ op: event.target.value }, true)} />
      </div>
      {asked ? <Alert title={`Zo stond het aan het eind van ${date(asked)}`}>Wat daarna is besloten telt hier niet mee.</Alert> : null}
      <Answered query={query} what="Toewijzing">
        {(chain) => (
          <>
            <div className="columns">
              <DataList
                items={[
                  ["Gemeente", `${chain.gemeente} (${chain.domein === "jw" ? "Jeugdwet" : "Wmo"})`],
                  ["Aanbieder", chain.aanbieder],
                  ["Toestand", conditions[chain.toestand]],
                  ["Toegewezen is nu", chain.versie ? versionText(chain.versie) : null],
                ]}
              />
              <DataList
                items={[
                  ["Gebruikt", chain.stand.verbruikt.map((one) => volume(one.volume, one.eenheid)).join(" en ")],
                  ["Over", chain.stand.rest ? volume(chain.stand.rest.volume, chain.stand.rest.eenheid) : null],
                  ["Zo is dat berekend", chain.stand.berekening ? <span className="sum">{chain.stand.berekening}</span> : null],
                  ["Toegekend", `${euro(chain.stand.bedrag)} in ${count(chain.stand.lopende_debetten, "prestatie", "prestaties")}`],
                  ["Van het budget over", chain.stand.budget_rest === null ? null : euro(chain.stand.budget_rest)],
                ]}
              />
            </div>
            <Amounts steps={chain.stappen} />
            <H2>{count(chain.stappen.length, "stap", "stappen")}</H2>
            <Steps steps={chain.stappen} />
            <H2>Termijnen</H2>
            <Table name="termijnen" caption="Termijnen" columns={terms} pages={chain.termijnen} rowKey={(one) => `${one.bron}_${one.bericht ?? ""}_${one.wat}`} empty={<p>Er loopt geen termijn.</p>} plain />
            <DossierDownload gemeente={chain.gemeente} domein={chain.domein} nummer={Number(nummer)} />
          </>
        )}
      </Answered>
    </>
  );
}
