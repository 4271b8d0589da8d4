import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useDeferredValue, useMemo, useRef } from "react";

import type { Pages } from "../api/queries";
import { save } from "../lib/save";
import { count, csvCell, csvEuro, euro, number } from "../lib/text";
import { useUrlState } from "../lib/url_state";
import { Button, TextField } from "./nl";
import { Empty, Fault, Loading } from "./states";

export interface Column<Row> {
  key: string; ///< in the address and in the CSV file
  title: string;
  /** What the column sorts and filters by, and shows without `cell`. */
  value: (row: Row) => string | number | null;
  cell?: (row: Row) => ReactNode;
  /** `euro`: the value is whole cents. Both stand to the right. */
  kind?: "number" | "euro";
  width: number; ///< in rem; a column takes more when there is room
}

export interface Selection {
  selected: ReadonlySet<string>;
  change: (selected: Set<string>) => void;
  /** What a box selects, for who cannot see it. */
  label: (key: string) => string;
}

interface TableProps<Row> {
  /** Unique on its screen: the state in the address begins with it. */
  name: string;
  caption: string;
  columns: readonly Column<Row>[];
  pages: Pages<Row> | Row[];
  rowKey: (row: Row) => string;
  empty: ReactNode;
  selection?: Selection;
  /** Without a filter for short tables. */
  plain?: boolean;
}

const virtual_from = 60;
const row_height = 45;
const collator = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });

function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}

function shown<Row>(column: Column<Row>, row: Row): ReactNode {
  if (column.cell) return column.cell(row);
  const value = column.value(row);
  if (column.kind === "euro" && typeof value === "number") return euro(value);
  return typeof value === "number" ? number(value) : value;
}

function csvFile<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const line = (cells: string[]) => `${cells.join(";")}\r\n`;
  const cell = (column: Column<Row>, row: Row) => {
    const value = column.value(row);
    return column.kind === "euro" && typeof value === "number" ? csvEuro(value) : csvCell(value);
  };
  return line(columns.map((column) => csvCell(column.title))) + rows.map((row) => line(columns.map((column) => cell(column, row)))).join("");
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string, type = "text/csv"): void {
  // Spreadsheets take a CSV for UTF-8 by its first character; other kinds of text have none.
  save(name, new Blob([type === "text/csv" ? "\ufeff" : "", text], { type: `${type};charset=utf-8` }));
}

