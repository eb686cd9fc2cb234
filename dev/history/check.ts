/** One check from the ticket to its end, as a plot tells it: what the desk does, and the phone that answers. */
import type { AgentRecord } from "../../workers/app/ports/agents.ts";
import type { TicketRecord } from "../../workers/app/ports/tickets.ts";
import { cancelVerification, recordCallerRefused, resendLink, takeOver } from "../../workers/app/desk/agent-actions.ts";
import { askForApproval, giveApproval, markSeen, readApproval } from "../../workers/app/desk/approvals.ts";
import { holdReply, releaseHold } from "../../workers/app/desk/hold.ts";
import { sendVerification } from "../../workers/app/sending/send-verification.ts";
import type { PortalScreen } from "../../workers/contract/portal.ts";
import type { SendRequest } from "../../workers/contract/console/send.ts";
import type { VerificationId } from "../../workers/core/kit/ids.ts";
import type { Random } from "../../workers/core/kit/random.ts";
import { MINUTE_MS, SECOND_MS } from "../../workers/core/kit/time.ts";
import { DESK_BROWSER } from "../demo/browsers.ts";
import { between } from "../demo/chance.ts";
import type { DemoPerson } from "../demo/model.ts";
import type { Actor } from "../changegear/records.ts";
import { networkById } from "../worker/networks.ts";
import { Requester, type Link, type Mind, type Phone } from "./requester.ts";
import type { World } from "./world.ts";

export const CONNECTION = "main";
const SUBMITTER: Actor = { id: 900_000, name: "Service Desk" };

export interface Opening {
  /** Tickets are numbered over all parts of the history, in the order of their days. */
  readonly ticketNumber: number;
  readonly person: DemoPerson;
  readonly agent: AgentRecord;
  readonly category: string;
  readonly summary: string;
  readonly description: string;
}

export type Sending = Partial<Pick<SendRequest, "callerOnLine" | "accountId" | "evidenceOnly">> & {
  readonly destination?: SendRequest["destination"];
};

/** The product refused to send: of somebody too little may be known on a day. */
export class NotSent extends Error {}

export class Check {
  readonly #world: World;
  readonly #random: Random;
  readonly #opening: Opening;
  readonly #ticket: TicketRecord;
  #id: VerificationId | undefined;

  private constructor(on: { readonly world: World; readonly random: Random }, opening: Opening, ticket: TicketRecord) {
    this.#world = on.world;
    this.#random = on.random;
    this.#opening = opening;
    this.#ticket = ticket;
  }

  /** A ticket comes in, and a moment later somebody of the desk takes it. */
  static async open(on: { readonly world: World; readonly random: Random }, opening: Opening): Promise<Check> {
    const { world, random } = on;
    const { ID } = world.tickets.create(
      {
        id: opening.ticketNumber,
        summary: opening.summary,
        description: opening.description,
        category: opening.category,
        requester: Number(opening.person.externalId),
      },
      SUBMITTER,
    );
    await world.clockwork.pass(between(40 * SECOND_MS, 6 * MINUTE_MS, random));
    world.tickets.step(ID, { action: "Accept" }, actorOf(opening.agent));
    await world.clockwork.pass(between(5 * SECOND_MS, 50 * SECOND_MS, random));
    const ticket = await world.deps.tickets.byExternalId(CONNECTION, String(ID));
    if (ticket === undefined) {
      throw new Error("a ticket of the demo history did not arrive");
    }
    return new Check(on, opening, ticket);
  }

  get person(): DemoPerson {
    return this.#opening.person;
  }

  get id(): VerificationId {
    if (this.#id === undefined) {
      throw new Error("this check was not sent");
    }
    return this.#id;
  }

