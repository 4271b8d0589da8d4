import { readFileSync } from "node:fs";

import { expect, open, settled, tabTo, test } from "./house";

/** The day of a back-office worker: no mouse. */
test("triage, letter, decision and report by keyboard alone", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "vandaag");

  // Triage: what costs most, and why.
  await tabTo(page, page.getByRole("list", { name: "Oorzaken van afkeur" }).getByRole("link").first());
  await page.keyboard.press("Enter");
  await settled(page);
  const lines = page.getByRole("table", { name: "Regels" }).locator("tbody a");
  await page.keyboard.press("/");
  await expect(page.getByLabel("Zoeken in regels")).toBeFocused();
  await tabTo(page, lines.first());
  if ((await lines.count()) > 1) {
    await page.keyboard.press("ArrowDown");
    await expect(lines.nth(1)).toBeFocused();
    await page.keyboard.press("ArrowUp");
  }
  await page.keyboard.press("Enter");
  await settled(page);

  // Letter: changed and copied.
  const letter = page.getByLabel("Bericht", { exact: true });
  await tabTo(page, letter);
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("J. Jansen");
  await tabTo(page, page.getByRole("button", { name: "Kopiëren" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Gekopieerd.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/Wat u kunt doen: [\s\S]+J\. Jansen$/);

  // Decide: the shortcut, the first that waits, reject nothing.
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await settled(page);
  const soort = page.getByLabel("Soort");
  await tabTo(page, soort);
  await page.keyboard.press("s"); // signalen
  await expect(page).toHaveURL(/soort=signaal/);
  await settled(page);
  await tabTo(page, page.getByRole("table", { name: "Werkvoorraad" }).locator("tbody a").last());
  await page.keyboard.press("Enter");
  await settled(page);
  await tabTo(page, page.getByLabel("Uw naam"));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("J. Jansen");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Het besluit is vastgelegd")).toBeVisible();
  await expect(page.getByLabel("Uw naam"), "nothing to type in any more: letters are shortcuts again").toHaveCount(0);

  // What was rejected, by aanbieder, as a file.
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await settled(page);
  await tabTo(page, page.getByLabel("Samennemen per"));
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/per=aanbieder/);
  await settled(page);
  await tabTo(page, page.getByRole("button", { name: "CSV" }));
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(file.suggestedFilename()).toBe("oorzaken.csv");

  // Report: how long it took in the month that was, with its picture, and the whole of it as a file.
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await settled(page);
  await tabTo(page, page.getByRole("link", { name: "In-, door- en uitstroom" }));
  await page.keyboard.press("Enter");
  await settled(page);
  for (const [field, day] of [["Van", "06012026"], ["Tot en met", "06302026"]] as const) {
    await tabTo(page, page.getByLabel(field, { exact: true }));
    await page.keyboard.type(day); // this Chromium is English: the month comes first, and the words beside it tell
  }
  await expect(page.getByText("ma 1 juni 2026")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/van=2026-06-01&tot=2026-06-30/);
  await settled(page);
  await expect(page.getByRole("heading", { name: /^01-06-2026 tot en met 30-06-2026/ })).toBeVisible();
  await expect(page.locator("svg.plot")).toBeVisible();
  const save = page.getByRole("link", { name: "Het hele rapport als CSV" });
  await tabTo(page, save);
  const [report] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(report.suggestedFilename()).toBe("stromen.csv");
  expect(readFileSync(await report.path(), "utf8").trim().split("\n").length).toBeGreaterThan(1);
});
