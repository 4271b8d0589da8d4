/** What /metrics says of the nightly check, in which every decision is made again. */
export interface Nightly {
  at: Date;
  same: boolean;
  compared: number;
  different: number;
}

/** @param metrics text of Prometheus. @returns undefined: it was not done since the daemon started. Pure. */
export function nightlyOf(metrics: string): Nightly | undefined {
  const value = (name: string) => {
    const found = new RegExp(`^ketenpoort_replay_${name} (\\S+)$`, "m").exec(metrics);
    return found ? Number(found[1]) : undefined;
  };
  const at = value("tijd_seconds");
  if (!at) return undefined;
  return { at: new Date(at * 1000), same: value("gelijk") === 1, compared: value("vergeleken") ?? 0, different: value("verschillen") ?? 0 };
}
