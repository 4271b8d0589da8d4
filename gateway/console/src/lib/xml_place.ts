/** Where an element stands in the text of a message: [first character, behind the last). */
export interface XmlRange {
  start: number;
  end: number;
  /** False: the element itself is not there (it is missing), and this is the begin tag of the nearest one around it. */
  exact: boolean;
}

const token = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>!?]+)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;

interface Open {
  path: string;
  children: Map<string, number>;
  start: number;
  tagEnd: number;
}

/** "/Bericht/Client" of any spelling: local names, each with its number among those of its name. */
function steps(xpath: string): string[] {
  return xpath
    .split("/")
    .filter(Boolean)
    .map((step) => {
      const [, name = "", number = "1"] = /^(?:[^:[]*:)?([^[]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
      return `${name}[${number}]`;
    });
}

/**
 * Finds what the place of a finding names. Pure; reads the text once and makes no document of it.
 * @param xpath as a finding has it, without namespaces
 * @returns undefined: not even its root is there
 */
export function locate(xml: string, xpath: string): XmlRange | undefined {
  const wanted = steps(xpath);
  const full = `/${wanted.join("/")}`;
  const around = new Set(wanted.map((_, at) => `/${wanted.slice(0, at + 1).join("/")}`));
  const open: Open[] = [{ path: "", children: new Map(), start: 0, tagEnd: 0 }];
  let nearest: Open | undefined;
  for (const match of xml.matchAll(token)) {
    const [whole, closes, name, rest = ""] = match;
    if (name === undefined) continue;
    const end = match.index + whole.length;
    if (closes === "/") {
      const closed = open.pop();
      if (closed?.path === full) return { start: closed.start, end, exact: true };
      if (open.length === 0) return undefined;
      continue;
    }
    const local = name.slice(name.indexOf(":") + 1);
    const parent = open[open.length - 1];
    if (!parent) return undefined;
    const number = (parent.children.get(local) ?? 0) + 1;
    parent.children.set(local, number);
    const one: Open = { path: `${parent.path}/${local}[${number}]`, children: new Map(), start: match.index, tagEnd: end };
    if (around.has(one.path)) nearest = one;
    if (!rest.endsWith("/")) open.push(one);
    else if (one.path === full) return { start: one.start, end, exact: true };
  }
  return nearest && { start: nearest.start, end: nearest.tagEnd, exact: false };
}

/** ToewijzingNummers that a message names, each once, without leading zeros. Pure. */
export function toewijzingnummers(xml: string): string[] {
  return [...new Set([...xml.matchAll(/<(?:[^\s/>]+:)?ToewijzingNummer>\s*0*(\d+)\s*</g)].map(([, digits]) => digits ?? ""))];
}
