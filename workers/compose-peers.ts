/** From the configuration to the peers that it names: ticket systems, carriers of messages, security. */
import { z } from "zod";
import { leakedPasswords } from "./adapters/actions/leaked-passwords.ts";
import { actionTargetKinds } from "./adapters/actions/registry.ts";
import { deliveryProviders } from "./adapters/delivery/registry.ts";
import { openSocket } from "./adapters/delivery/smtp/socket.ts";
import { accessTokens } from "./adapters/identity/access.ts";
import { oidcProvider, type OidcOptions } from "./adapters/identity/oidc.ts";
import type { ActionTargetEntry } from "./adapters/actions/entry.ts";
import type { ItsmEntry } from "./adapters/itsm/entry.ts";
import { itsmKinds } from "./adapters/itsm/registry.ts";
import { createHttpClient, type HttpClientOptions } from "./adapters/peers/http-client.ts";
import { postEvent, probeReceiver } from "./adapters/peers/signed-webhook.ts";
import { pluginProblems, type PluginConfig } from "./adapters/plugin-settings.ts";
import type { Connection, Deps, SettingsPlugin } from "./app/deps.ts";
import { canDo, type ActionTargets, type NamedTarget } from "./app/ports/action-targets.ts";
import type { DeliveryProvider } from "./app/ports/delivery.ts";
import type { SignInPlace } from "./app/ports/identity.ts";
import type { LogInGate } from "./app/ports/log-in-gate.ts";
import type { SecurityContact } from "./app/ports/security.ts";
import type { SettingsValues } from "./app/ports/settings.ts";
import type { Vault } from "./app/ports/vault.ts";
import { pathTo } from "./contract/console/paths.ts";
import { ME_PATHS } from "./contract/me.ts";
import { readConfig, type Config, type ConfigProblem } from "./config.ts";
import { entry } from "./core/kit/entry.ts";
import { err, ok } from "./core/kit/result.ts";
import { secret } from "./core/kit/secret.ts";
import { RESERVATION_MS } from "./core/actions/grant.ts";
import { SECOND_MS, type EpochMs } from "./core/kit/time.ts";
import { SECURITY_CHANNELS, type SecurityChannel } from "./core/messages/security-notice.ts";
import type { SectionId } from "./core/settings/registry.ts";
import { accessModeOf } from "./core/settings/sections/sign-in.ts";
import { secretKeys } from "./core/settings/section.ts";

const NOTHING_TO_SET = z.strictObject({});
const OUTBOUND_TIMEOUT_MS = 10_000;
/** A press makes a system anew, and holds its grant for `RESERVATION_MS`: no call of it is under way when the next may begin. */
const ACTION_BUDGET_MS = RESERVATION_MS - 15 * SECOND_MS;
const OUTBOUND_MAX_BYTES = 1_048_576;

/** `extraProviders`: ids of carriers that only a local build has; they have nothing to set. */
export function settingsPlugins(
  section: SectionId,
  extraProviders: readonly string[],
): readonly SettingsPlugin[] | undefined {
  switch (section) {
    case "ticket_systems":
      return itsmKinds.all.map(pluginOf);
    case "actions":
      return actionTargetKinds.all.map(pluginOf);
    case "delivery":
      return [
        ...deliveryProviders.all.map(({ id, label, channels, settingsSchema }) => ({
          id,
          label,
          channels,
          settings: settingsSchema,
          secrets: settingsSchema,
        })),
        ...extraProviders.map((id) => ({
          id,
          label: `This machine (${id})`,
          channels: ["sms", "email"],
          settings: NOTHING_TO_SET,
          secrets: NOTHING_TO_SET,
        })),
      ];
    default:
      return undefined;
  }
}

const pluginOf = ({ id, label, settingsSchema, secretsSchema }: ItsmEntry | ActionTargetEntry): SettingsPlugin => ({
  id,
  label,
  settings: settingsSchema,
  secrets: secretsSchema,
});

export type SettingsCheck = (
  values: SettingsValues,
  options?: { readonly wanted: readonly string[] },
) => { ok: true; config: Config } | { ok: false; problems: readonly ConfigProblem[] };

/**
 * The schema, the contradictions and the plug-ins' own schemas, over the deployment's variables and these values.
 * `wanted`: carriers of which nothing that is required may be missing.
 */
