/**
 * A stand-in for Cloudflare's REST API on 127.0.0.1, as its documentation has it: one envelope, D1,
 * queues and a Worker's secrets of one account. `misbehave` answers the next call that fits otherwise.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export const ACCOUNT = "0123456789abcdef0123456789abcdef";
export const TOKEN = "a-token-of-the-account";

export interface CallMade {
  /** "POST /queues": below the account, without the query. */
  readonly call: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Oddity {
  readonly call: string;
  readonly reply: Reply | "no answer";
  /** The call does its work all the same. */
  readonly afterwards: boolean;
}

export interface Thing {
  readonly name: string;
  readonly id: string;
  readonly jurisdiction: string | null;
  readonly tables?: number;
}

const PER_PAGE = 2;

export const refusal = (status: number, code: number, message: string, headers = {}): Reply => ({
  status,
  headers,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
});

export class CloudflareStandIn {
  readonly calls: CallMade[] = [];
  readonly databases: Thing[] = [];
  readonly queues: Thing[] = [];
  /** Secrets by name, by Worker. */
  readonly workers = new Map<string, Map<string, string>>();
  /** Whether lists of queues say where each is, which the documentation leaves open. */
  tellsRegionOfQueues = true;
  #oddities: Oddity[] = [];
  readonly #server = createServer((request, response) => {
    void this.#answer(request).then((reply) => {
      if (reply === "no answer") {
        response.destroy();
        return;
      }
      const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
      response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers }).end(text);
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, "127.0.0.1", ready));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/client/v4`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  misbehave(call: string, reply: Reply | "no answer", { afterwards = false } = {}): void {
    this.#oddities.push({ call, reply, afterwards });
  }

  asked(call: string): readonly CallMade[] {
    return this.calls.filter((made) => made.call === call);
  }

  async #answer(request: IncomingMessage): Promise<Reply | "no answer"> {
    const url = new URL(request.url ?? "/", "http://api");
    const parts = [];
    for await (const part of request) {
      parts.push(part as Buffer);
    }
    const text = Buffer.concat(parts).toString();
    const body = (text === "" ? {} : JSON.parse(text)) as Record<string, string>;
    const root = `/client/v4/accounts/${ACCOUNT}`;
    const call = `${request.method ?? ""} ${url.pathname.replace(root, "")}`;
    this.calls.push({ call, query: Object.fromEntries(url.searchParams), body });
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      return refusal(401, 10_000, "Authentication error");
    }
    if (!url.pathname.startsWith(`${root}/`)) {
      return refusal(403, 9_109, "Unauthorized to access requested resource");
    }
    const odd = this.#oddities.find((oddity) => oddity.call === call);
    if (odd !== undefined) {
      this.#oddities = this.#oddities.filter((oddity) => oddity !== odd);
      if (odd.afterwards) {
        this.#work(call, url.searchParams, body);
      }
      return odd.reply;
    }
    return this.#work(call, url.searchParams, body);
  }

  #work(call: string, query: URLSearchParams, body: Readonly<Record<string, string>>): Reply {
    const [, method = "", path = ""] = /^(\S+) (.*)$/u.exec(call) ?? [];
    const database = this.databases.find(({ id }) => path.startsWith(`/d1/database/${id}`));
    if (database !== undefined) {
      return done(
        path.endsWith("/bookmark")
          ? { bookmark: "0000-of-now" }
          : { ...d1(database), num_tables: database.tables ?? 0 },
      );
    }
    const secrets = /^\/workers\/scripts\/([^/]+)\/secrets$/u.exec(path);
    if (secrets !== null) {
      return this.#secrets(method, secrets[1] ?? "", body);
    }
    switch (call) {
      case "GET /d1/database":
        return page(this.databases, query, d1);
      case "POST /d1/database":
        return this.#make(this.databases, { name: body["name"] ?? "", jurisdiction: body["jurisdiction"] }, d1);
      case "GET /queues":
        return page(this.queues, query, (queue) => this.#queue(queue));
      case "POST /queues":
        return this.#make(
          this.queues,
          { name: body["queue_name"] ?? "", jurisdiction: body["jurisdiction"] },
          (queue) => this.#queue(queue),
        );
      default:
        return refusal(404, 7_003, `Could not route to ${path}`);
    }
  }

  #queue({ name, id, jurisdiction }: Thing): object {
    return { queue_name: name, queue_id: id, ...(this.tellsRegionOfQueues ? { jurisdiction } : {}) };
  }

  #make(
    things: Thing[],
    { name, jurisdiction }: { name: string; jurisdiction: string | undefined },
    show: (thing: Thing) => object,
  ): Reply {
    if (things.some((thing) => thing.name === name)) {
      return refusal(400, 7_502, `${name} already exists`);
    }
    const thing = { name, id: `id-of-${name}`, jurisdiction: jurisdiction ?? null };
    things.push(thing);
    return done(show(thing));
  }

  #secrets(method: string, worker: string, body: Readonly<Record<string, string>>): Reply {
    const secrets = this.workers.get(worker);
    if (secrets === undefined) {
      return refusal(404, 10_007, "This Worker does not exist on your account.");
    }
    if (method === "PUT") {
      secrets.set(body["name"] ?? "", body["text"] ?? "");
      return done({ name: body["name"], type: "secret_text" });
    }
    return done([...secrets.keys()].map((name) => ({ name, type: "secret_text" })));
  }
}

const d1 = ({ name, id, jurisdiction }: Thing): object => ({ name, uuid: id, jurisdiction });

const done = (result: unknown, more: object = {}): Reply => ({
  status: 200,
  body: { success: true, errors: [], messages: [], result, ...more },
});

/** Small pages, and a filter that finds parts of names, so that neither is left out. */
function page(things: readonly Thing[], query: URLSearchParams, show: (thing: Thing) => object): Reply {
  const found = things.filter(({ name }) => name.includes(query.get("name") ?? ""));
  const number = Number(query.get("page") ?? "1");
  const shown = found.slice((number - 1) * PER_PAGE, number * PER_PAGE);
  const info = { page: number, per_page: PER_PAGE, count: shown.length, total_count: found.length };
  return done(shown.map(show), { result_info: info });
}
