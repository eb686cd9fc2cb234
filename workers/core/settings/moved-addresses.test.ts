import { expect, it } from "vitest";
import { z } from "zod";
import { secretsToTypeAgain } from "./moved-addresses.ts";

const settings = z.object({
  baseUrl: z.url().default("https://api.example").meta({ address: true }),
  webUrl: z.url().optional(),
});
const plugins = [{ id: "carrier", settings }];
const connection = (baseUrl: string, more: object = {}) => ({
  CONNECTIONS: { main: { kind: "carrier", settings: { baseUrl, ...more } } },
});
const provider = (issuer: string, origins: readonly string[] = []) => ({
  SIGN_IN_PROVIDERS: { work: { issuer, origins } },
});
const contact = (webhook: string) => ({ SECURITY_CONTACT: { webhook, mail: "soc@a.example" } });

const OF_CONNECTION = {
  CONNECTION_SECRETS: { main: { username: "desk", password: "hunter2", headers: { key: "x" } } },
};
const OF_PROVIDER = { SIGN_IN_SECRETS: { work: "hunter2" } };
const OF_CARRIER = { DELIVERY_SECRETS: { carrier: { apiKey: "hunter2" } } };
const OF_WEBHOOK = { SECURITY_SECRETS: { webhook: "whsec_1", incidentWebhook: "whsec_2" } };

const carrier = (one: object) => ({ DELIVERY_SETTINGS: { carrier: one } });
const asked = (before: object, after: object, secrets: object, typed: object = {}) =>
  secretsToTypeAgain({
    before: before as Record<string, unknown>,
    after: after as Record<string, unknown>,
    secrets: secrets as Record<string, unknown>,
    typed: typed as Record<string, unknown>,
    plugins,
  }).map(({ key }) => key);

it.each([
  [
    "a ticket system",
    connection("https://a.example"),
    connection("https://b.example"),
    OF_CONNECTION,
    ["CONNECTION_SECRETS.main.username", "CONNECTION_SECRETS.main.password", "CONNECTION_SECRETS.main.headers.key"],
  ],
  [
    "where new passwords go",
    { ACTION_TARGETS: { ad: { kind: "carrier", settings: { baseUrl: "https://a.example" } } } },
    { ACTION_TARGETS: { ad: { kind: "carrier", settings: { baseUrl: "https://b.example" } } } },
    { ACTION_SECRETS: { ad: { signingKey: "hunter2" } } },
    ["ACTION_SECRETS.ad.signingKey"],
  ],
  [
    "a port",
    connection("https://a.example"),
    connection("https://a.example:8443"),
    { CONNECTION_SECRETS: { main: { password: "x" } } },
    ["CONNECTION_SECRETS.main.password"],
  ],
  [
    "plain http",
    connection("https://a.example"),
    connection("http://a.example"),
    { CONNECTION_SECRETS: { main: { password: "x" } } },
    ["CONNECTION_SECRETS.main.password"],
  ],
  [
    "a provider",
    provider("https://a.example/t"),
    provider("https://b.example/t"),
    OF_PROVIDER,
    ["SIGN_IN_SECRETS.work"],
  ],
  [
    "a further origin",
    provider("https://a.example"),
    provider("https://a.example", ["https://b.example"]),
    OF_PROVIDER,
    ["SIGN_IN_SECRETS.work"],
  ],
  ["a provider that was not there", {}, provider("https://a.example"), OF_PROVIDER, ["SIGN_IN_SECRETS.work"]],
  [
    "a carrier that left its default",
    carrier({}),
    carrier({ baseUrl: "https://b.example" }),
    OF_CARRIER,
    ["DELIVERY_SECRETS.carrier.apiKey"],
  ],
  [
    "a webhook of security",
    contact("https://a.example/x"),
    contact("https://b.example/x"),
    OF_WEBHOOK,
    ["SECURITY_SECRETS.webhook"],
  ],
])("%s on another host has its secrets typed again", (_what, before, after, secrets, paths) => {
  expect(asked(before, after, secrets)).toEqual(paths);
  expect(asked(before, after, secrets, secrets)).toEqual([]);
});

it.each([
  ["another path", connection("https://a.example/one"), connection("https://A.example/two"), OF_CONNECTION],
  [
    "where people go",
    connection("https://a.example"),
    connection("https://a.example", { webUrl: "https://b.example" }),
    OF_CONNECTION,
  ],
  ["another tenant of a host", provider("https://a.example/one"), provider("https://a.example/two"), OF_PROVIDER],
  ["a carrier's default, said", {}, carrier({ baseUrl: "https://api.example" }), OF_CARRIER],
  [
    "another mailbox",
    contact("https://a.example/x"),
    { SECURITY_CONTACT: { webhook: "https://a.example/y" } },
    OF_WEBHOOK,
  ],
  ["nothing kept", connection("https://a.example"), connection("https://b.example"), {}],
])("%s asks for nothing", (_what, before, after, secrets) => {
  expect(asked(before, after, secrets)).toEqual([]);
});

it("asks only for what was not typed", () => {
  const typed = { CONNECTION_SECRETS: { main: { password: "hunter3" } } };
  expect(asked(connection("https://a.example"), connection("https://b.example"), OF_CONNECTION, typed)).toEqual([
    "CONNECTION_SECRETS.main.username",
    "CONNECTION_SECRETS.main.headers.key",
  ]);
});
