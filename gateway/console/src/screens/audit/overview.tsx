import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { useNavigate } from "react-router-dom";

import { api, ask, ApiFault, type Schemas } from "../../api/client";
import { usePages } from "../../api/queries";
import { Alert, Button, ButtonLink, DataList, H1, H2, P, TextField } from "../../components/nl";
import { Answered } from "../../components/states";
import { type Column, Table } from "../../components/table";
import { moment, number } from "../../lib/text";
import { nightlyOf } from "./nightly";

type Checkpoint = Schemas["Controlepunten"]["controlepunten"][number];

function Nightly() {
  const query = useQuery({
    queryKey: ["metrics", "replay"],
    queryFn: async () => {
      try {
        return { known: true, nightly: nightlyOf(await ask<string>(api.GET("/metrics", { parseAs: "text" }))) };
      } catch (fault) {
        // Who may not see the metrics still sees the rest of the screen.
        if (fault instanceof ApiFault && fault.status === 403) return { known: false, nightly: undefined };
        throw fault;
      }
    },
    meta: { live: false },
  });
  return (
    <Answered query={query} what="Nachtelijke controle">
      {({ known, nightly }) =>
        nightly ? (
          <Alert tone={nightly.same ? "ok" : "error"} title={nightly.same ? "Alles kwam er hetzelfde uit" : "Niet alles kwam er hetzelfde uit"}>
            <P>
              {moment(nightly.at.toISOString())}: {number(nightly.compared)} besluiten opnieuw genomen, {number(nightly.different)} anders. {nightly.same ? "" : "Meld dit bij het beheer; het log van de daemon noemt ze."}
            </P>
          </Alert>
        ) : (
          <P>{known ? "Sinds de daemon startte is er nog geen nachtelijke controle geweest." : "De uitkomst staat bij de metingen, waar u geen recht op hebt. Vraag het beheer."}</P>
        )
      }
    </Answered>
  );
}

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
