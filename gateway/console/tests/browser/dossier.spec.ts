import { readFileSync } from "node:fs";

import { expect, look, open, settled, test } from "./house";

test("from a message to the faulty place in it, its answer, and everything around its toewijzing", async ({ page }) => {
  await open(page, "dossier");
  await look(page, "dossier");
  await page.getByLabel("Uitkomst", { exact: true }).selectOption("deels");
  await expect(page).toHaveURL(/uitkomst=deels/);
  await page.getByLabel("Berichtsoort").fill("JW323");
  await settled(page);
  await page.getByRole("table", { name: "Berichten" }).locator("tbody a").first().click();
  await settled(page);
  await page.getByRole("button", { name: "Aanwijzen in het bericht: bevinding 1" }).click();
  await expect(page.locator("pre.xml"), "nothing of a person before there is a reason").toHaveCount(0);
  await page.getByLabel("Waarom wilt u het bericht zien?").fill("vraag van de aanbieder");
  await page.getByRole("button", { name: "Bericht tonen" }).click();
  const original = page.getByRole("region", { name: "Het bericht dat binnenkwam" });
  await expect(original.locator("mark")).toHaveText(/<\S+>[\s\S]*<\/\S+>/);
  await expect(original.locator("mark")).toBeInViewport();
  await expect(page.getByRole("region", { name: "Het antwoord", exact: true })).toContainText("RetourCode");
  await look(page, "dossier-bericht");

  await page.getByRole("list", { name: "Toewijzingen in dit bericht" }).getByRole("link").first().click();
  await settled(page);
  const steps = page.getByRole("list", { name: "Wat er gebeurde" }).locator(".timeline-step");
  await expect(steps.first()).toContainText("Toegewezen:");
  const now = await steps.count();
  await look(page, "dossier-toewijzing");

  const known = (await steps.first().getByRole("heading").innerText()).slice(0, 10).split("-").reverse().join("-");
  await page.getByLabel("Zoals bekend op").fill(known);
  await expect(page.getByText("Zo stond het aan het eind van")).toBeVisible();
  await expect.poll(() => steps.count()).toBeLessThan(now);
});

test("a client is looked for with a reason, and not in the address", async ({ page }) => {
  await open(page, "dossier");
  await page.getByLabel("Nummer van een").selectOption("bsn");
  await page.getByLabel("Nummer", { exact: true }).fill("999900031");
  await page.getByLabel("Waarom zoekt u deze cliënt?").fill("bezwaar van de cliënt");
  await page.getByRole("button", { name: "Zoeken", exact: true }).click();
  await expect(page.getByRole("table", { name: "Gevonden berichten" }).locator("tbody a").first()).toBeVisible();
  expect(page.url()).not.toContain("999900031");
  const recorded = (await (await page.request.get("/v1/inzage?aantal=200")).json()) as { inzagen: { wat: string; reden: string }[] };
  expect(recorded.inzagen.map((one) => decodeURI(one.reden))).toContain("bezwaar van de cliënt");
});

test("who knows gemeente and number goes to the toewijzing at once; one that is not there says so", async ({ page, mayComplain }) => {
  mayComplain.push(/404 .*\/v1\/toewijzingen\//);
  await open(page, "dossier");
  await page.getByLabel("Nummer", { exact: true }).fill("999999");
  await page.getByLabel("Gemeente (mag leeg)").fill("0893");
  await page.getByRole("button", { name: "Zoeken", exact: true }).click();
  await expect(page).toHaveURL(/\/dossier\/toewijzing\/0893\/wmo\/999999/);
  await expect(page.getByText("Dit is er niet")).toBeVisible();
});

test("the dossier of a toewijzing is a file that one gets for a reason", async ({ page }) => {
  await open(page, "dossier/toewijzing/0907/jw/100030");
  await page.getByRole("button", { name: "Dossier downloaden" }).click();
  const dialog = page.getByRole("dialog", { name: "Dossier downloaden" });
  await dialog.getByLabel("Waarom hebt u het dossier nodig?").fill("steekproef van de accountant over €-bedragen");
  await look(page, "dossier-downloaden");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(file.suggestedFilename()).toMatch(/^dossier-\d{4}-(wmo|jw)-\d+\.zip$/);
  const bytes = readFileSync(await file.path());
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
  expect(bytes.includes("LEESMIJ.txt"), "it tells how to check it").toBe(true);
  await expect(page.getByText(`${file.suggestedFilename()} is gedownload`)).toBeVisible();
  const recorded = (await (await page.request.get("/v1/inzage?aantal=200")).json()) as { inzagen: { reden: string }[] };
  expect(recorded.inzagen.map((one) => decodeURI(one.reden))).toContain("steekproef van de accountant over €-bedragen");
});
