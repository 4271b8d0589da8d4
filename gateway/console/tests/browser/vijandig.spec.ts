import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { type Daemon, program, root, serve, storeCopy } from "./daemon";
import { expect, look, settled, test } from "./house";

/** What turns the direction of reading, joins letters and has no width; all of it may stand in XML. */
const odd = "\u202E\u2066\u200B\u2028\u0085\uFEFF\u0301\u{1F469}\u200D\u{1F4BB}";
const script = `<img src=x onerror=alert(1)><script>document.title='kwaad'</script></script></textarea><a href="javascript:alert(1)">kwaad</a>`;
/** In every free text that takes it; the last word is wider than any screen. */
const evil = `${script}${odd}${"wijd".repeat(12)}`;
/** The same for what has room for twenty and for twelve characters. */
const [evil20, evil12, evil5] = ["<svg onload=alert()>", "<b>&\u202E\"x</b>", "<b>\"x"];

const password = "een lang wachtwoord";
const gemeente = "0907";
const bundle = new URL("../../../../deploy/contracts/noord-limburg", import.meta.url).pathname;
let daemon: Daemon;
let item = 0; // of work
let rejected = 0; // a message with findings that repeat what it said
let invalid = 0; // a message that is none
let dialogs = 0;

function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** One of the messages that were made, with hostile text for what stands between these tags. @param texts by name of the element */
function message(traffic: string, kind: string, texts: Record<string, string>): string {
  const folder = join(traffic, "berichten");
  const name = readdirSync(folder).find((one) => one.includes(kind)) ?? "";
  let text = readFileSync(join(folder, name), "utf8");
  for (const [element, value] of Object.entries(texts)) {
    const before = text;
    text = text.replace(new RegExp(`(<\\w+:${element}>)[^<]*`, "g"), (_, tag: string) => `${tag}${xml(value)}`);
    expect(text, element).not.toBe(before);
  }
  return text;
}

test.beforeAll(async () => {
  const data = storeCopy();
  const top = mkdtempSync(`${data}-vijandig-`);
  const run = (args: string[], input = "") => {
    const done = spawnSync(program, args, { cwd: root, encoding: "utf8", input });
    expect(done.status, `${done.stdout}\n${done.stderr}`).toBeLessThan(args[0] === "process" ? 2 : 1); // 1: something was rejected, as it should be
    return done.stdout;
  };

  // A contract: everything in it that people write for people.
  const contract = join(top, "contract");
  cpSync(bundle, contract, { recursive: true });
  const change = (file: string, from: string | RegExp, to: string) => {
    const text = readFileSync(join(contract, file), "utf8");
    expect(text.replace(from, () => to), file).not.toBe(text);
    writeFileSync(join(contract, file), text.replace(from, () => to));
  };
  const cell = `"${evil.replaceAll('"', '""')}"`;
  change("bundel.toml", 'versie = "2026-1"', 'versie = "2026-9"');
  change("bundel.toml", /^omschrijving = .*$/m, `omschrijving = ${JSON.stringify(evil)}`);
  change("bundel.toml", /^naam = "Complex en meervoudig, regionaal"$/m, `naam = ${JSON.stringify(evil)}`);
  change("gemeenten.csv", "Bergen (L.)", cell);
  change("overeenkomsten.csv", "Begeleiding Peel en Maas (verzonnen)", cell);
  change("producten.csv", /(?<=02B01;)[^;]*/, cell);
  run(["contract", "import", "--data", data, contract]);

  // Messages: one that asks, one whose findings repeat what it said, one that fits no schema.
  const files = join(top, "berichten");
  mkdirSync(files);
  const traffic = join(process.env["CONSOLE_TOP"] ?? "", "verkeer");
  const asks = message(traffic, "-315-WMO", { Identificatie: evil12, ReferentieAanbieder: evil20, Achternaam: evil.slice(0, 190), Voornamen: script.slice(0, 40) });
  writeFileSync(join(files, "1-315.xml"), asks);
  writeFileSync(join(files, "2-323.xml"), message(traffic, "-323-WMO", { Identificatie: "KWAAD-2", ReferentieNummer: evil20, ProductCode: evil5 }));
  writeFileSync(join(files, "3-323.xml"), message(traffic, "-323-WMO", { Identificatie: evil, ProductCode: evil, DeclaratieNummer: evil }));
  const lines = run(["process", "--data", data, "--today", "2026-07-14", "--json", files]);
  const [, second, third] = lines.trim().split("\n").map((line) => JSON.parse(line) as { id: number; bevindingen: unknown[] });
  expect(second?.bevindingen.length).toBeGreaterThan(0);
  [rejected, invalid] = [second?.id ?? 0, third?.id ?? 0];

  // Who works here, and a partner.
  run(["user", "add", "--data", data, "kwaad", "--naam", evil.slice(0, 100), "--rol", "backoffice,auditor,beheer,contractbeheer", "--gemeente", "*"], `${password}\n`);
  const book = join(top, "boek.toml");
  const named = (name: string) => `naam = ${JSON.stringify(name)}`;
  writeFileSync(
    book,
    `[[partner]]\noin = "00000001001234567000"\n${named(evil)}\nrollen = ["gemeente"]\norganisaties = ["${gemeente}"]\nberichten = "*"\ngeldig_van = "2020-01-01"\n
[[link]]\n${named(evil)}\npartner = "00000001001234567000"\nprotocol = "postbus"\norganisaties = ["${gemeente}"]\ngeldig_van = "2020-01-01"\n`,
  );
  daemon = await serve(data, { aanmelden: "verplicht", partners: book });
});
test.afterAll(() => daemon?.stop());

