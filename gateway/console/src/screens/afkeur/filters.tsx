import { DateField, SelectField, TextField } from "../../components/nl";
import { useUrlState } from "../../lib/url_state";
import type { operations } from "../../api/schema";

type Query = NonNullable<operations["toonBevindingen"]["parameters"]["query"]>;
export type Filter = Pick<Query, "van" | "tot" | "gevolg" | "berichtsoort" | "gemeente" | "aanbieder" | "regel" | "retourcode" | "product">;

const names = ["van", "tot", "gevolg", "berichtsoort", "gemeente", "aanbieder", "regel", "retourcode", "product"] as const;

/** Whether the API will take the value: what is half typed is not asked. */
const whole: Partial<Record<(typeof names)[number], RegExp>> = {
  gemeente: /^\d{4}$/,
  aanbieder: /^\d{8}$/,
  van: /^\d{4}-\d\d-\d\d$/,
  tot: /^\d{4}-\d\d-\d\d$/,
};

/** What the address asks for. */
export function useFilter(): Filter {
  const [get] = useUrlState();
  const filter: Record<string, string> = {};
  for (const name of names) {
    const value = get(name);
    if (value && (whole[name]?.test(value) ?? true)) filter[name] = value;
  }
  return filter as Filter;
}

export function Filters() {
  const [get, set] = useUrlState();
  const field = (name: (typeof names)[number]) => ({
    value: get(name) ?? "",
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  const hint = (name: "gemeente" | "aanbieder", text: string) => {
    const value = get(name);
    return value && !whole[name]?.test(value) ? text : undefined;
  };
  return (
    <div className="filters" role="group" aria-label="Welke afkeur">
      <SelectField
        label="Wat ermee gebeurde"
        options={[
          ["", "alles"],
          ["afkeuren", "afgekeurd"],
          ["aanhouden", "aangehouden"],
          ["signaleren", "alleen een signaal"],
        ]}
        {...field("gevolg")}
      />
      <DateField label="Van" {...field("van")} />
      <DateField label="Tot en met" {...field("tot")} />
      <TextField label="Gemeente" inputMode="numeric" error={hint("gemeente", "Vier cijfers")} {...field("gemeente")} />
      <TextField label="Aanbieder (AGB-code)" inputMode="numeric" error={hint("aanbieder", "Acht cijfers")} {...field("aanbieder")} />
      <SelectField
        label="Bericht"
        options={[
          ["", "alle"],
          ...(["WMO", "JW"] as const).flatMap((domein) =>
            [["323", "declaratie"], ["301", "toewijzing"], ["305", "start"], ["307", "stop"], ["315", "verzoek"], ["317", "wijzigingsverzoek"]].map(
              ([code, text]) => [`${domein}${code}`, `${domein} ${text}`] as const,
            ),
          ),
        ]}
        {...field("berichtsoort")}
      />
    </div>
  );
}
