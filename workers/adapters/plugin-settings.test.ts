import { expect, it } from "vitest";
import { pluginProblems, type PluginConfig } from "./plugin-settings.ts";

const TWILIO = {
  accountSid: `AC${"0".repeat(32)}`,
  authToken: "canary-token-canary-token-canary-t",
  from: "+15005550006",
};

const VALID: PluginConfig = {
  connections: { main: { kind: "changegear", settings: { baseUrl: "https://cg.example.com" } } },
  providers: { twilio: TWILIO },
  chosenProviders: { SMS_PROVIDER: "twilio", EMAIL_PROVIDER: "resend" },
  extraProviders: [],
};

const keys = (change: Partial<PluginConfig>): string[] =>
  pluginProblems({ ...VALID, ...change }).map((problem) => problem.key);

it("accepts what fits the plug-ins' schemas; a provider that has no settings yet is no mistake", () => {
  expect(pluginProblems(VALID)).toEqual([]);
});

it.each<[string, Partial<PluginConfig>, string]>([
  ["an unknown ticket system", { connections: { main: { kind: "changgear", settings: {} } } }, "CONNECTIONS.main.kind"],
  [
    "a wrong setting of a ticket system",
    { connections: { main: { kind: "changegear", settings: { baseUrl: "canary" } } } },
    "CONNECTIONS.main.settings.baseUrl",
  ],
  [
    "a short webhook password",
    {
      connections: {
        main: {
          kind: "changegear",
          settings: { baseUrl: "https://cg.example.com" },
          secrets: { username: "a", password: "canary", webhookUsername: "b", webhookPassword: "elevenchars" },
        },
      },
    },
    "CONNECTION_SECRETS.main.webhookPassword",
  ],
  ["an unknown target", { actionTargets: { ad: { kind: "runer", settings: {} } } }, "ACTION_TARGETS.ad.kind"],
  [
    "a runner's address that is more than an origin",
    { actionTargets: { ad: { kind: "runner", settings: { address: "https://runner.example/canary" } } } },
    "ACTION_TARGETS.ad.settings.address",
  ],
  [
    "a short signing key",
    {
      actionTargets: {
        ad: {
          kind: "runner",
          settings: { address: "https://runner.example" },
          secrets: { signingKey: "whsec_canary" },
        },
      },
    },
    "ACTION_SECRETS.ad.signingKey",
  ],
  ["an unknown provider", { providers: { twillio: TWILIO } }, "DELIVERY_SETTINGS.twillio"],
  [
    "a wrong setting of a provider",
    { providers: { twilio: { ...TWILIO, accountSid: "canary" } } },
    "DELIVERY_SETTINGS.twilio.accountSid",
  ],
  [
    "a chosen provider that there is none of",
    { chosenProviders: { SMS_PROVIDER: "local", EMAIL_PROVIDER: "smtp" } },
    "SMS_PROVIDER",
  ],
])("names %s", (_name, change, key) => {
  expect(keys(change)).toEqual([key]);
});

it.each([
  [
    "smtp",
    [
      "DELIVERY_SETTINGS.smtp.host",
      "DELIVERY_SETTINGS.smtp.username",
      "DELIVERY_SECRETS.smtp.password",
      "DELIVERY_SETTINGS.smtp.from",
    ],
  ],
  ["resend", ["DELIVERY_SECRETS.resend.apiKey", "DELIVERY_SETTINGS.resend.from"]],
  ["twilio", ["DELIVERY_SETTINGS.twilio.accountSid", "DELIVERY_SECRETS.twilio.authToken"]],
  ["local", []],
])("names each field that is missing of %s where it is wanted", (id, fields) => {
  const unset = { providers: {}, extraProviders: ["local"] };
  expect(keys({ ...unset, wanted: [id] })).toEqual(fields);
  expect(keys(unset)).toEqual([]);
});

it("accepts a local build's own provider", () => {
  const chosenProviders = { SMS_PROVIDER: "local", EMAIL_PROVIDER: "local" };
  expect(keys({ chosenProviders, extraProviders: ["local"] })).toEqual([]);
});

it("prints no value", () => {
  const problems = pluginProblems({
    ...VALID,
    connections: { main: { kind: "canary-kind", settings: {} } },
    providers: { twilio: { accountSid: "canary", authToken: 7, from: "canary" } },
  });
  expect(problems.length).toBeGreaterThan(2);
  expect(JSON.stringify(problems)).not.toContain("canary");
});

it("says in words what is missing", () => {
  const problems = pluginProblems({ ...VALID, connections: { main: { kind: "changegear", settings: {} } } });
  expect(problems).toEqual([{ key: "CONNECTIONS.main.settings.baseUrl", message: "is missing" }]);
});
