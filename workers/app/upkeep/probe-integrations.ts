/**
 * The minute's call of every provider that has a cheap one: whether it is there, and takes our account; of a mail
 * server a log-in without a mail, of security's webhook whether anything answers there. Ticket systems are called by the
 * reading of their changes.
 */
import { secret } from "../../core/kit/secret.ts";
import { isLogInDue, NOT_TRUSTED } from "../../core/messages/integration-health.ts";
import { deliveryReason } from "../delivery/delivery-reason.ts";
import type { Deps } from "../deps.ts";
import type { TargetProblem } from "../ports/action-targets.ts";
import type { IntegrationId } from "../ports/integrations.ts";

/** The problem that the call met; undefined where there is none. */
type Probe = () => Promise<string | undefined>;

/** Refuses nothing: each call is kept alone, and has the time limit of its client. */
export async function probeIntegrations(deps: Deps): Promise<void> {
  const outcomes = await Promise.allSettled(
    [...probesOf(deps)].map(async ([integration, probe]) => {
      if (!(await isDue(deps, integration))) {
        return;
      }
      const problem = await probe();
      await deps.integrations.probed(integration, { now: deps.clock(), ...(problem === undefined ? {} : { problem }) });
    }),
  );
  outcomes.forEach((outcome) => {
    if (outcome.status === "rejected") {
      deps.log.failure("integrations.probe", outcome.reason);
    }
  });
}

async function isDue(
  { config, providerById, integrations, clock }: Deps,
  integration: IntegrationId,
): Promise<boolean> {
  const logsIn =
    integration === "mail"
      ? providerById(config.EMAIL_PROVIDER)?.probeLogsIn === true
      : integration.startsWith("action:");
  return !logsIn || isLogInDue(await integrations.lastProblem(integration), clock());
}

/** Undefined where it is no problem of the connection. */
function targetReason(problem: TargetProblem): string | undefined {
  switch (problem.code) {
    case "target.forbidden":
    case "peer.rejected":
      return "account_refused";
    case "target.unknown_account":
    case "target.refused":
    case "target.outcome_unknown":
      return undefined;
    default:
      return deliveryReason(problem);
  }
}

export function probesOf({
  config,
  providerById,
  identityProvider,
  accessTokens,
  security,
  actionTargets,
  leakedPasswords,
  vault,
}: Deps): ReadonlyMap<IntegrationId, Probe> {
  const probes = new Map<IntegrationId, Probe>();
  const carriers = [
    ["sms", config.SMS_PROVIDER],
    ["mail", config.EMAIL_PROVIDER],
  ] as const;
  carriers.forEach(([integration, id]) => {
    const probe = providerById(id)?.probe;
    if (probe !== undefined) {
      probes.set(integration, async () => {
        const called = await probe();
        return called.ok ? undefined : deliveryReason(called.error);
      });
    }
  });
  Object.keys(config.SIGN_IN_PROVIDERS).forEach((name) => {
    const provider = identityProvider(name, "console");
    if (provider !== undefined) {
      probes.set(`sign_in:${name}`, async () => {
        const called = await provider.probe();
        return called.ok ? undefined : called.error.code === "identity.unreachable" ? "provider_away" : NOT_TRUSTED;
      });
    }
  });
  Object.keys(config.ACTION_TARGETS).forEach((name) => {
    const target = actionTargets.named(name)?.target;
    if (target !== undefined) {
      probes.set(`action:${name}`, async () => {
        const called = await target.probe();
        return called.ok ? undefined : targetReason(called.error);
      });
    }
  });
  if (leakedPasswords !== undefined) {
    probes.set("leaked_passwords", async () => {
      const asked = await leakedPasswords.isLeaked(secret(vault.newId()));
      return asked.ok ? undefined : deliveryReason(asked.error);
    });
  }
  if (accessTokens !== undefined) {
    probes.set("access", async () => {
      const { keys } = await accessTokens.examine(undefined);
      return keys.ok ? undefined : keys.error === "peer.not_found" ? NOT_TRUSTED : "provider_away";
    });
  }
  if (hasWebhook(security)) {
    probes.set("security_webhook", async () => {
      const asked = await security.probe();
      return asked.ok ? undefined : deliveryReason(asked.error);
    });
  }
  return probes;
}

export const hasWebhook = ({ channels }: Deps["security"]): boolean =>
  channels.some((channel) => channel === "webhook" || channel === "incident_webhook");
