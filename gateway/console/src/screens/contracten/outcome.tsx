import { useCallback, useMemo } from "react";

import { Chart, type ChartProps } from "../../components/chart";
import { Alert, Badge, DataList, H2, Link } from "../../components/nl";
import { Empty } from "../../components/states";
import { type Column, Table } from "../../components/table";
import { berichtsoort, count, date, euro, number, word } from "../../lib/text";

interface Count {
  regels: number;
  goed_fout: number;
  fout_goed: number;
  goed_wacht: number;
  anders: number;
  verschil: number;
}

interface Part extends Count {
  toen: number;
  nu: number;
  aanbieder?: string;
  gemeente?: string;
  code?: string;
  categorie?: string;
}

interface Why {
  wanneer: string;
  regel: string;
  clausule: string;
  regels: number;
  verschil: number;
}

interface Case {
  bericht: number;
  berichtsoort: string;
  gemeente: string;
  aanbieder: string;
  referentie: string;
  toewijzing: number | null;
  product: string;
  categorie: string;
  toen: string;
  nu: string;
  ingediend: number;
  toegekend_toen: number;
  toegekend_nu: number;
  regel: string;
  clausule: string;
}

interface Other {
  bericht: number;
  berichtsoort: string;
  gemeente: string;
  aanbieder: string;
  toen: string;
  nu: string;
  erbij: string;
  weg: string;
}

interface Person {
  bericht: number;
  besluit: string;
  dag: string;
  waarom: string;
}

/** The JSON of a what-if (docs/replay.md); amounts are whole cents. */
export interface Outcome {
  berichten: number;
  totaal: Count & { toegekend_toen: number; toegekend_nu: number };
  aanbieders: Part[];
  gemeenten: Part[];
  producten: Part[];
  redenen: Why[];
  aantal_regels: number;
  regels: Case[];
  aantal_berichten: number;
  andere_berichten: Other[];
  aantal_besluiten_van_mensen: number;
  besluiten_van_mensen: Person[];
  opmerkingen: string[];
}

const drawn = 12;
const [then_colour, now_colour] = ["hsl(211 60% 35%)", "hsl(35 90% 42%)"];

/** More or less, with its sign: a plus is not left out where a minus would be written. */
function difference(cents: number): string {
  return cents > 0 ? `+${euro(cents)}` : euro(cents);
}

const sums: Column<Part>[] = [
  { key: "regels", title: "Regels", value: (one) => one.regels, kind: "number", width: 5 },
  { key: "goed_fout", title: "Goed wordt fout", value: (one) => one.goed_fout, kind: "number", width: 6 },
  { key: "fout_goed", title: "Fout wordt goed", value: (one) => one.fout_goed, kind: "number", width: 6 },
  { key: "goed_wacht", title: "Goed gaat wachten", value: (one) => one.goed_wacht, kind: "number", width: 6.5 },
  { key: "anders", title: "Anders", value: (one) => one.anders, kind: "number", width: 5.5 },
  { key: "toen", title: "Toegekend toen", value: (one) => one.toen, kind: "euro", width: 8 },
  { key: "nu", title: "Toegekend dan", value: (one) => one.nu, kind: "euro", width: 8 },
  { key: "verschil", title: "Verschil", value: (one) => one.verschil, cell: (one) => difference(one.verschil), kind: "euro", width: 8 },
];

const whyColumns: Column<Why>[] = [
  { key: "wanneer", title: "Wanneer", value: (one) => one.wanneer, width: 9 },
  { key: "regel", title: "Regel", value: (one) => one.regel, width: 7 },
  { key: "clausule", title: "Waar het staat", value: (one) => one.clausule, width: 18 },
  { key: "regels", title: "Regels", value: (one) => one.regels, kind: "number", width: 6 },
  { key: "verschil", title: "Verschil", value: (one) => one.verschil, cell: (one) => difference(one.verschil), kind: "euro", width: 9 },
];

const message = (one: { bericht: number; berichtsoort: string }) => <Link to={`/dossier/bericht/${one.bericht}`}>{`${berichtsoort(one.berichtsoort)}, bericht ${one.bericht}`}</Link>;
const stand = (text: string) => <Badge state={{ goed: "goedgekeurd", fout: "afgekeurd", wacht: "aangehouden" }[text] ?? text}>{word(text)}</Badge>;

