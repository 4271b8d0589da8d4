import { type FormEvent, useMemo, useState } from "react";
import { useNavigate } from "react-router-dom";

import { api, ask, headerText, type Schemas } from "../../api/client";
import { usePages } from "../../api/queries";
import { useSession } from "../../app/session";
import { Button, DateField, H1, H2, P, SelectField, TextField } from "../../components/nl";
import { Table } from "../../components/table";
import { WetField } from "../../components/wet_field";
import { useUrlState } from "../../lib/url_state";
import { messageColumns } from "./columns";

type Question = Schemas["Zoekvraag"];
type Row = Schemas["BerichtRegel"];

const page_size = 200;
const numbers = [
  ["toewijzingnummer", "toewijzing", /^\d{1,9}$/, "Hoogstens negen cijfers"],
  ["declaratienummer", "declaratie", /^.{1,12}$/, "Hoogstens twaalf tekens"],
  ["referentienummer", "prestatie of verzoek (referentie)", /^.{1,20}$/, "Hoogstens twintig tekens"],
  ["bsn", "cliënt (BSN)", /^\d{9}$/, "Negen cijfers"],
] as const;
type NumberKind = (typeof numbers)[number][0];

/** A number that names a case or a person goes in the body of a question only, never into an address. */
function NumberSearch() {
  const navigate = useNavigate();
  const { reason, gemeente: worked } = useSession();
  const [kind, setKind] = useState<NumberKind>("toewijzingnummer");
  const [text, setText] = useState("");
  const [why, setWhy] = useState("");
  const [gemeente, setGemeente] = useState("");
  const [domein, setDomein] = useState("wmo");
  const [asked, setAsked] = useState<{ question: Question; why: string; turn: number }>();
  const [, , pattern, hint] = numbers.find(([name]) => name === kind) ?? numbers[0];
  const fits = pattern.test(text.trim());
  const needsReason = kind === "bsn" && reason === null;
  const pages = usePages<Schemas["BerichtenGevonden"], Row>(
    // The turn and not the number: a key may end in places where personal data must not be.
    ["gezocht", asked?.turn ?? 0],
    (vanaf) =>
      ask(
        api.POST("/v1/berichten/_zoek", {
          params: { header: asked?.why ? { "Ketenpoort-Reden": headerText(asked.why) } : {} },
          body: { ...asked?.question, ...(worked ? { gemeente: worked } : {}), aantal: page_size, ...(vanaf ? { vanaf: Number(vanaf) } : {}) },
        }),
      ).then((page) => ({ ...page, volgende: page.vanaf ? `?vanaf=${page.vanaf}` : null })),
    (page) => page.berichten,
    "vanaf",
    asked !== undefined,
  );
  const columns = useMemo(() => messageColumns(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = text.trim();
    if (!fits || (needsReason && why.trim() === "")) return;
    if (kind === "toewijzingnummer" && /^\d{4}$/.test(gemeente)) {
      navigate(`/dossier/toewijzing/${gemeente}/${domein}/${Number(value)}`);
      return;
    }
    setAsked({ question: { [kind]: kind === "toewijzingnummer" ? Number(value) : value }, why: needsReason ? why.trim() : "", turn: (asked?.turn ?? 0) + 1 });
  };
  return (
    <section aria-labelledby="op-nummer">
      <H2 id="op-nummer">Op een nummer</H2>
      <form onSubmit={submit} autoComplete="off">
        <div className="filters">
          <SelectField label="Nummer van een" options={numbers.map(([name, label]) => [name, label] as const)} value={kind} onChange={(event) => setKind(event.target.value as NumberKind)} />
          <TextField label="Nummer" required value={text} error={text && !fits ? hint : undefined} onChange={(event) => setText(event.target.value)} />
          {kind === "toewijzingnummer" ? (
            <>
              <TextField label="Gemeente (mag leeg)" inputMode="numeric" value={gemeente} error={gemeente && !/^\d{4}$/.test(gemeente) ? "Vier cijfers" : undefined} onChange={(event) => setGemeente(event.target.value)} />
              <WetField value={domein} onChange={setDomein} />
            </>
          ) : null}
          {needsReason ? (
            <TextField label="Waarom zoekt u deze cliënt?" required maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} />
          ) : null}
          <Button look="primary" type="submit">
            Zoeken
          </Button>
        </div>
        {kind === "toewijzingnummer" ? <P className="quiet">Met de gemeente erbij komt u meteen bij alles rond die toewijzing.</P> : null}
        {needsReason ? <P className="quiet">Uw reden en uw naam komen in het inzagelog. Zet in de reden geen BSN.</P> : null}
      </form>
      {asked ? (
        <Table
          name="gezocht"
          caption="Gevonden berichten"
          columns={columns}
          pages={pages}
          rowKey={(one) => String(one.id)}
          empty={<p>Geen bericht heeft dit nummer. Kijk het na, en of u de goede soort nummer koos.</p>}
        />
      ) : null}
    </section>
  );
}

