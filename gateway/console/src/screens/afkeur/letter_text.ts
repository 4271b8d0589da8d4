import type { Schemas } from "../../api/client";
import { place } from "../../lib/place";
import { berichtsoort, date } from "../../lib/text";

/** What to tell the sender of a message about one finding. Without personal data. Pure. */
export function letterText(decision: Schemas["Besluit"], finding: Schemas["Bevinding"]): string {
  const rejected = finding.gevolg === "afkeuren";
  const lines = [
    "Beste collega,",
    "",
    `In uw ${berichtsoort(decision.berichtsoort)} met kenmerk ${decision.identificatie ?? "onbekend"}, door ons beoordeeld op ${date(decision.vandaag)}, ` +
      (rejected ? "konden wij deze regel niet goedkeuren:" : finding.gevolg === "aanhouden" ? "wacht deze regel nog op een besluit:" : "viel ons deze regel op:"),
    "",
    `Waar: ${place(finding.plaats)}`,
    `Wat: ${finding.melding}`,
    `Gestuurd: ${finding.waarde}`,
    `Toegestaan: ${finding.grens}`,
    ...(finding.berekening ? [`Berekening: ${finding.berekening}`] : []),
    `Grond: ${finding.bron.verwijzing}${finding.bron.bundel ? ` (contract ${finding.bron.bundel})` : ""}${finding.retourcode ? `, retourcode ${finding.retourcode}` : ""}`,
    "",
    ...(finding.oplossing ? [`Wat u kunt doen: ${finding.oplossing}`, ""] : []),
    "Met vriendelijke groet,",
    "",
  ];
  return lines.join("\n");
}
