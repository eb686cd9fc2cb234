/**
 * Trying a provider out: a real message to the admin's own mailbox or phone. What the provider answers is told at
 * once; what it tells afterwards comes on the way that every receipt comes, and is read from there.
 */
import type { DeliveryTestCarrier, DeliveryTestRequest, DeliveryTestsReply } from "../../contract/console/delivery.ts";
import { defined } from "../../core/kit/defined.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { deliveryProblemWords } from "../../core/messages/delivery-problem.ts";
import { deliveryTestOutcome, RECEIPT_WITHIN_MS } from "../../core/messages/delivery-test.ts";
import { deliveryTestMessage } from "../../core/messages/templates/delivery-test.ts";
import { likenessOf } from "../../core/risk/likeness.ts";
import type { Deps, DestinationProblem } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { DeliveryTest } from "../ports/delivery-tests.ts";
import { countsAsSend } from "../sending/agent-window.ts";
import { pluginLabel } from "../settings/plugin-label.ts";
import { callFailed } from "../upkeep/call-failed.ts";
import { deliveryReason } from "./delivery-reason.ts";
import { mailBrand } from "./mail-brand.ts";
import { messageContent } from "./message-content.ts";

export type DeliveryTestError =
  | {
      readonly code:
        "delivery_test.no_carrier" | "delivery_test.not_same" | "agent.too_many" | "guard.destination_fenced";
    }
  | DestinationProblem;

/** Refuses nothing. */
export async function readDeliveryTests(deps: Deps, agent: AgentRecord): Promise<DeliveryTestsReply> {
  const tests = await deps.deliveryTests.of(agent.id);
  return {
    receiptWithinMs: RECEIPT_WITHIN_MS,
    carriers: (["sms", "email"] as const).map((channel) =>
      carrierOf(
        deps,
        channel,
        tests.find((test) => test.channel === channel),
      ),
    ),
  };
}

function carrierOf(deps: Deps, channel: "sms" | "email", test: DeliveryTest | undefined): DeliveryTestCarrier {
  const id = providerIdOf(deps, channel);
  const provider = deps.providerById(id);
  return {
    channel,
    ...defined({
      provider: provider === undefined ? undefined : pluginLabel(deps, "delivery", id),
      receiptAddress: provider?.parseStatus === undefined ? undefined : receiptAddress(deps, id),
      last: test === undefined ? undefined : lastOf(deps, test),
    }),
  };
}

function lastOf(deps: Deps, test: DeliveryTest): NonNullable<DeliveryTestCarrier["last"]> {
  const { provider, masked, at } = test;
  const hasReceipts = deps.providerById(provider)?.parseStatus !== undefined;
  const { state, problem } = deliveryTestOutcome({ ...test, hasReceipts }, deps.clock());
  const reason = problem === undefined ? undefined : deliveryProblemWords(problem).what;
  return { provider: pluginLabel(deps, "delivery", provider), masked, at, state, ...defined({ reason }) };
}

const providerIdOf = ({ config }: Pick<Deps, "config">, channel: "sms" | "email"): string =>
  channel === "sms" ? config.SMS_PROVIDER : config.EMAIL_PROVIDER;

const receiptAddress = ({ config }: Pick<Deps, "config">, providerId: string): string =>
  `${config.CONSOLE_ORIGIN}/webhooks/delivery/${providerId}`;

function destinationOf({ checkDestination }: Deps, { email }: AgentRecord, request: DeliveryTestRequest) {
  if (request.channel === "email") {
    // It is where the admin's own sign-in links go.
    return checkDestination({ channel: "email", address: email }, { ownMailbox: true });
  }
  const [typed, again] = [request.number, request.again].map((number) => checkDestination({ channel: "sms", number }));
  const same = typed?.ok !== true || (again?.ok === true && again.value.canonical === typed.value.canonical);
  return same && typed !== undefined ? typed : err({ code: "delivery_test.not_same" } as const);
}

/**
 * Refused without any effect: a channel that nobody carries, two numbers that differ, one that no link could go to either, one that is
 * blocked, and too many messages in a short time. What the provider refuses is the outcome of the test.
 */
export async function testDelivery(
  deps: Deps,
  agent: AgentRecord,
  request: DeliveryTestRequest,
): Promise<Result<undefined, DeliveryTestError>> {
  const { channel } = request;
  const providerId = providerIdOf(deps, channel);
  const provider = deps.providerById(providerId);
  if (provider === undefined) {
    return err({ code: "delivery_test.no_carrier" });
  }
  const checked = destinationOf(deps, agent, request);
  if (!checked.ok) {
    return checked;
  }
  const at = deps.clock();
  const likeness = await deps.vault.tag("destination", `${channel}:${likenessOf(checked.value)}`);
  if (await deps.guards.destinationFenced(likeness, at)) {
    return err({ code: "guard.destination_fenced" });
  }
  const id = `tst_${deps.vault.newId()}`;
  if (!(await countsAsSend(deps, agent, id))) {
    return err({ code: "agent.too_many" });
  }
  const { canonical, masked, maskedPlain } = checked.value;
  const test = { id, agentId: agent.id, channel, provider: providerId, masked, at };
  await deps.deliveryTests.begin(test, {
    at,
    actor: agent.id,
    action: "delivery.tested",
    subject: providerId,
    details: { channel, to: maskedPlain },
  });
  const sent = await provider.send({
    content: messageContent(
      canonical,
      deliveryTestMessage(channel, { organisation: deps.config.ORGANISATION_NAME, brand: mailBrand(deps.config) }),
    ),
    idempotencyKey: id,
    statusCallbackUrl: receiptAddress(deps, providerId),
  });
  if (!sent.ok) await callFailed(deps, channel === "sms" ? "sms" : "mail", deliveryReason(sent.error));
  await deps.deliveryTests.answered(
    test,
    sent.ok ? sent.value : { status: "failed", problem: deliveryReason(sent.error) },
  );
  return ok();
}
