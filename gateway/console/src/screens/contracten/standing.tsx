import type { Schemas } from "../../api/client";
import { Badge } from "../../components/nl";

const texts = { actief: "geldt nu", voorgesteld: "wacht op een tweede persoon", inactief: "geldt niet" } as const;
const tones = { actief: "goedgekeurd", voorgesteld: "wacht", inactief: "" } as const;

/** Whether a version counts, or waits for a second pair of eyes. */
export function Standing({ one }: { one: Pick<Schemas["ContractRegel"], "staat"> }) {
  return <Badge state={tones[one.staat]}>{texts[one.staat]}</Badge>;
}
