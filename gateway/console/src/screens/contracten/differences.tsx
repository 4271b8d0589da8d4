import { useMemo } from "react";
import { useParams } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { usePages } from "../../api/queries";
import { H1, Link, P } from "../../components/nl";
import { type Column, Table } from "../../components/table";

type Row = Schemas["Verschillen"]["verschillen"][number];

/** What changes when the second version takes the place of the first, a sentence each. */
export function Differences() {
  const { bundel = "", met = "" } = useParams();
  const pages = usePages<Schemas["Verschillen"], Row>(
    ["verschillen", bundel, met],
    () => ask(api.GET("/v1/contracten/{bundel}/verschillen", { params: { path: { bundel }, query: { met } } })),
    (page) => page.verschillen,
  );
  const columns = useMemo<Column<Row>[]>(
    () => [
      { key: "tekst", title: "Wat er verandert", value: (one) => one.tekst, width: 34 },
      { key: "soort", title: "Soort", value: (one) => one.soort, width: 8 },
      { key: "sleutel", title: "Waar", value: (one) => one.sleutel, width: 14 },
    ],
    [],
  );
  return (
    <>
      <p className="crumbs">
        <Link to="/contracten">← Contracten</Link>
      </p>
      <H1>
        Van {bundel} naar {met}
      </H1>
      <P>Wat er anders wordt als de tweede versie in de plaats van de eerste komt.</P>
      <Table
        name="verschillen"
        caption="Verschillen"
        columns={columns}
        pages={pages}
        rowKey={(one) => `${one.soort} ${one.sleutel} ${one.tekst}`}
        empty={<p>De twee versies zeggen hetzelfde.</p>}
      />
    </>
  );
}
