import type { FormEvent } from "react";

import { Dialog } from "../components/dialog";
import { Button, ButtonGroup, P, TextField } from "../components/nl";

interface Question {
  title: string;
  /** What happens with the reason. */
  intro: string;
  label: string;
  example: string;
  /** On the button that goes on. */
  action: string;
  /** What is typed; whoever asks keeps it, so that closing loses nothing. */
  text: string;
  onText: (text: string) => void;
  onGiven: (reason: string) => void;
  onClose: () => void;
}

/** Why somebody wants to see personal data: at least one character that is no space, no longer than the access log takes. */
export function AskReason({ title, intro, label, example, action, text, onText, onGiven, onClose }: Question) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") onGiven(text.trim());
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <P>{intro}</P>
        <TextField label={label} description={`Bijvoorbeeld: ${example}`} required maxLength={200} value={text} onChange={(event) => onText(event.target.value)} />
        <ButtonGroup>
          <Button look="primary" type="submit">
            {action}
          </Button>
          <Button onClick={onClose}>Toch niet</Button>
        </ButtonGroup>
      </form>
    </Dialog>
  );
}
