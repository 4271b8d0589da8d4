/** The components of the NL Design System (Utrecht) that we use, each under one name. Styles come from the stylesheet only. */

import { Button as UtrechtButton } from "@utrecht/button-react";
import { ButtonGroup } from "@utrecht/button-group-react";
import { FormLabel } from "@utrecht/form-label-react";
import { Textbox } from "@utrecht/textbox-react";
import { type ButtonHTMLAttributes, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId, useState } from "react";
import { Link as RouterLink, type LinkProps } from "react-router-dom";

import { dayInWords } from "../lib/text";

export { ButtonGroup };

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: "primary" | "secondary" | "subtle"; danger?: boolean };

export function Button({ look = "secondary", danger = false, type = "button", ...rest }: ButtonProps) {
  const appearance = look === "subtle" ? "subtle-button" : look === "primary" ? "primary-action-button" : "secondary-action-button";
  return <UtrechtButton appearance={appearance} {...(danger ? { hint: "danger" } : {})} type={type} {...rest} />;
}

/** A link within the console. */
export function Link({ className = "", ...rest }: LinkProps) {
  return <RouterLink className={`utrecht-link ${className}`} {...rest} />;
}

/** A link that looks like a button. */
export function ButtonLink({ className = "", ...rest }: LinkProps) {
  return <RouterLink className={`utrecht-button utrecht-button--secondary-action button-link ${className}`} {...rest} />;
}

export function H1({ children }: { children: ReactNode }) {
  return <h1 className="utrecht-heading-1">{children}</h1>;
}

export function H2({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <h2 className="utrecht-heading-2" id={id}>
      {children}
    </h2>
  );
}

export function H3({ children }: { children: ReactNode }) {
  return <h3 className="utrecht-heading-3">{children}</h3>;
}

export function P({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <p className={`utrecht-paragraph ${className}`}>{children}</p>;
}

export type Tone = "info" | "ok" | "warning" | "error";

/** Something that has to be seen. Errors are read out at once, the rest when there is time. */
export function Alert({ tone = "info", title, children }: { tone?: Tone; title?: string; children?: ReactNode }) {
  return (
    <div className={`utrecht-alert utrecht-alert--${tone}`} role={tone === "error" ? "alert" : "status"}>
      <div className="utrecht-alert__content">
        <div className="utrecht-alert__message">
          {title ? <p className="alert-title">{title}</p> : null}
          {children}
        </div>
      </div>
    </div>
  );
}

const badgeTones: Readonly<Record<string, string>> = {
  goedgekeurd: "good",
  afgeleverd: "good",
  deels: "part",
  signaleren: "part",
  wacht: "wait",
  aangehouden: "wait",
  aanhouden: "wait",
  in_onderzoek: "wait",
  open: "wait",
  afgekeurd: "bad",
  afkeuren: "bad",
  opgegeven: "bad",
  te_laat: "bad",
};

/** A state in a word; its colour never says anything that the word does not. @param state a word of the API */
export function Badge({ state, children }: { state: string; children: ReactNode }) {
  return <span className={`utrecht-status-badge badge badge--${badgeTones[state] ?? "plain"}`}>{children}</span>;
}

interface FieldProps {
  label: string;
  description?: string;
  error?: string | undefined;
}

function Wrapped({ id, label, description, error, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className={`utrecht-form-field field ${error ? "utrecht-form-field--invalid" : ""}`}>
      <FormLabel htmlFor={id}>{label}</FormLabel>
      {description ? (
        <div className="utrecht-form-field-description" id={`${id}-uitleg`}>
          {description}
        </div>
      ) : null}
      {error ? (
        <div className="utrecht-form-field-error-message" id={`${id}-fout`}>
          {error}
        </div>
      ) : null}
      {children}
    </div>
  );
}

function described(id: string, { description, error }: Partial<FieldProps>) {
  const by = [description ? `${id}-uitleg` : "", error ? `${id}-fout` : ""].filter(Boolean).join(" ");
  return { id, ...(by ? { "aria-describedby": by } : {}), ...(error ? { "aria-invalid": true as const } : {}) };
}

export function TextField({ label, description, error, ...rest }: FieldProps & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  const texts = { ...(description ? { description } : {}), error };
  return (
    <Wrapped id={id} label={label} {...texts}>
      <Textbox {...rest} {...described(id, texts)} invalid={Boolean(error)} />
    </Wrapped>
  );
}

/**
 * A day. A browser shows it in the order of its own language (5-6 may be June or May), so that it stands beside it in words.
 * @param none what it means that there is none
 */
export function DateField({ none = "geen dag gekozen", onChange, ...rest }: Omit<FieldProps, "description"> & { none?: string } & InputHTMLAttributes<HTMLInputElement>) {
  const [chosen, setChosen] = useState(rest.defaultValue);
  return (
    <TextField
      {...rest}
      type="date"
      description={dayInWords(String(rest.value ?? chosen ?? "")) || none}
      onChange={(event) => {
        setChosen(event.target.value);
        onChange?.(event);
      }}
    />
  );
}

export function TextAreaField({ label, description, error, ...rest }: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  const texts = { ...(description ? { description } : {}), error };
  return (
    <Wrapped id={id} label={label} {...texts}>
      <textarea className="utrecht-textarea utrecht-textarea--html-textarea" {...rest} {...described(id, texts)} />
    </Wrapped>
  );
}

export function SelectField({
  label,
  description,
  error,
  options,
  ...rest
}: FieldProps & SelectHTMLAttributes<HTMLSelectElement> & { options: readonly (readonly [value: string, text: string])[] }) {
  const id = useId();
  const texts = { ...(description ? { description } : {}), error };
  return (
    <Wrapped id={id} label={label} {...texts}>
      <select className="utrecht-select utrecht-select--html-select" {...rest} {...described(id, texts)}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Wrapped>
  );
}

/** Names and values under each other. A value that is empty is left out. */
export function DataList({ items }: { items: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="utrecht-data-list utrecht-data-list--html-dl data-list">
      {items
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([name, value]) => (
          <div className="utrecht-data-list__item" key={name}>
            <dt className="utrecht-data-list__item-key">{name}</dt>
            <dd className="utrecht-data-list__item-value">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
