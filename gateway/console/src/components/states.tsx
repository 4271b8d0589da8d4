import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { ApiFault, NO_CONNECTION } from "../api/client";
import { Alert, Button, H1, P } from "./nl";

export function Loading({ what = "Gegevens" }: { what?: string }) {
  return (
    <p className="utrecht-paragraph state" role="status">
      <span className="spinner" aria-hidden="true" /> {what} laden …
    </p>
  );
}

/** Nothing there, and that is fine. @param children what it means, and what to do to see something */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state state--empty">
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}

const titles: Readonly<Record<number, string>> = {
  [NO_CONNECTION]: "Geen verbinding met Ketenpoort",
  401: "U bent niet meer aangemeld",
  403: "Hier hebt u geen recht op",
  404: "Dit is er niet",
  409: "Intussen anders besloten",
  410: "Deze gegevens zijn gewist",
  412: "Intussen veranderd",
  429: "Even wachten",
  503: "Ketenpoort is nu druk",
};

/** What went wrong, in the words of the daemon, and what can be done. */
export function Fault({ error, again }: { error: Error; again?: (() => void) | undefined }) {
  const status = error instanceof ApiFault ? error.status : -1;
  return (
    <Alert tone={status === 403 || status === 404 ? "warning" : "error"} title={titles[status] ?? "Dit ging niet goed"}>
      <P>{error instanceof ApiFault ? error.message : "De bladzijde kon dit niet tonen. Ververs de bladzijde; blijft het zo, meld het dan bij het beheer."}</P>
      {status === 403 ? <P>Vraag de beheerder om de rol die hierbij hoort.</P> : null}
      {again && status !== 403 && status !== 404 ? <Button onClick={again}>Opnieuw proberen</Button> : null}
    </Alert>
  );
}

/**
 * Loading, failed or there: the three states of one question. A fault of a later try stands above what was there.
 * @param title of the screen, when that is part of what is asked: no screen is without
 */
export function Answered<T>({ query, what, title, children }: { query: UseQueryResult<T>; what?: string; title?: string; children: (data: T) => ReactNode }) {
  const again = () => void query.refetch();
  if (query.data === undefined) {
    return (
      <>
        {title === undefined ? null : <H1>{title}</H1>}
        {query.error ? <Fault error={query.error} again={again} /> : <Loading {...(what ? { what } : {})} />}
      </>
    );
  }
  return (
    <>
      {query.error ? <Fault error={query.error} again={again} /> : null}
      {children(query.data)}
    </>
  );
}
