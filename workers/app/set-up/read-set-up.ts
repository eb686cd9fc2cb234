/** How far an installation is on its way to the first check, from what is really there. */
import { categoryNames } from "../../core/settings/category-policy.ts";
import type { SetUpReply } from "../../contract/console/set-up.ts";
import { defined } from "../../core/kit/defined.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { may } from "../../core/policy/permissions.ts";
import { organisationNameOf } from "../../core/settings/sections/organisation.ts";
import { whoAnswers } from "../../core/settings/sections/sign-in.ts";
import { isSetUp, setUpSteps, type SetUpFacts } from "../../core/settings/set-up.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { LINK } from "../access/sign-in.ts";
import { readCoverage } from "../people/coverage.ts";
import { readTicketSystems } from "../tickets/connections.ts";

/** Refuses nothing. Who cannot change it is only told whether something blocks. */
export async function readSetUp(deps: Deps, agent: Pick<AgentRecord, "role">): Promise<SetUpReply> {
  const steps = setUpSteps(await factsOf(deps));
  const open = !isSetUp(steps);
  return may(agent.role, "set_up.act") ? { open, steps } : { open };
}

async function factsOf(deps: Deps): Promise<SetUpFacts> {
  const { config } = deps;
  const answering = [...whoAnswers(config).values()];
  const issuers = answering.map(({ issuer }) => issuer);
  const [cameThrough, lastingSignIn, connections, people, weakest, ownPassed, anyPassed] = await Promise.all([
    issuers.length > 0 && deps.identities.hasSignedIn(issuers),
    issuers.length > 0 ? false : hasLastingSignIn(deps),
    connectionFacts(deps),
    deps.people.countActive(),
    weakestOf(deps),
    deps.practice.lastPassed(),
    deps.verifications.anyPassed(),
  ]);
  return {
    providers: answering.map(({ label }) => label),
    cameThrough,
    lastingSignIn,
    connections,
    categories: categoryNames(config),
    ...defined({
      organisation: organisationOf(deps),
      mail: carrier(deps, config.EMAIL_PROVIDER),
      sms: carrier(deps, config.SMS_PROVIDER),
    }),
    timeZone: config.TIME_ZONE,
    people,
    ...defined({ weakest }),
    securityContact: deps.security.channels.length > 0,
    ...passedOf(ownPassed, anyPassed),
  };
}

/** What the deployment calls it is said, whatever that is: nobody can change it here. */
const organisationOf = ({ config, settings }: Deps): string | undefined =>
  settings.isSetByDeployment("ORGANISATION_NAME") ? config.ORGANISATION_NAME : organisationNameOf(config);

function passedOf(ownPassed: EpochMs | undefined, anyPassed: boolean): Pick<SetUpFacts, "passed"> {
  if (ownPassed !== undefined) {
    return { passed: { kind: "own", at: ownPassed } };
  }
  return anyPassed ? { passed: { kind: "real" } } : {};
}

const carrier = ({ providerById }: Deps, id: string): string | undefined =>
  providerById(id) === undefined ? undefined : id;

async function weakestOf(deps: Deps): Promise<SetUpFacts["weakest"]> {
  const { done } = await readCoverage(deps);
  const [weakest] = [...(done?.requests ?? [])].sort((left, right) => left.verifiable - right.verifiable);
  return done && weakest && { category: weakest.category, verifiable: weakest.verifiable, of: done.people };
}

async function hasLastingSignIn({ agents }: Deps): Promise<boolean> {
  const users = await agents.list();
  return users.some(({ role, active, ways }) => role === "admin" && active && ways.some((way) => way !== LINK));
}

async function connectionFacts(deps: Deps): Promise<SetUpFacts["connections"]> {
  const connections = await readTicketSystems(deps);
  return Promise.all(
    connections.map(async ({ name, label, state, refused }) => ({
      label,
      state,
      ...defined({ nextTryAt: refused?.nextTryAt }),
      called: (await deps.tickets.lastDelivery(name)) !== undefined,
    })),
  );
}
