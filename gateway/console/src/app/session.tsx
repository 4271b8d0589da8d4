import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";

import { ApiFault, NO_CONNECTION, onSignedOut, setCsrf, setGemeente, setReason } from "../api/client";
import { queryClient } from "../api/queries";

export type Role = "backoffice" | "contractbeheer" | "auditor" | "toezicht" | "beheer";

/** Who is signed in, as GET /v1/sessie tells. */
export interface Session {
  gebruiker: string;
  naam: string;
  rollen: Role[];
  gemeenten: string[];
  csrf: string;
  verloopt: string;
  uiterlijk: string;
  via: "lokaal" | "oidc";
}

/** How one can sign in: with a password here, at this address of a provider, or both. */
export interface SignInWays {
  lokaal: boolean;
  oidc: string | null;
}

type State =
  | { kind: "asking" }
  | { kind: "own-system"; users: boolean } // not signed in where the daemon lets the own system do all; users: one could sign in
  | { kind: "signed-in"; session: Session }
  | { kind: "signed-out"; ways: SignInWays; ended: boolean; may: boolean } // may: go on as the own system
  | { kind: "unreachable"; fault: ApiFault };

interface SessionApi {
  state: State;
  /** The name that decisions are recorded under. */
  name: string;
  may: (roles: readonly Role[]) => boolean;
  signIn: (user: string, password: string) => Promise<void>;
  signOut: () => Promise<void>;
  askAgain: () => void;
  /** Goes on without signing in, where the daemon allows that. */
  asOwnSystem: () => void;
  /** The gemeente that is worked for; null: all that one may see. */
  gemeente: string | null;
  workFor: (gemeente: string | null) => void;
  reason: string | null;
  showPersonalData: (reason: string | null) => void;
}

const Context = createContext<SessionApi | null>(null);
const path = "/v1/sessie";

async function call(method: "GET" | "POST" | "DELETE", body?: unknown, csrf?: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      cache: "no-store",
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...(csrf === undefined ? {} : { "Ketenpoort-Csrf": csrf }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiFault(NO_CONNECTION, { detail: "Ketenpoort is niet bereikbaar." });
  }
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new ApiFault(response.status, (answer ?? {}) as Record<string, unknown>);
  return answer;
}

function waysOf(fault: ApiFault): SignInWays {
  const ways = (fault.problem["aanmelden"] ?? {}) as Partial<SignInWays>;
  return { lokaal: ways.lokaal !== false, oidc: ways.oidc ?? null };
}

/** Whether the daemon answers without a session: it takes a request for one of the own system. */
async function ownSystem(): Promise<boolean> {
  try {
    return (await fetch("/v1/regels", { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ kind: "asking" });
  const [reason, setReasonState] = useState<string | null>(null);

  const showPersonalData = useCallback((text: string | null) => {
    setReason(text);
    setReasonState(text);
    // What was masked is asked anew, and what was shown is forgotten.
    void queryClient.resetQueries();
  }, []);

  const [gemeente, setGemeenteState] = useState<string | null>(null);
  const workFor = useCallback((code: string | null) => {
    setGemeente(code);
    setGemeenteState(code);
    void queryClient.resetQueries();
  }, []);

  const enter = useCallback((session: Session) => {
    setCsrf(session.csrf);
    // Who works for several has to choose; the first is as good as any to begin with.
    const first = session.gemeenten.length > 1 ? (session.gemeenten[0] ?? null) : null;
    setGemeente(first);
    setGemeenteState(first);
    setState({ kind: "signed-in", session });
  }, []);

  const ask = useCallback(
    async (why: "start" | "ended") => {
      try {
        enter((await call("GET")) as Session);
      } catch (fault) {
        if (!(fault instanceof ApiFault)) throw fault;
        setCsrf(null);
        if (fault.status === 404) setState({ kind: "own-system", users: false });
        else if (fault.status === 401) setState({ kind: "signed-out", ways: waysOf(fault), ended: why === "ended", may: await ownSystem() });
        else setState({ kind: "unreachable", fault });
      }
    },
    [enter],
  );

  useEffect(() => {
    onSignedOut(() => void ask("ended"));
    void ask("start");
  }, [ask]);

  const signIn = useCallback(
    async (user: string, password: string) => {
      enter((await call("POST", { gebruiker: user, wachtwoord: password })) as Session);
      void queryClient.resetQueries();
    },
    [enter],
  );
  const csrf = state.kind === "signed-in" ? state.session.csrf : undefined;
  const signOut = useCallback(async () => {
    await call("DELETE", undefined, csrf);
    queryClient.clear();
    showPersonalData(null);
    await ask("start");
  }, [ask, csrf, showPersonalData]);

  const value = useMemo<SessionApi>(
    () => ({
      state,
      name: state.kind === "signed-in" ? state.session.naam : "",
      may: (roles) => state.kind === "own-system" || (state.kind === "signed-in" && state.session.rollen.some((role) => roles.includes(role))),
      signIn,
      signOut,
      askAgain: () => void ask("start"),
      asOwnSystem: () => setState({ kind: "own-system", users: true }),
      gemeente,
      workFor,
      reason,
      showPersonalData,
    }),
    [state, signIn, signOut, ask, gemeente, workFor, reason, showPersonalData],
  );
  return <Context value={value}>{children}</Context>;
}

export function useSession(): SessionApi {
  const session = useContext(Context);
  if (!session) throw new Error("useSession outside SessionProvider");
  return session;
}
