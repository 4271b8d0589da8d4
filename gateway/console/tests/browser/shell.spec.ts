import type { Page } from "@playwright/test";

import { expect, look, open, settled, test } from "./house";

const session = {
  gebruiker: "jansen", naam: "J. Jansen", rollen: ["backoffice"], gemeenten: ["*"], csrf: "token", verloopt: "2026-07-14T18:00:00Z", uiterlijk: "2026-07-14T18:00:00Z", via: "lokaal",
};

/** What the daemon says of who is signed in, from the test. */
async function signedIn(page: Page, roles: string[]) {
  await page.route("**/v1/sessie", (route) => route.fulfill({ json: { ...session, rollen: roles } }));
}

test.describe("connection", () => {
  test.use({ mayComplain: [[/404 .*\/v1\/sessie$/, /gebeurtenissen/], { option: true }] as never });
  test("a lost connection is shown, and heals by itself", async ({ page }) => {
    await page.route("**/v1/gebeurtenissen", (route) => route.abort());
    await open(page, "vandaag");
    await expect(page.getByText("Verbinding verbroken; wordt hersteld")).toBeVisible();
    await look(page, "verbinding-verbroken");
    await page.unroute("**/v1/gebeurtenissen");
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
  });
});

test("shortcuts lead to screens, are listed under ?, and can be switched off", async ({ page }) => {
  await open(page, "vandaag");
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { level: 1, name: "Afkeur" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Sneltoetsen" })).toBeVisible();
  await look(page, "sneltoetsen");
  await page.getByLabel("Sneltoetsen uitzetten in deze browser").check();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("v");
  await expect(page.getByRole("heading", { level: 1, name: "Afkeur" })).toBeVisible();
});

test("the skip link goes to the content, and another screen begins at its top", async ({ page }) => {
  await open(page, "vandaag");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Naar de inhoud" })).toBeFocused();
  await page.getByRole("navigation", { name: "Schermen" }).getByRole("link", { name: "Afkeur" }).click();
  await settled(page);
  await expect(page.locator("main")).toBeFocused();
});

test("the menu has the screens of one's role; another says who gives it", async ({ page }) => {
  await signedIn(page, ["toezicht"]);
  await open(page, "werkvoorraad");
  await expect(page.getByText("Dit scherm hoort niet bij uw rol")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Schermen" }).getByRole("link", { name: "Werkvoorraad" })).toHaveCount(0);
  await look(page, "geen-recht");
});

test.describe("a fault of the daemon", () => {
  test.use({ mayComplain: [[/404 .*\/v1\/sessie$/, /403/], { option: true }] as never });
  test("no right to what a screen asks is said where it is asked", async ({ page }) => {
    await page.route("**/v1/werkvoorraad?*", (route) =>
      route.fulfill({ status: 403, contentType: "application/problem+json", json: { type: "urn:x", title: "x", status: 403, detail: "Alleen voor de backoffice." } }),
    );
    await open(page, "werkvoorraad");
    await expect(page.getByText("Alleen voor de backoffice.")).toBeVisible();
    await look(page, "geen-recht-op-gegevens");
  });
});

test.describe("a session that ends", () => {
  test.use({ mayComplain: [[/401/], { option: true }] as never });
  test("what was typed is there after signing in again", async ({ page }) => {
    await signedIn(page, ["backoffice"]);
    await open(page, "werkvoorraad?soort=aangehouden");
    await page.getByRole("table", { name: "Werkvoorraad" }).locator("tbody a").first().click();
    await settled(page);
    await page.getByLabel("Goedkeuren", { exact: true }).check();
    await page.getByLabel("Toelichting (mag leeg blijven)").fill("Half getypt, en nog niet klaar");
    const out = { status: 401, contentType: "application/problem+json", json: { type: "urn:x", title: "x", status: 401, detail: "Meld u aan.", aanmelden: { lokaal: true, oidc: null } } };
    await page.unroute("**/v1/sessie");
    await page.route("**/v1/sessie", (route) => route.fulfill(route.request().method() === "POST" ? { status: 201, json: session } : out));
    await page.route("**/v1/werkvoorraad/*/besluit", (route) => route.fulfill(out));
    await page.getByRole("button", { name: "Besluit vastleggen" }).click();
    await expect(page.getByText("Uw sessie is voorbij")).toBeVisible();
    await look(page, "aanmelden");
    await page.getByLabel("Gebruikersnaam").fill("jansen");
    await page.getByLabel("Wachtwoord").fill("een lang wachtwoord");
    await page.getByRole("button", { name: "Aanmelden", exact: true }).click();
    await settled(page);
    await expect(page.getByLabel("Toelichting (mag leeg blijven)")).toHaveValue("Half getypt, en nog niet klaar");
  });
});

test("hostile text shows as text", async ({ page }) => {
  const evil = `<img src=x onerror="document.title='kwaad'"><script>document.title='kwaad'</script>\u202Ekwaad`;
  const werk = { id: 1, soort: "signaal", toestand: "open", stand: "open", bericht: { id: 1, berichtsoort: "WMO323", href: "/v1/berichten/1" }, gemeente: "1507", domein: "wmo", aanbieder: "41250001",
    sleutel: "1", regel: null, aantal: 1, sinds: "2026-07-01", termijn: null, te_laat: false, werkdagen: null, voorstel: null,
    besluiten: [{ besluit: evil, door: evil, moment: "2026-07-01T10:00:00Z", vandaag: "2026-07-01", toelichting: evil, plaats: null, code: null, grond: null, bericht: null }],
    bevindingen: [{ regel: evil, niveau: 3, retourcode: evil, plaats: evil, klasse: evil, waarde: evil, grens: evil, berekening: evil, bron: { soort: evil, verwijzing: evil, bundel: evil }, oplossing: evil, gevolg: "signaleren", lijn: 1, kolom: null, melding: evil }] };
  await page.route("**/v1/werkvoorraad/1", (route) => route.fulfill({ json: werk }));
  await open(page, "werkvoorraad/1");
  expect(await page.getByText("<img src=x").count()).toBeGreaterThan(5);
  expect(await page.locator("main img").count()).toBe(0);
  await expect(page).not.toHaveTitle("kwaad");
});
