import { useEffect, useState } from "react";

import { queryClient } from "../api/queries";

/** `starting` is before the first connection; `lost` is shown, and heals by itself. */
export type Connection = "starting" | "live" | "lost";

const again_after = 3_000; // after an answer that ends the event source for good, such as 503
const refresh_every = 2_000; // at most, however much happens
const pages_at_most = 2; // a list that somebody paged on in is not fetched again under their hands

/** What is on the screen is asked again, when something happened. */
function refresh() {
  void queryClient.invalidateQueries({
    predicate: (query) => {
      const pages = (query.state.data as { pages?: unknown[] } | undefined)?.pages;
      return query.meta?.["live"] !== false && (pages === undefined || pages.length <= pages_at_most);
    },
  });
}

/** Follows /v1/gebeurtenissen while it is mounted. @param may whether the role may hear it */
export function useLive(may: boolean): Connection {
  const [connection, setConnection] = useState<Connection>("starting");
  useEffect(() => {
    if (!may) return undefined;
    let source: EventSource;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let pending: ReturnType<typeof setTimeout> | undefined;
    let wasLost = false;
    let first = true;
    const soon = () => {
      pending ??= setTimeout(() => {
        pending = undefined;
        refresh();
      }, refresh_every);
    };
    const open = () => {
      source = new EventSource("/v1/gebeurtenissen");
      source.onopen = () => {
        setConnection("live");
        if (wasLost) refresh();
        wasLost = false;
      };
      source.addEventListener("gebeurd", () => {
        if (!first) soon();
        first = false;
      });
      source.onerror = () => {
        wasLost = true;
        setConnection("lost");
        if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, again_after);
      };
    };
    open();
    return () => {
      source.close();
      clearTimeout(retry);
      clearTimeout(pending);
    };
  }, [may]);
  return connection;
}