/** Up and down go to the same place in the row above or below. */
function moveFocus(event: KeyboardEvent<HTMLTableSectionElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const at = event.target as HTMLElement;
  if (at.tagName === "SELECT" || at.tagName === "TEXTAREA") return;
  const reachable = (row: Element | null | undefined) => [...(row?.querySelectorAll<HTMLElement>("a, button, input") ?? [])];
  const row = at.closest("tr");
  const place = reachable(row).indexOf(at);
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  const target = reachable(next)[place];
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/**
 * The one table: it sorts, filters, pages, exports, and keeps how it stands in the address. Past sixty rows only those in view are drawn.
 * Sorting and filtering are of what has been loaded; it says so while there is more.
 */
export function Table<Row>({ name, caption, columns, pages, rowKey, empty, selection, plain = false }: TableProps<Row>) {
  const [get, set] = useUrlState();
  const list: Pages<Row> = Array.isArray(pages)
    ? { rows: pages, complete: true, more: () => undefined, loadingMore: false, isLoading: false, error: null, again: () => undefined }
    : pages;
  const sortKey = get(`${name}.sorteer`);
  const down = get(`${name}.omlaag`) !== undefined;
  const filter = get(`${name}.zoek`) ?? "";
  const filterLater = useDeferredValue(filter);

  const filtered = useMemo(() => {
    const words = filterLater.toLocaleLowerCase("nl").split(/\s+/).filter(Boolean);
    if (words.length === 0) return list.rows;
    return list.rows.filter((row) => {
      const text = columns.map((column) => column.value(row) ?? "").join(" ").toLocaleLowerCase("nl");
      return words.every((word) => text.includes(word));
    });
  }, [list.rows, filterLater, columns]);
  const rows = useMemo(() => {
    const column = columns.find((one) => one.key === sortKey);
    if (!column) return filtered;
    const keyed = filtered.map((row) => [column.value(row), row] as const).sort(([a], [b]) => compare(a, b));
    if (down) keyed.reverse();
    return keyed.map(([, row]) => row);
  }, [filtered, columns, sortKey, down]);

  const frame = useRef<HTMLDivElement>(null);
  const isVirtual = rows.length > virtual_from;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => row_height,
    overscan: 12,
    enabled: isVirtual,
  });
  const items = isVirtual ? virtualizer.getVirtualItems() : rows.map((_, index) => ({ index, start: 0, end: 0 }));
  const before = isVirtual ? (items[0]?.start ?? 0) : 0;
  const after = isVirtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  const span = columns.length + (selection ? 1 : 0);

  const sortBy = (column: Column<Row>) => {
    const again = sortKey === column.key;
    set({
      [`${name}.sorteer`]: again && down ? undefined : column.key,
      [`${name}.omlaag`]: again && !down ? "ja" : undefined,
    });
  };
  const keys = selection ? rows.map(rowKey) : [];
  const allSelected = selection !== undefined && keys.length > 0 && keys.every((key) => selection.selected.has(key));
  const select = (key: string) => {
    const next = new Set(selection?.selected);
    if (!next.delete(key)) next.add(key);
    selection?.change(next);
  };

  if (list.isLoading) return <Loading what={caption} />;
  if (list.error && list.rows.length === 0) return <Fault error={list.error} again={list.again} />;
  if (list.rows.length === 0) return <Empty title="Hier is niets">{empty}</Empty>;

  const minimal = columns.reduce((sum, column) => sum + column.width, selection ? 3 : 0);
  return (
    <div className="table-block">
      <div className="table-tools">
        {plain ? null : (
          <TextField
            label={`Zoeken in ${caption.toLocaleLowerCase("nl")}`}
            type="search"
            data-table-filter=""
            value={filter}
            onChange={(event) => set({ [`${name}.zoek`]: event.target.value })}
          />
        )}
        <p className="table-count" role="status">
          {rows.length === list.rows.length ? count(rows.length, "rij", "rijen") : `${number(rows.length)} van ${count(list.rows.length, "rij", "rijen")}`}
          {list.complete ? "" : " geladen; er zijn er meer"}
        </p>
        {list.complete ? null : (
          <Button onClick={list.more} disabled={list.loadingMore}>
            {list.loadingMore ? "Laden …" : "Meer laden"}
          </Button>
        )}
        <Button onClick={() => download(`${name}.csv`, csvFile(columns, rows))}>CSV</Button>
      </div>
      {list.error ? <Fault error={list.error} again={list.again} /> : null}
      <div ref={frame} className={`table-frame ${isVirtual ? "table-frame--virtual" : ""}`} role="region" aria-label={caption} tabIndex={0}>
        <table className="utrecht-table house-table" aria-rowcount={rows.length + 1} style={{ minWidth: `${minimal}rem` }}>
          <caption className="visually-hidden">{caption}</caption>
          <colgroup>
            {selection ? <col style={{ width: "3rem" }} /> : null}
            {columns.map((column) => (
              <col key={column.key} style={{ width: `${column.width}rem` }} />
            ))}
          </colgroup>
          <thead className="utrecht-table__header">
            <tr className="utrecht-table__row" aria-rowindex={1}>
              {selection ? (
                <th className="utrecht-table__header-cell" scope="col">
                  <input
                    type="checkbox"
                    className="utrecht-checkbox utrecht-checkbox--html-input"
                    aria-label="Alle getoonde rijen kiezen"
                    checked={allSelected}
                    onChange={() => selection.change(allSelected ? new Set() : new Set(keys))}
                  />
                </th>
              ) : null}
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  className={`utrecht-table__header-cell ${column.kind ? "numeric" : ""}`}
                  aria-sort={sortKey === column.key ? (down ? "descending" : "ascending") : "none"}
                >
                  <button type="button" className="sort-button" onClick={() => sortBy(column)}>
                    {column.title}
                    <span aria-hidden="true" className="sort-arrow">
                      {sortKey === column.key ? (down ? " ▼" : " ▲") : ""}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="utrecht-table__body" onKeyDown={moveFocus}>
            {before > 0 ? (
              <tr aria-hidden="true">
                <td colSpan={span} style={{ height: before, padding: 0 }} />
              </tr>
            ) : null}
            {items.map(({ index }) => {
              const row = rows[index] as Row;
              const key = rowKey(row);
              return (
                <tr
                  key={key}
                  ref={isVirtual ? virtualizer.measureElement : undefined}
                  data-index={index}
                  aria-rowindex={index + 2}
                  className={`utrecht-table__row ${selection?.selected.has(key) ? "selected" : ""}`}
                >
                  {selection ? (
                    <td className="utrecht-table__cell">
                      <input
                        type="checkbox"
                        className="utrecht-checkbox utrecht-checkbox--html-input"
                        aria-label={selection.label(key)}
                        checked={selection.selected.has(key)}
                        onChange={() => select(key)}
                      />
                    </td>
                  ) : null}
                  {columns.map((column) => (
                    <td key={column.key} className={`utrecht-table__cell ${column.kind ? "numeric" : ""}`}>
                      {shown(column, row)}
                    </td>
                  ))}
                </tr>
              );
            })}
            {after > 0 ? (
              <tr aria-hidden="true">
                <td colSpan={span} style={{ height: after, padding: 0 }} />
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
      {rows.length === 0 ? <Empty title="Geen rij past bij wat u zoekt" /> : null}
    </div>
  );
}
