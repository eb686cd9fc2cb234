/** Whoever holds the link, on one phone: the portal's verbs, called with what the edge would have seen. */
import type { Deps } from "../../workers/app/deps.ts";
import {
  answer,
  askPerson,
  begin,
  declineLanding,
  enterCode,
  giveFeedback,
  markSeen,
  report,
  reportPage,
  viewPortal,
  type PortalReply,
} from "../../workers/app/portal/requester-verbs.ts";
import type { PortalRequest } from "../../workers/app/portal/request.ts";
import type { LandingScreen, PortalScreen, QuestionScreen } from "../../workers/contract/portal.ts";
import type { VerificationId } from "../../workers/core/kit/ids.ts";
import type { Response } from "../../workers/core/questions/question.ts";
import { observeHeaders, observeNetwork } from "../../workers/http/observe.ts";
import { PHONE_BROWSER, TOR_BROWSER } from "../demo/browsers.ts";
import { between, pick } from "../demo/chance.ts";
import type { ShownQuestion } from "../demo/answers.ts";
import type { Random } from "../../workers/core/kit/random.ts";
import { claimsOn } from "../worker/phones.ts";
import type { DevNetwork } from "../worker/networks.ts";
import type { Clockwork } from "./platform/clockwork.ts";

const SECOND = 1_000;
const TOR = "tor";

const GOES_ON: ReadonlySet<PortalScreen["screen"]> = new Set([
  "code",
  "question",
  "approving",
  "holding",
  "verified",
  "not_verified",
]);

export interface Phone {
  readonly network: DevNetwork;
  /** Last part of its address. */
  readonly host: number;
}

export interface Link {
  readonly id: VerificationId;
  readonly number: number;
}

interface Seen extends Omit<PortalRequest, "network"> {
  readonly seen: Parameters<typeof observeNetwork>[0];
}

/** Undefined: puts the phone away, and does not come back to it. */
export type Mind = (question: ShownQuestion) => Response | undefined;

export class Requester {
  readonly #deps: Deps;
  readonly #clockwork: Clockwork;
  readonly #random: Random;
  readonly #phone: Phone;
  readonly #link: Link;
  /** Set with the first page. */
  readonly #cookie: string;
  #same: Promise<Seen> | undefined;

  constructor(
    on: { readonly deps: Deps; readonly clockwork: Clockwork; readonly random: Random },
    phone: Phone,
    link: Link,
  ) {
    this.#deps = on.deps;
    this.#clockwork = on.clockwork;
    this.#random = on.random;
    this.#phone = phone;
    this.#link = link;
    this.#cookie = on.deps.vault.newToken();
  }

  /** "I contacted IT". */
  async begin(): Promise<PortalScreen> {
    const { pressToken } = await this.#landing();
    return this.#shown(await begin(this.#deps, await this.#request(), { pressToken, claims: claimsOn(this.#phone) }));
  }

  async decline(started: "someone" | "unknown"): Promise<void> {
    const { pressToken } = await this.#landing();
    await declineLanding(this.#deps, await this.#request(), { started, pressToken });
  }

  async code(digits: string): Promise<PortalScreen> {
    await this.#reads(4, 12);
    return this.#shown(await enterCode(this.#deps, await this.#request(), digits));
  }

  /** Answers until there is nothing to answer any more. */
  async answers(first: PortalScreen, mind: Mind): Promise<PortalScreen> {
    let screen = first;
    while (screen.screen === "question") {
      await (screen.form === "choice" ? this.#reads(3, 14) : this.#reads(8, 30));
      const response = mind(screen);
      if (response === undefined) {
        return screen;
      }
      const { ordinal, attempt }: QuestionScreen = screen;
      screen = this.#shown(await answer(this.#deps, await this.#request(), { ordinal, attempt, response }));
    }
    return screen;
  }

  async feedback(): Promise<void> {
    await this.#reads(2, 6);
    await giveFeedback(this.#deps, await this.#request(), pick(["easy", "easy", "ok", "ok", "hard"], this.#random));
  }

  async askPerson(): Promise<void> {
    await this.#reads(5, 20);
    await askPerson(this.#deps, await this.#request());
  }

  async report(): Promise<void> {
    const { screen } = await reportPage(this.#deps, await this.#request());
    await this.#reads(3, 10);
    await report(this.#deps, await this.#request(), screen.screen === "report" ? screen.pressToken : "");
  }

  async #landing(): Promise<LandingScreen> {
    const request = await this.#request();
    const { screen } = await viewPortal(this.#deps, request);
    if (screen.screen !== "landing") {
      throw new Error(`a link of the demo history shows ${screen.screen}`);
    }
    await markSeen(this.#deps, request);
    await this.#reads(4, 20);
    return screen;
  }

  /** What is not shown here never happens in the plots: a press that came to nothing must not pass for one that did. */
  #shown({ screen, problem }: PortalReply): PortalScreen {
    if (problem !== undefined || !GOES_ON.has(screen.screen)) {
      throw new Error(`a press of the demo history was refused: ${problem ?? screen.screen}`);
    }
    return screen;
  }

  async #reads(least: number, most: number): Promise<void> {
    await this.#clockwork.pass(between(least * SECOND, most * SECOND, this.#random));
  }

  /** The same from press to press, but for the moment. */
  async #request(): Promise<PortalRequest> {
    const { seen, ...same } = await (this.#same ??= this.#seenByTheEdge());
    return { ...same, network: observeNetwork(seen, this.#deps.clock()) };
  }

  async #seenByTheEdge(): Promise<Seen> {
    const { vault } = this.#deps;
    const { id, number: linkNumber } = this.#link;
    const userAgent = this.#phone.network.id === TOR ? TOR_BROWSER : PHONE_BROWSER;
    const address = this.#phone.network.address.replace(/\.\d+$/, `.${String(this.#phone.host)}`);
    const seen = Object.assign(
      new Request(this.#deps.config.PORTAL_ORIGIN, {
        headers: { "user-agent": userAgent, "accept-language": "en-GB", "cf-connecting-ip": address },
      }),
      { cf: this.#phone.network.cf },
    ) as unknown as Parameters<typeof observeNetwork>[0];
    const [locator, addressTag, deviceTag] = await Promise.all([
      vault.locator({ id, linkNumber }),
      vault.tag("address", address),
      vault.tag("browser", userAgent),
    ]);
    return {
      id,
      locator,
      linkNumber,
      headers: observeHeaders(seen),
      addressTag,
      deviceTag,
      cookie: this.#cookie,
      seen,
    };
  }
}
