import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";

import { ApiFault, NO_CONNECTION, onSignedOut, setCsrf, setReason } from "../api/client";
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
  | { kind: "own-system" } // a daemon without sign-in: the own system may do all
  | { kind: "signed-in"; session: Session }
  | { kind: "signed-out"; ways: SignInWays; ended: boolean }
  | { kind: "unreachable"; fault: ApiFault };

interface SessionApi {
  state: State;
  /** The name that decisions are recorded under. */
  name: string;
  may: (roles: readonly Role[]) => boolean;
  signIn: (user: string, password: string) => Promise<void>;
  signOut: () => Promise<void>;
  askAgain: () => void;
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

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ kind: "asking" });
  const [reason, setReasonState] = useState<string | null>(null);

  const showPersonalData = useCallback((text: string | null) => {
    setReason(text);
    setReasonState(text);
    // What was masked is asked anew, and what was shown is forgotten.
    void queryClient.resetQueries();
  }, []);

  const enter = useCallback((session: Session) => {
    setCsrf(session.csrf);
    setState({ kind: "signed-in", session });
  }, []);

  const ask = useCallback(
    async (ended: boolean) => {
      try {
        enter((await call("GET")) as Session);
      } catch (fault) {
        if (!(fault instanceof ApiFault)) throw fault;
        setCsrf(null);
        if (fault.status === 404) setState({ kind: "own-system" });
        else if (fault.status === 401) setState({ kind: "signed-out", ways: waysOf(fault), ended });
        else setState({ kind: "unreachable", fault });
      }
    },
    [enter],
  );

  useEffect(() => {
    onSignedOut(() => void ask(true));
    void ask(false);
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
    await ask(false);
  }, [ask, csrf, showPersonalData]);

  const value = useMemo<SessionApi>(
    () => ({
      state,
      name: state.kind === "signed-in" ? state.session.naam : "",
      may: (roles) => state.kind === "own-system" || (state.kind === "signed-in" && state.session.rollen.some((role) => roles.includes(role))),
      signIn,
      signOut,
      askAgain: () => void ask(false),
      reason,
      showPersonalData,
    }),
    [state, signIn, signOut, ask, reason, showPersonalData],
  );
  return <Context value={value}>{children}</Context>;
}

export function useSession(): SessionApi {
  const session = useContext(Context);
  if (!session) throw new Error("useSession outside SessionProvider");
  return session;
}
