import type { Schemas } from "../../api/client";
import { Badge, Link } from "../../components/nl";
import type { Column } from "../../components/table";
import { berichtsoort, moment, word } from "../../lib/text";

type Row = Schemas["BerichtRegel"];

export function messageColumns(): Column<Row>[] {
  return [
    { key: "bericht", title: "Bericht", value: (one) => one.id, cell: (one) => <Link to={`/dossier/bericht/${one.id}`}>{`Bericht ${one.id}`}</Link>, width: 8 },
    { key: "soort", title: "Soort", value: (one) => berichtsoort(one.berichtsoort), width: 14 },
    { key: "uitkomst", title: "Uitkomst", value: (one) => word(one.uitkomst), cell: (one) => <Badge state={one.uitkomst}>{word(one.uitkomst)}</Badge>, width: 10 },
    { key: "ontvangen", title: "Ontvangen", value: (one) => one.ontvangen, cell: (one) => moment(one.ontvangen), width: 9 },
    { key: "van", title: "Van", value: (one) => one.afzender, width: 7 },
    { key: "aan", title: "Aan", value: (one) => one.ontvanger, width: 7 },
    { key: "kenmerk", title: "Kenmerk", value: (one) => one.identificatie, width: 9 },
  ];
}
