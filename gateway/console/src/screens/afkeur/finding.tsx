import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router-dom";

import { api, ask } from "../../api/client";
import { Badge, DataList, H1, H2, Link, P } from "../../components/nl";
import { Reason } from "../../components/reason";
import { Answered, Empty } from "../../components/states";
import { place } from "../../lib/place";
import { berichtsoort, date, euro, word } from "../../lib/text";
import { Letter } from "./letter";

/** One finding of a message, with its letter. The address names the message and its place in the list of findings. */
export function Finding() {
  const { bericht = "", nummer = "" } = useParams();
  const id = Number(bericht);
  const at = Number(nummer);
  const query = useQuery({
    queryKey: ["besluit", id],
    queryFn: () => ask(api.GET("/v1/berichten/{id}/besluit", { params: { path: { id } } })),
  });
  return (
    <>
      <p className="crumbs">
        <Link to="/afkeur/regels">← Regels met een bevinding</Link>
      </p>
      <Answered query={query} what="Besluit" title="Regel">
        {(decision) => {
          const finding = decision.bevindingen[at - 1];
          if (!finding) {
            return (
              <>
                <H1>Deze regel is er niet (meer)</H1>
                <Empty title="Het laatste besluit over dit bericht heeft deze bevinding niet" />
              </>
            );
          }
          const others = decision.bevindingen.map((one, index) => [one, index + 1] as const).filter(([, index]) => index !== at);
          return (
            <>
              <H1>{finding.melding}</H1>
              <div className="columns">
                <div>
                  <Reason finding={finding} />
                  <H2>Het bericht</H2>
                  <DataList
                    items={[
                      ["Soort", berichtsoort(decision.berichtsoort)],
                      ["Kenmerk", decision.identificatie],
                      ["Van", decision.afzender],
                      ["Aan", decision.ontvanger],
                      ["Besloten op", date(decision.vandaag)],
                      ["Uitkomst", <Badge state={decision.uitkomst}>{word(decision.uitkomst)}</Badge>],
                      ["Gevraagd", decision.totaal ? euro(decision.totaal.ingediend) : null],
                      ["Toegekend", decision.totaal ? euro(decision.totaal.toegekend) : null],
                      ["Contract", decision.contract ? `${decision.contract.naam} ${decision.contract.versie}` : null],
                      ["Alles hierover", <Link to={`/dossier/bericht/${id}`}>Naar het dossier van bericht {id}</Link>],
                    ]}
                  />
                </div>
                <Letter decision={decision} finding={finding} />
              </div>
              {others.length > 0 ? (
                <section className="section">
                  <H2>Wat er in dit bericht nog meer is gevonden</H2>
                  <ul className="plain-list">
                    {others.slice(0, 50).map(([one, index]) => (
                      <li key={index}>
                        <Link to={`/afkeur/regel/${id}/${index}`}>{one.melding}</Link> <span className="quiet">{place(one.plaats)}</span>
                      </li>
                    ))}
                  </ul>
                  {others.length > 50 ? <P>En nog {others.length - 50}.</P> : null}
                </section>
              ) : null}
            </>
          );
        }}
      </Answered>
    </>
  );
}
