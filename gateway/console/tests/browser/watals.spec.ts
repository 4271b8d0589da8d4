import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { type Daemon, program, root, serve, storeCopy } from "./daemon";
import { expect, look, open, settled, test } from "./house";

const period = "van=2026-05-01&tot=2026-06-30";
const version = "noord-limburg@2026-2";
let daemon: Daemon;
let store = "";

/** What came in and what goes out, to see whether anything changed. */
async function decided(page: Page): Promise<string[]> {
  return Promise.all(["berichten?aantal=200", "uit?toestand=alle&aantal=200"].map(async (list) => (await page.request.get(`${daemon.url}/v1/${list}`)).text()));
}

// A store of its own, with a next version that nobody made active: hourly help costs ten euro there.
test.beforeAll(async () => {
  store = storeCopy();
  const next = mkdtempSync(`${store}-volgende-`);
  cpSync(join(root, "deploy/contracts/noord-limburg"), next, { recursive: true });
  const change = (file: string, from: RegExp | string, to: string) => {
    const text = readFileSync(join(next, file), "utf8");
    expect(text.replace(from, to)).not.toBe(text);
    writeFileSync(join(next, file), text.replace(from, to));
  };
  change("bundel.toml", 'versie = "2026-1"', 'versie = "2026-2"');
  change("tarieven.csv", "35,46;2026-01-01", "10,00;2026-01-01");
  execFileSync(program, ["contract", "import", "--voorstel", "--data", store, next], { stdio: "ignore" });
  daemon = await serve(store);
});
test.afterAll(() => daemon.stop());

test("what another version would have done: started from it, followed, read from the sum to the case", async ({ page }) => {
  const before = await decided(page);
  await open(page, "contracten", daemon.url);
  await page.getByRole("link", { name: "noord-limburg 2026-2" }).click();
  await settled(page);
  await page.getByRole("link", { name: "Wat als deze versie had gegolden?" }).click();
  await settled(page);
  await expect(page.getByLabel("Versie")).toHaveValue(version);
  await expect(page.getByText("Er is nog niets uitgerekend sinds de daemon startte.")).toBeVisible();
  await page.getByLabel("Van", { exact: true }).fill("2026-05-01");
  await page.getByLabel("Tot en met").fill("2026-04-30");
  await expect(page.getByText("Ligt voor de eerste dag")).toBeVisible();
  await page.getByLabel("Tot en met").fill("2026-06-30");
  await look(page, "watals-vragen");
  await page.getByRole("button", { name: "Uitrekenen" }).click();

  await expect(page.getByRole("heading", { level: 1, name: `Wat als ${version} had gegolden?` })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Samen" })).toBeVisible();
  const address = page.url();
  await page.reload();
  await settled(page);
  expect(page.url()).toBe(address);
  // The command of the same store says the same.
  const command = ["whatif", "--data", store, "--bundle", version, "--van", "2026-05-01", "--tot", "2026-06-30"];
  const done = spawnSync(program, [...command, "--json"], { encoding: "utf8" });
  const { totaal, aantal_regels } = JSON.parse(done.stdout) as { totaal: { goed_fout: number; verschil: number }; aantal_regels: number };
  expect(totaal.goed_fout).toBeGreaterThan(0);
  await expect(page.getByText(`${totaal.goed_fout} goed wordt fout`)).toBeVisible();
  await expect(page.getByRole("heading", { name: `${aantal_regels} regels die omslaan` })).toBeVisible();
  await expect(page.getByRole("table", { name: "Waardoor" })).toContainText(/houdt nu tegen.*TR\d+.*tarieven\.csv/);
  await expect(page.locator("svg.plot")).toBeVisible();
  await look(page, "watals-uitslag");

  const by = page.getByRole("table", { name: "Per product" });
  await by.getByRole("button", { name: "Verschil" }).click();
  await expect(page).toHaveURL(/producten\.sorteer=verschil/);
  await expect(by.locator("tbody tr").first()).toContainText("01A01");
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Elke regel die omslaat als CSV" }).click();
  const csv = spawnSync(program, [...command, "--csv"], { encoding: "utf8" });
  expect(readFileSync(await (await saved).path(), "utf8"), "as the command writes it").toBe(csv.stdout);
  const [print] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("link", { name: "Om af te drukken" }).click()]);
  await expect(print.getByText(/Wat als noord-limburg@2026-2 gold/).first()).toBeVisible();
  await print.close();

  await page.getByRole("table", { name: "Regels die omslaan" }).locator("tbody a").first().click();
  await expect(page).toHaveURL(/\/dossier\/bericht\/\d+/);
  expect(await decided(page), "nothing was stored and nothing goes out").toEqual(before);
});

