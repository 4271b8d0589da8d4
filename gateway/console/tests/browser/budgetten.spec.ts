import { expect, look, open, settled, test } from "./house";

test("a budget that is nearly used stands on top and leads to its bookings and their messages", async ({ page }) => {
  await open(page, "budgetten");
  await expect(page.getByRole("heading", { name: "Bezetting van plekken" })).toBeVisible();
  await look(page, "budgetten");
  await page.getByRole("list", { name: "Budgetten boven 70 %" }).getByRole("link").first().click();
  await settled(page);
  await expect(page.getByText(/boven 70 %, \d+(,\d+)? % gebruikt/)).toBeVisible();
  await expect(page.locator("svg.plot")).toBeVisible();
  await look(page, "budgetten-boekingen");
  await page.getByRole("table", { name: "Boekingen" }).locator("tbody a").first().click();
  await expect(page).toHaveURL(/\/dossier\/bericht\/\d+/);
});

test("what is asked of budgets stands in the address", async ({ page, mayComplain }) => {
  mayComplain.push(/400 .*\/rapporten\/plekken/); // this aanbieder has none, which the screen tells
  await open(page, "budgetten?aanbieder=41250002");
  const rows = page.getByRole("table", { name: "Budgetten" }).locator("tbody tr");
  await expect(rows.first()).toContainText("aanbieder 41250002");
  const some = await rows.count();
  await page.getByLabel("Aanbieder (AGB-code)").fill("");
  await expect.poll(() => rows.count()).toBeGreaterThan(some);
});

test("others who make reports keep it waiting, not hanging", async ({ page, mayComplain, baseURL }) => {
  mayComplain.push(/503 .*\/v1\/rapporten\//); // one report at a time: the console tries again by itself
  let busy = true;
  let made = 0;
  const others = Array.from({ length: 8 }, async () => {
    while (busy) {
      await (await fetch(`${baseURL}/v1/rapporten/stromen`)).arrayBuffer();
      ++made;
    }
  });
  await page.goto("/console/budgetten");
  await expect(page.getByRole("table", { name: "Budgetten" }).locator("tbody tr").first()).toBeVisible();
  busy = false;
  await Promise.all(others);
  expect(made).toBeGreaterThan(8);
  await settled(page);
  await expect(page.getByRole("table", { name: "Plekken" }).locator("tbody tr").first()).toBeVisible();
});
