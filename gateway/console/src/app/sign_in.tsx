import { type FormEvent, useState } from "react";

import { ApiFault } from "../api/client";
import { useDraft } from "../lib/draft";
import { Alert, Button, H1, P, TextField } from "../components/nl";
import { type SignInWays, useSession } from "./session";

export function SignIn({ ways, ended, may }: { ways: SignInWays; ended: boolean; may: boolean }) {
  const { signIn, asOwnSystem } = useSession();
  const [user, setUser] = useDraft("aanmelden");
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const back = encodeURIComponent(window.location.pathname + window.location.search);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn(user, password);
    } catch (error) {
      setFault(error instanceof ApiFault ? error.message : "Aanmelden lukt nu niet.");
      setPassword("");
      setBusy(false);
    }
  };
  return (
    <main className="sign-in" id="inhoud">
      <H1>Aanmelden bij Ketenpoort</H1>
      {ended ? (
        <Alert tone="warning" title="Uw sessie is voorbij">
          <P>Meld u opnieuw aan. Wat u had getypt staat er nog.</P>
        </Alert>
      ) : null}
      {fault ? (
        <Alert tone="error" title="Aanmelden is niet gelukt">
          <P>{fault}</P>
        </Alert>
      ) : null}
      {ways.oidc ? (
        <a className="utrecht-button utrecht-button--primary-action button-link" href={`${ways.oidc}?terug=${back}`}>
          Aanmelden met uw werkaccount
        </a>
      ) : null}
      {ways.lokaal ? (
        <form onSubmit={(event) => void submit(event)}>
          <TextField label="Gebruikersnaam" autoComplete="username" required value={user} onChange={(event) => setUser(event.target.value)} />
          <TextField
            label="Wachtwoord"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button look={ways.oidc ? "secondary" : "primary"} type="submit" disabled={busy}>
            Aanmelden
          </Button>
        </form>
      ) : null}
      {may ? (
        <P className="section">
          Op dit systeem zelf kan het ook zonder:{" "}
          <Button look="subtle" onClick={asOwnSystem}>
            Verder zonder aanmelden
          </Button>
        </P>
      ) : null}
    </main>
  );
}
