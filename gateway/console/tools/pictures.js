// Takes the pictures that the manual shows from those that the browser tests made.
import { copyFileSync, mkdirSync, readFileSync, statSync } from "node:fs";

const root = new URL("../../../", import.meta.url).pathname;
const limit = 160_000;
const manual = readFileSync(`${root}docs/handleiding-console.md`, "utf8");
mkdirSync(`${root}docs/beelden`, { recursive: true });
for (const [, name] of manual.matchAll(/\(beelden\/([\w-]+\.png)\)/g)) {
  const from = `${root}build/console-screenshots/${name}`;
  if (statSync(from).size > limit) throw new Error(`${name} is larger than ${limit} bytes`);
  copyFileSync(from, `${root}docs/beelden/${name}`);
}
