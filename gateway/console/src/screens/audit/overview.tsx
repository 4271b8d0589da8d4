import { type FormEvent, useMemo, useState } from "react";
import { useNavigate } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { usePages } from "../../api/queries";
import { useSession } from "../../app/session";
import { Button, ButtonLink, DataList, H1, H2, P, TextField } from "../../components/nl";
import { type Column, Table } from "../../components/table";
import { moment, number } from "../../lib/text";
import { DossierSearch } from "./dossier_search";
import { Nightly } from "./nightly";

type Checkpoint = Schemas["Controlepunten"]["controlepunten"][number];

function ProofSearch() {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const fits = /^[1-9]\d*$/.test(text.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fits) navigate(`/audit/bewijs/${text.trim()}`);
  };
  return (
    <form onSubmit={submit} className="filters">
      <TextField label="Nummer van het bericht" inputMode="numeric" required value={text} error={text && !fits ? "Alleen cijfers" : undefined} onChange={(event) => setText(event.target.value)} />
      <Button look="primary" type="submit">
        Bewijs tonen
      </Button>
    </form>
  );
}

/** The signed log: its checkpoints, proofs from it, who looked, and what the night said. */
export function Overview() {
  const { may } = useSession();
  const pages = usePages<{ controlepunten: Checkpoint[]; volgende: string | null }, Checkpoint>(
    ["controlepunten"],
    async (na) => {
      const page = await ask(api.GET("/v1/audit/checkpoints", { params: { query: na ? { na: Number(na) } : {} } }));
      return { controlepunten: page.controlepunten, volgende: page.volgende === null ? null : `?na=${page.volgende}` };
    },
    (page) => page.controlepunten,
    "na",
  );
  const columns = useMemo<Column<Checkpoint>[]>(
    () => [
      { key: "grootte", title: "Regels ondertekend", value: (one) => one.grootte, kind: "number", width: 8 },
      { key: "moment", title: "Ondertekend", value: (one) => one.moment, cell: (one) => moment(one.moment), width: 10 },
      { key: "wortel", title: "Wortel (SHA-256)", value: (one) => one.wortel, width: 32 },
    ],
    [],
  );
  const last = pages.rows.at(-1);
  return (
    <>
      <H1>Audit</H1>
      <P>Alles wat is besloten staat in een log dat elke minuut wordt ondertekend. Wat erin staat kan niet ongemerkt worden veranderd of weggehaald.</P>
      <DataList
        items={[
          ["Laatst ondertekend", last && pages.complete ? `${moment(last.moment)}, ${number(last.grootte)} regels` : null],
          ["Inzagelog", <ButtonLink to="/audit/inzage">Wie bekeek wat</ButtonLink>],
        ]}
      />
      <H2>Bewijs van een bericht</H2>
      <ProofSearch />
      {may(["backoffice", "auditor"]) ? (
        <>
          <H2>Dossier van een toewijzing</H2>
          <DossierSearch />
        </>
      ) : null}
      <H2>Nachtelijke controle</H2>
      <Nightly />
      <H2>Ondertekende standen</H2>
      <Table
        name="controlepunten"
        caption="Controlepunten"
        columns={columns}
        pages={pages}
        rowKey={(one) => String(one.grootte)}
        empty={<p>Er is nog niets ondertekend; dat gebeurt binnen een minuut na het eerste besluit.</p>}
        plain
      />
    </>
  );
}
