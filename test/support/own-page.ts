/** Somebody's browser at their own page, signed in at the company's real provider, with a second factor. */
import { hidden } from "../../dev/walkthrough/page.ts";
import { readable } from "../../dev/walkthrough/story.ts";
import { ME_PATHS } from "../../workers/contract/me.ts";
import { IdentityBrowser } from "./identity-browser.ts";

export interface Pressed {
  /** What the page is told of the press. */
  readonly said: string;
  readonly text: string;
}

export class OwnPage {
  readonly #origin: string;
  readonly #browser: IdentityBrowser;

  constructor(origin: string, address: string) {
    this.#origin = origin;
    this.#browser = new IdentityBrowser(origin, address);
  }

  /** `fresh`: asked for everything anew, as the page offers it. */
  async signIn(email: string, { fresh = true } = {}): Promise<void> {
    const start = ME_PATHS.signIn.replace(":provider", "company");
    const login = await this.#browser.follow(await this.#browser.follow(`${start}${fresh ? "?fresh=1" : ""}`));
    const body = new URLSearchParams({ email, password: "anything" });
    const resumed = await this.#browser.follow(login, { method: "POST", body });
    await this.#browser.follow(await this.#browser.follow(resumed));
  }

  async html(): Promise<string> {
    return (await this.#browser.fetch(ME_PATHS.page)).text();
  }

  async text(): Promise<string> {
    return readable(await this.html());
  }

  /** What a form of the page would send of the request for this person; empty where there is none. */
  async formFor(person: string): Promise<{ readonly id: string; readonly digest: string }> {
    const group = (await this.html()).split('class="vouch"').find((part) => part.includes(person)) ?? "";
    return { id: hidden(group, "id"), digest: hidden(group, "digest") };
  }

  async press(path: string, fields: Readonly<Record<string, string>>): Promise<Pressed> {
    const response = await this.#browser.fetch(path, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { origin: this.#origin },
    });
    const location = response.headers.get("location");
    if (location === null) {
      return { said: String(response.status), text: readable(await response.text()) };
    }
    const next = new URL(location, this.#origin);
    const page = await this.#browser.fetch(next.href);
    return { said: [...next.searchParams.values()].join(), text: readable(await page.text()) };
  }
}