test.beforeEach(async ({ page }) => {
  dialogs = 0;
  page.on("dialog", (dialog) => {
    ++dialogs;
    void dialog.dismiss();
  });
  await page.goto(`${daemon.url}/console/vandaag`);
  await page.getByLabel("Gebruikersnaam").fill("kwaad");
  await page.getByLabel("Wachtwoord").fill(password);
  await page.getByRole("button", { name: "Aanmelden", exact: true }).click();
  await settled(page);
});

/** Nothing of what is shown did anything: no script, no picture, no link that is none, and nothing sticks out on a narrow phone. */
async function harmless(page: Page, where: string): Promise<void> {
  const made = await page.evaluate(() => ({
    title: document.title,
    elements: [...document.querySelectorAll("main img, main script, main iframe, main svg[onload], main b, [onerror], [onload], a[href^='javascript:' i]")].map((one) => one.outerHTML),
  }));
  expect(made.title, where).toMatch(/Ketenpoort$/);
  expect(made.elements, where).toEqual([]);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), `${where}: nothing sticks out`).toBeLessThanOrEqual(360);
  if (before) await page.setViewportSize(before);
  expect(dialogs, where).toBe(0);
}

/** Goes to a screen as a link does, so that the daemon has no say in the address. */
async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    window.history.pushState({}, "", address);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }, `/console/${path}`);
  await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
  await settled(page);
  await harmless(page, path);
}

