import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { connect } from "node:tls";

import { type Daemon, root, serve, storeCopy } from "./daemon";
import { expect, look, open, settled, tabTo, test } from "./house";

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

test.describe("partners that refuse, over TLS with a certificate that nearly expires", () => {
  const gemeente = "1507";
  let daemon: Daemon;
  let set: string;
  let partner: Server;
  let refuses = true;
  let taken = 0;

  test.beforeAll(async () => {
    partner = createServer((request, response) => {
      request.resume().on("end", () => {
        if (!refuses) ++taken;
        response.writeHead(refuses ? 422 : 200).end();
      });
    });
    await new Promise<void>((resolve) => partner.listen(0, "127.0.0.1", resolve));
    const data = storeCopy();
    set = mkdtempSync(`${data}-tls-`);
    execFileSync(join(root, "deploy/tls/maak_testset.sh"), [set], { stdio: "ignore" });
    // A certificate of the server that holds for ten more days.
    const near = { key: join(set, "server-bijna.key"), pem: join(set, "server-bijna.pem") };
    execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "10", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", near.key, "-out", near.pem], { stdio: "ignore" });
    const book = join(set, "boek.toml");
    writeFileSync(
      book,
      `[[partner]]
oin = "00000001001234567000"
naam = "Gemeente die weigert"
rollen = ["gemeente"]
organisaties = ["${gemeente}"]
berichten = "*"
geldig_van = "2020-01-01"

[[partner]]
oin = "00000003123456780000"
naam = "Zorg die er niet was"
rollen = ["aanbieder"]
organisaties = ["42420001"]
berichten = "*"
geldig_van = "2020-01-01"

[[link]]
naam = "naar de gemeente"
partner = "00000001001234567000"
protocol = "http"
organisaties = ["${gemeente}"]
adres = "http://127.0.0.1:${(partner.address() as AddressInfo).port}/in"
geldig_van = "2020-01-01"
`,
    );
    const tls = { luister_tls: "127.0.0.1:0", tls_certificaat: near.pem, tls_sleutel: near.key, tls_ca: join(set, "ca.pem"), tls_crl: join(set, "crl.pem") };
    daemon = await serve(data, { ...tls, partners: book, bezorgpauze: 1 });
  });
  test.afterAll(async () => {
    await daemon.stop();
    partner.close();
  });

  test("a certificate of a partner that nearly expires stands out, and who did not come yet is told", async ({ page }) => {
    await open(page, "partners", daemon.url);
    const gemeenteRow = page.getByRole("row", { name: /Gemeente die weigert/ });
    await expect(gemeenteRow).toContainText("nog niet gezien sinds de start");
    // It comes in, with ten days left.
    const read = (file: string) => readFileSync(join(set, file));
    await new Promise<void>((resolve, reject) => {
      const socket = connect({ host: "127.0.0.1", port: daemon.portTls ?? 0, cert: read("bijna.pem"), key: read("bijna.key"), rejectUnauthorized: false }, () =>
        socket.write("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
      );
      socket.once("error", reject).once("data", () => socket.end(resolve));
    });
    await page.reload();
    await settled(page);
    await expect(gemeenteRow.getByText(/^nog (9|10) dagen$/)).toBeVisible();
    await expect(gemeenteRow).toContainText(/gezien .*\d{1,2}:\d\d/);
    await expect(page.getByRole("row", { name: /Zorg die er niet was/ })).toContainText("nog niet gezien sinds de start");
    await look(page, "partners-certificaat");
  });

  test("what was refused is sent again by keyboard, one and then all", async ({ page }) => {
    await open(page, `partners?toestand=opgegeven&bestemming=${gemeente}`, daemon.url);
    await expect(page.locator("dl").getByText(/nog (9|10) dagen/)).toBeVisible();
    await expect(page.getByRole("row", { name: /Gemeente die weigert/ })).toContainText("naar de gemeente (http)");
    const table = page.getByRole("table", { name: "Uitgaand verkeer" });
    const again = table.getByRole("button", { name: "Opnieuw", exact: true });
    // The outbox of the whole store goes out first, and all of it is refused.
    await expect.poll(async () => {
      const { uit } = (await (await page.request.get(`${daemon.url}/v1/uit?toestand=wacht&bestemming=${gemeente}`)).json()) as { uit: unknown[] };
      return uit.length;
    }).toBe(0);
    await page.reload();
    await settled(page);
    await expect(table.getByText("de partner antwoordde 422").first()).toBeVisible();
    await look(page, "partners-geweigerd");
    const dead = await again.count();
    expect(dead).toBeGreaterThan(1);
    refuses = false;

    await tabTo(page, again.first());
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Opnieuw sturen" });
    await tabTo(page, dialog.getByLabel("Uw naam"));
    await page.keyboard.type("J. Jansen");
    await look(page, "partners-opnieuw");
    await page.keyboard.press("Enter");
    await expect(page.getByText("1 bericht wordt opnieuw gestuurd")).toBeVisible();
    await expect(again).toHaveCount(dead - 1);

    await tabTo(page, page.getByRole("button", { name: `Alles voor ${gemeente} opnieuw sturen` }));
    await page.keyboard.press("Enter");
    await tabTo(page, dialog.getByRole("button", { name: "Opnieuw sturen" }));
    await page.keyboard.press("Enter");
    await expect(page.getByText(`${dead - 1} berichten worden opnieuw gestuurd`)).toBeVisible();
    await expect(page.getByText("Alles is afgeleverd of wordt nog geprobeerd.")).toBeVisible();
    await expect.poll(() => taken, "the partner has them all").toBe(dead);
  });
});
