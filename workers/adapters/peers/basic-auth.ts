/** HTTP Basic, both ways. Senders disagree on the charset of a name or password; UTF-8 is ours. */
import { utf8 } from "../crypto/bytes.ts";

export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

export function basicHeader({ username, password }: BasicCredentials): string {
  return `Basic ${btoa(bytesAsText(`${username}:${password}`))}`;
}

/**
 * Whether an Authorization header carries these credentials, in UTF-8 or, as older senders do,
 * in Latin-1. `equal` compares in constant time; a missing or unreadable header costs as much.
 */
export async function basicMatches(
  header: string | null,
  { username, password }: BasicCredentials,
  equal: (left: string, right: string) => Promise<boolean>,
): Promise<boolean> {
  const given = decoded(header ?? "");
  const wanted = `${username}:${password}`;
  const inUtf8 = bytesAsText(wanted);
  const inLatin1 = isLatin1(wanted) ? wanted : inUtf8;
  const [first, second] = await Promise.all([equal(given, inUtf8), equal(given, inLatin1)]);
  return first || second;
}

/** One character for each byte; nothing where the header is not Basic. The name of a scheme has no case. */
function decoded(header: string): string {
  const encoded = /^\s*basic +(?<value>[A-Za-z0-9+/]+={0,2})\s*$/iu.exec(header)?.groups?.["value"] ?? "";
  try {
    return atob(encoded);
  } catch {
    return "";
  }
}

function bytesAsText(text: string): string {
  return Array.from(utf8(text), (byte) => String.fromCharCode(byte)).join("");
}

function isLatin1(text: string): boolean {
  return Array.from(text).every((character) => (character.codePointAt(0) ?? 0) <= 0xff);
}
