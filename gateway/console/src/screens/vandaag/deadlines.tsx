import { useQuery } from "@tanstack/react-query";

import { api, ask, type Schemas } from "../../api/client";
import { Badge, H2, Link, P } from "../../components/nl";
import { Answered, Empty } from "../../components/states";
import { idOf, number } from "../../lib/text";

type Deadline = Schemas["Termijnen"]["termijnen"][number];

const kinds: readonly (readonly [soort: Deadline["soort"], text: string, to: (one: Deadline) => string])[] = [
  ["verzoek", "verzoeken beantwoorden", () => "/werkvoorraad?soort=verzoek"],
  ["aangehouden", "besluiten over wat is aangehouden", () => "/werkvoorraad?soort=aangehouden"],
  ["retour", "antwoorden van ons die nog niet zijn bezorgd", () => "/partners?toestand=wacht"],
  ["ontvanger", "antwoorden die wij nog krijgen", () => "/partners?toestand=afgeleverd"],
  ["start", "starts die nog niet zijn gemeld", (one) => `/dossier/bericht/${idOf(one.bericht)}`],
];

/** What is late, and what will be late within two werkdagen. */
export function Deadlines() {
  const query = useQuery({ queryKey: ["termijnen"], queryFn: () => ask(api.GET("/v1/termijnen")) });
  return (
    <section className="section" aria-labelledby="termijnen">
      <H2 id="termijnen">Wat te laat is of wordt</H2>
      <Answered query={query} what="Termijnen">
        {({ termijnen }) => {
          const rows = kinds
            .map(([soort, text, to]) => {
              const of = termijnen.filter((one) => one.soort === soort);
              return { soort, text, first: of[0], to, late: of.filter((one) => one.te_laat).length, soon: of.filter((one) => !one.te_laat && one.werkdagen <= 2).length };
            })
            .filter((one) => one.late + one.soon > 0);
          if (rows.length === 0) return <Empty title="Alles loopt op tijd" />;
          return (
            <ul className="plain-list">
              {rows.map((one) => (
                <li key={one.soort}>
                  {one.soort === "start" || !one.first ? one.text : <Link to={one.to(one.first)}>{one.text}</Link>}{" "}
                  {one.late > 0 ? <Badge state="te_laat">{number(one.late)} te laat</Badge> : null}{" "}
                  {one.soon > 0 ? <Badge state="wacht">{number(one.soon)} binnen 2 werkdagen</Badge> : null}
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
      <P className="quiet">Te laat zijn leidt nooit vanzelf tot afkeur.</P>
    </section>
  );
}
