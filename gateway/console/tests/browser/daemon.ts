import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const root = new URL("../../../../", import.meta.url).pathname;
export const program = process.env["KETENPOORT"] ?? join(root, "build/dev/bin/ketenpoort");

/** The day on which the tests look at it: the generated months are over. */
export const day = "2026-07-14";

export interface Daemon {
  url: string;
  /** Of `luister_tls`; undefined without it. */
  portTls: number | undefined;
  stop: () => Promise<void>;
}

/** Starts a daemon on a store, on a port that the system chooses. */
export async function serve(data: string, settings: Record<string, string | number> = {}): Promise<Daemon> {
  const config = `${data}.toml`;
  const all = { luister: "127.0.0.1:0", data, vandaag: day, vrije_ruimte: 0, console: join(root, "gateway/console/dist"), ...settings };
  writeFileSync(config, Object.entries(all).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join(""));
  const process_ = spawn(program, ["serve", "--config", config], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => process_.once("exit", () => resolve()));
  const lines: string[] = [];
  const { url, url_tls } = await new Promise<{ url: string; url_tls: string }>((resolve, reject) => {
    createInterface({ input: process_.stderr }).on("line", (line) => {
      lines.push(line);
      if (line.includes('"gebeurtenis":"luistert"')) resolve(JSON.parse(line) as { url: string; url_tls: string });
    });
    void ended.then(() => reject(new Error(`the daemon did not start:\n${lines.join("\n")}`)));
  });
  return {
    url,
    portTls: url_tls ? Number(new URL(url_tls).port) : undefined,
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

/** The store of `make demo`, whose messages were handled on a day of then. @returns its folder */
export function demo(top: string, today: string): string {
  const data = join(top, "demo");
  const messages = join(root, "deploy/demo/berichten");
  execFileSync(program, ["contract", "import", "--data", data, join(root, "deploy/contracts/noorderdal")], { stdio: "ignore" });
  try {
    execFileSync(program, ["process", "--data", data, "--today", today, messages], { stdio: "ignore" });
  } catch (fault) {
    if ((fault as { status?: number }).status !== 1) throw fault;
  }
  return data;
}

/** A copy of the store of all tests, in a folder of its own. @returns its folder */
export function storeCopy(): string {
  const data = join(mkdtempSync(join(process.env["CONSOLE_TOP"] ?? tmpdir(), "opslag-")), "data");
  cpSync(join(process.env["CONSOLE_TOP"] ?? "", "data"), data, { recursive: true });
  return data;
}

/** Makes the store that all tests begin with, once; its log is signed, so that no test waits for the daemon to do that. */
export default function setup(): () => void {
  const top = mkdtempSync(join(tmpdir(), "ketenpoort-console-"));
  execFileSync(program, ["audit", "checkpoint", "--data", region(top)], { stdio: "ignore" });
  process.env["CONSOLE_TOP"] = top;
  return () => rmSync(top, { recursive: true, force: true });
}
