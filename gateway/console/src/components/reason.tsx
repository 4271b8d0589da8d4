import type { Schemas } from "../api/client";
import { place } from "../lib/place";
import { word } from "../lib/text";
import { Badge, DataList, H2, P } from "./nl";

/**
 * Why a line was not approved: what was sent, what may be, how that was worked out, where it stands, and what helps.
 * @param headed false: it stands under a heading of its own already
 * @param label unique on its screen
 */
export function Reason({ finding, headed = true, label = "Waarom" }: { finding: Schemas["Bevinding"]; headed?: boolean; label?: string }) {
  return (
    <section className={`panel ${finding.gevolg === "afkeuren" ? "panel--bad" : "panel--part"}`} aria-label={label}>
      <p>
        <Badge state={finding.gevolg}>{word(finding.gevolg)}</Badge>
      </p>
      <DataList
        items={[
          ["Gestuurd is", finding.waarde],
          ["Toegestaan is", finding.grens],
          ["Zo is dat berekend", finding.berekening ? <span className="sum">{finding.berekening}</span> : null],
          ["Waar in het bericht", place(finding.plaats)],
          ["Waar het staat", [finding.bron.verwijzing, finding.bron.bundel ? `contract ${finding.bron.bundel}` : "standaard iWmo/iJw"].join(", ")],
          ["Regel", finding.retourcode ? `${finding.regel}, retourcode ${finding.retourcode}` : finding.regel],
        ]}
      />
      {headed ? <H2>Wat helpt</H2> : <p className="reason-help">Wat helpt</p>}
      <P>{finding.oplossing || "Neem contact op met de gemeente."}</P>
    </section>
  );
}
