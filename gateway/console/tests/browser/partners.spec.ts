import { expect, look, open, test } from "./house";

test("Partners en verkeer shows what goes out, and keeps what was asked in the address", async ({ page }) => {
  await open(page, "partners");
  await expect(page.getByText("Ons certificaat")).toBeVisible();
  const table = page.getByRole("table", { name: "Uitgaand verkeer" });
  await expect(table.locator("tbody tr").first()).toBeVisible();
  await look(page, "partners");
  await table.getByRole("button", { name: "Naar" }).click();
  await expect(page).toHaveURL(/uit\.sorteer=naar/);
  await page.reload();
  await expect(table.getByRole("columnheader", { name: "Naar" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByLabel("Toestand", { exact: true }).selectOption("opgegeven");
  await expect(page.getByText("Alles is afgeleverd of wordt nog geprobeerd.")).toBeVisible();
});
