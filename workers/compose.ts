/**
 * From bindings to dependencies. The only file that sees every ring. What is composed is kept
 * per isolate (keys, the ticket system's session); nothing of a request is.
 */
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { Deps } from "./app/deps.ts";
import type { Logger } from "./app/ports/log.ts";
import type { DeliveryProvider } from "./app/ports/delivery.ts";
import { err } from "./core/kit/result.ts";
import { logInGate } from "./app/tickets/log-in-gate.ts";
import { sessionNote } from "./app/tickets/session-notes.ts";
import { VERSIONS_READ } from "./app/ports/settings.ts";
import type { Feed, SessionHandle, SubjectGuards, WorkQueues } from "./app/ports/sessions.ts";
import type { VerificationId } from "./core/kit/ids.ts";
import type { SessionRecords } from "./app/ports/session-records.ts";
import { secureRandom } from "./adapters/crypto/bytes.ts";
import { createKeyring, type Keyring } from "./adapters/crypto/keyring.ts";
import { createVault } from "./adapters/crypto/vault.ts";
import { actionNoticeStore } from "./adapters/d1/action-notices.ts";
import { actionRunStore } from "./adapters/d1/action-runs.ts";
import { agentStore } from "./adapters/d1/agents.ts";
import { connectionHealthStore } from "./adapters/d1/connection-health.ts";
import { openDatabase } from "./adapters/d1/database.ts";
import { deadLetterStore } from "./adapters/d1/dead-letters.ts";
import { deskMailStore } from "./adapters/d1/desk-mails.ts";
import { deliveryItemStore } from "./adapters/d1/delivery-items.ts";
import { deliveryTestStore } from "./adapters/d1/delivery-tests.ts";
import { auditLog } from "./adapters/d1/audit-log.ts";
import { integrationStore } from "./adapters/d1/integrations.ts";
import { identityStore } from "./adapters/d1/identities.ts";
import { passkeyStore } from "./adapters/d1/passkeys.ts";
import { judgementStore } from "./adapters/d1/judgements.ts";
import { liftStore } from "./adapters/d1/lifts.ts";
import { messageStore } from "./adapters/d1/messages.ts";
import { noteStore } from "./adapters/d1/notes.ts";
import { directoryStore } from "./adapters/d1/directory.ts";
import { coverageStore } from "./adapters/d1/coverage.ts";
import { practiceStore } from "./adapters/d1/practice.ts";
import { peopleStore } from "./adapters/d1/people.ts";
import { personPasskeyStore } from "./adapters/d1/person-passkeys.ts";
import { personSignInStore } from "./adapters/d1/person-sign-ins.ts";
import { recoveryCodeStore } from "./adapters/d1/recovery-codes.ts";
import { databaseShape } from "./adapters/d1/database-shape.ts";
import { retentionStore } from "./adapters/d1/retention.ts";
import { sessionRecords } from "./adapters/d1/session-records.ts";
import { securityNoticeStore } from "./adapters/d1/security-notices.ts";
import { seenDeployments } from "./adapters/d1/seen-deployments.ts";
import { isCommonPassword } from "./adapters/platform/common-passwords.ts";
import { brandOf } from "./adapters/platform/brand.ts";
import { settingsStore } from "./adapters/d1/settings.ts";
import { ticketStore } from "./adapters/d1/tickets.ts";
import { replayStore } from "./adapters/d1/replays.ts";
import { verificationStore } from "./adapters/d1/verifications.ts";
import { callingCodes, checkDestination } from "./adapters/destinations/destination.ts";
import { passkeyProtocol } from "./adapters/identity/passkeys.ts";
import { createTimekeeper, type Timekeeper } from "./adapters/platform/clock.ts";
import { consoleLogger } from "./adapters/platform/logger.ts";
import { consoleFeed, sessionHandles, subjectGuards, workQueues } from "./adapters/platform/objects.ts";
import {
  accessInFront,
  actionTargets,
  connections,
  delivery,
  identityProviders,
  leakCheck,
  security,
  securityChannels,
  settingsCheck,
  settingsPlugins,
} from "./compose-peers.ts";
import { servingSettings, type Stored } from "./compose-settings.ts";
import { readConfig, type Config, type ConfigProblem } from "./config.ts";
import { tellsSecurity } from "./core/messages/security-notice.ts";
import { defined } from "./core/kit/defined.ts";
import type { Note } from "./core/tickets/note.ts";
import type { Effect } from "./core/session/effects.ts";
import type { Session } from "./core/session/session.ts";

