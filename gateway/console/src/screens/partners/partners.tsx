import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";

import { api, ask, type Schemas } from "../../api/client";
import { queryClient, usePages } from "../../api/queries";
import { useSession } from "../../app/session";
import { Dialog } from "../../components/dialog";
import { Alert, Badge, Button, ButtonGroup, DataList, H1, H2, P, SelectField, TextField } from "../../components/nl";
import { Answered, Empty, Fault } from "../../components/states";
import { type Column, Table } from "../../components/table";
import { useWho } from "../../components/who";
import { daysBetween } from "../../lib/days";
import { berichtsoort, count, date, moment, word } from "../../lib/text";
import { useUrlState } from "../../lib/url_state";

type Partner = Schemas["Partners"]["partners"][number];
type Outgoing = Schemas["UitLijst"]["uit"][number];

const warn_days = 60;

/** Until when a certificate or list holds; a warning from sixty days before. @param days that are left, if the daemon said so */
function Expiry({ until, days }: { until: string | null; days?: number }) {
  if (until === null) return <span className="quiet">geen</span>;
  const left = days ?? daysBetween(new Date().toISOString(), until);
  return (
    <>
      {date(until)} {left < 0 ? <Badge state="te_laat">verlopen</Badge> : left <= warn_days ? <Badge state="te_laat">nog {count(left, "dag", "dagen")}</Badge> : <Badge state="afgeleverd">geldig</Badge>}
    </>
  );
}

const partnerColumns: readonly Column<Partner>[] = [
  { key: "naam", title: "Partner", value: (one) => one.naam, width: 9.5 },
  { key: "oin", title: "OIN", value: (one) => one.oin, width: 13.25 },
  {
    key: "geldig",
    title: "Toegelaten",
    value: (one) => (one.geldig_vandaag ? "ja" : "nee"),
    cell: (one) => (
      <Badge state={one.geldig_vandaag ? "afgeleverd" : "opgegeven"}>{one.geldig_vandaag ? (one.geldig.tot ? `tot ${date(one.geldig.tot)}` : "ja") : "nu niet"}</Badge>
    ),
    width: 7.5,
  },
  {
    key: "certificaat",
    title: "Certificaat",
    value: (one) => one.certificaat?.geldig_tot ?? null,
    cell: (one) =>
      one.certificaat ? (
        <>
          <Expiry until={one.certificaat.geldig_tot} days={one.certificaat.dagen} />
          <span className="quiet under">gezien {moment(one.certificaat.gezien)}</span>
        </>
      ) : (
        <span className="quiet">nog niet gezien sinds de start</span>
      ),
    width: 10,
  },
  { key: "rollen", title: "Rollen", value: (one) => one.rollen.join(", "), width: 6.75 },
  { key: "namens", title: "Namens", value: (one) => (one.elke_organisatie ? "elke organisatie" : one.organisaties.join(", ")), width: 6.5 },
  { key: "verbindingen", title: "Verbindingen", value: (one) => one.verbindingen.map((link) => `${link.naam} (${link.protocol})`).join(", "), width: 10 },
];

