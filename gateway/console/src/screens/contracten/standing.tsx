import type { Schemas } from "../../api/client";
import { Badge } from "../../components/nl";

/** Whether a version counts. */
export function Standing({ one }: { one: Pick<Schemas["ContractRegel"], "actief"> }) {
  return <Badge state={one.actief ? "goedgekeurd" : ""}>{one.actief ? "geldt nu" : "geldt niet"}</Badge>;
}
