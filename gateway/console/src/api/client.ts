import createClient, { type Middleware } from "openapi-fetch";

import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** What the daemon answers when it does not do what was asked: its problem+json, or what the browser made of no answer at all. */
export class ApiFault extends Error {
  readonly status: number;
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Record<string, unknown>) {
    super(typeof problem["detail"] === "string" ? problem["detail"] : "Er kwam geen bruikbaar antwoord.");
    this.status = status;
    this.problem = problem;
  }
}

/** Status of an ApiFault that stands for: the daemon could not be reached. */
export const NO_CONNECTION = 0;

let csrf: string | null = null;
let reason: string | null = null;
let gemeente: string | null = null;
let signedOut: () => void = () => undefined;

/** The token of the session; null: signed out, or a daemon without sign-in. */
export function setCsrf(token: string | null): void {
  csrf = token;
}

/** Why personal data are looked at from here on; null: they stay masked. Goes along with every request and into the access log. */
export function setReason(text: string | null): void {
  reason = text;
}

/** The gemeente that is worked for; null: all that one may see. Goes along with every list that has such a parameter. */
export function setGemeente(code: string | null): void {
  gemeente = code;
}

/** @param tell called when the daemon says that nobody is signed in any more */
export function onSignedOut(tell: () => void): void {
  signedOut = tell;
}

/** Headers are bytes: what does not fit in ASCII is spelled as in an address. */
export function headerText(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURI(text);
}

/** The lists and sums of one gemeente: who works for several has to say which. */
const ofGemeente = /^\/v1\/(berichten|werkvoorraad|vandaag|tellingen|afkeur|bevindingen|contracten|budgetten(\/[^/]+\/boekingen)?|rapporten\/[^/]+)$/;

/** The same request for the gemeente that is worked for, unless it says another. */
function forGemeente(request: Request): Request {
  const url = new URL(request.url);
  if (gemeente === null || request.method !== "GET" || !ofGemeente.test(url.pathname) || url.searchParams.has("gemeente")) return request;
  url.searchParams.set("gemeente", gemeente);
  return new Request(url, request);
}

const house: Middleware = {
  onRequest({ request: asked }) {
    const request = forGemeente(asked);
    if (csrf !== null && request.method !== "GET") request.headers.set("Ketenpoort-Csrf", csrf);
    if (reason !== null) request.headers.set("Ketenpoort-Reden", headerText(reason));
    return request;
  },
  onResponse({ request, response }) {
    if (response.status === 401 && !new URL(request.url).pathname.startsWith("/v1/sessie")) signedOut();
  },
};

export const api = createClient<paths, "application/json">({ baseUrl: "", cache: "no-store" });
api.use(house);

interface Answered<T> {
  data?: T | undefined;
  error?: unknown;
  response: Response;
}

/** What was answered, or an ApiFault. Use it around every call: `await ask(api.GET("/v1/vandaag"))`. */
export async function ask<T>(call: Promise<Answered<T>>): Promise<T> {
  const { data } = await askWhole(call);
  return data;
}

/** The same, with the response: for its headers. */
export async function askWhole<T>(call: Promise<Answered<T>>): Promise<{ data: T; response: Response }> {
  let answered: Answered<T>;
  try {
    answered = await call;
  } catch {
    throw new ApiFault(NO_CONNECTION, { detail: "Ketenpoort is niet bereikbaar." });
  }
  const { data, error, response } = answered;
  if (!response.ok) {
    throw new ApiFault(response.status, typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {});
  }
  return { data: data as T, response };
}
