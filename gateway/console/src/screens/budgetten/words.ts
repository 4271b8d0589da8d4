import type { Schemas } from "../../api/client";

type Budget = Schemas["Budget"];

const forms: Readonly<Record<string, string>> = {
  plafond: "plafond",
  budgetafspraak: "budgetafspraak",
  bestedingsruimte: "bestedingsruimte",
  taakgericht: "taakgericht budget",
  populatie: "populatiebudget",
};

export function form(code: string): string {
  return forms[code] ?? code;
}

/** Whom and what a budget is for: "aanbieder 41250002, W1b-R". Pure. */
export function scope(one: Budget): string {
  const parts = [
    one.aanbieder ? `aanbieder ${one.aanbieder}` : one.niveau,
    one.gemeente ? `gemeente ${one.gemeente}` : "",
    one.perceel ?? "",
    one.product ? `product ${one.product}` : "",
    one.groep ? `groep ${one.groep}` : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** "86,5 %". @param points basis points. Pure. */
export function percent(points: number): string {
  return `${new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 2 }).format(points / 100)} %`;
}

/** From where on a letter goes out that the budget is nearly used. */
export const signal_from = 7000;

/** How a budget stands, in a word; `state` is a tone of Badge. Pure. */
export function standing(one: Budget): { state: string; text: string } {
  if (one.vrij_centen < 0) return { state: "afgekeurd", text: "overschreden" };
  if (one.gebruik_basispunten >= signal_from) return { state: "deels", text: "boven 70 %" };
  return { state: "goedgekeurd", text: "ruimte" };
}

/** The address of the bookings of one budget; the same id can stand for several years, gemeenten and aanbieders. */
export function budgetParams(one: Budget): Record<string, string | null> {
  return { jaar: String(one.jaar), gemeente: one.gemeente, aanbieder: one.aanbieder };
}