/** What only a local build has. */
export interface LocalExtras {
  readonly providers?: (env: Env) => Readonly<Record<string, DeliveryProvider>>;
  /** Of its stand-ins, in the product's database. */
  readonly tables?: readonly string[];
}

interface Foundation {
  readonly config: Config;
  readonly keyring: Keyring;
  readonly log: Logger;
  readonly time: Timekeeper;
}

const foundations = new WeakMap<object, Foundation | "invalid">();
/** Undefined when the configuration is invalid; the names of the keys are in the log, once. */
function foundation(env: Env): Foundation | undefined {
  const known = foundations.get(env);
  if (known !== undefined) {
    return known === "invalid" ? undefined : known;
  }
  const log = consoleLogger();
  const read = readConfig(env);
  if (!read.ok) {
    logProblems(log, read.problems);
    foundations.set(env, "invalid");
    return undefined;
  }
  const { config } = read;
  const made = {
    config,
    log,
    keyring: createKeyring(config.ROOT_SECRET.reveal(), config.KEY_GENERATIONS, (table) =>
      log.event("row.refused", { table }),
    ),
    time: createTimekeeper(config.LOCAL_MODE ? config.LOCAL_CLOCK : undefined),
  };
  foundations.set(env, made);
  return made;
}

function logProblems(log: Logger, problems: readonly ConfigProblem[]): void {
  problems.forEach(({ key, message }) => log.event("config.invalid", { key, problem: message }));
}

/** Nobody carries this channel, or not any more: a failure like others, which ends what waits for it after its tries. */
const NO_PROVIDER: DeliveryProvider = {
  send: () => Promise.resolve(err({ code: "peer.unreachable", retryable: true, detail: "no provider is set up" })),
};

/** With the deployment's own variables alone: before anything is read, and where no settings are kept. */
export function compose(env: Env, extra?: LocalExtras): Deps | undefined {
  return composeWith(env, NO_SETTINGS, extra);
}

const NO_SETTINGS: Stored = { head: 0, versions: [], depth: VERSIONS_READ, more: [], refused: [] };

