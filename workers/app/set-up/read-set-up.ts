/** How far an installation is on its way to the first check, from what is really there. */
import { categoryNames } from "../../core/settings/category-policy.ts";
import type { IntegrationReply } from "../../contract/console/connections.ts";
import type { DeliveryTestCarrier } from "../../contract/console/delivery.ts";
import type { SetUpReply } from "../../contract/console/set-up.ts";
import { defined } from "../../core/kit/defined.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { may } from "../../core/policy/permissions.ts";
import { organisationNameOf } from "../../core/settings/sections/organisation.ts";
import { whoAnswers } from "../../core/settings/sections/sign-in.ts";
import {
  isSetUp,
  setUpSteps,
  type CarrierFact,
  type CoverageFact,
  type SetUpFacts,
} from "../../core/settings/set-up.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { LINK } from "../access/sign-in.ts";
import { readCoverage } from "../people/coverage.ts";
import { suggestedOrganisation } from "../../core/settings/suggested-organisation.ts";
import { readDeliveryTests } from "../delivery/test-delivery.ts";
import { pluginLabel } from "../settings/plugin-label.ts";
import { readConnections, readTicketSystems } from "../tickets/connections.ts";

/** Refuses nothing. Who cannot change it is only told whether something blocks. */
export async function readSetUp(deps: Deps, agent: AgentRecord): Promise<SetUpReply> {
  const steps = setUpSteps(await factsOf(deps, agent));
  const open = !isSetUp(steps);
  return may(agent.role, "set_up.act")
    ? { open, steps, ...defined({ suggested: suggestedOrganisation(agent.email) }) }
    : { open };
}

async function factsOf(deps: Deps, agent: AgentRecord): Promise<SetUpFacts> {
  const { config } = deps;
  const answering = [...whoAnswers(config).values()];
  const [
    providers,
    lastingSignIn,
    connections,
    people,
    withContact,
    coverage,
    ownPassed,
    anyPassed,
    { integrations },
    { carriers },
    [saved],
  ] = await Promise.all([
    Promise.all(
      answering.map(async ({ label, issuer }) => ({ label, cameThrough: await deps.identities.hasSignedIn([issuer]) })),
    ),
    answering.length > 0 ? false : hasLastingSignIn(deps),
    connectionFacts(deps),
    deps.people.countActive(),
    deps.people.countWithContact(),
    coverageOf(deps),
    deps.practice.lastPassed(),
    deps.verifications.anyPassed(),
    readConnections(deps),
    readDeliveryTests(deps, agent),
    deps.settings.store.history("delivery", 1),
  ]);
  const failing = (kind: IntegrationReply["kind"]): string | undefined =>
    failureOf(
      integrations.find((one) => one.kind === kind),
      { savedAt: saved?.at ?? 0, test: carriers.find(({ channel }) => CHANNEL_OF[kind] === channel) },
    );
  return {
    providers,
    lastingSignIn,
    connections,
    categories: categoryNames(config),
    ...defined({
      organisation: organisationOf(deps),
      mail: carrier(deps, config.EMAIL_PROVIDER, failing("mail")),
      sms: carrier(deps, config.SMS_PROVIDER, failing("sms")),
      coverage,
      securityFails: failing("security_webhook"),
    }),
    timeZone: config.TIME_ZONE,
    people,
    withContact,
    securityContact: deps.security.channels.length > 0,
    ...passedOf(ownPassed, anyPassed),
  };
}

interface TriedOut {
  /** When the carriers were last set. */
  readonly savedAt: EpochMs;
  readonly test: DeliveryTestCarrier | undefined;
}

/** Why nothing goes through it, in words. */
function failureOf(health: IntegrationReply | undefined, { savedAt, test }: TriedOut): string | undefined {
  const { okAt = 0, failure } = health ?? {};
  // What failed before the carrier was set as it is says nothing of it.
  if (health?.state === "failing" && failure !== undefined && failure.at > savedAt) {
    return failure.reason;
  }
  const last = test?.last;
  // A message that went through later contradicts a test that failed.
  return last?.state === "failed" && last.provider === test?.provider && last.at > okAt ? last.reason : undefined;
}

const CHANNEL_OF: Readonly<Partial<Record<IntegrationReply["kind"], string>>> = { sms: "sms", mail: "email" };

/** What the deployment calls it is said, whatever that is: nobody can change it here. */
const organisationOf = ({ config, settings }: Deps): string | undefined =>
  settings.isSetByDeployment("ORGANISATION_NAME") ? config.ORGANISATION_NAME : organisationNameOf(config);

function passedOf(ownPassed: EpochMs | undefined, anyPassed: boolean): Pick<SetUpFacts, "passed"> {
  if (ownPassed !== undefined) {
    return { passed: { kind: "own", at: ownPassed } };
  }
  return anyPassed ? { passed: { kind: "real" } } : {};
}

const carrier = (deps: Deps, id: string, fails: string | undefined): CarrierFact | undefined =>
  deps.providerById(id) === undefined ? undefined : { label: pluginLabel(deps, "delivery", id), ...defined({ fails }) };

async function coverageOf(deps: Deps): Promise<CoverageFact | undefined> {
  const { done } = await readCoverage(deps);
  if (done === undefined || done.requests.length === 0) {
    return undefined;
  }
  const byFewest = done.requests.toSorted((left, right) => left.verifiable - right.verifiable);
  const [weakest, strongest] = [byFewest[0], byFewest.at(-1)];
  return {
    people: done.people,
    unverifiable: done.unverifiable,
    ...defined({
      weakest: weakest && { category: weakest.category, verifiable: weakest.verifiable },
      because: strongest?.not[0]?.because,
    }),
  };
}

async function hasLastingSignIn({ agents }: Deps): Promise<boolean> {
  const users = await agents.list();
  return users.some(({ role, active, ways }) => role === "admin" && active && ways.some((way) => way !== LINK));
}

async function connectionFacts(deps: Deps): Promise<SetUpFacts["connections"]> {
  const connections = await readTicketSystems(deps);
  return connections.map(({ label, state, refused, webhookAt }) => ({
    label,
    state,
    ...defined({ nextTryAt: refused?.nextTryAt }),
    called: webhookAt !== undefined,
  }));
}
