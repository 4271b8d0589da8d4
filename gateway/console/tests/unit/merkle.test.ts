import { createHash, webcrypto } from "node:crypto";

import { expect, test } from "vitest";

import { checkpointRoot, rootOf } from "../../src/lib/merkle";

// What browsers have: Debian's Node 18 keeps it in a module only.
globalThis.crypto ??= webcrypto as Crypto;

const sha = (...parts: Uint8Array[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leaves = Array.from({ length: 7 }, (_, at) => new TextEncoder().encode(`blad ${at}`));
const split = (size: number) => 2 ** Math.floor(Math.log2(size - 1));

/** The tree as RFC 6962 defines it, top down: another way than the one under test. */
function root(of: Uint8Array[]): Uint8Array {
  if (of.length === 1) return sha(Uint8Array.of(0), of[0] as Uint8Array);
  const at = split(of.length);
  return sha(Uint8Array.of(1), root(of.slice(0, at)), root(of.slice(at)));
}
function path(index: number, of: Uint8Array[]): Uint8Array[] {
  if (of.length === 1) return [];
  const at = split(of.length);
  return index < at ? [...path(index, of.slice(0, at)), root(of.slice(at))] : [...path(index - at, of.slice(at)), root(of.slice(0, at))];
}
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

test("every leaf of trees of one to seven leads to the root", async () => {
  for (let size = 1; size <= leaves.length; ++size) {
    const of = leaves.slice(0, size);
    for (const [index, leaf] of of.entries()) expect(await rootOf(leaf, index, size, path(index, of).map(hex))).toBe(hex(root(of)));
  }
});

test("another leaf, place, size or path leads elsewhere", async () => {
  const proof = path(2, leaves).map(hex);
  const good = hex(root(leaves));
  expect(await rootOf(leaves[3] as Uint8Array, 2, 7, proof)).not.toBe(good);
  expect(await rootOf(leaves[2] as Uint8Array, 3, 7, proof)).not.toBe(good);
  expect(await rootOf(leaves[2] as Uint8Array, 2, 7, proof.slice(1))).toBeUndefined();
  expect(await rootOf(leaves[2] as Uint8Array, 2, 7, [...proof, good])).toBeUndefined();
  expect(await rootOf(leaves[2] as Uint8Array, 7, 7, proof)).toBeUndefined();
});

test("a checkpoint tells its size and root", () => {
  expect(checkpointRoot("ketenpoort\n446\nBZaa5oeLyo7rJ5cjKPGBr2vowP/iOgucm6mJ1boRYFI=\n\n— x")).toEqual({
    size: 446,
    root: "05969ae6878bca8eeb27972328f181af6be8c0ffe23a0b9c9ba989d5ba116052",
  });
});