test("nothing would have been different, and nothing was decided then", async ({ page }) => {
  await open(page, `contracten/wat-als?bundel=noord-limburg@2026-1&${period}`, daemon.url);
  await page.getByRole("button", { name: "Uitrekenen" }).click();
  await expect(page.getByText("Elk besluit van deze tijd was onder deze versie hetzelfde geweest.")).toBeVisible();
  await look(page, "watals-niets-anders");
  await open(page, `contracten/wat-als?bundel=${version}&van=2020-01-01&tot=2020-01-31`, daemon.url);
  await page.getByRole("button", { name: "Uitrekenen" }).click();
  await expect(page.getByText("Van deze tijd is er geen besluit waarvoor deze versie telt.")).toBeVisible();
  await page.getByRole("button", { name: "Uitslag vergeten" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Wat als een andere versie had gegolden?" })).toBeVisible();
  await expect(page.getByRole("row", { name: /01-01-2020/ })).toHaveCount(0);
});

test.describe("while it runs", () => {
  test.use({ mayComplain: [[/404 .*\/v1\//, /409 .*\/v1\/whatif$/], { option: true }] as never });
  const run = {
    id: "r1", bundel: version, hash: "a".repeat(64), van: "2026-05-01", tot: "2026-06-30", wie: "c.meijer", begonnen: "2026-07-14T08:00:00Z", klaar: null as string | null,
    stand: "bezig", gedaan: 1200, totaal: 4800, fout: null as string | null, href: "/v1/whatif/r1", uitslag: null,
  };

  test("how far it is lives, who runs it is told to who comes second, and it can be stopped", async ({ page }) => {
    // Of a run that takes as long as the test wants.
    const now = { ...run };
    await page.route("**/v1/whatif", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({ status: 409, contentType: "application/problem+json", json: { type: "urn:x", title: "x", status: 409, detail: "Er loopt er al een.", loopt: now.href } })
        : route.fulfill({ json: { runs: [now] } }),
    );
    await page.route("**/v1/whatif/r1", (route) => {
      if (route.request().method() !== "DELETE") return route.fulfill({ json: now });
      now.stand = "gestopt";
      return route.fulfill({ status: 204 });
    });
    await open(page, `contracten/wat-als?bundel=${version}&${period}`, daemon.url);
    await expect(page.getByRole("row", { name: /c\.meijer/ })).toContainText("rekent");
    await page.getByRole("button", { name: "Uitrekenen" }).click();
    await expect(page.getByText("Er wordt al een wat-als uitgerekend")).toBeVisible();
    await look(page, "watals-loopt-al");
    await page.getByRole("link", { name: "Bekijk wie wat uitrekent" }).click();
    await expect(page.getByRole("heading", { name: "Bezig: 25 %" })).toBeVisible();
    await look(page, "watals-bezig");
    now.gedaan = 3600;
    await expect(page.getByRole("heading", { name: "Bezig: 75 %" })).toBeVisible();
    await page.getByRole("button", { name: "Stoppen" }).click();
    await expect(page.getByText("Gestopt voordat het klaar was")).toBeVisible();
  });

  test("one that failed says why, and one that is forgotten that it is not there", async ({ page }) => {
    await page.route("**/v1/whatif/r1", (route) => route.fulfill({ json: { ...run, stand: "mislukt", klaar: run.begonnen, fout: "Er is te weinig ruimte voor tijdelijke bestanden." } }));
    await open(page, "contracten/wat-als/r1", daemon.url);
    await expect(page.getByRole("alert")).toContainText("te weinig ruimte");
    await look(page, "watals-mislukt");
    await open(page, "contracten/wat-als/bestaat-niet", daemon.url);
    await expect(page.getByText("Dit is er niet")).toBeVisible();
  });
});
