/**
 * A logo is shown to everybody, so only a picture gets in: signature, structure and checksums of the
 * PNG are checked, and nothing is kept but what draws it. Text, profiles, animation and whatever
 * stands behind the end are left out; a chunk that a reader would need, and that is not known, is refused.
 * https://www.w3.org/TR/png-3/
 */
import { err, ok, type Result } from "../kit/result.ts";

export const LOGO_BYTES = 65_536;
export const LOGO_SIDE = 512;

export interface Png {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** With length and checksum. */
  readonly whole: Uint8Array;
}

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const FRAME_BYTES = 12;
const KEPT: ReadonlySet<string> = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
/** Bits per sample, by colour type. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const PALETTE = 3;
const GREYS = [0, 4];

/** Refused with words for whoever chose the file. */
export function cleanPng(bytes: Uint8Array): Result<Png, string> {
  if (bytes.length > LOGO_BYTES) {
    return err(`must be at most ${String(LOGO_BYTES / 1024)} KB`);
  }
  const chunks = SIGNATURE.every((byte, place) => bytes[place] === byte) ? chunksOf(bytes) : undefined;
  if (chunks === undefined) {
    return err("must be a PNG that is whole");
  }
  const kept = chunks.filter(({ type }) => KEPT.has(type));
  const size = sizeIn(kept[0]);
  if (size === undefined || !isOrdered(kept) || chunks.some(isNeededAndUnknown)) {
    return err("must be a PNG that every browser draws");
  }
  return size.width > LOGO_SIDE || size.height > LOGO_SIDE
    ? err(`must be at most ${String(LOGO_SIDE)} by ${String(LOGO_SIDE)} pixels`)
    : ok({ ...size, bytes: joined([SIGNATURE, ...kept.map(({ whole }) => whole)]) });
}

/** Undefined where one is cut off or does not match its checksum, or where none is the end. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: Chunk[] = [];
  for (let start = SIGNATURE.length; start + FRAME_BYTES <= bytes.length;) {
    const end = start + FRAME_BYTES + view.getUint32(start);
    if (end > bytes.length || crcOf(bytes.subarray(start + 4, end - 4)) !== view.getUint32(end - 4)) {
      return undefined;
    }
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    chunks.push({ type, data: bytes.subarray(start + 8, end - 4), whole: bytes.subarray(start, end) });
    if (type === "IEND") {
      return chunks;
    }
    start = end;
  }
  return undefined;
}

function sizeIn(header: Chunk | undefined): { readonly width: number; readonly height: number } | undefined {
  if (header?.type !== "IHDR" || header.data.length !== 13) {
    return undefined;
  }
  const view = new DataView(header.data.buffer, header.data.byteOffset, header.data.length);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, colour = 0, compression, filter, interlace = 2] = header.data.subarray(8);
  const drawable = DEPTHS[colour]?.includes(depth) === true && compression === 0 && filter === 0 && interlace < 2;
  return drawable && width > 0 && height > 0 ? { width, height } : undefined;
}

/** One header, a palette where the colours need one, its transparency, the pixels in one run, the end. */
function isOrdered(kept: readonly Chunk[]): boolean {
  const colour = kept[0]?.data[9] ?? 0;
  const palette = kept.find(({ type }) => type === "PLTE");
  const fits = palette === undefined ? colour !== PALETTE : !GREYS.includes(colour) && palette.data.length % 3 === 0;
  const order = kept.map(({ type }) => type).join(" ");
  return fits && /^IHDR(?: PLTE)?(?: tRNS)?(?: IDAT)+ IEND$/.test(order);
}

/** A capital first letter says that nobody can draw the picture without it. */
const isNeededAndUnknown = ({ type }: Chunk): boolean => /^[^a-z]/.test(type) && !KEPT.has(type);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((place, part) => {
    all.set(part, place);
    return place + part.length;
  }, 0);
  return all;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) =>
  Array.from({ length: 8 }).reduce<number>((crc) => (crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1), byte),
);

function crcOf(bytes: Uint8Array): number {
  const crc = bytes.reduce((sum, byte) => (CRC_TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8), 0xffffffff);
  return (crc ^ 0xffffffff) >>> 0;
}
