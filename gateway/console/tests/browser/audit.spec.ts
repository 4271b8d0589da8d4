import { expect, look, open, settled, test } from "./house";

test("the browser works out that a message stands in the signed log", async ({ page }) => {
  await open(page, "audit");
  await look(page, "audit");
  await page.getByLabel("Nummer van het bericht").fill("5");
  await page.getByRole("button", { name: "Bewijs tonen" }).click();
  await settled(page);
  await expect(page.getByText("Het klopt", { exact: true })).toBeVisible();
  await look(page, "audit-bewijs");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Bewijs bewaren (JSON)" }).click();
  expect((await saved).suggestedFilename()).toBe("bewijs-5.json");
});

test("a proof that was tampered with is not believed", async ({ page }) => {
  await page.route("**/v1/audit/opname/5", async (route) => {
    const response = await route.fetch();
    const proof = (await response.json()) as { bladen: { regel: string }[] };
    for (const leaf of proof.bladen) leaf.regel = leaf.regel.replace(/^(.{40})./, (_, head: string) => `${head}z`);
    await route.fulfill({ response, json: proof });
  });
  await open(page, "audit/bewijs/5");
  await expect(page.getByText("Het klopt niet, of het is nog niet ondertekend")).toBeVisible();
});

test("the access log tells who looked, of one citizen too", async ({ page }) => {
  await open(page, "dossier/bericht/5"); // which is looking, and so a line in the log
  await open(page, "audit/inzage");
  await expect(page.getByRole("table", { name: "Inzagen" }).locator("tbody tr").first()).toBeVisible();
  await page.getByLabel("BSN").fill("999900031");
  await page.getByLabel("Waarom zoekt u dit?").fill("verzoek om inzage");
  await page.getByRole("button", { name: "Zoeken", exact: true }).click();
  await settled(page);
  // Searching is looking as well: the next search shows this one, with its reason.
  await page.getByRole("button", { name: "Zoeken", exact: true }).click();
  await expect(page.getByRole("table", { name: "Inzagen van deze burger" }).getByRole("row", { name: /verzoek om inzage/ }).first()).toBeVisible();
  expect(page.url()).not.toContain("999900031");
  await look(page, "audit-inzage");
});

test("what the night found: nothing yet, the same, and what came out otherwise", async ({ page }) => {
  await open(page, "audit");
  await expect(page.getByText("Er is geen nachtelijke controle ingesteld.")).toBeVisible();
  // A night of the test's own: the daemon does it once a day.
  const laatst = { begonnen: "2026-07-14T01:00:00Z", klaar: "2026-07-14T01:04:00Z", berichten: 340, gelijk: 340, anders: 0, niet_na_te_gaan: 0, fout: null as string | null, verschillen: [] as unknown[] };
  const herhaling = { aan: true, tijd: "03:00", laatst: null as typeof laatst | null };
  await page.route("**/v1/herhaling", (route) => route.fulfill({ json: herhaling }));
  await page.reload();
  await expect(page.getByText("Elke nacht om 03:00")).toBeVisible();
  herhaling.laatst = laatst;
  await page.reload();
  await expect(page.getByText("Alles kwam er hetzelfde uit")).toBeVisible();
  Object.assign(laatst, { gelijk: 337, anders: 1, niet_na_te_gaan: 2, verschillen: [{ bericht: 5, href: "/v1/berichten/5", wat: "het antwoord heeft een andere retourcode" }] });
  await page.reload();
  await expect(page.getByText(/340 besluiten opnieuw genomen, 337 hetzelfde, 1 anders/)).toBeVisible();
  await look(page, "audit-nacht");
  await page.getByRole("table", { name: "Besluiten die anders uitkwamen" }).getByRole("link", { name: "Bericht 5" }).click();
  await expect(page).toHaveURL(/\/dossier\/bericht\/5$/);
  await open(page, "audit");
  laatst.fout = "de opslag was niet te lezen";
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("de opslag was niet te lezen");
});

test("an auditor gets the dossier of a toewijzing by its number", async ({ page, mayComplain }) => {
  mayComplain.push(/404 .*\/v1\/toewijzingen\//);
  await open(page, "audit?gemeente=0893&nummer=999999");
  await page.getByRole("button", { name: "Dossier downloaden" }).click();
  await page.getByLabel("Waarom hebt u het dossier nodig?").fill("controle");
  await page.getByRole("button", { name: "Downloaden", exact: true }).click();
  await expect(page.getByText("Dit is er niet")).toBeVisible();
});
