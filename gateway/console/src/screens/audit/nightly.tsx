import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { api, ask, type Schemas } from "../../api/client";
import { Alert, Link, P } from "../../components/nl";
import { Answered } from "../../components/states";
import { type Column, Table } from "../../components/table";
import { count, moment, number } from "../../lib/text";

type Last = NonNullable<Schemas["Herhaling"]["laatst"]>;
type Difference = Last["verschillen"][number];

const columns: Column<Difference>[] = [
  { key: "bericht", title: "Bericht", value: (one) => one.bericht, cell: (one) => <Link to={`/dossier/bericht/${one.bericht}`}>{`Bericht ${one.bericht}`}</Link>, width: 8 },
  { key: "wat", title: "Wat er anders is", value: (one) => one.wat, width: 30 },
];

function Outcome({ last }: { last: Last }) {
  const rows = useMemo(() => [...last.verschillen], [last]);
  if (last.fout !== null) {
    return (
      <Alert tone="error" title="De controle kwam niet tot het eind">
        <P>
          {moment(last.klaar)}: {last.fout}
        </P>
      </Alert>
    );
  }
  const unknown = last.niet_na_te_gaan > 0 ? ` ${number(last.niet_na_te_gaan)} zijn niet na te gaan: ze rusten mogelijk op wat is gewist.` : "";
  return (
    <>
      <Alert tone={last.anders === 0 ? "ok" : "error"} title={last.anders === 0 ? "Alles kwam er hetzelfde uit" : "Niet alles kwam er hetzelfde uit"}>
        <P>
          {moment(last.begonnen)} tot {moment(last.klaar)}: {count(last.berichten, "besluit", "besluiten")} opnieuw genomen, {number(last.gelijk)} hetzelfde, {number(last.anders)} anders.{unknown}
          {last.anders === 0 ? "" : " Meld dit bij het beheer."}
        </P>
      </Alert>
      {rows.length > 0 ? (
        <>
          {last.anders > rows.length ? <P>De eerste {number(rows.length)}:</P> : null}
          <Table name="anders" caption="Besluiten die anders uitkwamen" columns={columns} pages={rows} rowKey={(one) => `${one.bericht} ${one.wat}`} empty={null} plain={rows.length < 15} />
        </>
      ) : null}
    </>
  );
}

/** Whether every decision, taken again in the night, came out the same. */
export function Nightly() {
  const query = useQuery({ queryKey: ["herhaling"], queryFn: () => ask(api.GET("/v1/herhaling")), meta: { live: false } });
  return (
    <Answered query={query} what="Nachtelijke controle">
      {({ aan, tijd, laatst }) =>
        laatst ? (
          <Outcome last={laatst} />
        ) : (
          <P>{aan ? `Elke nacht om ${tijd ?? ""} worden alle besluiten opnieuw genomen en vergeleken. Sinds de daemon startte is dat nog niet gebeurd.` : "Er is geen nachtelijke controle ingesteld. De beheerder zet haar aan met de instelling replay_om."}</P>
        )
      }
    </Answered>
  );
}