/** Asks under whose name, and sends again. */
function Resend({ what, onSend, onClose }: { what: string; onSend: (door: string) => Promise<unknown>; onClose: () => void }) {
  const [who, whoField] = useWho();
  const mutation = useMutation({
    mutationFn: onSend,
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutation.mutate(who);
  };
  return (
    <Dialog title="Opnieuw sturen" onClose={onClose}>
      <form onSubmit={submit}>
        <P>{what} Het gaat onder hetzelfde nummer, zodat een ontvanger die het al had het herkent.</P>
        {whoField}
        {mutation.error ? <Fault error={mutation.error} /> : null}
        <ButtonGroup>
          <Button look="primary" type="submit" disabled={mutation.isPending}>
            Opnieuw sturen
          </Button>
          <Button onClick={onClose}>Toch niet</Button>
        </ButtonGroup>
      </form>
    </Dialog>
  );
}

/** Where it goes, and over which link; without one it waits to be fetched. */
const toCell = (one: Outgoing) => (
  <>
    {one.bestemming} <span className="quiet under">{one.verbinding ?? "postbus"}</span>
  </>
);

const states = [
  ["opgegeven", "niet afgeleverd (opgegeven)"],
  ["wacht", "wacht op bezorging"],
  ["afgeleverd", "afgeleverd"],
  ["alle", "alles"],
] as const;

/** What goes to partners, and what got stuck. */
function Traffic() {
  const [get, set] = useUrlState();
  const toestand = states.find(([one]) => one === get("toestand"))?.[0] ?? "wacht";
  const bestemming = /^(\d{4}|\d{8})$/.test(get("bestemming") ?? "") ? get("bestemming") : undefined;
  const { may } = useSession();
  const sends = may(["beheer"]);
  const [sending, setSending] = useState<number | "all">();
  const [sent, setSent] = useState<number>();
  const asked = { toestand, aantal: 200, ...(bestemming ? { bestemming } : {}) };
  const pages = usePages(
    ["uit", asked],
    (na) => ask(api.GET("/v1/uit", { params: { query: { ...asked, ...(na ? { na: Number(na) } : {}) } } })),
    (page) => page.uit,
    "na",
  );
  const columns = useMemo<Column<Outgoing>[]>(
    () => [
      { key: "wat", title: "Wat", value: (one) => berichtsoort(one.berichtsoort), width: 11 },
      { key: "naar", title: "Naar", value: (one) => `${one.bestemming} ${one.verbinding ?? "postbus"}`, cell: toCell, width: 6.5 },
      { key: "toestand", title: "Toestand", value: (one) => word(one.toestand), cell: (one) => <Badge state={one.toestand}>{word(one.toestand)}</Badge>, width: 7.5 },
      { key: "termijn", title: "Uiterlijk", value: (one) => one.termijn, cell: (one) => date(one.termijn), width: 7 },
      { key: "pogingen", title: "Pogingen", value: (one) => one.pogingen, kind: "number", width: 6.5 },
      { key: "fout", title: "Wat er misging", value: (one) => [one.oorzaak, one.fout].filter(Boolean).join(": ") || null, width: 9 },
      { key: "volgende", title: "Volgende poging", value: (one) => one.volgende, cell: (one) => moment(one.volgende), width: 7.5 },
      {
        key: "opnieuw",
        title: "Doen",
        value: () => null,
        cell: (one) => (sends && one.toestand === "opgegeven" ? <Button onClick={() => setSending(one.id)}>Opnieuw</Button> : null),
        width: 7.5,
      },
    ],
    [sends],
  );
  return (
    <section className="section" aria-labelledby="verkeer">
      <H2 id="verkeer">Wat naar partners gaat</H2>
      <div className="filters" role="group" aria-label="Welk verkeer">
        <SelectField label="Toestand" options={states} value={toestand} onChange={(event) => set({ toestand: event.target.value })} />
        <TextField label="Bestemming" description="Gemeente of AGB-code" inputMode="numeric" value={get("bestemming") ?? ""} onChange={(event) => set({ bestemming: event.target.value })} />
        {sends && toestand === "opgegeven" && bestemming && pages.rows.length > 0 ? <Button onClick={() => setSending("all")}>Alles voor {bestemming} opnieuw sturen</Button> : null}
      </div>
      {sent === undefined ? null : <Alert tone="ok" title={`${count(sent, "bericht wordt", "berichten worden")} opnieuw gestuurd`} />}
      <Table
        name="uit"
        caption="Uitgaand verkeer"
        columns={columns}
        pages={pages}
        rowKey={(one) => String(one.id)}
        empty={<p>{toestand === "opgegeven" ? "Alles is afgeleverd of wordt nog geprobeerd." : "Er is niets in deze toestand."}</p>}
      />
      {sending === undefined ? null : (
        <Resend
          what={sending === "all" ? `Alles voor ${bestemming ?? ""} dat niet is afgeleverd wordt opnieuw gestuurd.` : "Dit bericht wordt opnieuw gestuurd."}
          onClose={() => setSending(undefined)}
          onSend={async (door) => {
            const { opnieuw } =
              sending === "all"
                ? await ask(api.POST("/v1/uit/opnieuw", { params: { query: { bestemming: bestemming ?? "" } }, body: { door } }))
                : await ask(api.POST("/v1/uit/{id}/opnieuw", { params: { path: { id: sending } }, body: { door } }));
            setSent(opnieuw.length);
          }}
        />
      )}
    </section>
  );
}

export default function PartnersEnVerkeer() {
  const query = useQuery({
    queryKey: ["partners"],
    queryFn: () => ask(api.GET("/v1/partners")),
    meta: { live: false },
  });
  return (
    <>
      <H1>Partners en verkeer</H1>
      <Answered query={query} what="Partners">
        {({ partners, certificaat_tot, crl_tot }) => (
          <>
            <DataList
              items={[
                ["Ons certificaat", <Expiry until={certificaat_tot} />],
                ["Lijst met ingetrokken certificaten", <Expiry until={crl_tot} />],
              ]}
            />
            {partners.length === 0 ? (
              <Empty title="Er staan geen partners in het partnerboek">
                <p>Antwoorden liggen klaar in de postbus tot een organisatie ze ophaalt. De beheerder vult het partnerboek.</p>
              </Empty>
            ) : (
              <Table name="partners" caption="Partners" columns={partnerColumns} pages={partners} rowKey={(one) => one.oin} empty={null} />
            )}
          </>
        )}
      </Answered>
      <Traffic />
    </>
  );
}
