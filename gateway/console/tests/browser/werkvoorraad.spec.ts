import { expect, look, open, settled, test } from "./house";

test("one item is decided on, and who comes second sees who was first", async ({ page, context }) => {
  await open(page, "werkvoorraad?soort=aangehouden");
  await look(page, "werkvoorraad");
  await page.getByRole("table", { name: "Werkvoorraad" }).locator("tbody a").first().click();
  await settled(page);
  await look(page, "werkvoorraad-besluit");

  const other = await context.newPage();
  // This one hears nothing of what the first does.
  await other.route("**/v1/gebeurtenissen", (route) => route.abort());
  await other.goto(page.url());
  await settled(other);
  await page.bringToFront();

  await page.getByLabel("Goedkeuren", { exact: true }).check();
  await page.getByLabel("Uw naam").fill("J. Jansen");
  await page.getByRole("button", { name: "Besluit vastleggen" }).click();
  await expect(page.getByText("Het besluit is vastgelegd")).toBeVisible();
  await expect(page.getByText("door J. Jansen")).toBeVisible();
  await look(page, "werkvoorraad-besloten");

  await other.bringToFront();
  await other.getByLabel("Afkeuren", { exact: true }).check();
  await other.getByLabel("Retourcode").fill("9001");
  await other.getByLabel("Uw naam").fill("P. de Vries");
  await other.getByRole("button", { name: "Besluit vastleggen" }).click();
  await expect(other.getByText("Al besloten door J. Jansen")).toBeVisible();
  await look(other, "werkvoorraad-te-laat");
  await other.close();
});

test("many are decided on at once", async ({ page }) => {
  await open(page, "werkvoorraad?soort=signaal");
  const boxes = page.getByRole("table", { name: "Werkvoorraad" }).locator("tbody input");
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByLabel("Uw naam").fill("J. Jansen");
  await page.getByRole("button", { name: "Besluit vastleggen" }).click();
  await expect(page.getByText("2 besluiten vastgelegd")).toBeVisible();
});
