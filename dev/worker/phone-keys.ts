/**
 * The keys of the played phones. A real phone keeps its own in the browser; one browser plays
 * many, so theirs lie beside the messages of the local build. Made when first asked for.
 */
import { z } from "zod";
import { fromBase64Url, toBase64Url, utf8 } from "../../workers/adapters/crypto/bytes.ts";

/** The part of D1 that this needs; a script opens the same database through Miniflare. */
export interface KeyDatabase {
  prepare(sql: string): KeyStatement;
  batch(statements: KeyStatement[]): Promise<unknown>;
}
interface KeyStatement {
  bind(...values: unknown[]): KeyStatement;
  first(): Promise<unknown>;
}

export interface PlayedKey {
  /** Raw P-256 point, base64url, as the portal's script sends it. */
  readonly publicKey: string;
  /** ECDSA with SHA-256, base64url. */
  sign(text: string): Promise<string>;
}

export const PHONES_TABLE = "dev_phones";
const TABLE =
  "CREATE TABLE IF NOT EXISTS dev_phones (device TEXT PRIMARY KEY, public_key TEXT NOT NULL, pkcs8 TEXT NOT NULL)";
const KEY = { name: "ECDSA", namedCurve: "P-256" } as const;

const row = z.object({ public_key: z.string(), pkcs8: z.string() });

export async function playedKey(db: KeyDatabase, device: string): Promise<PlayedKey> {
  const pair = await crypto.subtle.generateKey(KEY, true, ["sign", "verify"]);
  const [point, pkcs8] = await Promise.all([
    crypto.subtle.exportKey("raw", pair.publicKey),
    crypto.subtle.exportKey("pkcs8", pair.privateKey),
  ]);
  // The table is made with each use: a migration would put it into production's schema.
  await db.batch([
    db.prepare(TABLE),
    db
      .prepare("INSERT OR IGNORE INTO dev_phones VALUES (?, ?, ?)")
      .bind(device, toBase64Url(new Uint8Array(point)), toBase64Url(new Uint8Array(pkcs8))),
  ]);
  const kept = row.parse(await db.prepare("SELECT * FROM dev_phones WHERE device = ?").bind(device).first());
  const privateKey = await crypto.subtle.importKey("pkcs8", fromBase64Url(kept.pkcs8) ?? new Uint8Array(), KEY, false, [
    "sign",
  ]);
  return {
    publicKey: kept.public_key,
    sign: async (text) =>
      toBase64Url(new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, utf8(text)))),
  };
}
