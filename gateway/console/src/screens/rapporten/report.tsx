import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo } from "react";
import { useParams, useSearchParams } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { useSession } from "../../app/session";
import { Button, DataList, DateField, H1, H2, Link, P, SelectField, TextField } from "../../components/nl";
import { ReportTable, Warnings } from "../../components/report_table";
import { Answered } from "../../components/states";
import { date } from "../../lib/text";
import { ReportChart } from "./chart";
import { useReports } from "./reports";

type Setting = Schemas["Rapporten"]["rapporten"][number]["instellingen"][number];

const patterns: Readonly<Record<string, RegExp>> = {
  van: /^\d{4}-\d\d-\d\d$/,
  tot: /^\d{4}-\d\d-\d\d$/,
  op: /^\d{4}-\d\d-\d\d$/,
  gemeente: /^\d{4}$/,
  aanbieder: /^\d{8}$/,
};
const prefix = "stel.";

const units: Readonly<Record<string, string>> = { basispunten: "in basispunten: 500 is 5 %", centen: "in centen", aantal: "", tekst: "" };

/** What the address asks of a report, as the API takes it. */
function asked(params: URLSearchParams): Record<string, string> {
  const query: Record<string, string> = {};
  const set: string[] = [];
  for (const [name, value] of params) {
    if (patterns[name]?.test(value)) query[name] = value;
    if (name.startsWith(prefix) && value !== "") set.push(`${name.slice(prefix.length)}=${value}`);
  }
  if (set.length > 0) query["stel"] = set.join(",");
  return query;
}

function SettingField({ setting, value }: { setting: Setting; value: string }) {
  const choices = setting.keuzes.split(" ").filter(Boolean);
  const name = `${prefix}${setting.naam}`;
  const label = setting.uitleg.charAt(0).toLocaleUpperCase("nl") + setting.uitleg.slice(1);
  if (choices.length > 0) return <SelectField label={label} name={name} options={choices.map((one) => [one, one.replaceAll("_", " ")] as const)} defaultValue={value || setting.standaard} />;
  return <TextField label={label} description={`${units[setting.eenheid] ?? ""} Standaard ${setting.standaard}`.trim()} name={name} defaultValue={value} />;
}

/** Parameters of a report; the address keeps them when they are sent. */
function Parameters({ settings }: { settings: readonly Setting[] }) {
  const [params, setParams] = useSearchParams();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget)) {
      const text = typeof value === "string" ? value.trim() : "";
      if (text !== "" && settings.find((one) => `${prefix}${one.naam}` === name)?.standaard !== text) next.set(name, text);
    }
    setParams(next);
  };
  const field = (name: string) => ({ name, defaultValue: params.get(name) ?? "" });
  return (
    <form onSubmit={submit} key={params.toString()}>
      <div className="filters" role="group" aria-label="Waarover">
        <DateField label="Van" {...field("van")} />
        <DateField label="Tot en met" {...field("tot")} />
        <DateField label="Zoals bekend op" {...field("op")} />
        <TextField label="Gemeente" inputMode="numeric" pattern="\d{4}" title="Vier cijfers" {...field("gemeente")} />
        <TextField label="Aanbieder (AGB-code)" inputMode="numeric" pattern="\d{8}" title="Acht cijfers" {...field("aanbieder")} />
        {settings.map((setting) => (
          <SettingField key={setting.naam} setting={setting} value={params.get(`${prefix}${setting.naam}`) ?? ""} />
        ))}
        <Button look="primary" type="submit">
          Maken
        </Button>
      </div>
    </form>
  );
}

/** One report: its parameters, what it says, and how it came about. */
export function ReportPage() {
  const { naam = "" } = useParams();
  const { gemeente } = useSession();
  const [params] = useSearchParams();
  const question = useMemo(() => asked(params), [params]);
  const reports = useReports();
  const about = reports.data?.rapporten.find((one) => one.naam === naam);
  const query = useQuery({
    queryKey: ["rapport", naam, question],
    queryFn: () => ask(api.GET("/v1/rapporten/{rapport}", { params: { path: { rapport: naam }, query: question } })),
  });
  const file = (formaat: string) => `/v1/rapporten/${encodeURIComponent(naam)}?${new URLSearchParams({ ...(gemeente ? { gemeente } : {}), ...question, formaat }).toString()}`;
  return (
    <>
      <p className="crumbs">
        <Link to="/rapporten">← Rapporten</Link>
      </p>
      <H1>{about?.titel ?? naam}</H1>
      {about ? <P>{about.vraag}</P> : null}
      <Parameters settings={about?.instellingen ?? []} />
      {about && about.invoer.length > 0 ? (
        <P className="quiet">
          Dit rapport kan een bestand erbij gebruiken ({about.invoer.map((one) => one.uitleg).join("; ")}). Dat kan alleen met de opdracht ketenpoort report {naam}.
        </P>
      ) : null}
      <Answered query={query} what="Rapport">
        {(report) => (
          <>
            <H2>
              {date(report.periode.van)} tot en met {date(report.periode.tot)}, zoals bekend op {date(report.bekend_op)}
            </H2>
            <Warnings report={report} />
            <ReportChart report={report} />
            <ReportTable report={report} />
            <p className="buttons">
              <a className="utrecht-link" href={file("csv")} download={`${naam}.csv`}>
                Het hele rapport als CSV
              </a>
              <a className="utrecht-link" href={file("html")} target="_blank" rel="noreferrer">
                Om af te drukken (nieuw tabblad)
              </a>
            </p>
            <details>
              <summary>Hoe dit is berekend</summary>
              <DataList
                items={[
                  ["Rekenregel", report.rekenregel],
                  ["Contract", report.bundels.map((one) => `${one.bundel} (${one.sha256.slice(0, 12)})`).join(", ")],
                  ["Instellingen", report.instellingen.map((one) => `${one.naam} = ${one.waarde} (${one.bron})`).join(", ")],
                ]}
              />
            </details>
          </>
        )}
      </Answered>
    </>
  );
}
