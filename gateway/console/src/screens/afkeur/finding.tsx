import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router-dom";

import { api, ask, type Schemas } from "../../api/client";
import { Badge, DataList, H1, H2, Link, P } from "../../components/nl";
import { Answered, Empty } from "../../components/states";
import { place } from "../../lib/place";
import { berichtsoort, date, euro, word } from "../../lib/text";
import { Letter } from "./letter";

type Finding = Schemas["Bevinding"];

/** Why a line was not approved: what was sent, what may be, how that was worked out, where it stands, and what helps. */
export function Reason({ finding }: { finding: Finding }) {
  return (
    <section className={`panel ${finding.gevolg === "afkeuren" ? "panel--bad" : "panel--part"}`} aria-label="Waarom">
      <p>
        <Badge state={finding.gevolg}>{word(finding.gevolg)}</Badge>
      </p>
      <DataList
        items={[
          ["Gestuurd is", finding.waarde],
          ["Toegestaan is", finding.grens],
          ["Zo is dat berekend", finding.berekening ? <span className="sum">{finding.berekening}</span> : null],
          ["Waar in het bericht", place(finding.plaats)],
          ["Waar het staat", [finding.bron.verwijzing, finding.bron.bundel ? `contract ${finding.bron.bundel}` : "standaard iWmo/iJw"].join(", ")],
          ["Regel", finding.retourcode ? `${finding.regel}, retourcode ${finding.retourcode}` : finding.regel],
        ]}
      />
      <H2>Wat helpt</H2>
      <P>{finding.oplossing || "Neem contact op met de gemeente."}</P>
    </section>
  );
}

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
      <Answered query={query} what="Besluit">
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
