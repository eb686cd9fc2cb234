/** One JSON line per event. An error is logged by class and code: its text may quote what it choked on. */
import type { LogFields, Logger } from "../../app/log.ts";

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
  const frame = error.stack?.split("\n")[1]?.trim().replace(/\s*\(.*[/\\]/, " (") ?? "";
  return { error: error.name, at: frame.slice(0, 120) };
}

function write(line: LogFields): void {
  // oxlint-disable-next-line no-console -- the platform's log is stdout, and this is its only writer
  console.log(JSON.stringify(line));
}