const caseColumns: Column<Case>[] = [
  { key: "bericht", title: "Bericht", value: (one) => one.bericht, cell: message, width: 12 },
  { key: "product", title: "Product", value: (one) => one.product || one.categorie, width: 6 },
  { key: "toen", title: "Toen", value: (one) => one.toen, cell: (one) => stand(one.toen), width: 5 },
  { key: "nu", title: "Dan", value: (one) => one.nu, cell: (one) => stand(one.nu), width: 5 },
  { key: "verschil", title: "Verschil", value: (one) => one.toegekend_nu - one.toegekend_toen, cell: (one) => difference(one.toegekend_nu - one.toegekend_toen), kind: "euro", width: 8 },
  { key: "waarom", title: "Waardoor", value: (one) => [one.regel, one.clausule].filter(Boolean).join(", "), width: 14 },
  { key: "aanbieder", title: "Aanbieder", value: (one) => one.aanbieder, width: 7 },
  { key: "gemeente", title: "Gemeente", value: (one) => one.gemeente, width: 7 },
  {
    key: "toewijzing",
    title: "Toewijzing",
    value: (one) => one.toewijzing,
    cell: (one) => (one.toewijzing ? <Link to={`/dossier/toewijzing/${one.gemeente}/${one.berichtsoort.startsWith("JW") ? "jw" : "wmo"}/${one.toewijzing}`}>{one.toewijzing}</Link> : null),
    width: 7,
  },
  { key: "referentie", title: "Referentie", value: (one) => one.referentie, width: 9 },
  { key: "ingediend", title: "Ingediend", value: (one) => one.ingediend, kind: "euro", width: 8 },
];

const otherColumns: Column<Other>[] = [
  { key: "bericht", title: "Bericht", value: (one) => one.bericht, cell: message, width: 12 },
  { key: "gemeente", title: "Gemeente", value: (one) => one.gemeente, width: 7 },
  { key: "aanbieder", title: "Aanbieder", value: (one) => one.aanbieder, width: 7 },
  { key: "toen", title: "Toen", value: (one) => word(one.toen), cell: (one) => stand(one.toen), width: 9 },
  { key: "nu", title: "Dan", value: (one) => word(one.nu), cell: (one) => stand(one.nu), width: 9 },
  { key: "erbij", title: "Komt erbij", value: (one) => one.erbij, width: 10 },
  { key: "weg", title: "Valt weg", value: (one) => one.weg, width: 10 },
];

const peopleColumns: Column<Person>[] = [
  { key: "bericht", title: "Bericht", value: (one) => one.bericht, cell: (one) => <Link to={`/dossier/bericht/${one.bericht}`}>{`Bericht ${one.bericht}`}</Link>, width: 8 },
  { key: "besluit", title: "Besluit", value: (one) => word(one.besluit), width: 10 },
  { key: "dag", title: "Dag", value: (one) => one.dag, cell: (one) => date(one.dag), width: 7 },
  { key: "waarom", title: "Waarom", value: (one) => one.waarom, width: 20 },
];

/** What was granted and what would have been, of those where it differs most. */
function Amounts({ parts }: { parts: readonly Part[] }) {
  const points = useMemo(
    () =>
      parts
        .filter((one) => one.verschil !== 0)
        .sort((a, b) => Math.abs(b.verschil) - Math.abs(a.verschil))
        .slice(0, drawn)
        .flatMap((one) => [
          { row: one.aanbieder ?? "", serie: "toen", value: one.toen / 100 },
          { row: one.aanbieder ?? "", serie: "dan", value: one.nu / 100 },
        ]),
    [parts],
  );
  const options = useCallback<ChartProps["options"]>(
    (Plot, width) => {
      const rows = [...new Set(points.map((one) => one.row))];
      return {
        height: 40 + rows.length * 40,
        marginLeft: 80,
        color: { domain: ["toen", "dan"], range: [then_colour, now_colour] },
        x: { grid: true, label: "euro", ticks: Math.floor(width / 130), tickFormat: number },
        y: { axis: null, domain: ["toen", "dan"] },
        fy: { label: null, domain: rows, axis: "left", padding: 0.15 },
        marks: [Plot.barX(points, { x: "value", y: "serie", fy: "row", fill: "serie" }), Plot.ruleX([0])],
      };
    },
    [points],
  );
  if (points.length === 0) return null;
  return (
    <Chart
      title="Toegekend per aanbieder:"
      summary="toen en dan, van wie het meest verandert. Alle getallen staan in de tabel."
      legend={[
        ["toen", then_colour],
        ["dan", now_colour],
      ]}
      options={options}
    />
  );
}

function Sums({ name, title, caption, who, parts }: { name: string; title: string; caption: string; who: (one: Part) => string; parts: Part[] }) {
  const columns = useMemo<Column<Part>[]>(() => [{ key: "wie", title, value: who, width: 8 }, ...sums], [title, who]);
  return (
    <>
      <H2>{caption}</H2>
      <Table name={name} caption={caption} columns={columns} pages={parts} rowKey={who} empty={null} plain={parts.length < 15} />
    </>
  );
}

