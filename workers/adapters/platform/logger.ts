/** One JSON line per event. An error is logged by class and code: its text may quote what it choked on. */
import type { LogFields, Logger } from "../../app/ports/log.ts";

export function consoleLogger(): Logger {
  return {
    event: (event, fields = {}) => write({ event, ...fields }),
    failure: (event, error, fields = {}) => write({ event, ...fields, ...describe(error) }),
  };
}

function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) {
    return { error: typeof error };
  }
  // A name is free text too; ours and the platform's are single words.
  const name = /^\w{1,40}$/.test(error.name) ? error.name : "Error";
  return { error: name, at: firstFrame(error).slice(0, 120) };
}

/** The message stands before the frames and may have lines of its own, so it is cut off whole. */
function firstFrame({ stack = "", message }: Error): string {
  const start = stack.indexOf(message);
  const frames = start < 0 ? "" : stack.slice(start + message.length);
  return /^\s*(at .*)$/m.exec(frames)?.[1]?.replace(/\s*\(.*[/\\]/, " (") ?? "";
}

function write(line: LogFields): void {
  // oxlint-disable-next-line no-console -- the platform's log is stdout, and this is its only writer
  console.log(JSON.stringify(line));
}
