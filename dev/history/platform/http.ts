/**
 * `Request`, `Response` and `Headers` between two parts of one process, which hand each other a text as
 * it is, without streams. As far as the ticket system's stand-in, Hono and the product's client use them;
 * the platform's own take several times as long, a dozen times for each check.
 */
type Fields = Iterable<readonly [name: string, value: string]> | Readonly<Record<string, string>>;

class PlainHeaders {
  readonly #fields = new Map<string, string>();

  constructor(fields: Fields = {}) {
    for (const [name, value] of Symbol.iterator in fields ? fields : Object.entries(fields)) {
      this.set(name, value);
    }
  }

  get(name: string): string | null {
    return this.#fields.get(name.toLowerCase()) ?? null;
  }

  set(name: string, value: string): void {
    this.#fields.set(name.toLowerCase(), value);
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.#fields[Symbol.iterator]();
  }
}

class Message {
  readonly headers: PlainHeaders;
  readonly #text: string;

  constructor(text: string, headers: Fields = {}) {
    this.#text = text;
    this.headers = headers instanceof PlainHeaders ? headers : new PlainHeaders(headers);
  }

  async text(): Promise<string> {
    return this.#text;
  }

  /** Read in one piece. */
  get body() {
    const pieces = this.#text === "" ? [] : [Buffer.from(this.#text)];
    const read = async () => {
      const value = pieces.shift();
      return { done: value === undefined, value };
    };
    return { getReader: () => ({ read }) };
  }
}

class PlainRequest extends Message {
  readonly url: string;
  readonly method: string;

  constructor(
    url: string,
    init: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
  ) {
    super(init.body ?? "", init.headers);
    this.url = url;
    this.method = init.method ?? "GET";
  }
}

class PlainResponse extends Message {
  readonly status: number;
  readonly ok: boolean;

  constructor(
    body: string | null,
    { status = 200, headers }: { readonly status?: number; readonly headers?: Fields } = {},
  ) {
    super(body ?? "", headers);
    this.status = status;
    this.ok = status >= 200 && status < 300;
  }

  static json(value: unknown, { status = 200 }: { readonly status?: number } = {}): PlainResponse {
    return new PlainResponse(JSON.stringify(value), { status, headers: { "content-type": "application/json" } });
  }
}

export function speakPlainly(): void {
  Object.assign(globalThis, { Headers: PlainHeaders, Request: PlainRequest, Response: PlainResponse });
}