const aanbieder = (one: Part) => one.aanbieder ?? "";
const gemeente = (one: Part) => one.gemeente ?? "";
const product = (one: Part) => one.code || `categorie ${one.categorie ?? "onbekend"}`;

/** What would have been different, from the sum to the case. */
export function WhatIfOutcome({ outcome }: { outcome: Outcome }) {
  const { totaal } = outcome;
  const turned = totaal.goed_fout + totaal.fout_goed + totaal.goed_wacht + totaal.anders;
  return (
    <>
      {outcome.opmerkingen.length > 0 ? (
        <Alert tone="warning" title="Let op">
          <ul>
            {outcome.opmerkingen.map((text, index) => (
              <li key={index}>{text}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <H2>Samen</H2>
      <DataList
        items={[
          ["Opnieuw beslist", `${count(outcome.berichten, "bericht", "berichten")}, ${count(totaal.regels, "regel", "regels")}`],
          ["Slaat om", `${count(turned, "regel", "regels")}: ${number(totaal.goed_fout)} goed wordt fout, ${number(totaal.fout_goed)} fout wordt goed, ${number(totaal.goed_wacht)} goed gaat wachten, ${number(totaal.anders)} anders`],
          ["Toegekend toen", euro(totaal.toegekend_toen)],
          ["Toegekend dan", euro(totaal.toegekend_nu)],
          ["Verschil", <strong>{difference(totaal.verschil)}</strong>],
        ]}
      />
      {turned === 0 && outcome.aantal_berichten === 0 && outcome.aantal_besluiten_van_mensen === 0 ? (
        <Empty title="Er was niets anders uitgekomen">
          <p>{outcome.berichten === 0 ? "Van deze tijd is er geen besluit waarvoor deze versie telt. Kies een andere tijd, of een versie die over deze gemeenten gaat." : "Elk besluit van deze tijd was onder deze versie hetzelfde geweest."}</p>
        </Empty>
      ) : null}
      {outcome.redenen.length > 0 ? (
        <>
          <H2>Waardoor</H2>
          <Table name="redenen" caption="Waardoor" columns={whyColumns} pages={outcome.redenen} rowKey={(one) => `${one.wanneer} ${one.regel} ${one.clausule}`} empty={null} plain={outcome.redenen.length < 15} />
        </>
      ) : null}
      <Amounts parts={outcome.aanbieders} />
      {outcome.aanbieders.length > 0 ? (
        <>
          <Sums name="aanbieders" title="Aanbieder" caption="Per aanbieder" who={aanbieder} parts={outcome.aanbieders} />
          <Sums name="gemeenten" title="Gemeente" caption="Per gemeente" who={gemeente} parts={outcome.gemeenten} />
          <Sums name="producten" title="Product" caption="Per product" who={product} parts={outcome.producten} />
        </>
      ) : null}
      {outcome.regels.length > 0 ? (
        <>
          <H2>{count(outcome.aantal_regels, "regel die omslaat", "regels die omslaan")}</H2>
          {outcome.aantal_regels > outcome.regels.length ? <p>Hieronder staan de eerste {number(outcome.regels.length)}; de sommen hierboven tellen ze alle.</p> : null}
          <Table name="gevallen" caption="Regels die omslaan" columns={caseColumns} pages={outcome.regels} rowKey={(one) => `${one.bericht} ${one.referentie}`} empty={null} />
        </>
      ) : null}
      {outcome.andere_berichten.length > 0 ? (
        <>
          <H2>{count(outcome.aantal_berichten, "bericht met een andere uitkomst", "berichten met een andere uitkomst")}</H2>
          <Table name="andere" caption="Berichten met een andere uitkomst" columns={otherColumns} pages={outcome.andere_berichten} rowKey={(one) => String(one.bericht)} empty={null} />
        </>
      ) : null}
      {outcome.besluiten_van_mensen.length > 0 ? (
        <>
          <H2>{count(outcome.aantal_besluiten_van_mensen, "besluit van een mens dat niet meer past", "besluiten van mensen die niet meer passen")}</H2>
          <Table name="mensen" caption="Besluiten van mensen die niet meer passen" columns={peopleColumns} pages={outcome.besluiten_van_mensen} rowKey={(one) => `${one.bericht} ${one.besluit} ${one.dag}`} empty={null} plain={outcome.besluiten_van_mensen.length < 15} />
        </>
      ) : null}
    </>
  );
}
