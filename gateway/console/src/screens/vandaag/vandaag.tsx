import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";

import { api, ask } from "../../api/client";
import { useSession } from "../../app/session";
import { Bars } from "../../components/bars";
import { Chart, type ChartProps, ticksOf } from "../../components/chart";
import { H1, H2, Link, P } from "../../components/nl";
import { Answered, Empty } from "../../components/states";
import { addDays, daysFrom } from "../../lib/days";
import { useRuleText } from "../../lib/regels";
import { berichtsoort, count, date, euro, number, word } from "../../lib/text";
import { link } from "../../lib/url_state";
import { Deadlines } from "./deadlines";
import { SilentPartners } from "./silent_partners";

interface TileProps {
  title: string;
  value: string;
  note: string;
  to: string | null; ///< null: one's role has no screen for it
  tone?: "" | "good" | "part" | "bad";
}

function Tile({ title, value, note, to, tone = "" }: TileProps) {
  const parts = (
    <>
      <span className="tile-value">{value}</span> <span className="tile-title">{title}</span> <span className="tile-note">{note}</span>
    </>
  );
  const look = `tile tile--${tone}`;
  return <li>{to === null ? <div className={look}>{parts}</div> : <Link to={to} className={look}>{parts}</Link>}</li>;
}

/** Rejections of the last month, by rule: what costs most work is on top. */
function Causes({ day }: { day: string }) {
  const van = addDays(day, -29);
  const rule = useRuleText();
  const query = useQuery({
    queryKey: ["afkeur", "vandaag", day],
    queryFn: () => ask(api.GET("/v1/afkeur", { params: { query: { per: "regel", gevolg: "afkeuren", van, tot: day, aantal: 8 } } })),
  });
  return (
    <section className="section" aria-labelledby="oorzaken">
      <H2 id="oorzaken">Aan welke eisen is niet voldaan? (afkeur, 30 dagen)</H2>
      <Answered query={query} what="Afkeur">
        {({ groepen }) =>
          groepen.length === 0 ? (
            <Empty title="In de afgelopen 30 dagen is niets afgekeurd" />
          ) : (
            <>
              <P className="quiet">
                De eisen die het vaakst tot afkeur leidden: {euro(groepen.reduce((sum, one) => sum + one.bedrag, 0))} aan gevraagd geld ligt stil. Kies een eis om de
                regels te zien.
              </P>
              <Bars
                label="Oorzaken van afkeur"
                bars={groepen.map((one) => ({
                  key: one.sleutel ?? "",
                  label: rule(one.sleutel),
                  value: one.regels,
                  text: `${count(one.regels, "regel", "regels")} · ${euro(one.bedrag)}`,
                  to: link("/afkeur/regels", { van, tot: day, gevolg: "afkeuren", regel: one.sleutel }),
                }))}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}

const outcomes = ["goedgekeurd", "deels", "afgekeurd", "aangehouden"] as const;
const colours = ["hsl(120 45% 30%)", "hsl(40 100% 45%)", "hsl(0 80% 45%)", "hsl(211 60% 45%)"];

/** Messages of each day by outcome. */
function PerDay({ day }: { day: string }) {
  const van = addDays(day, -29);
  const query = useQuery({
    queryKey: ["tellingen", "dag", day],
    queryFn: () => ask(api.GET("/v1/tellingen", { params: { query: { per: "dag", van, tot: day } } })),
  });
  const tellingen = query.data?.tellingen;
  const days = useMemo(() => daysFrom(addDays(day, -29), day), [day]);
  const options = useCallback<ChartProps["options"]>(
    (Plot, width) => ({
      height: 220,
      marginLeft: 40,
      x: { type: "band", label: null, tickFormat: (d: string) => date(d).slice(0, 5), domain: days, ticks: ticksOf(days, width) },
      y: { grid: true, label: "berichten" },
      color: { domain: outcomes.map(word), range: colours },
      marks: [
        Plot.barY(
          (tellingen ?? []).flatMap((one) => outcomes.map((uitkomst) => ({ dag: one.sleutel, aantal: one[uitkomst], uitkomst: word(uitkomst) }))),
          { x: "dag", y: "aantal", fill: "uitkomst" },
        ),
        Plot.ruleY([0]),
      ],
    }),
    [tellingen, days],
  );
  return (
    <section className="section" aria-labelledby="verloop">
      <H2 id="verloop">Berichten per dag</H2>
      <Answered query={query} what="Verloop">
        {({ tellingen: counts }) => {
          const sum = (name: (typeof outcomes)[number]) => counts.reduce((total, one) => total + one[name], 0);
          return counts.length === 0 ? (
            <Empty title="Er kwam in de afgelopen 30 dagen niets binnen" />
          ) : (
            <Chart
              title="De afgelopen 30 dagen:"
              summary={outcomes.map((one) => `${number(sum(one))} ${word(one)}`).join(", ")}
              legend={outcomes.map((one, at) => [word(one), colours[at] ?? ""] as const)}
              options={options}
            />
          );
        }}
      </Answered>
    </section>
  );
}

export default function Vandaag() {
  const { may } = useSession();
  const query = useQuery({ queryKey: ["vandaag"], queryFn: () => ask(api.GET("/v1/vandaag")) });
  return (
    <Answered query={query} what="Vandaag">
      {({ dag, totaal, berichtsoorten, werk, uit }) => {
        const rejected = totaal.afgekeurd + totaal.deels;
        return (
          <>
            <H1>Vandaag, {date(dag)}</H1>
            <ul className="tiles">
              <Tile
                title="berichten binnen"
                value={number(totaal.berichten)}
                note={berichtsoorten.map((one) => `${number(one.berichten)} × ${berichtsoort(one.berichtsoort)}`).slice(0, 3).join(", ") || "nog niets"}
                to={link("/afkeur", { van: dag, tot: dag })}
              />
              <Tile
                title="(deels) afgekeurd"
                value={number(rejected)}
                note={`${number(totaal.goedgekeurd)} helemaal goedgekeurd`}
                to={link("/afkeur/regels", { van: dag, tot: dag, gevolg: "afkeuren" })}
                tone={rejected > 0 ? "bad" : "good"}
              />
              {werk.map((one) => (
                <Tile
                  key={one.soort}
                  title={one.soort === "aangehouden" ? "wachten op uw besluit" : one.soort === "verzoek" ? "verzoeken open" : "signalen open"}
                  value={number(one.open)}
                  note={one.te_laat > 0 ? `${number(one.te_laat)} te laat` : "alles op tijd"}
                  to={link("/werkvoorraad", { soort: one.soort })}
                  tone={one.te_laat > 0 ? "bad" : one.soort === "signaal" ? "" : "part"}
                />
              ))}
              {uit ? (
                <Tile
                  title="antwoorden wachten op bezorging"
                  value={number(uit.wacht)}
                  note={uit.opgegeven > 0 ? `${number(uit.opgegeven)} niet afgeleverd` : "niets blijven liggen"}
                  to={may(["beheer", "auditor"]) ? link("/partners", { toestand: uit.opgegeven > 0 ? "opgegeven" : "wacht" }) : null}
                  tone={uit.opgegeven > 0 ? "bad" : ""}
                />
              ) : null}
            </ul>
            <Causes day={dag} />
            <div className="columns">
              <Deadlines />
              <SilentPartners day={dag} />
            </div>
            <PerDay day={dag} />
          </>
        );
      }}
    </Answered>
  );
}
