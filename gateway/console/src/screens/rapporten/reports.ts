import { useQuery } from "@tanstack/react-query";

import { api, ask } from "../../api/client";

/** Every report there is; that changes with the program only. */
export function useReports() {
  return useQuery({ queryKey: ["rapporten"], queryFn: () => ask(api.GET("/v1/rapporten")), staleTime: Infinity, meta: { live: false } });
}
