import { P, TextField } from "../../components/nl";
import { WetField } from "../../components/wet_field";
import { useUrlState } from "../../lib/url_state";
import { DossierDownload } from "../dossier/download";

const whole = { gemeente: /^\d{4}$/, nummer: /^[1-9]\d{0,8}$/ } as const;

/** The dossier of a toewijzing by its number: which one stands in the address, a number of a case is no personal data. */
export function DossierSearch() {
  const [get, set] = useUrlState();
  const domein = get("wet") === "jw" ? "jw" : "wmo";
  const field = (name: keyof typeof whole, hint: string) => {
    const value = get(name) ?? "";
    return { value, error: value && !whole[name].test(value) ? hint : undefined, onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }) };
  };
  const [gemeente, nummer] = [get("gemeente") ?? "", get("nummer") ?? ""];
  return (
    <>
      <div className="filters" role="group" aria-label="Welke toewijzing">
        <TextField label="Gemeente" inputMode="numeric" {...field("gemeente", "Vier cijfers")} />
        <WetField value={domein} onChange={(wet) => set({ wet })} />
        <TextField label="Nummer van de toewijzing" inputMode="numeric" {...field("nummer", "Hoogstens negen cijfers")} />
      </div>
      {whole.gemeente.test(gemeente) && whole.nummer.test(nummer) ? <DossierDownload key={`${gemeente} ${domein} ${nummer}`} gemeente={gemeente} domein={domein} nummer={Number(nummer)} /> : <P>Vul gemeente en nummer in; dan kunt u het dossier downloaden.</P>}
    </>
  );
}
