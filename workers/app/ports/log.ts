/**
 * The only way to log: an event name, ids, codes and numbers. There is no method that takes a
 * body, a header or an error's message, because those carry names, numbers and answers.
 */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

export interface Logger {
  event(event: string, fields?: LogFields): void;
  /** A defect or an unreachable peer: the error's class and code, never its text. */
  failure(event: string, error: unknown, fields?: LogFields): void;
}
