/** Writing names and addresses into mail headers (RFC 5322, RFC 2047). */
import { base64FromText } from "../../peers/signature.ts";

/** A display name with an address; everything but plain words is quoted or encoded. */
export function mailbox(name: string, address: string): string {
  const line = name.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim();
  if (/^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+$/.test(line)) {
    return `${line} <${address}>`;
  }
  if (/^[\x20-\x7e]+$/.test(line)) {
    return `"${line.replace(/["\\]/g, "\\$&")}" <${address}>`;
  }
  return line === "" ? address : `${encodedWords(line)} <${address}>`;
}

/** Free text of a header: one line, other alphabets as encoded words. */
export function headerText(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return /^[\x20-\x7e]*$/.test(line) ? line : encodedWords(line);
}

/** 75 characters a word, frame and base64 growth deducted. */
const ENCODED_WORD_BYTES = 45;

function encodedWords(line: string): string {
  const words = [""];
  for (const character of line) {
    const longer = `${words.at(-1) ?? ""}${character}`;
    if (new TextEncoder().encode(longer).length > ENCODED_WORD_BYTES) {
      words.push(character);
    } else {
      words[words.length - 1] = longer;
    }
  }
  return words.map((word) => `=?UTF-8?B?${base64FromText(word)}?=`).join("\r\n ");
}
