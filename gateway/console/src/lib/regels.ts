import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { api, ask } from "../api/client";

/** What a rule demands, in a sentence; its code while that is not known. */
export function useRuleText(): (code: string | null | undefined) => string {
  const { data } = useQuery({
    queryKey: ["regels"],
    queryFn: async () => {
      const { regels } = await ask(api.GET("/v1/regels"));
      return new Map(regels.map((one) => [one.regel, one.zin]));
    },
    staleTime: Infinity,
    meta: { live: false },
  });
  return useCallback((code) => (code ? (data?.get(code) ?? code) : "zonder regel"), [data]);
}
