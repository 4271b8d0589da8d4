import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Daemon, program, serve } from "./daemon";
import { expect, look, settled, test } from "./house";

const bundle = new URL("../../../../deploy/contracts/noord-limburg", import.meta.url).pathname;
const password = "een lang wachtwoord";
let daemon: Daemon;
let signed: Daemon;
let top = "";

// A store of its own: a contract that counts, and the next one that somebody proposed with another tarief.
test.beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), "ketenpoort-contracten-"));
  const data = join(top, "data");
  const next = join(top, "volgende");
  cpSync(bundle, next, { recursive: true });
  const change = (file: string, from: string, to: string) => {
    const text = readFileSync(join(next, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(next, file), text.replace(from, to));
  };
  change("bundel.toml", 'versie = "2026-1"', 'versie = "2026-2"');
  change("tarieven.csv", "8763,04", "8900,00");
  execFileSync(program, ["contract", "import", "--data", data, bundle], { stdio: "ignore" });
  execFileSync(program, ["contract", "import", "--voorstel", "--data", data, next], { stdio: "ignore" });
  const other = join(top, "aangemeld");
  cpSync(data, other, { recursive: true });
  for (const [name, rol] of [["c.meijer", "contractbeheer"], ["a.smit", "auditor"]] as const) {
    const user = ["user", "add", "--data", other, name, "--naam", name, "--rol", rol, "--gemeente", "*"];
    execFileSync(program, user, { input: `${password}\n`, stdio: ["pipe", "ignore", "ignore"] });
  }
  daemon = await serve(data);
  signed = await serve(other, { aanmelden: "verplicht" });
});
test.afterAll(async () => {
  await daemon.stop();
  await signed.stop();
  rmSync(top, { recursive: true, force: true });
});

test("what a proposed version changes is told in words", async ({ page }) => {
  await page.goto(`${daemon.url}/console/contracten`);
  await settled(page);
  await expect(page.getByText("wacht op een tweede persoon")).toBeVisible();
  await look(page, "contracten");
  await page.getByLabel("Wat er nu is").selectOption("noord-limburg@2026-1");
  await page.getByLabel("Wat ervoor in de plaats komt").selectOption("noord-limburg@2026-2");
  await page.getByRole("button", { name: "Verschillen tonen" }).click();
  await settled(page);
  const table = page.getByRole("table", { name: "Verschillen" });
  await expect(table).toContainText("8.763,04");
  await expect(table).toContainText("8.900,00");
  await look(page, "contracten-verschillen");
});

test("a proposal says who made it, and is refused to who may not decide on it", async ({ page, mayComplain }) => {
  mayComplain.push(/40[139] .*\/activering$/);
  await page.goto(`${daemon.url}/console/contracten/noord-limburg@2026-2`);
  await settled(page);
  await expect(page.getByText(/^Voorgesteld door /)).toBeVisible();
  await expect(page.getByRole("table", { name: "Tarieven" })).toContainText("8.900,00");
  await look(page, "contracten-voorstel");
  await page.getByRole("button", { name: "Actief maken" }).click();
  await expect(page.getByText("doet iemand die is aangemeld")).toBeVisible();
});

test("a second person signs in, makes it active, and works out what another version would have done", async ({ page, mayComplain }) => {
  mayComplain.push(/401/);
  await page.goto(`${signed.url}/console/contracten/noord-limburg@2026-2`);
  await page.getByLabel("Gebruikersnaam").fill("c.meijer");
  await page.getByLabel("Wachtwoord").fill(password);
  await page.getByRole("button", { name: "Aanmelden", exact: true }).click();
  await settled(page);
  await page.getByRole("button", { name: "Actief maken" }).click();
  await expect(page.getByText("geldt nu", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Actief maken" })).toHaveCount(0);
  await page.goto(`${signed.url}/console/contracten`);
  await settled(page);
  await expect(page.getByRole("row", { name: /noord-limburg 2026-2/ })).toContainText("geldt nu");
  await expect(page.getByRole("row", { name: /noord-limburg 2026-1/ })).toContainText("geldt niet");

  // And works out what the version of before would have done; an auditor sees that, and cannot begin one.
  await page.goto(`${signed.url}/console/contracten/wat-als?bundel=noord-limburg@2026-1&van=2026-05-01&tot=2026-06-30`);
  await settled(page);
  await page.getByRole("button", { name: "Uitrekenen" }).click();
  await expect(page.getByText("Van deze tijd is er geen besluit waarvoor deze versie telt.")).toBeVisible();
  await expect(page.getByText("c.meijer", { exact: true }), "who asked").toBeVisible();
  const address = page.url();
  await page.getByRole("button", { name: "Afmelden" }).click();
  await page.getByLabel("Gebruikersnaam").fill("a.smit");
  await page.getByLabel("Wachtwoord").fill(password);
  await page.getByRole("button", { name: "Aanmelden", exact: true }).click();
  await expect(page.getByRole("button", { name: "Afmelden" })).toBeVisible();
  expect(page.url()).toBe(address);
  await expect(page.getByRole("heading", { name: "Samen" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Uitslag vergeten" })).toHaveCount(0);
  await page.getByRole("link", { name: "← Wat als" }).click();
  await expect(page.getByText("Een wat-als begint iemand met de rol contractbeheer")).toBeVisible();
  await expect(page.getByRole("row", { name: /c\.meijer/ })).toContainText("klaar");
});

test("what stands in a version: products and tarieven", async ({ page }) => {
  await page.goto(`${daemon.url}/console/contracten/noord-limburg@2026-2`);
  await settled(page);
  await expect(page.getByRole("table", { name: "Producten" }).locator("tbody tr").first()).toBeVisible();
  await expect(page.getByRole("table", { name: "Tarieven" })).toContainText("8.900,00");
  await look(page, "contracten-versie");
});
