import { defineConfig } from "@playwright/test";

/** Debian's Chromium against a real daemon; see tests/browser/daemon.ts. */
export default defineConfig({
  testDir: "tests/browser",
  globalSetup: "./tests/browser/daemon.ts",
  outputDir: "test-results",
  // Each has a daemon and a Chromium: the machine that tests has two cores.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    actionTimeout: 20_000,
    viewport: { width: 1280, height: 800 },
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    launchOptions: { executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] },
  },
});