export function settingsCheck(env: object, extraProviders: readonly string[]): SettingsCheck {
  return (values, { wanted } = { wanted: [] }) => {
    const read = readConfig(env, values);
    if (!read.ok) {
      return read;
    }
    const { config } = read;
    const problems = pluginProblems({
      connections: withSecrets(config.CONNECTIONS, config.CONNECTION_SECRETS),
      actionTargets: withSecrets(config.ACTION_TARGETS, config.ACTION_SECRETS),
      providers: deliverySettings(config),
      chosenProviders: { SMS_PROVIDER: config.SMS_PROVIDER, EMAIL_PROVIDER: config.EMAIL_PROVIDER },
      extraProviders,
      wanted,
    });
    return problems.length === 0 ? read : { ok: false, problems };
  };
}

export function securityChannels({ SECURITY_CONTACT: contact }: Config): readonly SecurityChannel[] {
  const set: Readonly<Record<SecurityChannel, string | undefined>> = {
    mail: contact.mail,
    on_call: contact.onCall,
    webhook: contact.webhook,
    incident_webhook: contact.incidentWebhook,
  };
  return SECURITY_CHANNELS.filter((channel) => set[channel] !== undefined);
}

export function security(config: Config): SecurityContact {
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
    probe: async () => {
      const set = [...new Set(Object.values(urls).filter((url) => url !== undefined))];
      const asked = await Promise.all(set.map((url) => probeReceiver(outbound(config, [new URL(url).origin]), url)));
      return asked.find((one) => !one.ok) ?? ok();
    },
  };
}

function withSecrets(
  entries: Config["CONNECTIONS"],
  secretsOf: Config["CONNECTION_SECRETS"],
): PluginConfig["connections"] {
  const secrets = secretsOf.reveal();
  return Object.fromEntries(
    Object.entries(entries).map(([name, { kind, settings }]) => [
      name,
      { kind, settings, secrets: entry(secrets, name) },
    ]),
  );
}

/** In the order of the settings: the first that can, does. */
export function actionTargets(config: Config): ActionTargets {
  const secrets = config.ACTION_SECRETS.reveal();
  const named = (name: string): NamedTarget | undefined => {
    const settings = entry(config.ACTION_TARGETS, name);
    const kind = settings === undefined ? undefined : actionTargetKinds.find(settings.kind);
    const credentials = entry(secrets, name);
    return settings === undefined || kind === undefined || credentials === undefined
      ? undefined
      : {
          name,
          label: settings.label ?? kind.label,
          target: kind.create(settings.settings, credentials, {
            http: createHttpClient({
              ...outboundOptions(config, kind.origins(settings.settings)),
              budget: { ms: ACTION_BUDGET_MS, now: Date.now },
            }),
            now: Date.now,
          }),
        };
  };
  return {
    named,
    doing: (action) =>
      Object.keys(config.ACTION_TARGETS)
        .map(named)
        .find((one) => one !== undefined && canDo(one.target, action)),
  };
}

/** Somebody has pressed a button and waits. */
const LEAK_CHECK_TIMEOUT_MS = 1_000;

export function leakCheck(config: Config): Deps["leakedPasswords"] {
  const origin = config.LEAKED_PASSWORDS_ORIGIN;
  return origin === "" ? undefined : leakedPasswords(origin, outbound(config, [origin], LEAK_CHECK_TIMEOUT_MS));
}

interface ConnectionParts extends Pick<Vault, "equal"> {
  readonly gate: (connection: string, credentials: string) => LogInGate;
}

export function connections(config: Config, { equal, gate }: ConnectionParts): Deps["connection"] {
  const made = new Map<string, Connection>();
  return (name, { ownSession } = { ownSession: false }) => {
    const known = ownSession ? undefined : made.get(name);
    if (known !== undefined) {
      return known;
    }
    const settings = entry(config.CONNECTIONS, name);
    const credentials = entry(config.CONNECTION_SECRETS.reveal(), name);
    const kind = settings === undefined ? undefined : itsmKinds.find(settings.kind);
    if (settings === undefined || credentials === undefined || kind === undefined) {
      return undefined;
    }
    const connection: Connection = {
      name,
      label: kind.label,
      itsm: kind.create(settings.settings, credentials, {
        http: outbound(config, kind.origins(settings.settings)),
        now: Date.now,
        brand: config.BRAND_NAME,
        timeZone: config.TIME_ZONE,
        equal,
        logIns: gate(name, JSON.stringify([settings, credentials])),
      }),
    };
    if (!ownSession) {
      made.set(name, connection);
    }
    return connection;
  };
}

