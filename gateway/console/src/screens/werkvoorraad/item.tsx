import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router-dom";

import { api, askWhole, type Schemas } from "../../api/client";
import { queryClient } from "../../api/queries";
import { useSession } from "../../app/session";
import { Alert, Badge, DataList, H1, H2, Link, P } from "../../components/nl";
import { Answered } from "../../components/states";
import { Reason } from "../../components/reason";
import { useRuleText } from "../../lib/regels";
import { berichtsoort, date, hoofdletter, idOf, moment, werksoort, word } from "../../lib/text";
import { cameTooLate, decide, reasons } from "./decisions";
import { DecisionForm } from "./decision_form";
import { Clock } from "./list";

function Consequence({ made }: { made: Schemas["WerkGevolg"] }) {
  const { gevolg } = made;
  return (
    <Alert tone="ok" title="Het besluit is vastgelegd">
      {gevolg ? (
        <P>
          Bericht {idOf(gevolg.bericht)} ({berichtsoort(gevolg.berichtsoort)}): {word(gevolg.uitkomst)}.
          {gevolg.retour ? " Het antwoord gaat uit." : ""}
        </P>
      ) : (
        <P>Er gaat geen bericht uit.</P>
      )}
    </Alert>
  );
}

/** One item: what it is about, who did what, and the decision. */
export function Item() {
  const id = Number(useParams()["id"]);
  const rule = useRuleText();
  const { may } = useSession();
  const [made, setMade] = useState<Schemas["WerkGevolg"]>();
  const [late, setLate] = useState(false); // somebody else was first
  const query = useQuery({
    queryKey: ["werk", id],
    queryFn: async () => {
      const { data, response } = await askWhole(api.GET("/v1/werkvoorraad/{id}", { params: { path: { id } } }));
      return { werk: data, etag: response.headers.get("ETag") ?? undefined };
    },
  });
  return (
    <>
      <p className="crumbs">
        <Link to="/werkvoorraad">← Werkvoorraad</Link>
      </p>
      <Answered query={query} what="Werk" title="Werk">
        {({ werk, etag }) => (
          <>
            <H1>{`${hoofdletter(werksoort(werk.soort))}: ${berichtsoort(werk.bericht.berichtsoort)}`}</H1>
            {made ? <Consequence made={made} /> : null}
            {late && werk.toestand === "afgedaan" ? (
              <Alert tone="warning" title="Iemand was u voor">
                <P>
                  Al besloten door {werk.besluiten.at(-1)?.door ?? "een bericht dat binnenkwam"}. Er is niets veranderd aan dat besluit; wat u had getypt is
                  bewaard.
                </P>
              </Alert>
            ) : null}
            <div className="columns">
              <div>
                <DataList
                  items={[
                    ["Soort", werksoort(werk.soort)],
                    ["Eis die speelt", werk.regel ? rule(werk.regel) : null],
                    ["Stand", <Badge state={werk.stand}>{word(werk.stand)}</Badge>],
                    ["Termijn", <Clock row={werk} />],
                    ["Sinds", date(werk.sinds)],
                    ["Bericht", <Link to={`/dossier/bericht/${werk.bericht.id}`}>{`${berichtsoort(werk.bericht.berichtsoort)}, bericht ${werk.bericht.id}`}</Link>],
                    ["Aanbieder", werk.aanbieder],
                    ["Gemeente", werk.gemeente],
                    ["Voorstel", werk.voorstel ? `antwoord ${werk.voorstel.verzoek_antwoord}${werk.voorstel.reden ? `, reden ${reasons.find(([code]) => code === werk.voorstel?.reden)?.[1] ?? ""}` : ""}` : null],
                  ]}
                />
                {werk.bevindingen.map((finding, index) => (
                  <div key={index}>
                    <H2>{finding.melding}</H2>
                    <Reason finding={finding} headed={false} />
                  </div>
                ))}
              </div>
              <div>
                {werk.toestand === "open" && may(["backoffice"]) ? (
                  <section aria-labelledby="besluiten">
                    <H2 id="besluiten">Beslissen</H2>
                    <DecisionForm
                      soort={werk.soort}
                      domein={werk.domein}
                      draft={String(id)}
                      onDecide={async (order) => {
                        try {
                          setMade(await decide(id, order, etag));
                        } catch (fault) {
                          setLate(cameTooLate(fault));
                          throw fault;
                        } finally {
                          await queryClient.invalidateQueries();
                        }
                      }}
                    />
                  </section>
                ) : null}
                {werk.besluiten.length > 0 ? (
                  <section aria-labelledby="wie">
                    <H2 id="wie">Wie deed wat</H2>
                    <ul className="plain-list">
                      {werk.besluiten.map((one, index) => (
                        <li key={index}>
                          <strong>{word(one.besluit)}</strong> door {one.door}, {moment(one.moment)}
                          {one.toelichting ? <P className="letter">{one.toelichting}</P> : null}
                          {one.bericht ? (
                            <P>
                              <Link to={`/dossier/bericht/${idOf(one.bericht)}`}>Bericht {idOf(one.bericht)}</Link>
                            </P>
                          ) : null}
                        </li>
                      ))}
                    </ul>
                  </section>
                ) : null}
              </div>
            </div>
          </>
        )}
      </Answered>
    </>
  );
}
