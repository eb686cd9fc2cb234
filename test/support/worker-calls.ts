/**
 * Lets one call fail: the n-th to D1, to a Durable Object or to a queue, before it reached its peer
 * or after it took effect there (the reply was lost). Patches the bindings, which the Worker and
 * its objects share, so calls of both are counted; a test's own looks are not.
 */
import { env } from "cloudflare:workers";

export type CallKind = "d1" | "object" | "queue";

export interface Fault {
  readonly kind: CallKind;
  /** Starts at 1. */
  readonly nth: number;
  readonly when: "before" | "after";
}

type Method = (...args: never[]) => unknown;
/** The bindings are classes of the runtime: their methods are replaced by name. */
type Patched = Record<string, Method>;

const STATEMENT_METHODS = ["first", "all", "run", "raw"];
const OBJECTS = {
  VerificationSession: "VERIFICATION_SESSION",
  SubjectGuard: "SUBJECT_GUARD",
  ConsoleFeed: "CONSOLE_FEED",
} as const;

export class Calls {
  /** Names of the calls since `watch`, in order, by kind. */
  seen: Readonly<Record<CallKind, string[]>> = { d1: [], object: [], queue: [] };
  #fault: Fault | undefined;
  #watching = false;
  readonly #undo: (() => void)[] = [];

  /** Patches the bindings until `restore`. */
  constructor() {
    const statement = Object.getPrototypeOf(env.DB.prepare("SELECT 1")) as Patched;
    for (const method of STATEMENT_METHODS) {
      this.#patch(statement, method, "d1");
    }
    this.#patch(Object.getPrototypeOf(env.DB) as Patched, "batch", "d1");
    this.#patch(env.DELIVERY_QUEUE as unknown as Patched, "sendBatch", "queue");
    this.#patch(env.NOTE_QUEUE as unknown as Patched, "sendBatch", "queue");
    for (const [className, binding] of Object.entries(OBJECTS)) {
      this.#patchObjects(env[binding] as unknown as Patched, className);
    }
  }

  watch(fault?: Fault): void {
    this.seen = { d1: [], object: [], queue: [] };
    this.#fault = fault;
    this.#watching = true;
  }

  stop(): void {
    this.#watching = false;
  }

  restore(): void {
    this.#undo.reverse().forEach((undo) => undo());
  }

  /** A look of the test: its calls, made at once, are not counted and never fail. */
  unseen<Value>(look: () => Value): Value {
    const watching = this.#watching;
    this.#watching = false;
    try {
      return look();
    } finally {
      this.#watching = watching;
    }
  }

  #patch(target: Patched, method: string, kind: CallKind): void {
    const watched = (run: () => unknown) => this.#pass(kind, `${kind}.${method}`, run);
    this.#replace(
      target,
      method,
      (real) =>
        function (this: unknown, ...args: never[]) {
          return watched(() => Reflect.apply(real, this, args));
        },
    );
  }

  #patchObjects(namespace: Patched, className: string): void {
    this.#replace(namespace, "getByName", (real) => (...args) => {
      const stub = Reflect.apply(real, namespace, args) as Patched;
      return this.#watching ? new Proxy(stub, { get: (target, key) => this.#method(target, key, className) }) : stub;
    });
  }

  /** Called on the stub itself: anything read off a method of a stub would be a call of its own. */
  #method(stub: Patched, key: string | symbol, className: string): unknown {
    if (typeof key === "symbol" || typeof stub[key] !== "function") {
      return Reflect.get(stub, key);
    }
    return (...args: never[]) => this.#pass("object", `${className}.${key}`, () => stub[key]?.(...args));
  }

  #replace(target: Patched, method: string, make: (real: Method) => Method): void {
    const own = Object.getOwnPropertyDescriptor(target, method);
    const real = target[method];
    if (real === undefined) {
      throw new Error(`the binding has no ${method}`);
    }
    Object.defineProperty(target, method, { value: make(real), configurable: true, writable: true });
    this.#undo.push(() =>
      own === undefined ? Reflect.deleteProperty(target, method) : Object.defineProperty(target, method, own),
    );
  }

  #pass(kind: CallKind, name: string, run: () => unknown): unknown {
    if (!this.#watching) {
      return run();
    }
    const fault =
      this.seen[kind].push(name) === this.#fault?.nth && kind === this.#fault.kind ? this.#fault : undefined;
    if (fault === undefined) {
      return run();
    }
    return fault.when === "before"
      ? Promise.reject(new Error(LOST))
      : Promise.resolve(run()).then(() => Promise.reject(new Error(LOST)));
  }
}

/** Looked for in replies: what broke inside is nobody's business outside. */
export const LOST = "injected loss of one call";
