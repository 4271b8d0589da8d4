import { expect, look, open, settled, test } from "./house";

test("Vandaag shows how it stands, live", async ({ page }) => {
  await open(page, "vandaag");
  await expect(page).toHaveTitle("Vandaag · Ketenpoort");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(page.getByRole("list", { name: "Oorzaken van afkeur" }).getByRole("link").first()).toBeVisible();
  await expect(page.locator("svg.plot")).toBeVisible();
  await look(page, "vandaag");
});

test("a stranger finds from Vandaag why a line was rejected and what to tell the aanbieder, in two clicks", async ({ page }) => {
  await open(page, "vandaag");
  await page.getByRole("list", { name: "Oorzaken van afkeur" }).getByRole("link").first().click();
  await settled(page);
  await page.getByRole("table", { name: "Regels" }).locator("tbody a").first().click();
  await settled(page);
  const why = page.getByRole("region", { name: "Waarom" });
  for (const name of ["Gestuurd is", "Toegestaan is", "Waar in het bericht", "Waar het staat"]) await expect(why.getByText(name, { exact: true })).toBeVisible();
  await expect(why.getByRole("heading", { name: "Wat helpt" })).toBeVisible();
  const letter = page.getByLabel("Bericht", { exact: true });
  await expect(letter).toHaveValue(/Wat u kunt doen: .+/);
  expect(await letter.inputValue(), "no BSN in a letter").not.toMatch(/\b\d{9}\b/);
  await look(page, "afkeur-regel");
});
