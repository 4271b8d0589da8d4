import { type Daemon, demo, serve } from "./daemon";
import { expect, open, settled, test } from "./house";

const today = "2026-11-22";
let daemon: Daemon;

test.beforeAll(async () => {
  daemon = await serve(demo(process.env["CONSOLE_TOP"] ?? "", today), { vandaag: today });
});
test.afterAll(() => daemon.stop());

test("from Vandaag: why the 18 hours of client 2 in the demo's October declaratie were rejected, and what to tell the aanbieder, in two clicks", async ({ page }) => {
  await open(page, "vandaag", daemon.url);
  await page.getByRole("link", { name: "(deels) afgekeurd" }).click();
  await settled(page);
  const line = page.getByRole("row").filter({ hasText: "41410001" }).filter({ hasText: "cliënt 2, prestatie 2" });
  await line.getByRole("link").click();
  await settled(page);
  const why = page.getByRole("region", { name: "Waarom" });
  for (const told of ["18 uur", "hoogstens 15 uur", "3 uur/week x 5 weken (40 t/m 44) = 15 uur", "TR321, IV077, IV078, standaard iWmo/iJw", "Declareer hoogstens 15 uur over deze periode."])
    await expect(why.getByText(told, { exact: true })).toBeVisible();
  await expect(page.getByLabel("Bericht", { exact: true })).toHaveValue(/TZ-2026-10[\s\S]+18 uur[\s\S]+hoogstens 15 uur[\s\S]+Declareer hoogstens 15 uur/);
});
