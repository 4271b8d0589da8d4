import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = new URL("../../../../", import.meta.url).pathname;
export const program = process.env["KETENPOORT"] ?? join(root, "build/dev/bin/ketenpoort");

/** The day on which the tests look at it: the generated months are over. */
export const day = "2026-07-14";

export interface Daemon {
  url: string;
  stop: () => Promise<void>;
}

/** Starts a daemon on a store, on a port that the system chooses. */
export async function serve(data: string, settings: Record<string, string | number> = {}): Promise<Daemon> {
  const config = `${data}.toml`;
  const all = { luister: "127.0.0.1:0", data, vandaag: day, vrije_ruimte: 0, ...settings };
  writeFileSync(config, Object.entries(all).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join(""));
  const process_ = spawn(program, ["serve", "--config", config], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => process_.once("exit", () => resolve()));
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: process_.stderr }).on("line", (line) => {
      lines.push(line);
      if (line.includes('"gebeurtenis":"luistert"')) resolve((JSON.parse(line) as { url: string }).url);
    });
    void ended.then(() => reject(new Error(`the daemon did not start:\n${lines.join("\n")}`)));
  });
  return {
    url,
    stop: async () => {
      process_.kill("SIGTERM");
      await ended;
    },
  };
}

/** A store with two months of a made-up region, faults planted. @returns its folder */
export function region(top: string): string {
  const data = join(top, "data");
  const traffic = join(top, "verkeer");
  const run = (...args: string[]) => execFileSync(program, args, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  run("generate", "--regio", "noord-limburg", "--clienten", "60", "--seed", "7", "--fouten", "60", "--van", "2026-05", "--maanden", "2", "--uit", traffic);
  run("contract", "import", "--data", data, "deploy/contracts/noord-limburg");
  try {
    run("process", "--data", data, "--verloop", join(traffic, "verloop.csv"), join(traffic, "berichten"));
  } catch (fault) {
    if ((fault as { status?: number }).status !== 1) throw fault; // 1: something was rejected, as it should be
  }
  return data;
}

/** One store and one daemon for all tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const top = mkdtempSync(join(tmpdir(), "ketenpoort-console-"));
  const daemon = await serve(region(top));
  process.env["CONSOLE_URL"] = daemon.url;
  process.env["CONSOLE_TOP"] = top;
  return async () => {
    await daemon.stop();
    rmSync(top, { recursive: true, force: true });
  };
}
