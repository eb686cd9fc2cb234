/**
 * The server's time on an agent's computer whose clock may be wrong: a countdown that is two
 * minutes off sends people away too early. Date headers are whole seconds and replies take
 * time, so small differences are left alone.
 */
const IGNORED_MS = 2_500;

export interface ServerClock {
  readonly now: () => number;
  readonly heard: (servedAt: number) => void;
}

export function serverClock(local: () => number): ServerClock {
  let offset = 0;
  return {
    now: () => local() + offset,
    heard: (servedAt) => {
      const difference = servedAt - local();
      offset = Math.abs(difference) > IGNORED_MS ? difference : 0;
    },
  };
}
