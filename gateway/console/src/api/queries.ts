import { QueryClient, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { ApiFault, NO_CONNECTION } from "./client";

/** What was asked before is shown while it is asked again; what the daemon refuses is not asked again by itself. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      retry: (count, fault) => count < 2 && fault instanceof ApiFault && (fault.status === NO_CONNECTION || fault.status === 503),
    },
  },
});

interface Page {
  volgende?: string | null | undefined;
}

/** Pages of the largest size the API gives, one after another. `rows` grows with each `more`. */
export interface Pages<Row> {
  rows: Row[];
  complete: boolean;
  more: () => void;
  loadingMore: boolean;
  isLoading: boolean;
  error: Error | null;
  again: () => void;
}

/** The parameters of a `volgende` address that tell where the next page starts. */
export function cursorOf(volgende: string | null | undefined, name: string): string | undefined {
  if (volgende === null || volgende === undefined) return undefined;
  return new URLSearchParams(volgende.slice(volgende.indexOf("?") + 1)).get(name) ?? undefined;
}

/**
 * A list of the API by its cursor.
 * @param key of the query: the name of the list first, then all that is asked
 * @param page asks one page; `cursor` is undefined for the first
 * @param rows takes the rows from a page
 * @param cursor the parameter that leads on: `vanaf`, or `na` where the API calls it so
 */
export function usePages<P extends Page, Row>(
  key: readonly unknown[],
  page: (cursor: string | undefined) => Promise<P>,
  rows: (page: P) => Row[],
  cursor: "vanaf" | "na" = "vanaf",
  enabled = true,
): Pages<Row> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => page(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => cursorOf(last.volgende, cursor),
    enabled,
  });
  const all = useMemo(() => (query.data?.pages ?? []).flatMap(rows), [query.data]);
  return {
    rows: all,
    complete: !query.hasNextPage,
    more: () => void query.fetchNextPage(),
    loadingMore: query.isFetchingNextPage,
    isLoading: query.isLoading,
    error: query.error,
    again: () => void query.refetch(),
  };
}
