import { useState } from "react";

import { Button } from "../components/nl";
import { AskReason } from "./ask_reason";
import { useSession } from "./session";

/** Personal data stay masked until somebody says why they look; that goes into the access log. */
export function PersonalData() {
  const { reason, showPersonalData } = useSession();
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState("");
  if (reason !== null) {
    return (
      <Button look="subtle" onClick={() => showPersonalData(null)}>
        Persoonsgegevens weer verbergen
      </Button>
    );
  }
  return (
    <>
      <Button look="subtle" onClick={() => setAsking(true)}>
        Persoonsgegevens tonen
      </Button>
      {asking ? (
        <AskReason
          title="Persoonsgegevens tonen"
          intro="Wat u hierna bekijkt komt met uw naam en deze reden in het inzagelog, tot u het weer verbergt."
          label="Waarom hebt u ze nodig?"
          example="vraag van de aanbieder over declaratie 2026-05"
          action="Tonen"
          text={text}
          onText={setText}
          onGiven={(given) => {
            showPersonalData(given);
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
