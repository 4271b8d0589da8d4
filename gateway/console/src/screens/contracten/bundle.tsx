import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useParams } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { ButtonLink, DataList, H1, H2, Link } from "../../components/nl";
import { Answered } from "../../components/states";
import { type Column, Table } from "../../components/table";
import { date, moment } from "../../lib/text";
import { link } from "../../lib/url_state";
import { unit } from "../../lib/volume";
import { Activation } from "./activation";

type Contract = Schemas["Contract"];
type Product = Contract["producten"][number];
type Rate = Contract["tarieven"][number];

function law(domein: string): string {
  return domein === "jw" ? "Jeugdwet" : "Wmo";
}

function days(one: { geldig_van: string; geldig_tot: string | null }): string {
  return one.geldig_tot ? `${date(one.geldig_van)} t/m ${date(one.geldig_tot)}` : `vanaf ${date(one.geldig_van)}`;
}

function Contents({ contract }: { contract: Contract }) {
  const products = useMemo<Column<Product>[]>(
    () => [
      { key: "code", title: "Product", value: (one) => one.code, width: 6 },
      { key: "omschrijving", title: "Omschrijving", value: (one) => one.omschrijving, width: 20 },
      { key: "wet", title: "Wet", value: (one) => law(one.domein), width: 6 },
      { key: "eenheid", title: "Per", value: (one) => unit(one.eenheid), width: 6 },
      { key: "geldig", title: "Geldig", value: days, width: 12 },
    ],
    [],
  );
  const rates = useMemo<Column<Rate>[]>(
    () => [
      { key: "product", title: "Product", value: (one) => one.product, width: 6 },
      { key: "aanbieder", title: "Aanbieder", value: (one) => one.aanbieder ?? "elke aanbieder", width: 8 },
      { key: "eenheid", title: "Per", value: (one) => unit(one.eenheid), width: 6 },
      { key: "tarief", title: "Tarief", value: (one) => one.tarief_centen, kind: "euro", width: 8 },
      { key: "geldig", title: "Geldig", value: days, width: 12 },
    ],
    [],
  );
  return (
    <>
      <H2>Producten</H2>
      <Table name="producten" caption="Producten" columns={products} pages={contract.producten} rowKey={(one) => `${one.domein} ${one.code} ${one.geldig_van}`} empty={null} />
      <H2>Tarieven</H2>
      <Table name="tarieven" caption="Tarieven" columns={rates} pages={contract.tarieven} rowKey={(one) => `${one.domein} ${one.product} ${one.eenheid} ${one.aanbieder ?? ""} ${one.geldig_van}`} empty={null} />
    </>
  );
}

/** What stands in one version, and whether it counts. */
export function Bundle() {
  const { bundel = "" } = useParams();
  const query = useQuery({
    queryKey: ["contract", bundel],
    queryFn: () => ask(api.GET("/v1/contracten/{bundel}", { params: { path: { bundel } } })),
  });
  return (
    <>
      <p className="crumbs">
        <Link to="/contracten">← Contracten</Link>
      </p>
      <Answered query={query} what="Contract" title={bundel}>
        {(contract) => (
          <>
            <H1>
              {contract.naam} {contract.versie}
            </H1>
            <Activation contract={contract} />
            <p className="buttons">
              <ButtonLink to={link("/contracten/wat-als", { bundel: contract.bundel })}>Wat als deze versie had gegolden?</ButtonLink>
            </p>
            <div className="columns">
              <DataList
                items={[
                  ["Geldt voor gemeente", contract.actief_voor.join(", ") || "geen enkele"],
                  ["Gaat over gemeente", contract.gemeenten.join(", ")],
                  ["Geldig", days(contract)],
                  ["Geladen", moment(contract.moment)],
                ]}
              />
              <DataList
                items={[
                  ["Percelen", String(contract.percelen)],
                  ["Overeenkomsten", String(contract.overeenkomsten)],
                  ["Budgetten", contract.budgetten > 0 ? <Link to="/budgetten">{contract.budgetten}</Link> : "0"],
                  ["Plekken en capaciteit", String(contract.capaciteit)],
                  ["Hash (SHA-256)", contract.hash],
                ]}
              />
            </div>
            <Contents contract={contract} />
          </>
        )}
      </Answered>
    </>
  );
}
