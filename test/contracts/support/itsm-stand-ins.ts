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
  | "writes, then loses the reply once";

export interface ItsmStandIn {
  readonly url: string;
  /** Complete, as configuration would bring them. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
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
