import { useMemo } from "react";

import type { Schemas } from "../../api/client";
import { H1, Link, P } from "../../components/nl";
import { Answered } from "../../components/states";
import { type Column, Table } from "../../components/table";
import { useReports } from "./reports";

type Row = Schemas["Rapporten"]["rapporten"][number];

/** Every report by the question it answers. */
export function Overview() {
  const query = useReports();
  const columns = useMemo<Column<Row>[]>(
    () => [
      { key: "titel", title: "Rapport", value: (one) => one.titel, cell: (one) => <Link to={`/rapporten/${one.naam}`}>{one.titel}</Link>, width: 14 },
      { key: "vraag", title: "Antwoord op", value: (one) => one.vraag, width: 24 },
      { key: "regios", title: "Gevraagd door", value: (one) => one.regios, width: 14 },
      { key: "regel", title: "Rekenregel", value: (one) => one.rekenregel, width: 6 },
    ],
    [],
  );
  return (
    <>
      <H1>Rapporten</H1>
      <P>Kies een vraag. Elk rapport zegt hoe het is berekend en wat er nog open staat.</P>
      <Answered query={query} what="Rapporten">
        {({ rapporten }) => <Table name="rapporten" caption="Rapporten" columns={columns} pages={rapporten} rowKey={(one) => one.naam} empty={null} />}
      </Answered>
    </>
  );
}
