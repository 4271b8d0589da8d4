import { useEffect, useState } from "react";

/**
 * What somebody types and has not sent: it outlives a session that ends, and a reload, in this tab only.
 * @param key what it is about; no personal data
 */
export function useDraft(key: string, initial = ""): [string, (text: string) => void, () => void] {
  const name = `concept:${key}`;
  const [text, setText] = useState(() => sessionStorage.getItem(name) ?? initial);
  useEffect(() => {
    if (text === initial) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, text);
  }, [name, text, initial]);
  return [text, setText, () => setText(initial)];
}
