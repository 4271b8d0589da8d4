/** Proofs of the audit log (RFC 6962), checked here and not by who gave them. */

async function sha256(...parts: Uint8Array[]): Promise<Uint8Array> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param text base64 as `regel` of a proof has it */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/**
 * The root that follows from a leaf, its place and its path (RFC 9162, 2.1.3.2).
 * @returns hexadecimal; undefined: the path does not fit a tree of that size
 */
export async function rootOf(leaf: Uint8Array, index: number, size: number, path: readonly string[]): Promise<string | undefined> {
  if (index < 0 || index >= size) return undefined;
  let hash = await sha256(Uint8Array.of(0), leaf);
  let at = index;
  let last = size - 1;
  for (const step of path) {
    if (last === 0) return undefined;
    const other = fromHex(step);
    if (at % 2 === 1 || at === last) {
      hash = await sha256(Uint8Array.of(1), other, hash);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await sha256(Uint8Array.of(1), hash, other);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? toHex(hash) : undefined;
}

/** Size and root (hexadecimal) that a checkpoint signs: its second and third line. Pure. */
export function checkpointRoot(note: string): { size: number; root: string } {
  const [, size = "", root = ""] = note.split("\n");
  return { size: Number(size), root: toHex(fromBase64(root)) };
}

/** The moment in a leaf: after the byte 1, index and moment are numbers of eight bytes with their length in four. Pure. */
export function leafMoment(leaf: Uint8Array): Date {
  return new Date(Number(new DataView(leaf.buffer, leaf.byteOffset).getBigUint64(17)));
}
