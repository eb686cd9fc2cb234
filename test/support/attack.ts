/** Requests as an attacker would send them to any row of the route table: everything right but for what the test spoils. */
import { request } from "node:http";
import { expect } from "vitest";
import type { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import type { ProblemDocument } from "../../workers/contract/problem.ts";
import type { Role } from "../../workers/core/kit/roles.ts";
import type { Route } from "./routes.ts";
import type { Journey, Sent } from "./journey.ts";

export const ROLES: readonly Role[] = ["agent", "analyst", "auditor", "admin"];

const NAMES = { agent: "lee", analyst: "marisol", auditor: "edith", admin: "jonas" } as const satisfies Record<
  Role,
  keyof typeof DEMO_AGENTS
>;

const TYPES = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  raw: "application/json",
  none: "",
} as const;

/** The one that the agents signed in with; their sessions work in no other. */
const DESK_BROWSER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

export interface Attack {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly role?: Role | "person" | undefined;
  readonly id?: string;
  readonly method?: string;
}

const TRIES = 5;
const CLOSED = /EPIPE|ECONNRESET/u;

export class Attacker {
  readonly #journey: Journey;
  readonly #cookies = new Map<Role | "person", string>();
  #sent: Sent | undefined;

  constructor(journey: Journey) {
    this.#journey = journey;
  }

  /** Signs every role and a person in and sends one link, so that ids and a locator exist. */
  async prepare(): Promise<void> {
    this.#sent = await this.#journey.sendTo();
    for (const role of ROLES) {
      this.#cookies.set(role, (await this.#journey.agent(NAMES[role])).cookie);
    }
    this.#cookies.set("person", await this.#journey.signedInPerson(this.sent.person, DESK_BROWSER));
  }

  get sent(): Sent {
    if (this.#sent === undefined) {
      throw new Error("nothing is prepared");
    }
    return this.#sent;
  }

  async attack(route: Route, { headers, body, role, id, method = route.method }: Attack): Promise<Response> {
    const send = () =>
      fetch(`${this.#journey.instance.url}${this.#pathOf(route, id)}`, {
        method,
        redirect: "manual",
        headers: { ...this.#headersOf(route, role), ...headers },
        ...(method === "POST" ? { body: body ?? "" } : {}),
      });
    for (let tries = 1; tries < TRIES; tries += 1) {
      try {
        return await send();
      } catch (error) {
        // The server refuses by the length and closes: whoever still writes may not get to read its reply.
        if (!(error instanceof TypeError && CLOSED.test(String(error.cause)))) {
          throw error;
        }
      }
    }
    return send();
  }

  /** A request that `fetch` does not make: another Host, or a body in pieces, so that no Content-Length can warn the server. */
  async raw(
    route: Route,
    { host, pieces = [], role }: { host?: string; pieces?: readonly string[]; role?: Role | "person" | undefined },
  ): Promise<number> {
    const { hostname, port } = new URL(this.#journey.instance.url);
    const headers = { ...this.#headersOf(route, role), ...(host === undefined ? {} : { host }) };
    return new Promise((resolve, reject) => {
      const options = { hostname, port, path: this.#pathOf(route), method: route.method, headers };
      const outgoing = request(options, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      outgoing.once("error", reject);
      pieces.forEach((piece) => outgoing.write(piece));
      outgoing.end();
    });
  }

  get(path: string, { role, headers }: { role?: Role; headers?: Readonly<Record<string, string>> }): Promise<Response> {
    const cookie = role === undefined ? "" : (this.#cookies.get(role) ?? "");
    return fetch(`${this.#journey.instance.url}${path}`, {
      headers: { cookie, "user-agent": DESK_BROWSER, ...headers },
    });
  }

  #headersOf(route: Route, role: Role | "person" | undefined): Record<string, string> {
    return {
      ...(route.method === "POST" ? { "content-type": TYPES[route.body], origin: this.#journey.instance.url } : {}),
      "user-agent": DESK_BROWSER,
      cookie: role === undefined ? "" : (this.#cookies.get(role) ?? ""),
    };
  }

  /** The route's address with ids that exist. */
  #pathOf({ path }: Route, id?: string): string {
    const values: Readonly<Record<string, string>> = {
      locator: new URL(this.sent.link).pathname.slice("/v/".length),
      connection: "main",
      provider: "local",
      id: id ?? (path.startsWith("/api/tickets") ? this.sent.ticket.ticketId : this.sent.id),
      ordinal: "1",
      attempt: "1",
    };
    return path.replaceAll(/:(\w+)/g, (_match, name: string) => values[name] ?? "missing");
  }
}

/** A refusal in the way of the route: a page for people, a problem document for programs. */
export async function expectRefusal(
  route: Pick<Route, "audience" | "body">,
  response: Response,
  status: number,
): Promise<void> {
  if ((route.audience !== "portal" && route.audience !== "person") || route.body === "json") {
    return expectProblem(response, status);
  }
  const text = await response.text();
  expect([response.status, response.headers.get("content-type")]).toEqual([
    status,
    expect.stringContaining("text/html"),
  ]);
  expect(text).toMatch(/<h1[^>]*>[^<]/);
  expect(text).not.toMatch(/\n\s+at /);
}

/** A reply that is a problem document of that status and code. */
export async function expectProblem(response: Response, status: number, code?: string): Promise<void> {
  const text = await response.text();
  expect([response.status, text.slice(0, 200)]).toEqual([status, expect.anything()]);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  const problem = JSON.parse(text) as ProblemDocument;
  expect(problem).toMatchObject({ status, ...(code === undefined ? {} : { code }) });
  expect(problem.type).toBe(`urn:imper-edge:problem:${problem.code}`);
}
