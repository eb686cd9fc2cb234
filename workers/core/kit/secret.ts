/** Wraps a value that must never be printed; every way of turning it into text redacts it. */
export interface Secret<Value = string> {
  reveal(): Value;
  toJSON(): string;
  toString(): string;
}

export function secret<Value>(value: Value): Secret<Value> {
  const redacted = (): string => "[redacted]";
  return { reveal: () => value, toJSON: redacted, toString: redacted };
}
