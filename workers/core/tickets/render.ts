/**
 * Turns a `Note` into what a ticket system stores. Text: one field a line, the link's
 * address alone on its line. HTML: only p b br a table tr td, no styles, readable when the
 * peer strips the tags. Every value is made one line, and escaped in HTML, whatever the
 * builder did: a note is the one place where names from tickets meet a peer's markup.
 */
import type { EpochMs } from "../kit/time.ts";
import { timeOfDay } from "../kit/zoned-time.ts";
import type { Note, NoteFormat } from "./note.ts";
import { oneLine } from "./plain-words.ts";

export interface RenderOptions {
  readonly brand: string;
  /** When the note's event happened. */
  readonly at: EpochMs;
  /** IANA zone of the desk. */
  readonly timeZone: string;
  readonly format: NoteFormat;
}

/** In their order: a note, after the one that goes before it where there is one. */
export function renderNotes({ first, ...note }: Note, options: RenderOptions): readonly string[] {
  return [...(first === undefined ? [] : [renderNote(first, { ...options, at: first.at })]), renderNote(note, options)];
}

/** @throws when the link is not an http(s) address: links come from configuration, so that is a defect. */
export function renderNote(note: Note, options: RenderOptions): string {
  const head = oneLine(`[${options.brand}] ${note.title}`);
  const time = `(${timeOfDay(options.at, options.timeZone)})`;
  return options.format === "text" ? asText(note, `${head} ${time}`) : asHtml(note, { head, time });
}

function asText(note: Note, firstLine: string): string {
  const link = note.link;
  return [
    firstLine,
    ...note.lines.map((line) => oneLine(line)),
    ...note.fields.map((field) => `${oneLine(field.label)}: ${oneLine(field.value)}`),
    ...(link === undefined ? [] : [`${oneLine(link.label)}:`, checkedUrl(link.url)]),
    `Ref: ${oneLine(note.key)}`,
  ].join("\n");
}

function asHtml(note: Note, first: { head: string; time: string }): string {
  const lines = [`<b>${escaped(first.head)}</b> ${first.time}`, ...note.lines.map((line) => escaped(line))];
  const rows = note.fields.map(
    (field) => `<tr><td><b>${escaped(field.label)}</b></td> <td>${escaped(field.value)}</td></tr>`,
  );
  return [
    `<p>${lines.join("<br>\n")}</p>`,
    ...(rows.length === 0 ? [] : [`<table>\n${rows.join("\n")}\n</table>`]),
    ...(note.link === undefined
      ? []
      : [`<p><a href="${escaped(checkedUrl(note.link.url))}">${escaped(note.link.label)}</a></p>`]),
    `<p>Ref: ${escaped(note.key)}</p>`,
  ].join("\n");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(value: string): string {
  return oneLine(value).replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? "");
}

function checkedUrl(url: string): string {
  if (!/^https?:\/\/[^\s"'<>\\]+$/u.test(url) || url.length > 400) {
    throw new Error("note link is not an http address of at most 400 characters");
  }
  return url;
}
