/** A browser that signs in through identity providers: cookies for each origin, redirects one at a time. */
import { DESK_BROWSER } from "../../dev/demo/browsers.ts";

export class IdentityBrowser {
  readonly #console: string;
  readonly #cookies = new Map<string, Map<string, string>>();
  readonly #address: string;

  /** `address`: where it sits; attempts are counted by it. */
  constructor(console: string, address: string) {
    this.#console = console;
    this.#address = address;
  }

  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.#console);
    const cookies = this.cookiesOf(url.origin);
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: {
        "user-agent": DESK_BROWSER,
        "cf-connecting-ip": this.#address,
        ...(cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
        ...(init.headers as Readonly<Record<string, string>> | undefined),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      if (value === "" || /max-age=0\b/iu.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  cookiesOf(origin = this.#console): Map<string, string> {
    const known = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, known);
    return known;
  }

  /** The address that a page redirects to; the page's own text where it does not. */
  async follow(address: string, init?: RequestInit): Promise<string> {
    const response = await this.fetch(address, init);
    const location = response.headers.get("location");
    return location === null ? response.text() : new URL(location, new URL(address, this.#console)).href;
  }

  /** To the provider and back: the address at which the browser is to show what came back. */
  async backFrom(provider: string, query = ""): Promise<string> {
    return this.follow(await this.follow(`/sign-in/with/${provider}${query}`));
  }

  /** All the way; the query of the sign-in page at the end. */
  async through(provider: string, query = ""): Promise<URLSearchParams> {
    return new URL(await this.follow(await this.backFrom(provider, query))).searchParams;
  }

  async signedInAs(): Promise<{ status: number; email?: string; role?: string }> {
    const response = await this.fetch("/api/session");
    const body = (await response.json()) as { agent?: { email: string; role: string } };
    return { status: response.status, ...body.agent };
  }
}
