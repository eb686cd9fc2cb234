/**
 * From bindings to dependencies. The only file that sees every ring. What is composed is kept
 * per isolate (keys, the ticket system's session); nothing of a request is.
 */
import type { Connection, Deps } from "./app/deps.ts";
import type { Logger } from "./app/ports/log.ts";
import type { DeliveryProvider } from "./app/ports/delivery.ts";
import type { SecurityContact } from "./app/ports/security.ts";
import { logInGate } from "./app/tickets/log-in-gate.ts";
import { sessionNote } from "./app/tickets/session-notes.ts";
import type { LogInGate } from "./app/ports/log-in-gate.ts";
import type { Vault } from "./app/ports/vault.ts";
import type { Feed, SubjectGuards, WorkQueues } from "./app/ports/sessions.ts";
import type { SessionRecords } from "./app/ports/session-records.ts";
import { secureRandom } from "./adapters/crypto/bytes.ts";
import { createKeyring, type Keyring } from "./adapters/crypto/keyring.ts";
import { createVault } from "./adapters/crypto/vault.ts";
import { agentStore } from "./adapters/d1/agents.ts";
import { connectionHealthStore } from "./adapters/d1/connection-health.ts";
import { openDatabase } from "./adapters/d1/database.ts";
import { deadLetterStore } from "./adapters/d1/dead-letters.ts";
import { deliveryItemStore } from "./adapters/d1/delivery-items.ts";
import { judgementStore } from "./adapters/d1/judgements.ts";
import { messageStore } from "./adapters/d1/messages.ts";
import { noteStore } from "./adapters/d1/notes.ts";
import { peopleStore } from "./adapters/d1/people.ts";
import { retentionStore } from "./adapters/d1/retention.ts";
import { sessionRecords } from "./adapters/d1/session-records.ts";
import { securityNoticeStore } from "./adapters/d1/security-notices.ts";
import { ticketStore } from "./adapters/d1/tickets.ts";
import { verificationStore } from "./adapters/d1/verifications.ts";
import { callingCodes, checkDestination } from "./adapters/destinations/destination.ts";
import { deliveryProviders } from "./adapters/delivery/registry.ts";
import { openSocket } from "./adapters/delivery/smtp/socket.ts";
import { postEvent } from "./adapters/peers/signed-webhook.ts";
import { createHttpClient } from "./adapters/peers/http-client.ts";
import { itsmKinds } from "./adapters/itsm/registry.ts";
import { createTimekeeper, type Timekeeper } from "./adapters/platform/clock.ts";
import { consoleLogger } from "./adapters/platform/logger.ts";
import { consoleFeed, sessionHandles, subjectGuards, workQueues } from "./adapters/platform/objects.ts";
import { pluginProblems, type PluginConfig } from "./adapters/plugin-settings.ts";
import { readConfig, type Config, type ConfigProblem } from "./config.ts";
import { err } from "./core/kit/result.ts";
import { secret } from "./core/kit/secret.ts";
import { SECURITY_CHANNELS, tellsSecurity, type SecurityChannel } from "./core/messages/security-notice.ts";
import type { Note } from "./core/tickets/note.ts";
import type { NoteEvent } from "./core/session/effects.ts";
import type { Session } from "./core/session/session.ts";

/** Providers that only a local build has. */
export type ExtraProviders = (env: Env) => Readonly<Record<string, DeliveryProvider>>;

const OUTBOUND_TIMEOUT_MS = 10_000;
const OUTBOUND_MAX_BYTES = 1_048_576;

interface Foundation {
  readonly config: Config;
  readonly keyring: Keyring;
  readonly log: Logger;
  readonly time: Timekeeper;
}

const foundations = new WeakMap<object, Foundation | "invalid">();
const composed = new WeakMap<object, Deps | "invalid">();

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

export function compose(env: Env, extra?: ExtraProviders): Deps | undefined {
  const known = composed.get(env);
  if (known !== undefined) {
    return known === "invalid" ? undefined : known;
  }
  const base = foundation(env);
  if (base === undefined) {
    return undefined;
  }
  const { config, keyring, log, time } = base;
  const extraProviders = extra?.(env) ?? {};
  const problems = pluginProblems({
    connections: connectionConfigs(config),
    providers: deliverySettings(config),
    chosenProviders: { SMS_PROVIDER: config.SMS_PROVIDER, EMAIL_PROVIDER: config.EMAIL_PROVIDER },
    extraProviders: Object.keys(extraProviders),
  });
  if (problems.length > 0) {
    logProblems(log, problems);
    composed.set(env, "invalid");
    return undefined;
  }
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
    agents: agentStore(database, keyring),
    people: peopleStore(database, keyring),
    tickets: ticketStore(database),
    notes: noteStore(database),
    verifications: verificationStore(database, keyring),
    connectionHealth,
    messages: messageStore(database),
    deadLetters: deadLetterStore(database),
    notices: securityNoticeStore(database),
    judgements: judgementStore(database),
    deliveryItems: deliveryItemStore(database),
    security: security(config),
    retention: retentionStore(database),
    session: sessionHandles(env, place),
    guards: subjectGuards(env, place),
    queues: workQueues(env),
    feed: consoleFeed(env, { ...place, clock: time.clock }),
    connection: connections(config, {
      equal: (left, right) => vault.equal(left, right),
      gate: (name) => logInGate(connectionHealth, name, time.clock),
    }),
    provider: (channel) => {
      const id = channel === "sms" ? config.SMS_PROVIDER : config.EMAIL_PROVIDER;
      const provider = providers(id);
      if (provider === undefined) {
        throw new Error("delivery provider is not configured");
      }
      return { id, provider };
    },
    providerById: providers,
    smsCountries: () => callingCodes(config.SMS_COUNTRIES),
    checkDestination: (input) =>
      checkDestination(input, {
        corporateDomains: config.CORPORATE_DOMAINS,
        allowedCountries: config.SMS_COUNTRIES,
        defaultCountry: config.SMS_COUNTRIES[0] ?? "GB",
      }),
  };
  composed.set(env, deps);
  return deps;
}

