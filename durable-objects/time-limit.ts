/** A call that never answers keeps an object alive, and billed: whoever waits for one waits for so long. */
import { SECOND_MS } from "../workers/core/kit/time.ts";
import { Unavailable } from "../workers/core/kit/unavailable.ts";

/** On the wall, whatever clock the product was told to have. Longer than a database at work ever took. */
export const CALL_LIMIT_MS = 10 * SECOND_MS;

/** The call's own outcome, or `Unavailable`. What comes later is dropped: all that is called here may be repeated. */
export async function timeLimited<Value>(
  part: "database" | "object" | "queue",
  call: () => Promise<Value>,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unavailable(part)), CALL_LIMIT_MS);
  });
  try {
    return await Promise.race([call(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
