/**
 * Time that passes when it is told to: what was to happen meanwhile (alarms, and what the plot has
 * put off) happens in its order, each thing at its own moment.
 */
export class Clockwork {
  #now: number;
  readonly #alarms = new Map<() => Promise<void>, number>();
  readonly #later: { readonly at: number; readonly run: () => Promise<void> }[] = [];
  readonly #pending = new Set<Promise<unknown>>();
  #together: Promise<void> | undefined;

  constructor(from: number) {
    this.#now = from;
  }

  readonly now = (): number => this.#now;

  setAlarm(ring: () => Promise<void>, at: number): void {
    this.#alarms.set(ring, at);
  }

  deleteAlarm(ring: () => Promise<void>): void {
    this.#alarms.delete(ring);
  }

  /** Work that nobody waits for; it belongs to this moment all the same. */
  settleBeforeGoingOn(work: Promise<unknown>): void {
    this.#pending.add(work);
    const done = (): boolean => this.#pending.delete(work);
    // Who waits for all of it hears of a failure.
    work.then(done, () => undefined);
  }

  /** `run` may itself take time; what comes due meanwhile waits for it. */
  later(at: number, run: () => Promise<void>): void {
    const place = this.#later.findIndex((other) => other.at > at);
    this.#later.splice(place < 0 ? this.#later.length : place, 0, { at, run });
  }

  async settled(): Promise<void> {
    while (this.#pending.size > 0) {
      await Promise.all(this.#pending);
    }
  }

  /**
   * Time only passes while `work` goes on: what follows from each of its steps, and is due meanwhile, comes after the
   * last, in one. As if whoever has to see to it had been busy for so long.
   */
  async together<Value>(work: () => Promise<Value>): Promise<Value> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#together = promise;
    try {
      return await work();
    } finally {
      this.#together = undefined;
      resolve();
      await this.settled();
    }
  }

  /** When what follows from a step may go on. */
  async following(): Promise<void> {
    await this.#together;
  }

  async pass(ms: number): Promise<void> {
    if (this.#together !== undefined) {
      this.#now += ms;
      return;
    }
    await this.reach(this.#now + ms, "alarms");
  }

  /** Never backwards. */
  async reach(at: number, what: "alarms" | "everything" = "everything"): Promise<void> {
    await this.settled();
    for (let due = this.#next(at, what); due !== undefined; due = this.#next(at, what)) {
      this.#now = Math.max(this.#now, due.at);
      await due.run();
      await this.settled();
    }
    this.#now = Math.max(this.#now, at);
  }

  #next(until: number, what: "alarms" | "everything"): { at: number; run: () => Promise<void> } | undefined {
    let [ring, ringsAt]: [(() => Promise<void>) | undefined, number] = [undefined, Infinity];
    for (const [alarm, at] of this.#alarms) {
      if (at < ringsAt) {
        [ring, ringsAt] = [alarm, at];
      }
    }
    const [put] = what === "everything" ? this.#later : [];
    if (put !== undefined && put.at <= ringsAt && put.at <= until) {
      this.#later.shift();
      return put;
    }
    if (ring === undefined || ringsAt > until) {
      return undefined;
    }
    const alarm = ring;
    return {
      at: ringsAt,
      run: () => {
        this.#alarms.delete(alarm);
        return alarm();
      },
    };
  }
}
