import { type FormEvent, useMemo, useState } from "react";
import { useNavigate } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { usePages } from "../../api/queries";
import { Button, ButtonLink, H1, H2, Link, P, SelectField } from "../../components/nl";
import { type Column, Table } from "../../components/table";
import { moment } from "../../lib/text";
import { Standing } from "./standing";

type Row = Schemas["Contracten"]["contracten"][number];

/** Two versions to hold against each other. */
function Compare({ rows }: { rows: Row[] }) {
  const navigate = useNavigate();
  const [old, setOld] = useState("");
  const [now, setNow] = useState("");
  const options = [["", "kies een versie"] as const, ...rows.map((one) => [one.bundel, `${one.naam} ${one.versie}${one.actief ? " (geldt nu)" : ""}`] as const)];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (old && now) navigate(`/contracten/${encodeURIComponent(old)}/verschillen/${encodeURIComponent(now)}`);
  };
  if (rows.length < 2) return null;
  return (
    <section className="section" aria-labelledby="vergelijken">
      <H2 id="vergelijken">Vergelijken</H2>
      <form onSubmit={submit} className="filters">
        <SelectField label="Wat er nu is" required options={options} value={old} onChange={(event) => setOld(event.target.value)} />
        <SelectField label="Wat ervoor in de plaats komt" required options={options} value={now} onChange={(event) => setNow(event.target.value)} />
        <Button look="primary" type="submit">
          Verschillen tonen
        </Button>
      </form>
    </section>
  );
}

/** Every version of every contract, and for which gemeenten each is the one that counts. */
export function Overview() {
  const pages = usePages<Schemas["Contracten"], Row>(["contracten"], () => ask(api.GET("/v1/contracten")), (page) => page.contracten);
  const columns = useMemo<Column<Row>[]>(
    () => [
      { key: "contract", title: "Contract", value: (one) => one.naam, cell: (one) => <Link to={`/contracten/${encodeURIComponent(one.bundel)}`}>{`${one.naam} ${one.versie}`}</Link>, width: 13 },
      { key: "stand", title: "Stand", value: (one) => one.staat, cell: (one) => <Standing one={one} />, width: 10 },
      { key: "geldt", title: "Geldt voor gemeente", value: (one) => one.actief_voor.join(" "), width: 14 },
      { key: "geladen", title: "Geladen", value: (one) => one.moment, cell: (one) => moment(one.moment), width: 9 },
      { key: "hash", title: "Hash", value: (one) => one.hash.slice(0, 12), width: 8 },
    ],
    [],
  );
  return (
    <>
      <H1>Contracten</H1>
      <P>De contracten waartegen berichten worden gehouden. Elk besluit noemt de versie waarmee het is genomen.</P>
      <p className="buttons">
        <ButtonLink to="/contracten/wat-als">Wat als een andere versie had gegolden?</ButtonLink>
      </p>
      <Table name="contracten" caption="Contracten" columns={columns} pages={pages} rowKey={(one) => one.hash} empty={<p>Laad een bundel met ketenpoort contract import.</p>} />
      <Compare rows={pages.rows} />
    </>
  );
}
