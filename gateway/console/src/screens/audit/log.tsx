import { type FormEvent, useMemo, useState } from "react";

import { api, ask, headerText, type Schemas } from "../../api/client";
import { usePages } from "../../api/queries";
import { useSession } from "../../app/session";
import { Button, DateField, H1, H2, Link, P, TextField } from "../../components/nl";
import { type Column, Table } from "../../components/table";
import { moment } from "../../lib/text";
import { useUrlState } from "../../lib/url_state";

type Row = Schemas["Inzagen"]["inzagen"][number];

const page_size = 200;

function useColumns(): Column<Row>[] {
  return useMemo<Column<Row>[]>(
    () => [
      { key: "moment", title: "Wanneer", value: (one) => one.moment, cell: (one) => moment(one.moment), width: 9 },
      { key: "wie", title: "Wie", value: (one) => one.wie, width: 12 },
      { key: "wat", title: "Wat", value: (one) => one.wat.replaceAll("_", " "), width: 10 },
      { key: "object", title: "Waarvan", value: (one) => one.object, width: 16 },
      { key: "reden", title: "Waarom", value: (one) => readable(one.reden), width: 14 },
      { key: "resultaat", title: "Resultaat", value: (one) => one.resultaat.replaceAll("_", " "), width: 8 },
      {
        key: "berichten",
        title: "Berichten",
        value: (one) => one.berichten.join(" "),
        cell: (one) => (
          <>
            {one.berichten.slice(0, 3).map((id) => (
              <Link key={id} to={`/dossier/bericht/${id}`}>{`${id} `}</Link>
            ))}
            {one.berichten.length > 3 ? `en nog ${one.berichten.length - 3}` : ""}
          </>
        ),
        width: 8,
      },
      { key: "vanwaar", title: "Vanwaar", value: (one) => one.vanwaar, width: 8 },
    ],
    [],
  );
}

/** A reason as it was typed: what does not fit in a header was spelled as in an address (api/client.ts). */
function readable(reason: string): string {
  try {
    return decodeURI(reason);
  } catch {
    return reason; // a percent sign that somebody typed
  }
}

/** Who looked at one citizen's data. The BSN goes in the body of the question only. */
function CitizenSearch() {
  const { reason } = useSession();
  const [bsn, setBsn] = useState("");
  const [why, setWhy] = useState("");
  const [asked, setAsked] = useState<{ bsn: string; why: string; turn: number }>();
  const columns = useColumns();
  const fits = /^\d{9}$/.test(bsn.trim());
  const pages = usePages<{ inzagen: Row[]; volgende: string | null }, Row>(
    ["inzage-gezocht", asked?.turn ?? 0],
    async (vanaf) => {
      const page = await ask(
        api.POST("/v1/inzage/_zoek", {
          params: { header: asked?.why ? { "Ketenpoort-Reden": headerText(asked.why) } : {} },
          body: { bsn: asked?.bsn ?? "", aantal: page_size, ...(vanaf ? { vanaf: Number(vanaf) } : {}) },
        }),
      );
      return { inzagen: page.inzagen, volgende: page.volgende === null ? null : `?vanaf=${page.volgende}` };
    },
    (page) => page.inzagen,
    "vanaf",
    asked !== undefined,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fits) setAsked({ bsn: bsn.trim(), why: why.trim(), turn: (asked?.turn ?? 0) + 1 });
  };
  return (
    <div className="section">
      <H2>Van één burger</H2>
      <form onSubmit={submit} className="filters" autoComplete="off">
        <TextField label="BSN" inputMode="numeric" required value={bsn} error={bsn && !fits ? "Negen cijfers" : undefined} onChange={(event) => setBsn(event.target.value)} />
        {reason === null ? <TextField label="Waarom zoekt u dit?" required maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} /> : null}
        <Button look="primary" type="submit">
          Zoeken
        </Button>
      </form>
      {asked ? <Table name="burger" caption="Inzagen van deze burger" columns={columns} pages={pages} rowKey={(one) => String(one.id)} empty={<p>Niemand bekeek gegevens van deze burger.</p>} /> : null}
    </div>
  );
}

const patterns = { van: /^\d{4}-\d\d-\d\d$/, tot: /^\d{4}-\d\d-\d\d$/, wie: /^.+$/, bericht: /^[1-9]\d*$/ } as const;
type Name = keyof typeof patterns;

/** Who saw whose data, when and why. */
export function Log() {
  const [get, set] = useUrlState();
  const given = (name: Name) => {
    const value = get(name);
    return value && patterns[name].test(value) ? value : undefined;
  };
  const [van, tot, wie, bericht] = [given("van"), given("tot"), given("wie"), given("bericht")];
  const question = { ...(van ? { van } : {}), ...(tot ? { tot } : {}), ...(wie ? { wie } : {}), ...(bericht ? { bericht: Number(bericht) } : {}) };
  const columns = useColumns();
  const pages = usePages<Schemas["Inzagen"], Row>(
    ["inzage", question],
    (vanaf) => ask(api.GET("/v1/inzage", { params: { query: { ...question, aantal: page_size, ...(vanaf ? { vanaf: Number(vanaf) } : {}) } } })),
    (page) => page.inzagen,
  );
  const field = (name: Name) => ({ value: get(name) ?? "", onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }) });
  return (
    <>
      <p className="crumbs">
        <Link to="/audit">← Audit</Link>
      </p>
      <H1>Wie bekeek wat</H1>
      <P>Elke keer dat iemand gegevens van personen bekijkt komt hier te staan, voordat ze worden getoond. Ook uw blik in dit log.</P>
      <div className="filters" role="group" aria-label="Welke inzagen">
        <DateField label="Van" {...field("van")} />
        <DateField label="Tot en met" {...field("tot")} />
        <TextField label="Wie" description="Helemaal, zoals in de kolom Wie" {...field("wie")} />
        <TextField label="Bericht" inputMode="numeric" {...field("bericht")} />
      </div>
      <Table name="inzagen" caption="Inzagen" columns={columns} pages={pages} rowKey={(one) => String(one.id)} empty={<p>In deze tijd bekeek niemand iets.</p>} />
      <CitizenSearch />
    </>
  );
}
