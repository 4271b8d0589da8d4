import { useMemo } from "react";

import { api, ask, type Schemas } from "../../api/client";
import { usePages } from "../../api/queries";
import { Badge, H1, Link, P } from "../../components/nl";
import { type Column, Table } from "../../components/table";
import { place } from "../../lib/place";
import { useRuleText } from "../../lib/regels";
import { berichtsoort, date, word } from "../../lib/text";
import { link } from "../../lib/url_state";
import { Filters, useFilter } from "./filters";

type Line = Schemas["Bevindingen"]["bevindingen"][number];

const page_size = 200;

/** Findings one by one: each leads to why. */
export function Findings() {
  const filter = useFilter();
  const rule = useRuleText();
  const pages = usePages(
    ["bevindingen", filter],
    (vanaf) => ask(api.GET("/v1/bevindingen", { params: { query: { ...filter, aantal: page_size, ...(vanaf ? { vanaf } : {}) } } })),
    (page) => page.bevindingen,
  );
  const columns = useMemo<Column<Line>[]>(
    () => [
      {
        key: "waarom",
        title: "Eis waaraan niet is voldaan",
        value: (one) => `${rule(one.regel)} ${one.regel}, ${place(one.plaats)}`,
        cell: (one) => (
          <>
            <Link to={`/afkeur/regel/${one.bericht}/${one.nummer}`}>{rule(one.regel)}</Link>
            <span className="quiet under">
              {one.regel}, {place(one.plaats)}
            </span>
          </>
        ),
        width: 16,
      },
      { key: "gevolg", title: "Gevolg", value: (one) => word(one.gevolg), cell: (one) => <Badge state={one.gevolg}>{word(one.gevolg)}</Badge>, width: 7.5 },
      { key: "dag", title: "Besloten", value: (one) => one.vandaag, cell: (one) => date(one.vandaag), width: 7 },
      { key: "bericht", title: "Bericht", value: (one) => berichtsoort(one.berichtsoort), width: 7.5 },
      { key: "aanbieder", title: "Aanbieder", value: (one) => one.aanbieder, width: 6.75 },
      { key: "gemeente", title: "Gemeente", value: (one) => one.gemeente, width: 6.5 },
      { key: "product", title: "Product", value: (one) => one.product, width: 5.5 },
      { key: "bedrag", title: "Bedrag", value: (one) => one.bedrag, kind: "euro", width: 7 },
    ],
    [rule],
  );
  return (
    <>
      <p className="crumbs">
        <Link to={link("/afkeur", filter)}>← Afkeur, samengenomen</Link>
      </p>
      <H1>{filter.regel ? `Niet voldaan: ${rule(filter.regel)}` : "Regels met een bevinding"}</H1>
      <P>Kies een regel om te zien wat er niet klopt en wat de aanbieder kan doen.</P>
      <Filters />
      <Table
        name="regels"
        caption="Regels"
        columns={columns}
        pages={pages}
        rowKey={(one) => `${one.bericht}_${one.nummer}`}
        empty={<p>Kies een langere tijd, of haal een filter weg.</p>}
      />
    </>
  );
}
