const parts: readonly (readonly [element: string, words: string])[] = [
  ["Client", "cliënt"],
  ["Prestatie", "prestatie"],
  ["ToegewezenProduct", "toegewezen product"],
  ["StartProduct", "start"],
  ["StopProduct", "stop"],
  ["AangevraagdProduct", "aangevraagd product"],
  ["TeWijzigenProduct", "te wijzigen product"],
  ["NieuwProduct", "nieuw product"],
];

/** A place in a message in words: "cliënt 2, prestatie 1, GeleverdVolume". Pure. @param xpath as a finding has it */
export function place(xpath: string | null): string {
  if (!xpath) return "";
  const steps = [...xpath.matchAll(/\/([A-Za-z0-9]+)(?:\[(\d+)\])?/g)];
  const words = steps.flatMap(([, element, number]) => {
    const known = parts.find(([name]) => name === element);
    return known ? [number ? `${known[1]} ${number}` : known[1]] : [];
  });
  const last = steps.at(-1)?.[1];
  if (last && !parts.some(([name]) => name === last) && !/^(Bericht|Declaratie|[A-Z][a-z]+en)$/.test(last)) words.push(last);
  return words.join(", ") || "het hele bericht";
}
