/** Writing names and addresses into mail headers (RFC 5322, RFC 2047). */
import { base64FromText } from "../../peers/signature.ts";

/** The line that RFC 5322 asks for at most; a line with an encoded word may not be longer at all (RFC 2047, 2). */
const LONGEST_LINE = 76;

/** One header field with a display name and an address; other alphabets as encoded words. */
export function mailboxField(field: string, name: string, address: string): string {
  const line = oneLine(name);
  if (/^[\x20-\x7e]*$/.test(line)) {
    return folded(`${field}: ${plainMailbox(line, address)}`);
  }
  const words = encodedWords(`${field}: `, line);
  const tail = ` <${address}>`;
  const last = words.length - Math.max(words.lastIndexOf("\n"), 0);
  return `${words}${last + tail.length > LONGEST_LINE ? "\r\n" : ""}${tail}`;
}

/** The same as one line of plain text, for peers that write the header themselves. */
export function plainMailbox(name: string, address: string): string {
  const line = oneLine(name);
  if (line === "") {
    return address;
  }
  return /^[\p{L}\p{M}\p{N} !#$%&'*+/=?^_`{|}~-]+$/u.test(line)
    ? `${line} <${address}>`
    : `"${line.replace(/["\\]/g, "\\$&")}" <${address}>`;
}

/** One header field of free text; other alphabets as encoded words. */
export function textField(field: string, text: string): string {
  const line = oneLine(text);
  return /^[\x20-\x7e]*$/.test(line) ? folded(`${field}: ${line}`) : encodedWords(`${field}: `, line);
}

function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/** Broken before words, where the line gets too long; a single word that is too long stays whole. */
function folded(line: string): string {
  const lines = [""];
  for (const [at, word] of line.split(" ").entries()) {
    const longer = `${lines.at(-1) ?? ""}${at === 0 ? "" : " "}${word}`;
    // Not after the field's name: a first line with nothing on it is obsolete syntax.
    if (longer.length > LONGEST_LINE && at > 1 && word !== "") {
      lines.push(` ${word}`);
    } else {
      lines[lines.length - 1] = longer;
    }
  }
  return lines.join("\r\n");
}

const WORD_START = "=?UTF-8?B?";
const WORD_END = "?=";

/** As many words as it takes, one a line; `head` stands on the first one. */
function encodedWords(head: string, text: string): string {
  const words = [""];
  for (const character of text) {
    const longer = `${words.at(-1) ?? ""}${character}`;
    const before = words.length === 1 ? head.length : 1;
    const length = before + WORD_START.length + base64FromText(longer).length + WORD_END.length;
    if (length > LONGEST_LINE) {
      words.push(character);
    } else {
      words[words.length - 1] = longer;
    }
  }
  return head + words.map((word) => `${WORD_START}${base64FromText(word)}${WORD_END}`).join("\r\n ");
}
