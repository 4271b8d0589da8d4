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
