import { useMemo } from "react";

import type { Schemas } from "../api/client";
import { date, euro, number } from "../lib/text";
import { Alert, Badge } from "./nl";
import { type Column, Table } from "./table";

export type Report = Schemas["Rapport"];
export type ReportRow = Readonly<Record<string, unknown>>;
type Head = Report["kolommen"][number];

const decimals: Readonly<Record<string, number>> = { basispunten: 100, honderdsten: 100, tienduizendsten: 10_000 };
const fractions = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: 2, maximumFractionDigits: 4 });

/** A value of a report for people. Pure. @param unit as the column has it; what is not known is an empty text */
export function reportText(value: unknown, unit: string): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "ja" : "nee";
  if (typeof value !== "number") return unit === "datum" ? date(String(value)) : String(value);
  if (unit === "centen") return euro(value);
  const by = decimals[unit];
  if (by !== undefined) return `${fractions.format(value / by)}${unit === "basispunten" ? " %" : ""}`;
  return number(value);
}

function columnOf(head: Head, names: Report["namen"]): Column<ReportRow> {
  const { naam, titel, eenheid } = head;
  const of = (row: ReportRow) => row[naam];
  const by = decimals[eenheid];
  const named = (row: ReportRow) => {
    const code = reportText(of(row), eenheid);
    const name = names[code];
    return name ? `${name} (${code})` : code;
  };
  if (eenheid === "centen" || by !== undefined || eenheid === "aantal" || eenheid === "dagen") {
    return {
      key: naam,
      title: titel,
      kind: eenheid === "centen" ? "euro" : "number",
      width: eenheid === "centen" ? 9 : 7,
      value: (row) => {
        const value = of(row);
        return typeof value !== "number" ? null : by === undefined ? value : value / by;
      },
      cell: (row) => reportText(of(row), eenheid),
    };
  }
  return { key: naam, title: titel, width: eenheid === "datum" ? 8 : 12, value: named, ...(eenheid === "datum" ? { value: (row: ReportRow) => reportText(of(row), "tekst"), cell: named } : {}) };
}

/** A report as a table, its total below it. A row outside a limit says so in a word. */
export function ReportTable({ report }: { report: Report }) {
  const columns = useMemo(() => {
    const all = report.kolommen.map((head) => columnOf(head, report.namen));
    const marked = (report.rijen as ReportRow[]).some((row) => row["let_op"] === true);
    const note: Column<ReportRow> = { key: "let_op", title: "Let op", width: 6, value: (row) => (row["let_op"] === true ? "let op" : ""), cell: (row) => (row["let_op"] === true ? <Badge state="deels">let op</Badge> : null) };
    return marked ? [...all, note] : all;
  }, [report]);
  const total = report.totaal as ReportRow | null;
  return (
    <>
      <Table
        name={report.naam}
        caption={report.titel}
        columns={columns}
        pages={report.rijen as ReportRow[]}
        rowKey={(row) => String(row["href"])}
        empty={<p>Van deze tijd is hierover niets bekend.</p>}
        plain={report.rijen.length < 15}
      />
      {total ? (
        <p className="report-total" aria-label="Totaal">
          <strong>Totaal:</strong>{" "}
          {report.kolommen
            .filter(({ naam, eenheid }) => typeof total[naam] === "number" && eenheid !== "tekst")
            .map(({ naam, titel, eenheid }) => `${titel.toLocaleLowerCase("nl")} ${reportText(total[naam], eenheid)}`)
            .join(" · ")}
        </p>
      ) : null}
      {report.afronding ? <p className="quiet">{report.afronding}</p> : null}
    </>
  );
}

/** What has to be known before the numbers are used. */
export function Warnings({ report }: { report: Report }) {
  if (report.waarschuwingen.length === 0) return null;
  return (
    <Alert tone="warning" title="Let op">
      <ul>
        {report.waarschuwingen.map((text, index) => (
          <li key={index}>{text}</li>
        ))}
      </ul>
    </Alert>
  );
}
