/** The state of a session in the moment it is created: nothing sent, nothing seen, nothing proven. */
import type { MessageId } from "../kit/ids.ts";
import { MINUTE_MS, type EpochMs } from "../kit/time.ts";
import type { Session } from "./session.ts";

/** What is known of a check before it starts; everything else begins empty. */
export type Opening = Pick<
  Session,
  | "id"
  | "ticket"
  | "person"
  | "account"
  | "actionTarget"
  | "evidenceOnly"
  | "practice"
  | "desk"
  | "agent"
  | "destination"
  | "policy"
  | "callerOnLine"
  | "availableQuestions"
  | "extraQuestion"
  | "background"
  | "means"
> & {
  readonly now: EpochMs;
  readonly messageId: MessageId;
  /** Keyed tags of where the agent sits. */
  readonly agentSide: { readonly addressTag?: string; readonly deviceTag?: string };
};

export function openingSession({ now, messageId, agentSide, ...known }: Opening): Session {
  return {
    ...known,
    version: 1,
    status: "created",
    createdAt: now,
    link: { number: 1, issuedAt: now, expiresAt: now + known.policy.linkLifetimeMinutes * MINUTE_MS },
    resends: { used: 0, lastAt: now },
    message: { id: messageId, state: "queued" },
    moments: { queuedAt: now },
    extensionsUsed: 0,
    formerBrowsers: [],
    proofs: [],
    asked: [],
    observed: {
      laterNetworks: [],
      headers: {},
      knownPhone: "absent",
      keySeenWithOther: false,
      otherBrowsers: [],
      sameNetworkAsAgent: false,
      sameDeviceAsAgent: false,
      ...(agentSide.addressTag === undefined ? {} : { agentAddressTag: agentSide.addressTag }),
      ...(agentSide.deviceTag === undefined ? {} : { agentDeviceTag: agentSide.deviceTag }),
    },
  };
}

/** The latest moment at which a check can still be open, however often it is sent again and prolonged. */
export function latestEnd({ createdAt, policy, means }: Pick<Session, "createdAt" | "policy" | "means">): EpochMs {
  const minutes =
    (1 + policy.resendsAllowed) * policy.linkLifetimeMinutes +
    policy.sessionMinutes +
    policy.extensionsAllowed * policy.extensionMinutes +
    (means === undefined ? 0 : policy.approvalMinutes) +
    (policy.holdMinutes ?? 0);
  return createdAt + minutes * MINUTE_MS;
}
