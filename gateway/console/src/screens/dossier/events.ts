import { date, euro } from "../../lib/text";
import { per, volume } from "../../lib/volume";

/** What happened to a toewijzing, as the case chain tells it: `wat` and what belongs to that (docs/api.md). */
export type Event = Readonly<Record<string, unknown>> & { wat: string };

interface Version {
  product: { categorie: string; code: string | null } | null;
  ingangsdatum: string;
  einddatum: string | null;
  omvang: { volume: number; eenheid: string; frequentie: string } | null;
  budget: number | null;
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function product(value: unknown): string {
  if (typeof value !== "object" || value === null) return "zonder product";
  const { code, categorie } = value as { code?: string | null; categorie?: string };
  return code ?? `categorie ${categorie ?? "onbekend"}`;
}

function days(from: unknown, to: unknown): string {
  return to ? `${date(text(from))} t/m ${date(text(to))}` : `vanaf ${date(text(from))}`;
}

/** "02A03, 01-01-2026 t/m 31-12-2026, 60 minuten per week". Pure. */
export function versionText(one: Version): string {
  const parts = [product(one.product), days(one.ingangsdatum, one.einddatum)];
  if (one.omvang) parts.push(`${volume(one.omvang.volume, one.omvang.eenheid)} ${per(one.omvang.frequentie)}`);
  if (one.budget !== null) parts.push(`budget ${euro(one.budget)}`);
  return parts.join(", ");
}

/** An event in a sentence. Pure. */
export function eventText(one: Event): string {
  const reference = text(one["referentie"]);
  switch (one.wat) {
    case "toewijzing":
      return `Verzoek ${reference} om toewijzing`;
    case "wijziging":
      return `Verzoek ${reference} om wijziging`;
    case "antwoord":
      return `Verzoek ${reference} ${one["verzoek_antwoord"] === "2" ? "is in onderzoek" : "is afgewezen"}`;
    case "honorering":
      return `Verzoek ${reference} is gehonoreerd`;
    case "versie":
      return `Toegewezen: ${versionText(one as unknown as Version)}${one["geldt"] ? "" : " (geldt niet: er is een latere)"}`;
    case "start":
      return `Zorg ${one["verwijderd"] ? "toch niet gestart" : "gestart"}: ${product(one["product"])} vanaf ${date(text(one["begindatum"]))}`;
    case "stop":
      return `Zorg ${one["verwijderd"] ? "toch niet gestopt" : "gestopt"}: ${product(one["product"])}, ${days(one["begindatum"], one["einddatum"])}, reden ${text(one["reden_beeindiging"])}`;
    case "retour":
      return one["afgekeurd"] ? `De ontvanger keurt bericht ${text(one["op"])} af: het telt als niet verzonden` : `De ontvanger antwoordt op bericht ${text(one["op"])}`;
    case "debet":
    case "credit": {
      const what = one.wat === "debet" ? "Gedeclareerd" : "Gecrediteerd";
      const amount = `${volume(Number(one["volume"]), text(one["eenheid"]))}, ${euro(Number(one["bedrag"]))}`;
      const before = one["vorig"] ? ` op ${text(one["vorig"])}` : "";
      return `${what} (${reference}${before}): ${product(one["product"])}, ${days(one["begindatum"], one["einddatum"])}, ${amount}: ${one["toegekend"] ? "toegekend" : "afgewezen"}`;
    }
    default:
      return one.wat;
  }
}
