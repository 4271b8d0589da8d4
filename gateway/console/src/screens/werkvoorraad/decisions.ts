import { api, ask, ApiFault, type Schemas } from "../../api/client";
import { word } from "../../lib/text";

export type Soort = Schemas["WerkRegel"]["soort"];
export type Order = Schemas["WerkOpdracht"];
export type Besluit = Order["besluit"];

/** A decision that can be taken on an item, and what it asks beside a name. */
export interface Choice {
  besluit: Besluit;
  text: string;
  what: string; ///< what happens then
  fields: readonly ("toelichting" | "reden" | "woonplaatsgemeente" | "grond" | "bericht" | "retourcode")[];
  remark?: "required";
  danger?: boolean;
  one?: boolean; ///< not for many at once
}

export const choices: Readonly<Record<Soort, readonly Choice[]>> = {
  aangehouden: [
    { besluit: "goedkeuren", text: "Goedkeuren", what: "Het bericht wordt opnieuw beoordeeld met uw goedkeuring, en daarna beantwoord.", fields: [] },
    { besluit: "accepteren", text: "Goedkeuren met een opmerking", what: "Zoals goedkeuren; uw toelichting blijft erbij staan.", fields: [], remark: "required" },
    { besluit: "afkeuren", text: "Afkeuren", what: "De afzender krijgt een antwoord met deze retourcode.", fields: ["retourcode"], danger: true },
    { besluit: "intrekken", text: "Intrekken", what: "Alleen voor een bericht van uw eigen gemeente: het gaat niet uit, en er komt geen antwoord.", fields: [], danger: true },
  ],
  verzoek: [
    { besluit: "in_onderzoek", text: "In onderzoek nemen", what: "De aanbieder krijgt een 319 dat u het onderzoekt; de termijn wordt 8 weken.", fields: ["grond"] },
    { besluit: "afwijzen", text: "Afwijzen", what: "De aanbieder krijgt een 319 met deze reden.", fields: ["reden", "woonplaatsgemeente"], danger: true },
    { besluit: "gehonoreerd", text: "Is al gehonoreerd", what: "Een goedgekeurde toewijzing (301) telt als het antwoord.", fields: ["bericht"], one: true },
  ],
  signaal: [{ besluit: "gezien", text: "Gezien", what: "Het signaal is afgedaan; er gaat niets uit.", fields: [] }],
};

/** Codelijst WJ759. */
export const reasons = [
  ["", "kies een reden"],
  ["1", "1 is geen wijziging maar een nieuwe aanvraag"],
  ["2", "2 budget ontoereikend"],
  ["3", "3 geen contract"],
  ["4", "4 valt buiten het contract"],
  ["5", "5 andere gemeente"],
  ["6", "6 stapeling"],
  ["7", "7 inhoudelijk afgekeurd"],
  ["8", "8 woonplaatsbeginsel"],
  ["9", "9 leeftijdsgrens bereikt"],
] as const;

/** Takes one decision. @param etag of the item as it was seen; undefined: as it is now */
export function decide(id: number, order: Order, etag?: string): Promise<Schemas["WerkGevolg"]> {
  return ask(
    api.POST("/v1/werkvoorraad/{id}/besluit", {
      params: { path: { id }, ...(etag ? { header: { "If-Match": etag } } : {}) },
      body: order,
    }),
  );
}

/** Whether the item was no longer as it was seen. */
export function cameTooLate(fault: unknown): boolean {
  return fault instanceof ApiFault && (fault.status === 409 || fault.status === 412);
}

/** Who was first, when a decision came too late: "al besloten door J. Jansen: goedgekeurd"; undefined for any other fault. */
export function decidedBefore(fault: unknown): string | undefined {
  if (!(fault instanceof ApiFault) || !cameTooLate(fault)) return undefined;
  const last = (fault.problem["werk"] as Partial<Schemas["WerkRegel"]> | undefined)?.besluiten?.at(-1);
  return last ? `Al besloten door ${last.door}: ${word(last.besluit)}.` : undefined;
}