/** `loaded`: what admins have set, which the deployment's own variables stand before. */
export function composeWith(env: Env, loaded: Stored, extra?: LocalExtras): Deps | undefined {
  const base = foundation(env);
  if (base === undefined) {
    return undefined;
  }
  const extraProviders = extra?.providers?.(env) ?? {};
  const serving = servingSettings(env, loaded, Object.keys(extraProviders));
  if (serving === undefined) {
    const read = settingsCheck(env, Object.keys(extraProviders))({});
    logProblems(base.log, read.ok ? [] : read.problems);
    return undefined;
  }
  const { keyring, log, time } = base;
  const { config, check, problems, deployed, isSetByDeployment } = serving;
  problems.forEach(({ section, version, keys }) =>
    log.event("settings.left_out", { section, version, keys: keys.join(" ") }),
  );
  const database = openDatabase(env.DB);
  const place = { region: config.JURISDICTION };
  const providers = delivery(config, extraProviders);
  const vault = createVault(keyring);
  const connectionHealth = connectionHealthStore(database);
  const deps: Deps = {
    config,
    clock: time.clock,
    random: secureRandom,
    log,
    vault,
    brand: brandOf(config),
    agents: agentStore(database, keyring),
    audit: auditLog(database.$client),
    identities: identityStore(database, keyring),
    identityProvider: identityProviders(config),
    accessTokens: accessInFront(config, time.clock),
    passkeys: passkeyStore(database, keyring),
    recoveryCodes: recoveryCodeStore(database, keyring),
    passkeyProtocol: passkeyProtocol({ origin: config.CONSOLE_ORIGIN, name: config.BRAND_NAME }),
    people: peopleStore(database, keyring, time.clock),
    personPasskeys: personPasskeyStore(database, keyring),
    personPasskeyProtocol: passkeyProtocol({ origin: config.PORTAL_ORIGIN, name: config.BRAND_NAME }),
    personSignIns: personSignInStore(database, keyring, time.clock),
    directory: directoryStore(database, keyring),
    coverage: coverageStore(database, keyring, time.clock),
    tickets: ticketStore(database, keyring.rows, time.clock),
    notes: noteStore(database, keyring.rows),
    actionRuns: actionRunStore(database, keyring),
    actionNotices: actionNoticeStore(database, keyring),
    actionTargets: actionTargets(config),
    passwordWords: wordlist,
    isCommonPassword,
    ...defined({ leakedPasswords: leakCheck(config) }),
    verifications: verificationStore(database, keyring, time.clock),
    replays: replayStore(database, keyring),
    practice: practiceStore(database),
    connectionHealth,
    integrations: integrationStore(database),
    messages: messageStore(database, keyring.rows),
    deadLetters: deadLetterStore(database),
    notices: securityNoticeStore(database, keyring.rows),
    deskMails: deskMailStore(database, keyring.rows),
    judgements: judgementStore(database, keyring.rows),
    lifts: liftStore(database, keyring.rows),
    deliveryItems: deliveryItemStore(database),
    deliveryTests: deliveryTestStore(database),
    security: security(config),
    retention: retentionStore(database),
    databaseShape: databaseShape(database, extra?.tables),
    settings: {
      store: settingsStore(database, keyring),
      deployments: seenDeployments(database, keyring),
      head: loaded.head,
      depth: loaded.depth,
      problems,
      deployed,
      isSetByDeployment,
      plugins: (section) => settingsPlugins(section, Object.keys(extraProviders)),
      check: (values, options) => {
        const read = check(values, options);
        return read.ok ? [] : read.problems;
      },
    },
    session: sessionHandles(env, place),
    guards: subjectGuards(env, place),
    queues: workQueues(env),
    feed: consoleFeed(env, { ...place, clock: time.clock }),
    connection: connections(config, {
      equal: (left, right) => vault.equal(left, right),
      gate: (name, credentials) =>
        logInGate(name, {
          health: connectionHealth,
          clock: time.clock,
          credentials: vault.tag("log-in", credentials),
        }),
    }),
    provider: (channel) => {
      const id = channel === "sms" ? config.SMS_PROVIDER : config.EMAIL_PROVIDER;
      return { id, provider: providers(id) ?? NO_PROVIDER };
    },
    providerById: providers,
    smsCountries: () => callingCodes(config.SMS_COUNTRIES),
    checkDestination: (input, { ownMailbox } = { ownMailbox: false }) =>
      checkDestination(input, {
        corporateDomains: ownMailbox ? [] : config.CORPORATE_DOMAINS,
        allowedCountries: config.SMS_COUNTRIES,
        defaultCountry: config.SMS_COUNTRIES[0] ?? "GB",
      }),
  };
  return deps;
}

export interface SessionDeps extends Timekeeper {
  readonly random: () => number;
  readonly log: Logger;
  readonly keyring: Keyring;
  readonly records: SessionRecords;
  readonly guards: SubjectGuards;
  /** Other checks of the same person. */
  readonly session: (id: VerificationId) => SessionHandle;
  readonly queues: WorkQueues;
  readonly feed: Feed;
  readonly noteFor: (
    session: Session,
    effect: Pick<Extract<Effect, { readonly type: "note" }>, "note" | "begunAt">,
    at: number,
  ) => Note;
}

/** What a session object needs. Throws when the configuration is invalid: nothing may run then. */
export function composeSession(env: Env): SessionDeps {
  const base = foundation(env);
  if (base === undefined) {
    throw new Error("configuration is invalid");
  }
  const { config, keyring, log, time } = base;
  const place = { region: config.JURISDICTION };
  return {
    ...time,
    random: secureRandom,
    log,
    keyring,
    records: sessionRecords(env.DB, keyring, { securityChannels: securityChannels(config) }),
    guards: subjectGuards(env, place),
    session: sessionHandles(env, place),
    queues: workQueues(env),
    feed: consoleFeed(env, { ...place, clock: time.clock }),
    noteFor: (session, { note, begunAt }, at) =>
      sessionNote(session, note, {
        consoleOrigin: config.CONSOLE_ORIGIN,
        timeZone: session.desk?.timeZone ?? config.TIME_ZONE,
        securityContactSet: tellsSecurity(session.desk?.securityChannels ?? securityChannels(config)),
        at,
        key: `${session.id}:${String(session.version)}:${note.kind}`,
        ...defined({ begunAt }),
      }),
  };
}