test.describe("hostile text", () => {
  test.use({ mayComplain: [[/401/, /40[04] .*\/v1\//], { option: true }] as never });

  test("in a message, a decision, a reason, a name and a contract shows as text, wherever it is shown", async ({ page }) => {
    test.setTimeout(180_000);
    await expect(page.getByText(script.slice(0, 40)).first(), "the name of who signed in").toBeVisible();
    await harmless(page, "vandaag");
    await look(page, "vijandig-vandaag");

    // A decision whose reason is hostile, on a question whose reference is.
    await page.goto(`${daemon.url}/console/werkvoorraad?soort=verzoek`);
    await settled(page);
    await page.getByRole("table", { name: "Werkvoorraad" }).locator("tbody a").first().click();
    await settled(page);
    item = Number(new URL(page.url()).pathname.split("/").at(-1));
    await harmless(page, "werkvoorraad item");
    await page.getByRole("radio").first().check();
    await page.getByLabel(/^Toelichting/).fill(evil);
    await page.getByRole("button", { name: "Besluit vastleggen" }).click();
    await expect(page.getByText("Het besluit is vastgelegd")).toBeVisible();
    await expect(page.getByText(script.slice(0, 40)).first()).toBeVisible();
    await look(page, "vijandig-besluit");

    // The messages themselves, looked at for a hostile reason.
    await visit(page, `dossier/bericht/${rejected}`);
    await page.getByLabel("Waarom wilt u het bericht zien?").fill(evil.slice(0, 120));
    await page.getByRole("button", { name: "Bericht tonen" }).click();
    await expect(page.getByRole("region", { name: "Het bericht dat binnenkwam" })).toContainText("&lt;svg onload");
    await harmless(page, "the message itself");
    await look(page, "vijandig-bericht");
    await visit(page, `afkeur/regel/${rejected}/1`);
    await visit(page, `dossier/bericht/${invalid}`);
    await expect(page.getByText(script.slice(0, 40)).first()).toBeVisible();
    await look(page, "vijandig-ongeldig-bericht");
    await visit(page, `afkeur/regel/${invalid}/1`);
    await visit(page, "audit/inzage");
    await expect(page.getByRole("table", { name: "Inzagen" })).toContainText("onerror=alert(1)");
    await look(page, "vijandig-inzage");

    await visit(page, "contracten/noord-limburg@2026-9");
    await expect(page.getByRole("table", { name: "Producten" })).toContainText(script.slice(0, 40));
    await look(page, "vijandig-contract");
    await visit(page, "contracten/noord-limburg@2026-1/verschillen/noord-limburg@2026-9");
    await expect(page.getByRole("table", { name: "Verschillen" })).toContainText(script.slice(0, 40));
    await visit(page, "partners?toestand=alle");
    await expect(page.getByRole("table", { name: "Partners" })).toContainText(script.slice(0, 40));
    await look(page, "vijandig-partners");

    for (const path of ["afkeur", "afkeur?per=aanbieder", "afkeur?per=product", "afkeur?per=waarde", "afkeur/regels", "werkvoorraad", `werkvoorraad/${item}`, "dossier", "budgetten", "rapporten", "rapporten/benutting", "rapporten/doorlooptijden", "contracten", "audit"])
      await visit(page, path);
  });

  test("in an address or a search box is taken for what it is", async ({ page }) => {
    test.setTimeout(180_000);
    const text = encodeURIComponent(script);
    const all = encodeURIComponent(evil);
    for (const path of [
      `afkeur?per=${text}&gemeente=${text}&van=${text}`,
      `afkeur/regels?regel=${text}&product=${text}&retourcode=${text}&regels.zoek=${all}&regels.sorteer=${text}`,
      `afkeur/regel/${text}/${text}`,
      `werkvoorraad?soort=${text}&werkvoorraad.zoek=${all}`,
      `werkvoorraad/${text}`,
      `dossier?identificatie=${all}&uitkomst=${text}&berichten.zoek=${all}`,
      `dossier/bericht/${text}`,
      `dossier/toewijzing/${text}/${text}/${text}?op=${text}`,
      `budgetten?perceel=${text}&aanbieder=${text}&budgetten.zoek=${all}`,
      `budgetten/${all}`,
      "budgetten/%25zz",
      "werkvoorraad/1/2/3",
      `rapporten/${text}?stel.per=${text}&van=${text}`,
      `rapporten/stromen?stel.stroom_per=${text}&stromen.zoek=${all}`,
      `contracten/${text}`,
      `contracten/${text}/verschillen/${text}`,
      `audit/inzage?wie=${all}&bericht=${text}&inzagen.zoek=${all}`,
      `audit/bewijs/${text}`,
      `partners?toestand=${text}&bestemming=${text}&uit.zoek=${all}`,
      `${text}/${text}`,
    ])
      await visit(page, path);
    await visit(page, "dossier");
    await page.getByLabel("Nummer van een").selectOption("referentienummer");
    await page.getByLabel("Nummer", { exact: true }).fill(evil20);
    await page.getByRole("button", { name: "Zoeken", exact: true }).click();
    await expect(page.getByRole("table", { name: "Gevonden berichten" }).locator("tbody a").first()).toBeVisible();
    await harmless(page, "dossier, searched");
  });
});
