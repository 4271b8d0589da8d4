import { expect, test } from "vitest";

import { nightlyOf } from "../../src/screens/audit/nightly";

test("the nightly check is read from the metrics", () => {
  const text = "# HELP x y\nketenpoort_replay_tijd_seconds 1784000000\nketenpoort_replay_gelijk 0\nketenpoort_replay_vergeleken 336\nketenpoort_replay_verschillen 2\n";
  expect(nightlyOf(text)).toEqual({ at: new Date(1_784_000_000_000), same: false, compared: 336, different: 2 });
  expect(nightlyOf("ketenpoort_berichten_total 1\n")).toBeUndefined();
});
