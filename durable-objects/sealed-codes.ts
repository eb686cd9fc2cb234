/**
 * Codes stand sealed in an object's storage, in its state and in its outbox. The machine knows nothing
 * of it: codes are sealed as they are written and opened as they are read, wherever they stand. A text
 * that an earlier version wrote in the clear is read as it is, and sealed with the next change.
 */
import type { SealedNow } from "../workers/app/ports/vault.ts";

/** Names of values that are a code, or what somebody typed for one. */
const CODES: ReadonlySet<string> = new Set(["digits", "refused"]);
/** Whether a text in JSON may hold one at all; most hold none, and a walk over every value costs several times the text. */
const MAY_HOLD_CODE = new RegExp(`"(?:${[...CODES].join("|")})":"`, "u");

export interface SealedJson {
  readonly write: (value: unknown) => string;
  /** Throws when a code cannot be opened: a code that nobody can match must not look like one. */
  readonly read: (text: string) => unknown;
}

export function sealedJson(seals: SealedNow, object: string): SealedJson {
  const place = `session-object/${object}`;
  return {
    write: (value) => {
      const text = JSON.stringify(value);
      return MAY_HOLD_CODE.test(text)
        ? JSON.stringify(value, (name, part: unknown) =>
            CODES.has(name) && typeof part === "string" ? seals.seal(part, place) : part,
          )
        : text;
    },
    read: (text) =>
      MAY_HOLD_CODE.test(text)
        ? (JSON.parse(text, (name, part: unknown) => {
            if (!CODES.has(name) || typeof part !== "string") {
              return part;
            }
            const opened = seals.open(part, place);
            if (opened === undefined) {
              throw new Error("a stored code cannot be opened");
            }
            return opened;
          }) as unknown)
        : (JSON.parse(text) as unknown),
  };
}
