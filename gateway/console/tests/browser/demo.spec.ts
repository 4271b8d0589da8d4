import { type Daemon, demo, serve } from "./daemon";
import { expect, look, open, settled, test } from "./house";

const today = "2026-11-22";
let daemon: Daemon;

test.beforeAll(async () => {
  daemon = await serve(demo(process.env["CONSOLE_TOP"] ?? "", today), { vandaag: today });
});
test.afterAll(() => daemon.stop());

test.describe("a case that was decided this minute", () => {
  test.use({ mayComplain: [[/404 .*\/v1\/sessie$/, /409 .*\/dossier$/], { option: true }] as never });
  test("is not in the signed log yet, which is told with what to do", async ({ page }) => {
    await open(page, "audit?gemeente=0114&nummer=114001", daemon.url);
    await page.getByRole("button", { name: "Dossier downloaden" }).click();
    await page.getByLabel("Waarom hebt u het dossier nodig?").fill("controle");
    await page.getByRole("button", { name: "Downloaden", exact: true }).click();
    await expect(page.getByText("Nog niet alles is ondertekend")).toBeVisible();
    await expect(page.getByText("probeer het over een minuut opnieuw")).toBeVisible();
    await look(page, "audit-dossier-nog-niet");
    const again = page.waitForResponse(/\/dossier$/);
    await page.getByRole("button", { name: "Opnieuw proberen" }).click();
    expect((await again).status()).toBe(409);
  });
});

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
