import { useCallback, useMemo } from "react";

import { Chart, type ChartProps } from "../../components/chart";
import type { Report, ReportRow } from "../../components/report_table";
import { number } from "../../lib/text";

interface Shape {
  kind: "bars" | "lines";
  by: string; ///< the column that names a row
  series: readonly string[]; ///< columns that are drawn
}

/** Reports that a picture tells something about, and which. */
const shapes: Readonly<Record<string, Shape>> = {
  benutting: { kind: "bars", by: "wat", series: ["toewijzing", "declaratie"] },
  stromen: { kind: "bars", by: "wie", series: ["instroom", "doorstroom", "uitstroom"] },
  doorlooptijden: { kind: "bars", by: "aanbieder", series: ["gemiddeld", "langste"] },
  plafonds: { kind: "bars", by: "budget", series: ["gebruik"] },
  plekken: { kind: "bars", by: "capaciteit", series: ["bezetting"] },
  prognose: { kind: "lines", by: "jaar", series: ["zonder", "met"] },
};
const colours = ["hsl(211 60% 35%)", "hsl(35 90% 42%)", "hsl(120 40% 35%)"];
const rows_drawn = 12;
const parts: Readonly<Record<string, number>> = { centen: 100, basispunten: 100, honderdsten: 100, tienduizendsten: 10_000 };
const axes: Readonly<Record<string, string>> = { centen: "euro", basispunten: "%", honderdsten: "dagen" };

interface Point {
  row: string;
  serie: string;
  value: number;
}

/** The values that are drawn; what is not known is left out, so that it does not look like zero. Pure. */
export function pointsOf(report: Report, shape: Pick<Shape, "by" | "series">): Point[] {
  const heads = shape.series.flatMap((serie) => report.kolommen.filter((head) => head.naam === serie));
  return (report.rijen as ReportRow[]).slice(0, rows_drawn).flatMap((row, at) => {
    const code = String(row[shape.by] ?? at + 1);
    return heads.flatMap((head) => {
      const value = row[head.naam];
      return typeof value === "number" ? [{ row: code, serie: head.titel, value: value / (parts[head.eenheid] ?? 1) }] : [];
    });
  });
}

/** A picture of a report, for those that one tells something about. */
export function ReportChart({ report }: { report: Report }) {
  const shape = shapes[report.naam];
  const points = useMemo(() => (shape ? pointsOf(report, shape) : []), [report, shape]);
  const titles = useMemo(() => [...new Set(points.map((one) => one.serie))], [points]);
  const unit = report.kolommen.find((head) => head.naam === shape?.series[0])?.eenheid ?? "";
  const options = useCallback<ChartProps["options"]>(
    (Plot, width) => {
      const color = { domain: titles, range: colours.slice(0, titles.length) };
      if (shape?.kind === "lines") {
        return {
          height: 240,
          marginLeft: 70,
          color,
          x: { type: "point", label: null },
          y: { grid: true, label: axes[unit] ?? null, zero: true, tickFormat: number },
          marks: [Plot.lineY(points, { x: "row", y: "value", stroke: "serie", strokeWidth: 2.5 }), Plot.dot(points, { x: "row", y: "value", fill: "serie" }), Plot.ruleY([0])],
        };
      }
      const rows = [...new Set(points.map((one) => one.row))];
      return {
        height: 40 + rows.length * (14 * titles.length + 12),
        marginLeft: Math.min(190, 20 + 7 * Math.max(0, ...rows.map((one) => one.length))),
        color,
        x: { grid: true, label: axes[unit] ?? null, ticks: Math.floor(width / 130), tickFormat: number },
        y: { axis: null, domain: titles },
        fy: { label: null, domain: rows, axis: "left", padding: 0.15 },
        marks: [Plot.barX(points, Plot.groupY({ x: "mean" }, { x: "value", y: "serie", fy: "row", fill: "serie" })), Plot.ruleX([0])],
      };
    },
    [points, shape, titles, unit],
  );
  if (points.length === 0) return null;
  const drawn = Math.min(report.rijen.length, rows_drawn);
  return (
    <Chart
      title={`${report.titel}:`}
      summary={`${titles.join(", ").toLocaleLowerCase("nl")}${drawn < report.rijen.length ? `, van de eerste ${drawn} rijen` : ""}. Alle getallen staan in de tabel.`}
      legend={titles.map((title, at) => [title, colours[at] ?? ""] as const)}
      options={options}
    />
  );
}
