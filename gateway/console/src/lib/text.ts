/** How things are written for people, in Dutch. Pure. */

const euroFormat = new Intl.NumberFormat("nl-NL", { style: "currency", currency: "EUR" });
const numberFormat = new Intl.NumberFormat("nl-NL");
const momentFormat = new Intl.DateTimeFormat("nl-NL", { dateStyle: "short", timeStyle: "short", timeZone: "Europe/Amsterdam" });

const dayFormat = new Intl.DateTimeFormat("nl-NL", { weekday: "short", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** @param cents whole cents */
export function euro(cents: number): string {
  return euroFormat.format(cents / 100);
}

export function number(value: number): string {
  return numberFormat.format(value);
}

/** @param day JJJJ-MM-DD */
export function date(day: string | null | undefined): string {
  return day ? day.slice(0, 10).split("-").reverse().join("-") : "";
}

/** "vr 5 juni 2026", which nobody reads as another day. @param day JJJJ-MM-DD; what is not a day gives an empty text */
export function dayInWords(day: string): string {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  return at && !Number.isNaN(at.getTime()) ? dayFormat.format(at) : "";
}

/** @param utc as the API writes a moment */
export function moment(utc: string | null | undefined): string {
  return utc ? momentFormat.format(new Date(utc)) : "";
}

/** "1 regel", "3 regels" */
export function count(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** What is left until a deadline, in werkdagen. */
export function werkdagen(left: number | null): string {
  if (left === null) return "geen termijn";
  if (left < 0) return `${count(-left, "werkdag", "werkdagen")} te laat`;
  return left === 0 ? "vandaag" : `nog ${count(left, "werkdag", "werkdagen")}`;
}

const words: Readonly<Record<string, string>> = {
  goedgekeurd: "goedgekeurd",
  deels: "deels goedgekeurd",
  afgekeurd: "afgekeurd",
  aangehouden: "wacht op een besluit",
  afkeuren: "afgekeurd",
  aanhouden: "wacht op een besluit",
  signaleren: "opmerking",
  verzoek: "verzoek om toewijzing",
  signaal: "signaal",
  in_onderzoek: "in onderzoek",
  open: "open",
  afgedaan: "afgedaan",
  gezien: "gezien",
  goedkeuren: "goedgekeurd",
  accepteren: "geaccepteerd",
  intrekken: "ingetrokken",
  afwijzen: "afgewezen",
  gehonoreerd: "gehonoreerd",
  wacht: "wacht",
  afgeleverd: "afgeleverd",
  opgegeven: "niet afgeleverd",
};

const soorten: Readonly<Record<string, string>> = { aangehouden: "aangehouden bericht", verzoek: "verzoek", signaal: "signaal" };

/** What an item of work is. */
export function werksoort(soort: string): string {
  return soorten[soort] ?? soort;
}

/** The word that people use for one of the API. */
export function word(code: string | null | undefined): string {
  return code ? (words[code] ?? code) : "";
}

const kinds: Readonly<Record<string, string>> = {
  "301": "toewijzing",
  "302": "antwoord op toewijzing",
  "305": "start zorg",
  "306": "antwoord op start",
  "307": "stop zorg",
  "308": "antwoord op stop",
  "315": "verzoek om toewijzing",
  "316": "antwoord op verzoek",
  "317": "verzoek om wijziging",
  "318": "antwoord op wijzigingsverzoek",
  "319": "antwoord gemeente",
  "320": "antwoord op 319",
  "323": "declaratie",
  "325": "antwoord op declaratie",
};

/** "WMO323" becomes "declaratie (WMO323)". */
export function berichtsoort(code: string | null | undefined): string {
  if (!code) return "onbekend bericht";
  const kind = kinds[code.slice(-3)];
  return kind ? `${kind} (${code})` : code;
}

/** Text for one cell of a CSV file. A spreadsheet must not take it for a formula. */
export function csvCell(value: string | number | null | undefined): string {
  let text = value === null || value === undefined ? "" : String(value);
  if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Whole cents as a spreadsheet in Dutch reads them: 1234,56. */
export function csvEuro(cents: number): string {
  const sign = cents < 0 ? "-" : "";
  const whole = Math.abs(cents);
  return `${sign}${Math.floor(whole / 100)},${String(whole % 100).padStart(2, "0")}`;
}

export function hoofdletter(text: string): string {
  return text.charAt(0).toLocaleUpperCase("nl") + text.slice(1);
}

/** What stands behind the last slash: the number of a message in its address. */
export function idOf(href: string): string {
  return href.slice(href.lastIndexOf("/") + 1);
}
