import { type FormEvent, useState } from "react";

import { Dialog } from "../components/dialog";
import { Button, ButtonGroup, P, TextField } from "../components/nl";
import { useSession } from "./session";

/** Personal data stay masked until somebody says why they look; that goes into the access log. */
export function PersonalData() {
  const { reason, showPersonalData } = useSession();
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    showPersonalData(text.trim());
    setAsking(false);
  };
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
        <Dialog title="Persoonsgegevens tonen" onClose={() => setAsking(false)}>
          <form onSubmit={submit}>
            <P>Wat u hierna bekijkt komt met uw naam en deze reden in het inzagelog, tot u het weer verbergt.</P>
            <TextField label="Waarom hebt u ze nodig?" description="Bijvoorbeeld: vraag van de aanbieder over declaratie 2026-05" required value={text} onChange={(event) => setText(event.target.value)} />
            <ButtonGroup>
              <Button look="primary" type="submit">
                Tonen
              </Button>
              <Button onClick={() => setAsking(false)}>Toch niet</Button>
            </ButtonGroup>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