  async send({ destination, callerOnLine = false, ...rest }: Sending = {}): Promise<void> {
    const { deps, clockwork } = this.#world;
    const [contact] = this.person.contacts;
    const [addressTag, deviceTag] = await Promise.all([
      deps.vault.tag("address", networkById("office")?.address ?? ""),
      deps.vault.tag("browser", DESK_BROWSER),
    ]);
    const sent = await sendVerification(deps, {
      agent: this.#opening.agent,
      agentSide: { addressTag, deviceTag },
      request: {
        ticketId: this.#ticket.id,
        destination: destination ?? { type: "contact", contactId: contact?.id ?? "" },
        callerOnLine,
        idempotencyKey: deps.vault.newId(),
        ...rest,
      },
    });
    if (!sent.ok) {
      throw new NotSent(JSON.stringify(sent.error));
    }
    this.#id = sent.value.id;
    await clockwork.pass(between(2 * SECOND_MS, 4 * SECOND_MS, this.#random));
  }

  requester(phone: Phone, link = 1): Requester {
    const { deps, clockwork } = this.#world;
    const to: Link = { id: this.id, number: link };
    return new Requester({ deps, clockwork, random: this.#random }, phone, to);
  }

  /**
   * From the link to the last answer; a spoken code that is asked for is the one that the agent reads out. Nobody looks at
   * the check meanwhile, so its record is written once, after the last press, and not after each.
   */
  async sit(requester: Requester, mind: Mind): Promise<PortalScreen> {
    return this.#world.clockwork.together(async () =>
      requester.answers(await this.withCode(requester, await requester.begin()), mind),
    );
  }

  async withCode(requester: Requester, screen: PortalScreen): Promise<PortalScreen> {
    if (screen.screen !== "code") {
      return screen;
    }
    const code = await this.#world.deps.session(this.id).spokenCode(this.#opening.agent.id);
    return requester.code(code?.digits ?? "");
  }

  /** The first colleague who may is asked, looks and says yes. False where nobody may: the check waits until its time is up. */
  async approve(colleagues: readonly AgentRecord[]): Promise<boolean> {
    const { deps, clockwork } = this.#world;
    for (const colleague of colleagues) {
      const asked = await askForApproval(deps, { agent: this.#opening.agent, id: this.id, approverId: colleague.id });
      if (!asked.ok) {
        continue;
      }
      await clockwork.pass(between(20 * SECOND_MS, 3 * MINUTE_MS, this.#random));
      const own = { agent: colleague, id: this.id };
      const approval = await readApproval(deps, own);
      if (approval === undefined) {
        return false;
      }
      await markSeen(deps, own);
      await clockwork.pass(between(20 * SECOND_MS, 2 * MINUTE_MS, this.#random));
      const given = await giveApproval(deps, { ...own, digest: approval.digest });
      return given.ok && (await this.#released(colleague));
    }
    return false;
  }

  /** Where the pass is held, the same colleague calls the person back, and does not let them wait. */
  async #released(colleague: AgentRecord): Promise<boolean> {
    const { deps, clockwork } = this.#world;
    const record = await deps.verifications.byId(this.id);
    if (record?.status !== "holding") {
      return true;
    }
    await clockwork.pass(between(2 * MINUTE_MS, 6 * MINUTE_MS, this.#random));
    const digest = (await holdReply(deps, colleague, record))?.release?.digest;
    return digest !== undefined && (await releaseHold(deps, { agent: colleague, id: this.id, digest })).ok;
  }

  async cancel(reason: string): Promise<void> {
    await cancelVerification(this.#world.deps, { agent: this.#opening.agent, id: this.id, reason });
  }

  async callerRefused(): Promise<void> {
    await recordCallerRefused(this.#world.deps, { agent: this.#opening.agent, id: this.id });
  }

  /** To the same contact, or to another one. */
  async resend(contactId?: string): Promise<void> {
    const { agent } = this.#opening;
    await resendLink(this.#world.deps, {
      agent,
      id: this.id,
      ...(contactId === undefined ? {} : { contactId }),
    });
  }

  async handTo(agent: AgentRecord, reason: string): Promise<void> {
    await takeOver(this.#world.deps, { agent, id: this.id, reason });
  }

  nameAnother(person: DemoPerson): void {
    this.#world.tickets.save(
      Number(this.#ticket.externalId),
      { Requester: Number(person.externalId) },
      actorOf(this.#opening.agent),
    );
  }

  close(comment: string): void {
    this.#world.tickets.step(
      Number(this.#ticket.externalId),
      { action: "Close", closeType: "Solved", comment },
      actorOf(this.#opening.agent),
    );
  }
}

function actorOf({ id, name }: AgentRecord): Actor {
  const FIRST_AGENT = 900_001;
  return { id: FIRST_AGENT + ([...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 90), name };
}