const names = ["gemeente", "aanbieder", "berichtsoort", "uitkomst", "identificatie", "van", "tot"] as const;
const whole: Partial<Record<(typeof names)[number], readonly [RegExp, string]>> = {
  gemeente: [/^\d{4}$/, "Vier cijfers"],
  aanbieder: [/^\d{8}$/, "Acht cijfers"],
  berichtsoort: [/^(WMO|JW)\d{3}$/, "Bijvoorbeeld WMO323"],
  van: [/^\d{4}-\d\d-\d\d$/, ""],
  tot: [/^\d{4}-\d\d-\d\d$/, ""],
};

/** Messages by what stands on their envelope. What is asked stands in the address. */
function EnvelopeSearch() {
  const [get, set] = useUrlState();
  const question: Record<string, string> = {};
  for (const name of names) {
    const value = get(name);
    if (value && (whole[name]?.[0].test(value) ?? true)) question[name] = value;
  }
  const pages = usePages<Schemas["Berichten"], Row>(
    ["berichten", question],
    (vanaf) => ask(api.GET("/v1/berichten", { params: { query: { ...question, aantal: page_size, ...(vanaf ? { vanaf: Number(vanaf) } : {}) } } })),
    (page) => page.berichten,
  );
  const columns = useMemo(() => messageColumns(), []);
  const field = (name: (typeof names)[number]) => {
    const value = get(name) ?? "";
    const rule = whole[name];
    return { value, error: value && rule && !rule[0].test(value) ? rule[1] : undefined, onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }) };
  };
  return (
    <div className="section">
      <H2>Op wat erop staat</H2>
      <div className="filters" role="group" aria-label="Welke berichten">
        <TextField label="Gemeente" inputMode="numeric" {...field("gemeente")} />
        <TextField label="Aanbieder (AGB-code)" inputMode="numeric" {...field("aanbieder")} />
        <TextField label="Berichtsoort" placeholder="WMO323" {...field("berichtsoort")} />
        <SelectField
          label="Uitkomst"
          options={[
            ["", "alle"],
            ["goedgekeurd", "goedgekeurd"],
            ["deels", "deels goedgekeurd"],
            ["afgekeurd", "afgekeurd"],
            ["aangehouden", "wacht op een besluit"],
          ]}
          {...field("uitkomst")}
        />
        <TextField label="Kenmerk (Identificatie)" {...field("identificatie")} />
        <DateField label="Van" {...field("van")} />
        <DateField label="Tot en met" {...field("tot")} />
      </div>
      <Table
        name="berichten"
        caption="Berichten"
        columns={columns}
        pages={pages}
        rowKey={(one) => String(one.id)}
        empty={<p>Geen bericht past bij wat u zoekt. Haal een filter weg of kies een langere tijd.</p>}
      />
    </div>
  );
}

export function Search() {
  return (
    <>
      <H1>Dossier</H1>
      <P>Zoek een bericht of een toewijzing, en zie alles wat ermee gebeurde.</P>
      <NumberSearch />
      <EnvelopeSearch />
    </>
  );
}
