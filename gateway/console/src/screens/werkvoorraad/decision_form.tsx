import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import { Alert, Button, P, SelectField, TextAreaField, TextField } from "../../components/nl";
import { Fault } from "../../components/states";
import { useWho } from "../../components/who";
import { useDraft } from "../../lib/draft";
import { type Choice, choices, decidedBefore, type Order, reasons, type Soort } from "./decisions";

interface DecisionFormProps {
  soort: Soort;
  domein?: "wmo" | "jw";
  many?: boolean;
  draft: string; ///< what the draft is kept under
  onDecide: (order: Order) => Promise<unknown>;
}

const fieldNames = ["retourcode", "reden", "woonplaatsgemeente", "grond", "bericht"] as const;

/** Chooses a decision and asks what it needs. What was typed stays until it was taken. */
export function DecisionForm({ soort, domein, many = false, draft, onDecide }: DecisionFormProps) {
  const possible = choices[soort].filter((one) => !(many && one.one));
  const [chosen, setChosen] = useState<Choice | undefined>(possible.length === 1 ? possible[0] : undefined);
  const [remark, setRemark, clearRemark] = useDraft(`besluit:${draft}`);
  const [values, setValues] = useState<Partial<Record<(typeof fieldNames)[number], string>>>({});
  const [who, whoField] = useWho();
  const mutation = useMutation({
    mutationFn: onDecide,
    onSuccess: () => {
      clearRemark();
      setValues({});
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    const order: Order = { besluit: chosen.besluit, door: who };
    if (remark.trim()) order.toelichting = remark.trim();
    if (chosen.fields.includes("retourcode")) order.retourcode = values.retourcode ?? "";
    if (chosen.fields.includes("reden")) order.reden = values.reden ?? "";
    if (values.reden === "8" && values.woonplaatsgemeente) order.woonplaatsgemeente = values.woonplaatsgemeente;
    if (chosen.fields.includes("grond") && values.grond) order.grond = "woonplaatsbeginsel";
    if (chosen.fields.includes("bericht")) order.bericht = Number(values.bericht);
    mutation.mutate(order);
  };
  const field = (name: (typeof fieldNames)[number]) => ({
    value: values[name] ?? "",
    required: true,
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  const before = decidedBefore(mutation.error);
  return (
    <form className="decision" onSubmit={submit}>
      <fieldset className="choices">
        <legend className="utrecht-form-label">Uw besluit</legend>
        {possible.map((one) => (
          <label key={one.besluit} className="check">
            <input type="radio" name="besluit" required checked={chosen === one} onChange={() => setChosen(one)} />
            {one.text}
          </label>
        ))}
      </fieldset>
      {chosen ? <P className="quiet">{chosen.what}</P> : null}
      {chosen?.fields.includes("retourcode") ? (
        <TextField label="Retourcode" description="Vier tekens; die van de regel die het bericht aanhield, of een die het contract toelaat" pattern="[0-9A-Z]{4}" maxLength={4} {...field("retourcode")} />
      ) : null}
      {chosen?.fields.includes("reden") ? <SelectField label="Reden" options={reasons} {...field("reden")} /> : null}
      {chosen?.fields.includes("woonplaatsgemeente") && values.reden === "8" && domein !== "wmo" ? (
        <TextField label="Gemeente die verantwoordelijk is" description="Code van vier cijfers" pattern="\d{4}" inputMode="numeric" {...field("woonplaatsgemeente")} required={false} />
      ) : null}
      {chosen?.fields.includes("grond") && domein === "jw" ? (
        <SelectField
          label="Waarom onderzoek"
          options={[
            ["", "inhoudelijk"],
            ["woonplaatsbeginsel", "woonplaatsbeginsel (termijn 2 weken)"],
          ]}
          {...field("grond")}
          required={false}
        />
      ) : null}
      {chosen?.fields.includes("bericht") ? <TextField label="Nummer van de toewijzing (301)" inputMode="numeric" pattern="[1-9]\d*" {...field("bericht")} /> : null}
      {whoField}
      <TextAreaField
        label={chosen?.remark ? "Toelichting" : "Toelichting (mag leeg blijven)"}
        description="Zonder persoonsgegevens"
        rows={3}
        maxLength={1000}
        required={chosen?.remark === "required"}
        value={remark}
        onChange={(event) => setRemark(event.target.value)}
      />
      {before ? (
        <Alert tone="warning" title="Iemand was u voor">
          <P>{before} Er is niets veranderd; wat u had getypt staat er nog.</P>
        </Alert>
      ) : mutation.error ? (
        <Fault error={mutation.error} />
      ) : null}
      <Button look="primary" type="submit" danger={chosen?.danger ?? false} disabled={mutation.isPending || (chosen === undefined && possible.length > 1)}>
        {mutation.isPending ? "Vastleggen …" : "Besluit vastleggen"}
      </Button>
    </form>
  );
}
