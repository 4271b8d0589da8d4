import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";

import { api, ask, headerText, type Schemas } from "../../api/client";
import { useSession } from "../../app/session";
import { Alert, Button, H2, H3, Link, P, TextField } from "../../components/nl";
import { Answered } from "../../components/states";
import { place } from "../../lib/place";
import { berichtsoort, number } from "../../lib/text";
import { locate, toewijzingnummers } from "../../lib/xml_place";

/** What is shown of a long message around the place that is pointed at. */
const shown_around = 20_000;

/** A message written on one line is read with a line per element; a message with lines stays as it is. */
function readable(xml: string): string {
  return xml.includes("\n") ? xml : xml.replaceAll("><", ">\n<");
}

function Marked({ label, text, xpath }: { label: string; text: string; xpath: string | undefined }) {
  const mark = useRef<HTMLElement>(null);
  const xml = useMemo(() => readable(text), [text]);
  const at = useMemo(() => (xpath ? locate(xml, xpath) : undefined), [xml, xpath]);
  useEffect(() => {
    // The frame scrolls, not the page: who reads a finding stays there.
    const frame = mark.current?.closest(".xml");
    if (mark.current && frame) frame.scrollTop = Math.max(0, mark.current.offsetTop - frame.clientHeight / 3);
  }, [at]);
  const from = at ? Math.max(0, at.start - shown_around) : 0;
  const to = Math.min(xml.length, (at ? at.end : 0) + 2 * shown_around);
  return (
    <>
      {at && !at.exact ? <P>{place(xpath ?? null)} staat niet in het bericht. Aangewezen is waar het had moeten staan.</P> : null}
      <pre className="xml" role="region" aria-label={label} tabIndex={0}>
        {from > 0 ? `… ${number(from)} tekens eerder begint het bericht …\n` : ""}
        {at ? (
          <>
            {xml.slice(from, at.start)}
            <mark ref={mark}>{xml.slice(at.start, at.end)}</mark>
            {xml.slice(at.end, to)}
          </>
        ) : (
          xml.slice(from, to)
        )}
        {to < xml.length ? `\n… en nog ${number(xml.length - to)} tekens …` : ""}
      </pre>
    </>
  );
}

/**
 * What came in with our answer beside it. They hold personal data: nothing is asked before somebody says why.
 * @param finding what to point at, if anything
 */
export function Originals({ message, finding }: { message: Schemas["Bericht"]; finding: Schemas["Bevinding"] | undefined }) {
  const { reason } = useSession();
  const [text, setText] = useState("");
  const [given, setGiven] = useState<string>();
  const why = reason ?? given;
  const header = why === undefined ? {} : { "Ketenpoort-Reden": headerText(why) };
  const { id, retour } = message;
  const query = useQuery({
    queryKey: ["origineel", id],
    queryFn: async () => {
      const asked = { params: { path: { id }, header }, parseAs: "text" } as const;
      return {
        original: await ask<string>(api.GET("/v1/berichten/{id}/origineel", asked)),
        answer: retour ? await ask<string>(api.GET("/v1/berichten/{id}/retour", asked)) : null,
      };
    },
    enabled: why !== undefined,
    // Each look leaves a line in the access log: one look is one line.
    staleTime: Infinity,
    gcTime: 0,
    meta: { live: false },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) setGiven(text.trim());
  };
  const domein = message.berichtsoort?.startsWith("JW") ? "jw" : "wmo";
  const gemeente = [message.afzender, message.ontvanger].find((one) => /^\d{4}$/.test(one ?? ""));
  return (
    <section className="section" aria-labelledby="origineel">
      <H2 id="origineel">Het bericht zelf{retour ? " en het antwoord" : ""}</H2>
      {why === undefined ? (
        <form onSubmit={submit} className="decision">
          {finding ? <Alert>Gekozen is: {finding.melding}</Alert> : null}
          <P>Hierin staan persoonsgegevens. Uw naam en uw reden komen in het inzagelog.</P>
          <TextField label="Waarom wilt u het bericht zien?" description="Zet in de reden geen BSN" required maxLength={200} value={text} onChange={(event) => setText(event.target.value)} />
          <Button look="primary" type="submit">
            Bericht tonen
          </Button>
        </form>
      ) : (
        <Answered query={query} what="Bericht">
          {({ original, answer }) => (
            <>
              {gemeente ? (
                <ul className="inline-list" aria-label="Toewijzingen in dit bericht">
                  {toewijzingnummers(original)
                    .slice(0, 50)
                    .map((nummer) => (
                      <li key={nummer}>
                        <Link to={`/dossier/toewijzing/${gemeente}/${domein}/${nummer}`}>Toewijzing {nummer}</Link>
                      </li>
                    ))}
                </ul>
              ) : null}
              <div className="columns">
                <div>
                  <H3>Binnengekomen: {berichtsoort(message.berichtsoort)}</H3>
                  <Marked label="Het bericht dat binnenkwam" text={original} xpath={finding?.plaats} />
                </div>
                {answer !== null && retour ? (
                  <div>
                    <H3>Ons antwoord: {berichtsoort(retour.berichtsoort)}</H3>
                    <Marked label="Het antwoord" text={answer} xpath={undefined} />
                  </div>
                ) : null}
              </div>
            </>
          )}
        </Answered>
      )}
    </section>
  );
}
