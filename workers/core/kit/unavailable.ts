/**
 * A part of the product (database, object, queue) is out of reach or overloaded: the same request
 * may work in a moment. Anything else that is thrown is a defect. Adapters throw it, doors map it.
 */
export class Unavailable extends Error {
  override readonly name = "Unavailable";

  constructor(part: "database" | "object" | "queue", cause?: unknown) {
    super(`${part} is out of reach`, { cause });
  }
}

/** Known by name, also of a cause: a call into an object keeps an error's name and not its class. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof Error && (error.name === "Unavailable" || isUnavailable(error.cause));
}

/** Thrown by the language for a mistake in code; no second try helps. */
export function isMistake(error: unknown): boolean {
  return [TypeError, ReferenceError, RangeError, SyntaxError].some((mistake) => error instanceof mistake);
}
