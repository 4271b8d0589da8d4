/** Volumes as the standard writes them, in words. Pure. */
import { count, euro } from "./text";

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  "01": ["minuut", "minuten"],
  "04": ["uur", "uur"],
  "14": ["etmaal", "etmalen"],
  "16": ["dagdeel", "dagdelen"],
  "82": ["stuk", "stuks"],
  "84": ["stuk", "stuks"],
};

/** "6 etmalen". @param eenheid code of the standard; 83: the volume is whole cents */
export function volume(value: number, eenheid: string): string {
  if (eenheid === "83") return euro(value);
  const [one, many] = units[eenheid] ?? [`van eenheid ${eenheid}`, `van eenheid ${eenheid}`];
  return count(value, one, many);
}

/** "per week". @param frequentie code of the standard */
export function per(frequentie: string): string {
  return { "1": "per dag", "2": "per week", "4": "per maand" }[frequentie] ?? "in totaal";
}

/** "uur": what a tarief is of. */
export function unit(eenheid: string): string {
  return eenheid === "83" ? "euro" : (units[eenheid]?.[0] ?? eenheid);
}
