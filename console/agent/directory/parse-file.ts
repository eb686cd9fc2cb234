import type { FileProblem, FileResult } from "./read-file.ts";

/** Beside the page. A browser that lets go of the worker, for example for want of memory, has read nothing. */
export function parseFile(
  file: File,
): Promise<FileResult | { readonly ok: false; readonly problem: FileProblem | "unreadable" }> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./parse-worker.ts", import.meta.url), { type: "module" });
    const done = (result: FileResult | { readonly ok: false; readonly problem: "unreadable" }): void => {
      worker.terminate();
      resolve(result);
    };
    worker.onmessage = ({ data }: MessageEvent<FileResult>) => done(data);
    worker.onerror = () => done({ ok: false, problem: "unreadable" });
    worker.postMessage(file, []);
  });
}
