/**
 * Expected failures are values. Plain objects, because class instances lose their
 * prototype when they cross a Durable Object call.
 */
export type Result<Value, Problem> = Ok<Value> | Err<Problem>;

export interface Ok<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Err<Problem> {
  readonly ok: false;
  readonly error: Problem;
}

export function ok(): Ok<undefined>;
export function ok<Value>(value: Value): Ok<Value>;
export function ok<Value>(value?: Value): Ok<Value | undefined> {
  return { ok: true, value };
}

export function err<const Problem>(error: Problem): Err<Problem> {
  return { ok: false, error };
}

/** Compile-time proof that a union was handled; reaching it is a defect. */
export function assertNever(value: never): never {
  throw new Error(`unhandled variant: ${JSON.stringify(value)}`);
}