export interface SessionDeps extends Timekeeper {
  readonly random: () => number;
  readonly log: Logger;
  readonly keyring: Keyring;
  readonly records: SessionRecords;
  readonly guards: SubjectGuards;
  readonly queues: WorkQueues;
  readonly feed: Feed;
  readonly noteFor: (session: Session, event: NoteEvent, at: number) => Note;
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
    queues: workQueues(env),
    feed: consoleFeed(env, { ...place, clock: time.clock }),
    noteFor: (session, event, at) =>
      sessionNote(session, event, {
        consoleOrigin: config.CONSOLE_ORIGIN,
        timeZone: config.TIME_ZONE,
        securityContactSet: tellsSecurity(securityChannels(config)),
        at,
        key: `${session.id}:${String(session.version)}:${event.kind}`,
      }),
  };
}

function securityChannels({ SECURITY_CONTACT: contact }: Config): readonly SecurityChannel[] {
  const set: Readonly<Record<SecurityChannel, string | undefined>> = {
    mail: contact.mail,
    on_call: contact.onCall,
    webhook: contact.webhook,
    incident_webhook: contact.incidentWebhook,
  };
  return SECURITY_CHANNELS.filter((channel) => set[channel] !== undefined);
}

function security(config: Config): SecurityContact {
  const { mail, onCall, webhook, incidentWebhook } = config.SECURITY_CONTACT;
  const urls = { webhook, incident_webhook: incidentWebhook };
  const signing = config.SECURITY_SECRETS.reveal();
  const secrets = { webhook: signing.webhook, incident_webhook: signing.incidentWebhook };
  return {
    channels: securityChannels(config),
    mailAddress: (channel) => (channel === "mail" ? mail : onCall),
    post: (channel, event) => {
      const url = urls[channel];
      const signedWith = secrets[channel];
      if (url === undefined || signedWith === undefined) {
        // A notice of a way that was taken out of the configuration since.
        return Promise.resolve(err({ code: "peer.rejected", retryable: false, detail: "no such webhook" }));
      }
      const http = outbound(config, [new URL(url).origin]);
      return postEvent({ http, now: Date.now }, { url, secret: secret(signedWith) }, event);
    },
  };
}

function connectionConfigs({ CONNECTIONS, CONNECTION_SECRETS }: Config): PluginConfig["connections"] {
  const secrets = CONNECTION_SECRETS.reveal();
  return Object.fromEntries(
    Object.entries(CONNECTIONS).map(([name, { kind, settings }]) => [name, { kind, settings, secrets: secrets[name] }]),
  );
}

interface ConnectionParts extends Pick<Vault, "equal"> {
  readonly gate: (connection: string) => LogInGate;
}

function connections(config: Config, { equal, gate }: ConnectionParts): Deps["connection"] {
  const made = new Map<string, Connection>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) {
      return known;
    }
    const settings = config.CONNECTIONS[name];
    const credentials = config.CONNECTION_SECRETS.reveal()[name];
    const entry = settings === undefined ? undefined : itsmKinds.find(settings.kind);
    if (settings === undefined || credentials === undefined || entry === undefined) {
      return undefined;
    }
    const connection: Connection = {
      name,
      label: entry.label,
      itsm: entry.create(settings.settings, credentials, {
        http: outbound(config, entry.origins(settings.settings)),
        now: Date.now,
        brand: config.BRAND_NAME,
        timeZone: config.TIME_ZONE,
        equal,
        logIns: gate(name),
      }),
    };
    made.set(name, connection);
    return connection;
  };
}

function delivery(config: Config, extra: Readonly<Record<string, DeliveryProvider>>): Deps["providerById"] {
  const made = new Map<string, DeliveryProvider>(Object.entries(extra));
  return (id) => {
    const known = made.get(id);
    const entry = known === undefined ? deliveryProviders.find(id) : undefined;
    const settings = deliverySettings(config)[id];
    // Anybody can call the address of a provider that nobody set up.
    if (entry === undefined || settings === undefined) {
      return known;
    }
    const provider = entry.create(settings, {
      http: outbound(config, entry.origins(settings)),
      openSocket,
      now: Date.now,
    });
    made.set(id, provider);
    return provider;
  };
}

/** A provider's settings and its secrets, by id. */
function deliverySettings({ DELIVERY_SETTINGS, DELIVERY_SECRETS }: Config): Record<string, Record<string, unknown>> {
  const secrets = DELIVERY_SECRETS.reveal();
  const named = new Set([...Object.keys(DELIVERY_SETTINGS), ...Object.keys(secrets)]);
  return Object.fromEntries([...named].map((id) => [id, { ...DELIVERY_SETTINGS[id], ...secrets[id] }]));
}

function outbound(config: Config, allowedOrigins: readonly string[]) {
  return createHttpClient({
    allowedOrigins,
    allowLoopbackHttp: config.LOCAL_MODE,
    fetch,
    timeoutMs: OUTBOUND_TIMEOUT_MS,
    maxBytes: OUTBOUND_MAX_BYTES,
  });
}
