import { mkdirSync } from "node:fs";
import { join } from "node:path";

import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test as base } from "@playwright/test";

import { type Daemon, serve, storeCopy } from "./daemon";

export { expect };

const pictures = process.env["SCREENSHOTS"] ?? new URL("../../../../build/console-screenshots", import.meta.url).pathname;
const phone = { width: 390, height: 844 };

interface House {
  /** Regular expressions of what the browser may complain of in this test. */
  mayComplain: RegExp[];
}

/** A page of the console, of a daemon that the tests of one worker share. A complaint of the browser (an error, something the content security policy stopped) fails the test. */
export const test = base.extend<House, { daemon: Daemon }>({
  daemon: [
    async ({}, use) => {
      const daemon = await serve(storeCopy());
      await use(daemon);
      await daemon.stop();
    },
    { scope: "worker" },
  ],
  mayComplain: [[/404 .*\/v1\/sessie$/], { option: true }],
  baseURL: async ({ daemon }, use) => use(daemon.url),
  page: async ({ page, mayComplain }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (fault) => complaints.push(String(fault)));
    await use(page);
    expect(complaints.filter((one) => !mayComplain.some((may) => may.test(one)))).toEqual([]);
  },
});

/** Goes to a screen and waits until it has what it shows. @param url of a daemon of the test's own */
export async function open(page: Page, path: string, url = ""): Promise<void> {
  await page.goto(`${url}/console/${path}`);
  await settled(page);
}

/** Waits until nothing loads any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator(".spinner")).toHaveCount(0);
}

/** Tabs on until the focus is there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 120; ++step) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the keyboard does not get there");
}

/** No violation of WCAG 2.2 AA that axe can see. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

/** Pictures of the screen, on a desktop and on a phone, and axe on both. Look at them. */
export async function look(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const desktop = page.viewportSize();
  await accessible(page);
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true, animations: "disabled" });
  await page.screenshot({ path: join(pictures, `${name}-venster.png`), animations: "disabled" }); // small enough for the manual
  await page.setViewportSize(phone);
  await accessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), "nothing sticks out on a phone").toBeLessThanOrEqual(phone.width);
  await page.screenshot({ path: join(pictures, `${name}-telefoon.png`), fullPage: true, animations: "disabled" });
  if (desktop) await page.setViewportSize(desktop);
}
