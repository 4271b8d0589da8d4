import { useQuery } from "@tanstack/react-query";

import { api, ask } from "../../api/client";
import { H2, P } from "../../components/nl";
import { Answered, Empty } from "../../components/states";
import { addDays } from "../../lib/days";
import { count } from "../../lib/text";

const silent_days = 7;

/** Who sent messages in the month before, and none this week. */
export function SilentPartners({ day }: { day: string }) {
  const query = useQuery({
    queryKey: ["tellingen", "afzender", day],
    queryFn: async () => {
      const counts = (van: string, tot: string) => ask(api.GET("/v1/tellingen", { params: { query: { per: "afzender", van, tot } } }));
      const [before, lately] = await Promise.all([
        counts(addDays(day, -29), addDays(day, -silent_days)),
        counts(addDays(day, 1 - silent_days), day),
      ]);
      const heard = new Set(lately.tellingen.map((one) => one.sleutel));
      return before.tellingen.filter((one) => !heard.has(one.sleutel)).sort((a, b) => b.berichten - a.berichten);
    },
  });
  return (
    <section className="section" aria-labelledby="stil">
      <H2 id="stil">Partners die stil zijn</H2>
      <Answered query={query} what="Partners">
        {(silent) =>
          silent.length === 0 ? (
            <Empty title="Van iedereen die berichten stuurt hoorden we deze week iets" />
          ) : (
            <>
              <P className="quiet">Al {silent_days} dagen geen bericht, en in de drie weken ervoor wel:</P>
              <ul className="plain-list">
                {silent.slice(0, 8).map((one) => (
                  <li key={one.sleutel}>
                    {one.sleutel}: daarvoor {count(one.berichten, "bericht", "berichten")}
                  </li>
                ))}
              </ul>
              {silent.length > 8 ? <P>En nog {silent.length - 8}.</P> : null}
            </>
          )
        }
      </Answered>
    </section>
  );
}
