// The size budget: what the first screen loads, packed, may be 300 kB; and nothing comes from elsewhere.
import { readFileSync, statSync } from "node:fs";

const limit = 300_000;
const dist = new URL("../dist/", import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, "utf8"));

/** Everything that a part of the console loads, the parts it imports included. */
function loaded(part, all = new Set()) {
  const one = manifest[part];
  if (all.has(one.file)) return all;
  all.add(one.file);
  for (const css of one.css ?? []) all.add(css);
  for (const imported of one.imports ?? []) loaded(imported, all);
  return all;
}

const first = new Set([...loaded("index.html"), ...loaded("src/screens/vandaag/vandaag.tsx"), ...loaded("src/components/plot_figure.tsx"), "index.html"]);
const bytes = [...first].reduce((sum, file) => sum + statSync(`${dist}${file}.gz`).size, 0);
console.log(`first load: ${bytes} bytes packed with gzip, of ${limit} allowed, in ${first.size} files`);

const foreign = [...first].flatMap((file) => readFileSync(dist + file, "utf8").match(/(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?\/\/(?!www\.w3\.org)[^"')\s]+/g) ?? []);
if (foreign.length > 0) console.log(`from elsewhere: ${foreign.join(", ")}`);
process.exit(bytes > limit || foreign.length > 0 ? 1 : 0);
