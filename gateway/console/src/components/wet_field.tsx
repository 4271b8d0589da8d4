import { SelectField } from "./nl";

const wetten = [
  ["wmo", "Wmo"],
  ["jw", "Jeugdwet"],
] as const;

/** Under which law a toewijzing is: its numbers are per gemeente and law. */
export function WetField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return <SelectField label="Wet" options={wetten} value={value} onChange={(event) => onChange(event.target.value)} />;
}
