/** Stands in for cron, which neither Miniflare nor `wrangler dev` fires by itself. */

const FIRST_MS = 2_000;
const EACH_MS = 60_000;

/** One sweep at a time; a failed one is named and the next still comes. Returns how to end it. */
export function sweepEachMinute(sweep: () => Promise<unknown>): () => void {
  let ended = false;
  let timer: NodeJS.Timeout;
  const next = (wait: number): void => {
    timer = setTimeout(() => {
      void sweep()
        .catch((error: unknown) => {
          if (!ended) {
            console.error(`The sweep failed: ${error instanceof Error ? error.message : String(error)}`);
          }
        })
        .finally(() => {
          if (!ended) {
            next(EACH_MS);
          }
        });
    }, wait);
  };
  next(FIRST_MS);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
