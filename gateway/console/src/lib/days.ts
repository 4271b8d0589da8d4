/** A day that many days later. @param day JJJJ-MM-DD. Pure. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Every day from one to another, both included. Pure. */
export function daysFrom(van: string, tot: string): string[] {
  return Array.from({ length: daysBetween(van, tot) + 1 }, (_, at) => addDays(van, at));
}

/** Whole days from one moment to another, negative when the other came first. @param from, to as the API writes a day or a moment. Pure. */
export function daysBetween(from: string, to: string): number {
  const day = 86_400_000;
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / day);
}
