import { useCallback } from "react";
import { useSearchParams } from "react-router-dom";

/**
 * The state of a screen in its address, so that it can be kept, sent and gone back to.
 * @returns the value of a parameter (or undefined), and what changes some of them; undefined takes one away
 */
export function useUrlState(): [(name: string) => string | undefined, (changes: Record<string, string | undefined>, push?: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const get = useCallback((name: string) => params.get(name) ?? undefined, [params]);
  const set = useCallback(
    (changes: Record<string, string | undefined>, push = false) =>
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined || value === "") next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: !push },
      ),
    [setParams],
  );
  return [get, set];
}

/** An address with parameters; what is undefined or null is left out. Pure. */
export function link(path: string, params: Record<string, string | null | undefined> = {}): string {
  const query = new URLSearchParams(Object.entries(params).filter((one): one is [string, string] => Boolean(one[1]))).toString();
  return query ? `${path}?${query}` : path;
}