export function delivery(config: Config, extra: Readonly<Record<string, DeliveryProvider>>): Deps["providerById"] {
  const made = new Map<string, DeliveryProvider>(Object.entries(extra));
  return (id) => {
    const known = made.get(id);
    const carrier = known === undefined ? deliveryProviders.find(id) : undefined;
    const settings = entry(deliverySettings(config), id);
    // Anybody can call the address of a provider that nobody set up.
    if (carrier === undefined || settings === undefined) {
      return known;
    }
    const provider = carrier.create(settings, {
      http: outbound(config, carrier.origins(settings)),
      openSocket,
      now: Date.now,
    });
    made.set(id, provider);
    return provider;
  };
}

/** A provider's settings and its secrets, by id. What is no secret counts among the settings alone: only there is a change of it compared. */
function deliverySettings({ DELIVERY_SETTINGS, DELIVERY_SECRETS }: Config): Record<string, Record<string, unknown>> {
  const secrets = DELIVERY_SECRETS.reveal();
  const named = new Set([...Object.keys(DELIVERY_SETTINGS), ...Object.keys(secrets)]);
  return Object.fromEntries(
    [...named].map((id) => [id, { ...entry(DELIVERY_SETTINGS, id), ...secretsOnly(id, entry(secrets, id)) }]),
  );
}

function secretsOnly(id: string, given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const provider = deliveryProviders.find(id);
  const keys = provider === undefined ? undefined : secretKeys(provider.settingsSchema);
  return Object.fromEntries(Object.entries(given).filter(([key]) => keys?.has(key) !== false));
}

/** Somebody stands in front of a blank page meanwhile. */
const IDENTITY_TIMEOUT_MS = 5_000;

export function identityProviders(config: Config): Deps["identityProvider"] {
  const secrets = config.SIGN_IN_SECRETS.reveal();
  return (name, place) => {
    const provider = entry(config.SIGN_IN_PROVIDERS, name);
    if (provider === undefined) {
      return undefined;
    }
    const clientSecret = entry(secrets, name);
    const origins = [provider.issuer, ...provider.origins].map((address) => new URL(address).origin);
    return oidcProvider({
      provider,
      ...(clientSecret === undefined ? {} : { clientSecret: secret(clientSecret) }),
      ...addressesAt(config, place),
      http: outbound(config, origins, IDENTITY_TIMEOUT_MS),
      allowHttp: config.LOCAL_MODE,
    });
  };
}

/** Where a provider sends a browser back to, and where once it has ended its own session. */
function addressesAt(
  { CONSOLE_ORIGIN, PORTAL_ORIGIN }: Config,
  place: SignInPlace,
): Pick<OidcOptions, "redirectUri" | "afterEnd"> {
  return place === "console"
    ? { redirectUri: `${CONSOLE_ORIGIN}${pathTo.signIn}/callback`, afterEnd: `${CONSOLE_ORIGIN}${pathTo.signIn}` }
    : { redirectUri: `${PORTAL_ORIGIN}${ME_PATHS.callback}`, afterEnd: `${PORTAL_ORIGIN}${ME_PATHS.page}` };
}

export function accessInFront(config: Config, now: () => EpochMs): Deps["accessTokens"] {
  const mode = accessModeOf(config.CLOUDFLARE_ACCESS);
  return mode && accessTokens({ mode, http: outbound(config, [mode.issuer], IDENTITY_TIMEOUT_MS), now });
}

function outbound(config: Config, allowedOrigins: readonly string[], timeoutMs = OUTBOUND_TIMEOUT_MS) {
  return createHttpClient({ ...outboundOptions(config, allowedOrigins), timeoutMs });
}

function outboundOptions(config: Config, allowedOrigins: readonly string[]): HttpClientOptions {
  return {
    allowedOrigins,
    allowLoopbackHttp: config.LOCAL_MODE,
    fetch,
    timeoutMs: OUTBOUND_TIMEOUT_MS,
    maxBytes: OUTBOUND_MAX_BYTES,
  };
}
