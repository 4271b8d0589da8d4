import { execFileSync } from "node:child_process";

import { type Daemon, program, serve, storeCopy } from "./daemon";
import { expect, look, open, settled, test } from "./house";

const password = "een lang wachtwoord";
let daemon: Daemon;

test.use({ mayComplain: [[/401/], { option: true }] as never });

test.beforeAll(async () => {
  const data = storeCopy();
  const user = (name: string, naam: string, rol: string, gemeente: string) =>
    execFileSync(program, ["user", "add", "--data", data, name, "--naam", naam, "--rol", rol, "--gemeente", gemeente], { input: `${password}\n` });
  user("j.jansen", "J. Jansen", "backoffice,auditor,beheer", "*");
  user("p.devries", "P. de Vries", "toezicht", "*");
  user("a.bakker", "A. Bakker", "backoffice", "0984,1507");
  daemon = await serve(data, { aanmelden: "verplicht" });
});
test.afterAll(() => daemon.stop());

async function signIn(page: Parameters<typeof open>[0], user: string, path: string): Promise<void> {
  await page.goto(`${daemon.url}/console/${path}`);
  await page.getByLabel("Gebruikersnaam").fill(user);
  await page.getByLabel("Wachtwoord").fill(password);
  await page.getByRole("button", { name: "Aanmelden", exact: true }).click();
  await settled(page);
}

test("from signing in to a decision to the answer that goes out, and out again", async ({ page }) => {
  await page.goto(`${daemon.url}/console/werkvoorraad?soort=aangehouden`);
  await page.getByLabel("Gebruikersnaam").fill("j.jansen");
  await page.getByLabel("Wachtwoord").fill("niet het goede wachtwoord");
  await page.getByRole("button", { name: "Aanmelden", exact: true }).click();
  await expect(page.getByText("Aanmelden is niet gelukt")).toBeVisible();
  await look(page, "aanmelden-mislukt");
  await page.getByLabel("Wachtwoord").fill(password);
  await page.getByRole("button", { name: "Aanmelden", exact: true }).click();
  await settled(page);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  await page.getByRole("table", { name: "Werkvoorraad" }).locator("tbody a").first().click();
  await settled(page);
  await expect(page.getByLabel("Uw naam"), "who signed in is known").toHaveCount(0);
  await page.getByLabel("Goedkeuren", { exact: true }).check();
  await page.getByRole("button", { name: "Besluit vastleggen" }).click();
  await expect(page.getByText("Het antwoord gaat uit.")).toBeVisible();
  await expect(page.getByText("door j.jansen")).toBeVisible();

  await page.getByRole("navigation", { name: "Schermen" }).getByRole("link", { name: "Partners en verkeer" }).click();
  await settled(page);
  await expect(page.getByRole("table", { name: "Uitgaand verkeer" }).locator("tbody tr").first()).toBeVisible();
  await look(page, "partners-aangemeld");

  await page.getByRole("button", { name: "Afmelden" }).click();
  await expect(page.getByRole("heading", { name: "Aanmelden bij Ketenpoort" })).toBeVisible();
  await page.goto(`${daemon.url}/console/vandaag`);
  await expect(page.getByRole("heading", { name: "Aanmelden bij Ketenpoort" })).toBeVisible();
});

test("who may see nothing of this sees no screen of it", async ({ page }) => {
  await signIn(page, "p.devries", "werkvoorraad");
  await expect(page.getByText("Dit scherm hoort niet bij uw rol")).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toHaveCount(0);
});

test("who works for two gemeenten sees one at a time, and chooses which", async ({ page }) => {
  await signIn(page, "a.bakker", "vandaag");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByLabel("Gemeente").selectOption("1507");
  await settled(page);
  await expect(page.getByRole("heading", { level: 1, name: /^Vandaag/ })).toBeVisible();
  expect(asked.some((one) => one.includes("/v1/vandaag?gemeente=1507"))).toBe(true);
  await look(page, "vandaag-gemeente");
});
