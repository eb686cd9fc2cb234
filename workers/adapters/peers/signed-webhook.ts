/**
 * Events that we post to others, signed as Standard Webhooks asks, so that receivers verify them
 * with the library that they have already. https://www.standardwebhooks.com
 */
import type { HttpClient } from "../../app/ports/http.ts";
import type { PeerProblem } from "../../app/ports/peer-problem.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { Secret } from "../../core/kit/secret.ts";
import { SECOND_MS, type Clock, type EpochMs } from "../../core/kit/time.ts";
import { utf8 } from "../crypto/bytes.ts";
import { problemFromStatus } from "./peer-problem.ts";
import { bytesFromBase64 } from "./signature.ts";

export interface WebhookTarget {
  readonly url: string;
  /** "whsec_" and base64. */
  readonly secret: Secret;
}

export interface WebhookEvent {
  /** The same for every try: receivers know a repetition by it. */
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly data: Readonly<Record<string, string>>;
}

interface Sending {
  readonly http: HttpClient;
  /** The true time: receivers refuse an event that is minutes off. */
  readonly now: Clock;
}

/** Any 2xx means that the receiver has it. */
export async function postEvent(
  { http, now }: Sending,
  target: WebhookTarget,
  event: WebhookEvent,
): Promise<Result<undefined, PeerProblem>> {
  const body = JSON.stringify({ type: event.type, timestamp: new Date(event.at).toISOString(), data: event.data });
  const sent = await http.send({
    method: "POST",
    url: target.url,
    headers: {
      "content-type": "application/json",
      ...(await standardWebhookHeaders({ id: event.id, at: now(), body }, [target.secret])),
    },
    body,
  });
  if (!sent.ok) {
    return sent;
  }
  const { status } = sent.value;
  return status >= 200 && status < 300
    ? ok()
    : err(problemFromStatus(sent.value, `webhook answered ${String(status)}`));
}

/**
 * The three headers of Standard Webhooks. With several secrets there is a signature by each: whoever verifies takes any
 * that fits, so that a key can be changed on one side after the other.
 */
export async function standardWebhookHeaders(
  { id, at, body }: { readonly id: string; readonly at: EpochMs; readonly body: string },
  secrets: readonly Secret[],
): Promise<Readonly<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>>> {
  const timestamp = String(Math.floor(at / SECOND_MS));
  const signatures = await Promise.all(secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.map((one) => `v1,${one}`).join(" "),
  };
}

async function signature(secret: Secret, signed: string): Promise<string> {
  const key = bytesFromBase64(secret.reveal().slice("whsec_".length)) ?? new Uint8Array();
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", imported, utf8(signed)));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

const SERVER_ERROR = 500;
/** Of the method. */
const NOT_IMPLEMENTED = 501;

/**
 * Whether a receiver is there. Asked each minute, hence with the method that is cheap and changes nothing by
 * definition, unsigned and without a body: many receivers take POST alone and refuse it, which is an answer, too.
 */
export async function probeReceiver(http: HttpClient, url: string): Promise<Result<undefined, PeerProblem>> {
  const asked = await http.send({ method: "HEAD", url });
  if (!asked.ok) {
    return asked.error.code === "peer.redirected" ? ok() : asked;
  }
  const { status } = asked.value;
  return status < SERVER_ERROR || status === NOT_IMPLEMENTED
    ? ok()
    : err(problemFromStatus(asked.value, `webhook answered ${String(status)}`));
}
