import { expect, look, open, settled, test } from "./house";

test("a report is chosen by its question, set, drawn and saved", async ({ page }) => {
  await open(page, "rapporten");
  await look(page, "rapporten");
  await page.getByRole("link", { name: "In-, door- en uitstroom" }).click();
  await settled(page);
  await expect(page.locator("svg.plot")).toBeVisible();
  await look(page, "rapporten-stromen");
  await page.getByLabel("Waarnaar de rijen gaan").selectOption("gemeente");
  await page.getByRole("button", { name: "Maken" }).click();
  await expect(page).toHaveURL(/stel\.stroom_per=gemeente/);
  await expect(page.getByRole("columnheader", { name: "Gemeente" })).toBeVisible();
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Het hele rapport als CSV" }).click();
  expect((await saved).suggestedFilename()).toBe("stromen.csv");
});

for (const naam of ["benutting", "doorlooptijden", "prognose"]) {
  test(`${naam}: table and picture`, async ({ page }) => {
    await open(page, `rapporten/${naam}`);
    await expect(page.locator("svg.plot")).toBeVisible();
    await expect(page.locator("tbody tr").first()).toBeVisible();
    await look(page, `rapporten-${naam}`);
  });
}

test("a report that cannot be made without a file says so", async ({ page, mayComplain }) => {
  mayComplain.push(/400 .*\/v1\/rapporten\//);
  await open(page, "rapporten/afrekening");
  await expect(page.getByRole("alert")).toContainText("voorschot");
});
