import { useRef, useState } from "react";

import type { Schemas } from "../../api/client";
import { Button, H2, P, TextAreaField } from "../../components/nl";
import { useDraft } from "../../lib/draft";
import { letterText } from "./letter_text";

/** A letter to who sent the message, to change and copy. What is changed is kept until it is sent or put back. */
export function Letter({ decision, finding }: { decision: Schemas["Besluit"]; finding: Schemas["Bevinding"] }) {
  const [text, setText, reset] = useDraft(`brief:${decision.id}:${finding.plaats}:${finding.regel}`, letterText(decision, finding));
  const [copied, setCopied] = useState<"no" | "yes" | "select">("no");
  const frame = useRef<HTMLDivElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("yes");
    } catch {
      // A browser may forbid it: then the text is selected, and Ctrl+C does it.
      frame.current?.querySelector("textarea")?.select();
      setCopied("select");
    }
  };
  return (
    <section aria-labelledby="brief" ref={frame}>
      <H2 id="brief">Tekst voor de aanbieder</H2>
      <P className="quiet">Er staan geen persoonsgegevens in: de aanbieder vindt de regel aan kenmerk en plaats.</P>
      <TextAreaField label="Bericht" rows={18} value={text} onChange={(event) => setText(event.target.value)} />
      <div className="buttons">
        <Button look="primary" onClick={() => void copy()}>
          Kopiëren
        </Button>
        <Button look="subtle" onClick={reset}>
          Terug naar het voorstel
        </Button>
        <span role="status">{copied === "yes" ? "Gekopieerd." : copied === "select" ? "Druk op Ctrl+C om te kopiëren." : ""}</span>
      </div>
    </section>
  );
}
