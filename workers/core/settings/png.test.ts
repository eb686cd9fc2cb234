import { crc32, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { cleanPng } from "./png.ts";

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function chunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, crc]);
}

function header({ width = 4, height = 2, depth = 8, colour = 6, rest = [0, 0, 0] } = {}): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, colour, ...rest], 8);
  return chunk("IHDR", data);
}

const PIXELS = chunk("IDAT", deflateSync(Buffer.alloc(34)));
const END = chunk("IEND");
const png = (...chunks: readonly Buffer[]): Buffer => Buffer.concat([SIGNATURE, ...chunks]);
const plain = png(header(), PIXELS, END);
const problemOf = (bytes: Uint8Array): string | undefined => {
  const read = cleanPng(bytes);
  return read.ok ? undefined : read.error;
};

describe("a logo", () => {
  it("is kept as it is where it holds nothing but a picture", () => {
    const read = cleanPng(plain);
    expect(read.ok && { ...read.value, bytes: Buffer.from(read.value.bytes) }).toEqual({
      width: 4,
      height: 2,
      bytes: plain,
    });
  });

  it("loses what does not draw it: text, profiles, animation, and what stands behind its end", () => {
    const script = Buffer.from("Comment\0<script>alert(1)</script>");
    const full = png(
      header(),
      chunk("tEXt", script),
      chunk("iCCP", script),
      chunk("acTL", script),
      PIXELS,
      END,
      script,
    );
    const read = cleanPng(full);
    expect(read.ok && Buffer.from(read.value.bytes)).toEqual(plain);
  });

  it("may have a palette with transparency, and its pixels in several parts", () => {
    const parts = [chunk("PLTE", Buffer.alloc(6)), chunk("tRNS", Buffer.alloc(2)), PIXELS, PIXELS];
    expect(problemOf(png(header({ colour: 3 }), ...parts, END))).toBeUndefined();
  });

  it.each([
    ["another file", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")],
    ["nothing", Buffer.alloc(0)],
    ["one that is cut off", plain.subarray(0, -5)],
    ["one without its end", png(header(), PIXELS)],
    ["one whose pixels do not match their checksum", Buffer.from(plain).fill(7, 50, 51)],
    ["one with a length beyond the file", Buffer.from(plain).fill(255, 8, 9)],
  ])("is no %s", (_what, bytes) => {
    expect(problemOf(bytes)).toBe("must be a PNG that is whole");
  });

  it.each([
    ["no pixels", png(header(), END)],
    ["pixels before the header", png(PIXELS, header(), END)],
    ["two headers", png(header(), header(), PIXELS, END)],
    ["pixels in two places", png(header(), PIXELS, chunk("PLTE", Buffer.alloc(3)), PIXELS, END)],
    ["colours from a palette that is not there", png(header({ colour: 3 }), PIXELS, END)],
    ["a palette for greys", png(header({ colour: 0 }), chunk("PLTE", Buffer.alloc(3)), PIXELS, END)],
    ["a needed chunk that nobody knows", png(header(), chunk("ABCD"), PIXELS, END)],
    ["a depth that there is not", png(header({ depth: 7 }), PIXELS, END)],
    ["a compression that there is not", png(header({ rest: [1, 0, 0] }), PIXELS, END)],
    ["no width", png(header({ width: 0 }), PIXELS, END)],
  ])("does not have %s", (_what, bytes) => {
    expect(problemOf(bytes)).toBe("must be a PNG that every browser draws");
  });

  it.each([
    [{ width: 512, height: 512 }, undefined],
    [{ width: 513 }, "must be at most 512 by 512 pixels"],
    [{ height: 513 }, "must be at most 512 by 512 pixels"],
  ])("of %o", (size, problem) => {
    expect(problemOf(png(header(size), PIXELS, END))).toBe(problem);
  });

  it("has at most 64 KB", () => {
    const filled = (length: number) => png(header(), chunk("IDAT", Buffer.alloc(length)), END);
    const most = 65_536 - filled(0).length;
    expect([most, most + 1].map((length) => problemOf(filled(length)))).toEqual([undefined, "must be at most 64 KB"]);
  });
});
