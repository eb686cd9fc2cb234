/** Reads a file beside the page, so that fifty thousand rows stop nobody from pressing Stop. */
import { readFile } from "./read-file.ts";

globalThis.onmessage = async ({ data }: MessageEvent<File>): Promise<void> => {
  globalThis.postMessage(await readFile(new Uint8Array(await data.arrayBuffer())), {});
};
