import { describe, expect, it } from "vitest";
import { readFile } from "./read-file.ts";

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean): Uint8Array<ArrayBuffer> => {
  const marked = `\uFEFF${text}`;
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  Array.from(marked).forEach((sign, place) => view.setUint16(place * 2, sign.charCodeAt(0), little));
  return bytes;
};
const tableOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const read = await readFile(bytes);
  return read.ok ? [read.file.heads, ...read.file.rows] : read.problem;
};

const TABLE = [
  ["Email", "Name"],
  ["dana@b.example", "Zoë Ruiz"],
];

describe("a table", () => {
  it.each([
    ["commas", utf8("Email,Name\r\ndana@b.example,Zoë Ruiz\r\n")],
    ["semicolons", utf8("Email;Name\ndana@b.example;Zoë Ruiz\n")],
    ["tabs", utf8("Email\tName\ndana@b.example\tZoë Ruiz")],
    ["a mark at its start", utf8("\uFEFFEmail,Name\ndana@b.example,Zoë Ruiz\n")],
    ["UTF-16, little end first", utf16("Email,Name\ndana@b.example,Zoë Ruiz\n", true)],
    ["UTF-16, big end first", utf16("Email\tName\ndana@b.example\tZoë Ruiz\n", false)],
    ["empty lines", utf8("Email,Name\n\n ,\ndana@b.example,Zoë Ruiz\n,\n")],
    ["quotes", utf8('"Email","Name"\n"dana@b.example","Zoë Ruiz"\n')],
  ])("with %s is read", async (_, bytes) => {
    expect(await tableOf(bytes)).toEqual(TABLE);
  });

  it("keeps no more of a cell than the server needs to refuse it", async () => {
    const read = await readFile(utf8(`Email,Name\na@b.example,${"x".repeat(10_000_000)}\n`));
    expect(read.ok && read.file.rows[0]?.[1]).toBe("x".repeat(301));
  });

  it("is told from another by its bytes", async () => {
    const [one, other] = await Promise.all([readFile(utf8("a,b\n1,2")), readFile(utf8("a,b\n1,3"))]);
    expect(one.ok && one.file.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(one.ok && other.ok && one.file.hash === other.file.hash).toBe(false);
  });
});

it.each([
  ["a spreadsheet", new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0]), "spreadsheet"],
  ["a PDF", utf8("%PDF-1.7"), "spreadsheet"],
  ["one in another encoding", new Uint8Array([0x4e, 0x2c, 0x5a, 0x6f, 0xeb, 0x0a]), "encoding"],
  ["bytes without meaning", new Uint8Array([0x61, 0, 0, 0x62]), "no_table"],
  ["a letter", utf8("Dear colleagues\nplease find attached\n"), "no_table"],
  ["a line with a comma", utf8("Dear colleagues,"), "no_table"],
  ["nothing", utf8(""), "no_table"],
  ["heads alone", utf8("Email,Name\n"), "no_rows"],
  ["a quote that is never closed", utf8('Email,Name\n"dana@b.example,Dana\nx,y\n'), "broken_quotes"],
])("%s is one sentence", async (_, bytes, problem) => {
  expect(await tableOf(bytes)).toBe(problem);
});

it.each([
  ["never closed", 'Email,Name\na@b,A\n\n"dana@b.example,Dana\nx,y\n', 4],
  ["closed by another one further down", 'Email,Name\n"a@b,A\nb@b,B\nc@b,"C"\n', 2],
])("tells the row of a quote that is %s", async (_, text, row) => {
  expect(await readFile(utf8(text))).toEqual({ ok: false, problem: "broken_quotes", row });
});
