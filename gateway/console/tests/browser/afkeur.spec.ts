import { readFileSync } from "node:fs";

import { euro } from "../../src/lib/text";
import { expect, look, open, settled, test } from "./house";

test("from a bar to the list to the line in two clicks; the list exports what it shows", async ({ page }) => {
  await open(page, "afkeur");
  await look(page, "afkeur");
  await page.getByRole("list", { name: "De grootste" }).getByRole("link").first().click();
  await settled(page);
  await look(page, "afkeur-lijst");
  const table = page.getByRole("table", { name: "Regels" });
  const shown = await table.locator("tbody tr").count();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
  const lines = readFileSync(await file.path(), "utf8").trim().split("\r\n");
  expect(lines[0]).toContain("Eis waaraan niet is voldaan;Gevolg;Besloten");
  expect(lines.length - 1).toBe(shown);
  await table.locator("tbody a").first().click();
  await settled(page);
  await expect(page.getByRole("region", { name: "Waarom" })).toBeVisible();
});

test("filters go into the address, and a half typed one is not asked", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page, "afkeur/regels");
  await page.getByLabel("Gemeente").fill("15");
  await expect(page.getByText("Vier cijfers")).toBeVisible();
  await page.getByLabel("Gemeente").fill("1507");
  await expect(page).toHaveURL(/gemeente=1507/);
  await settled(page);
  await page.reload();
  await settled(page);
  await expect(page.getByLabel("Gemeente")).toHaveValue("1507");
  expect(asked.filter((one) => /gemeente=15(&|$)/.test(one) && one.includes("/v1/"))).toEqual([]);
  await page.getByLabel("Zoeken in regels").fill("dit staat nergens");
  await expect(page.getByText("Geen rij past bij wat u zoekt")).toBeVisible();
});

test("ten thousand rows: only those in view are drawn, sorting and filtering see them all", async ({ page }) => {
  const rows = Array.from({ length: 10_000 }, (_, at) => ({
    bericht: at + 1, nummer: 1, href: `/v1/berichten/${at + 1}/besluit`, vandaag: "2026-07-01", berichtsoort: "WMO323", gemeente: "1507", aanbieder: "41250001",
    regel: "TR321", niveau: 3, retourcode: "9321", gevolg: "afkeuren", product: `P${at}`, plaats: "/Bericht", bedrag: (at * 7919) % 1_000_003,
  }));
  await page.route("**/v1/bevindingen?*", (route) => route.fulfill({ json: { bevindingen: rows, volgende: null } }));
  await open(page, "afkeur/regels");
  await page.evaluate(() => {
    const slowest = (window as unknown as { slowest: number }) as { slowest: number };
    slowest.slowest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) slowest.slowest = Math.max(slowest.slowest, entry.duration);
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
  });
  const table = page.getByRole("table", { name: "Regels" });
  await expect(page.getByText("10.000 rijen")).toBeVisible();
  expect(await table.locator("tbody tr").count()).toBeLessThan(80);
  await table.getByRole("button", { name: "Bedrag" }).click();
  await expect(table.locator("tbody tr").filter({ hasText: "TR321" }).first()).toContainText("0,00");
  await table.getByRole("button", { name: "Bedrag" }).click();
  await expect(table.locator("tbody tr").filter({ hasText: "TR321" }).first()).toContainText(euro(Math.max(...rows.map((one) => one.bedrag))));
  await page.getByLabel("Zoeken in regels").pressSequentially("P9999");
  await expect(page.getByText("1 van 10.000 rijen")).toBeVisible();
  const slowest = await page.evaluate(() => (window as unknown as { slowest: number }).slowest);
  console.log(`slowest interaction on 10,000 rows: ${slowest} ms`);
  // A machine that does other work besides says nothing: the limit holds where it is asked for (npm run measure).
  if (process.env["METEN"]) expect(slowest).toBeLessThanOrEqual(200);
});
