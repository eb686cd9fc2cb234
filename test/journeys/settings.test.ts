/** What an admin sets in the console, over HTTP: it serves at once, for whoever it concerns and nobody else. */
import { afterEach, expect, it } from "vitest";
import type { SignInWaysReply } from "../../workers/contract/console/access.ts";
import type { ConnectionTestReply, SettingsSectionReply } from "../../workers/contract/console/settings.ts";
import { NO_FAULTS } from "../../dev/changegear/faults.ts";
import manifest from "../../package.json" with { type: "json" };
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { CLOSES_TICKETS } from "../../dev/local/variables.ts";
import { eventually, outbox, type Desk } from "../../dev/walkthrough/client.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { useJourney } from "../support/journey.ts";

const journey = useJourney({ settingsInProduct: true, identityPort: 0, settings: CLOSES_TICKETS });

afterEach(() => journey.instance.changeGear.faults.set(NO_FAULTS));

async function section(desk: Desk, id: string): Promise<SettingsSectionReply> {
  return (await desk.get(`/api/settings/${id}`)).body as SettingsSectionReply;
}

async function set(desk: Desk, id: string, values: object) {
  return desk.post(`/api/settings/${id}`, { version: (await section(desk, id)).version, values });
}

it("the demo offers the company's sign-in, beside settings that the product holds", async () => {
  const reply = await fetch(`${journey.instance.url}/api/sign-in/ways`);
  expect(((await reply.json()) as SignInWaysReply).providers).toMatchObject([{ name: "company" }]);
});

it("the organisation's name stands in the next message", async () => {
  const desk = await journey.agent("jonas");
  expect(await set(desk, "organisation", { ORGANISATION_NAME: "Halden North" })).toMatchObject({
    status: 200,
    body: { outcome: "changed" },
  });
  const person = journey.newcomer();
  await journey.sendTo({ person });
  const [message] = await outbox(journey.instance.url, contactOf(person, "sms").value);
  expect(message?.text).toContain("Halden North");
});

it("a category that allows no typed destination refuses one, on the page and when it is sent", async () => {
  const desk = await journey.agent("jonas");
  const name = "Account unlock";
  const { fields } = await section(desk, "categories");
  const categories = fields.find(({ key }) => key === "CATEGORIES")?.value as Record<string, object>;
  const stricter = { ...categories, [name]: { ...categories[name], typedDestination: false, channels: ["sms"] } };
  expect((await set(desk, "categories", { CATEGORIES: stricter })).status).toBe(200);
  const { ticketId } = await journey.openTicket({ category: name, person: journey.newcomer({ email: true }) });
  const page = await journey.someAgent().get(`/api/tickets/${ticketId}/send`);
  expect(page.body).toMatchObject({ channels: ["sms"], accounts: [{ refused: { typed: "not_in_category" } }] });
  expect((page.body as { contacts: { channel: string }[] }).contacts.map(({ channel }) => channel)).not.toContain(
    "email",
  );
  // Back to less needs a second admin as soon as there was a check.
  await journey.sendTo({ person: journey.newcomer() });
  expect(await set(desk, "categories", { CATEGORIES: categories })).toMatchObject({
    status: 202,
    body: { outcome: "waiting" },
  });
  expect((await section(desk, "categories")).waiting).toMatchObject({ own: true });
});

it("a running check keeps the ways to tell security that it was created with", async () => {
  const desk = await journey.agent("jonas");
  expect((await set(desk, "security_contact", { SECURITY_CONTACT: { mail: "soc@halden.example" } })).status).toBe(200);
  const sent = await journey.sendTo();
  expect((await set(desk, "organisation", { TIME_ZONE: "Asia/Tokyo" })).status).toBe(200);
  await sent.phone.report();
  const [mail] = await eventually(
    () => outbox(journey.instance.url, "soc@halden.example"),
    (messages) => messages.length > 0,
    { what: "the mail to security" },
  );
  expect(mail?.text).toContain("IR-");
});

it("nobody but an admin changes anything, and an auditor reads it without secrets", async () => {
  const values = { BRAND_NAME: "Mallory" };
  for (const name of ["aisha", "marisol", "edith"] as const) {
    const desk = await journey.agent(name);
    expect((await desk.post("/api/settings/branding", { version: 0, values })).status).toBe(403);
    expect((await desk.get("/api/settings")).status).toBe(DEMO_AGENTS[name].role === "auditor" ? 200 : 403);
  }
});

it("a ticket system is tried out: what it says, and a note that is found again", async () => {
  const desk = await journey.agent("jonas");
  const { id } = await journey.openTicket();
  const tested = await desk.post("/api/connections/main/test", { ticket: String(id) });
  expect(tested.body).toMatchObject({ read: { ok: true }, note: { ok: true } });
  expect((tested.body as ConnectionTestReply).categories).toContainEqual({
    name: "Password reset",
    tickets: expect.any(Number) as number,
  });
  const categories = expect.arrayContaining(["Password reset"]) as string[];
  const offered = { name: "main", categories, types: ["IncidentRequest"] };
  expect((await desk.get("/api/connections/categories")).body).toEqual({
    connections: [offered],
    usual: expect.arrayContaining([{ name: "Password reset", action: "password_reset" }]),
  });
  expect((await desk.get("/api/settings")).body).toMatchObject({ version: manifest.version });
  expect((await journey.notes({ id }, 2)).join("\n")).toContain("Jonas Brandt tries out");
  const unknown = await desk.post("/api/connections/main/test", { ticket: "999999999" });
  expect(unknown.body).toMatchObject({ read: { ok: true }, note: { ok: false, problem: "peer.not_found" } });
  expect((await desk.post("/api/connections/other/test", {})).status).toBe(404);
});

it("a ticket system that lets nobody close a ticket says so before the first one stays open", async () => {
  const desk = await journey.agent("jonas");
  const { id, number } = await journey.openTicket();
  const closing = async () => {
    const { body } = await desk.post("/api/connections/main/test", { ticket: String(id) });
    return (body as ConnectionTestReply).closing;
  };
  expect(await closing()).toEqual({ state: "closes", ticket: number, step: "Close" });
  journey.instance.changeGear.faults.set({ notOffered: ["Close", "Resolve"] });
  const offered = ["View", "Edit", "Accept", "Promote"];
  expect(await closing()).toEqual({ state: "stays_open", ticket: number, offered });
  expect((await desk.post("/api/connections/main/test", {})).body).toMatchObject({ closing: { state: "stays_open" } });
});

it("a ticket system that takes the password no longer fails its test, though a session is still open there", async () => {
  const desk = await journey.agent("jonas");
  const test = () => desk.post("/api/connections/main/test", {});
  expect((await test()).body).toMatchObject({ read: { ok: true } });
  journey.instance.changeGear.faults.set({ refuseLogIn: true });
  expect((await test()).body).toMatchObject({ read: { ok: false, problem: "peer.credentials_refused" } });
  journey.instance.changeGear.faults.set(NO_FAULTS);
  expect((await desk.post("/api/connections/main/retry", {})).status).toBe(200);
  expect((await test()).body).toMatchObject({ read: { ok: true } });
});
