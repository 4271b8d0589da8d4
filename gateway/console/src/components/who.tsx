import { useState } from "react";

import { useSession } from "../app/session";
import { TextField } from "./nl";

const key = "naam-bij-besluiten";

/**
 * Under whose name something is decided: who is signed in; in a daemon without sign-in whoever types it, kept in this browser.
 * @returns the name ("" : not there yet) and the field that asks for it, or null
 */
export function useWho(): [name: string, field: React.ReactNode] {
  const { name } = useSession();
  const [typed, setTyped] = useState(() => localStorage.getItem(key) ?? "");
  if (name !== "") return [name, null];
  const change = (text: string) => {
    setTyped(text);
    localStorage.setItem(key, text);
  };
  return [typed.trim(), <TextField key="wie" label="Uw naam" description="Komt bij het besluit te staan" required maxLength={100} value={typed} onChange={(event) => change(event.target.value)} />];
}
