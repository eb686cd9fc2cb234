/**
 * A ticket system's stand-in as the contract suite needs it. A new kind in the registry does not
 * compile without one here.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startChangeGear } from "../../../dev/changegear/server.ts";
import { NO_FAULTS, type FaultSettings } from "../../../dev/changegear/faults.ts";
import { splitNotes } from "../../../dev/changegear/note-html.ts";
import type { ItsmKindId } from "../../../workers/adapters/itsm/registry.ts";
import type { WebhookRequest } from "../../../workers/app/ports/itsm.ts";

export const REQUESTER = { externalId: "501", name: "Amara O'Kafor", email: "amara.o'kafor@aldermoor.example" };

/** What the peer, or a server before it, does to each call until it is told otherwise. */
export type Misbehaviour =
  | "fails"
  | "too many requests"
  | "refuses the log-in"
  | "a page in place of a reply"
  | "a reply cut off"
  | "down"
  | "writes, then loses the reply once"
  | "offers no way to end a ticket"
  | "asks for a close type that is not ours"
  | "waits for a confirmation"
  | "ignores what is asked"
  | "reopens a ticket at once"
  | "changes the ticket at the same time"
  | "closes by the flag";

export type ClosingStrategy = "auto" | "flag" | "note_only";

export interface ItsmStandIn {
  readonly url: string;
  /** Complete, as configuration would bring them. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
  /** The settings with this strategy; "auto" falls back to the flag. */
  closing(strategy: ClosingStrategy): Readonly<Record<string, unknown>>;
  /** Where a ticket stands, whether its flag is set, and how often it was changed. */
  standing(externalId: string): {
    readonly state: "open" | "pending" | "closed";
    readonly flagged: boolean;
    readonly changes: number;
  };
  /** Opens a ticket of `REQUESTER`; its id, and the webhook that the peer sent for it. */
  open(ticket: { readonly summary: string; readonly category: string }): Promise<{
    readonly externalId: string;
    readonly webhook: Required<WebhookRequest>;
  }>;
  /** Internal notes of a ticket as the peer keeps them, oldest first. */
  notes(externalId: string): readonly string[];
  misbehave(how: Misbehaviour | undefined): void;
  close(): Promise<void>;
}

const ACCOUNT = { id: 77, name: "imper.ai", username: "imper", password: "pass-of-the-tests" };
const WEBHOOK = { username: "changegear", password: "webhook-of-the-tests" };

const CHANGEGEAR: Readonly<Record<Misbehaviour, Partial<FaultSettings>>> = {
  fails: { fail500: -1 },
  "too many requests": { rateLimit: -1 },
  "refuses the log-in": { refuseLogIn: true },
  "a page in place of a reply": { maintenancePage: -1 },
  "a reply cut off": { cutJson: -1 },
  down: { down: true },
  "writes, then loses the reply once": { replyLost: 1 },
  "offers no way to end a ticket": { notOffered: ["Close", "Resolve"] },
  "asks for a close type that is not ours": { closeTypes: ["Done"] },
  "waits for a confirmation": { closeIsPending: true },
  "ignores what is asked": { actionIgnored: -1 },
  "reopens a ticket at once": { reopenedAtOnce: 1 },
  "changes the ticket at the same time": { staleEtag: 1 },
  "closes by the flag": { notOffered: ["Close", "Resolve"], flagRule: "UDF_CloseIt" },
};

const CHANGEGEAR_CLOSING: Readonly<Record<ClosingStrategy, object>> = {
  auto: { type: "auto", closeType: "Solved", flag: "UDF_CloseIt" },
  flag: { type: "flag", field: "UDF_CloseIt" },
  note_only: { type: "note_only" },
};

const CHANGEGEAR_STATES: Readonly<Record<string, "pending" | "closed">> = {
  "Pending Close": "pending",
  Closed: "closed",
};

async function changegear(): Promise<ItsmStandIn> {
  const received: Required<WebhookRequest>[] = [];
  const receiver = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = new Headers({ authorization: request.headers.authorization ?? "" });
      received.push({ headers, body: Buffer.concat(chunks).toString() });
      reply.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const { port } = receiver.address() as AddressInfo;
  const peer = await startChangeGear({
    port: 0,
    users: [ACCOUNT],
    people: [{ ...REQUESTER, userName: "aokafor" }],
    webhook: { url: `http://127.0.0.1:${String(port)}/`, ...WEBHOOK },
  });
  return {
    url: peer.url,
    settings: { baseUrl: peer.url },
    secrets: {
      username: ACCOUNT.username,
      password: ACCOUNT.password,
      webhookUsername: WEBHOOK.username,
      webhookPassword: WEBHOOK.password,
    },
    closing: (strategy) => ({ baseUrl: peer.url, closing: CHANGEGEAR_CLOSING[strategy] }),
    standing: (externalId) => {
      const ticket = peer.store.get(Number(externalId));
      return {
        state: CHANGEGEAR_STATES[ticket?.Status ?? ""] ?? "open",
        flagged: ticket?.custom["UDF_CloseIt"] === "Yes",
        changes: (ticket?.eTag ?? 0) - 1,
      };
    },
    open: async (ticket) => {
      const requester = Number(REQUESTER.externalId);
      const { ID } = peer.store.create({ ...ticket, requester }, { id: 1, name: "Service Desk" });
      await peer.webhooks.idle();
      const webhook = received.at(-1);
      if (webhook === undefined) {
        throw new Error("no webhook came");
      }
      return { externalId: String(ID), webhook };
    },
    notes: (externalId) => splitNotes(peer.store.get(Number(externalId))?.InternalNotes ?? ""),
    misbehave: (how) => peer.faults.set({ ...NO_FAULTS, ...(how === undefined ? {} : CHANGEGEAR[how]) }),
    close: async () => {
      await peer.close();
      await new Promise((resolve) => receiver.close(resolve));
    },
  };
}

export const ITSM_STAND_INS: Readonly<Record<ItsmKindId, () => Promise<ItsmStandIn>>> = { changegear };
