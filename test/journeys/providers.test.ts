/** A mail provider that fails, refuses or reports later: what the agent sees, and the way to the other contact. */
import { createHmac, randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../dev/walkthrough/client.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { startVendor, type MockVendor, type VendorReply } from "../contracts/support/mock-vendor.ts";
import { Journey, textOf, titles, type Sent } from "../support/journey.ts";

const WEBHOOK_KEY = randomBytes(24);
const SECURITY_MAIL = "soc@halden.example";
const ON_CALL_MAIL = "on-call@halden.example";
const INCIDENT_SECRET = `whsec_${randomBytes(32).toString("base64")}`;
const SECURITY_SECRET = `whsec_${randomBytes(32).toString("base64")}`;

/** What the provider answers next to mail for an address; accepted when nothing is planned. */
const planned = new Map<string, VendorReply[]>();
let vendor: MockVendor;
let journey: Journey;

beforeAll(async () => {
  vendor = await startVendor(({ method, path, headers, body }) => {
    if (path === "/security" || path === "/incidents") {
      return { status: 204, raw: "" };
    }
    if (method !== "POST") {
      // The probe of each minute asks without sending anything.
      return { status: 200, json: { data: [] } };
    }
    const to = (JSON.parse(body) as { to: string[] }).to[0] ?? "";
    return planned.get(to)?.shift() ?? { status: 200, json: { id: `mail-${String(headers["idempotency-key"])}` } };
  });
  journey = new Journey({
    // The pause before a second try passes sooner; reports are signed with the wall clock's time, minutes off at most.
    clockRate: 4,
    variables: {
      EMAIL_PROVIDER: "resend",
      DELIVERY_SETTINGS: { resend: { from: "it@verify.example", baseUrl: vendor.url } },
      DELIVERY_SECRETS: JSON.stringify({
        resend: { apiKey: "re_test", webhookSecret: `whsec_${WEBHOOK_KEY.toString("base64")}` },
      }),
      SECURITY_CONTACT: {
        mail: SECURITY_MAIL,
        onCall: ON_CALL_MAIL,
        webhook: `${vendor.url}/security`,
        incidentWebhook: `${vendor.url}/incidents`,
      },
      SECURITY_SECRETS: JSON.stringify({ webhook: SECURITY_SECRET, incidentWebhook: INCIDENT_SECRET }),
    },
  });
  await journey.start();
});

afterAll(async () => {
  await journey.close();
  await vendor.close();
});

/** What came in for a check at one address, each verified as its receiver would. */
function eventsAt(place: string, secret: string, { id }: { readonly id: string }): readonly unknown[] {
  return vendor.requests
    .filter(({ path, body }) => path === place && body.includes(id))
    .map(({ headers, body }) =>
      new Webhook(secret).verify(body, {
        "webhook-id": String(headers["webhook-id"]),
        "webhook-timestamp": String(headers["webhook-timestamp"]),
        "webhook-signature": String(headers["webhook-signature"]),
      }),
    );
}

const eventOf = (type: string, { id }: { readonly id: string }) => ({
  type,
  timestamp: expect.any(String) as string,
  data: { verification: id, url: `${journey.instance.url}/verifications/${id}` },
});

const mailsTo = (address: string) => vendor.requests.filter(({ body }) => body.includes(address));

/** Sends by mail; the link does not reach our outbox but the provider. */
async function sendMail(...replies: VendorReply[]) {
  const person = journey.newcomer({ email: true });
  const { id: contactId, value } = contactOf(person, "email");
  planned.set(value, replies);
  const ticket = await journey.openTicket({ person });
  const desk = journey.someAgent();
  const reply = await desk.send({
    ticketId: ticket.ticketId,
    callerOnLine: false,
    destination: { type: "contact", contactId },
  });
  expect(reply.status).toBe(202);
  return { person, ticket, desk, id: reply.body.id, address: value };
}

type Mailed = Awaited<ReturnType<typeof sendMail>>;

const stateOf = async ({ desk, id }: Mailed, kind: string) =>
  (await desk.live(id)).body.timeline.find((step) => step.kind === kind)?.state;

const until = (mailed: Mailed, kind: string, state: string) =>
  eventually(
    () => stateOf(mailed, kind),
    (now) => now === state,
    { what: `${kind} ${state}` },
  );

async function receipt(mailed: Mailed, type: string, key = WEBHOOK_KEY): Promise<number> {
  const messageId = String(mailsTo(mailed.address)[0]?.headers["idempotency-key"]);
  const body = JSON.stringify({ type, data: { email_id: `mail-${messageId}` } });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac("sha256", key).update(`evt_1.${timestamp}.${body}`).digest("base64");
  const response = await fetch(`${journey.instance.url}/webhooks/delivery/resend`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "svix-id": "evt_1",
      "svix-timestamp": timestamp,
      "svix-signature": `v1,${signature}`,
    },
    body,
  });
  return response.status;
}

describe.concurrent("a mail that the provider accepted", () => {
  it("is sent, and delivered only when the provider says so", async () => {
    const mailed = await sendMail();
    await until(mailed, "sent", "done");
    expect(await stateOf(mailed, "delivered")).not.toBe("done");
    expect(await receipt(mailed, "email.delivered", randomBytes(24))).toBe(403);
    expect(await stateOf(mailed, "delivered")).not.toBe("done");
    expect(await receipt(mailed, "email.delivered")).toBe(200);
    await until(mailed, "delivered", "done");
  });

  it.each(["twilio", "smtp", "nobody"])("has no other way in: a report for %s is refused", async (provider) => {
    const response = await fetch(`${journey.instance.url}/webhooks/delivery/${provider}`, {
      method: "POST",
      body: "{}",
    });
    expect(response.status).toBe(403);
  });

  it("is never undelivered by a late or repeated report", async () => {
    const mailed = await sendMail();
    await until(mailed, "sent", "done");
    await receipt(mailed, "email.delivered");
    await until(mailed, "delivered", "done");
    expect(await receipt(mailed, "email.sent")).toBe(200);
    expect(await receipt(mailed, "email.delivered")).toBe(200);
    expect(await stateOf(mailed, "delivered")).toBe("done");
  });

  it("that bounced later is told to agent and ticket", async () => {
    const mailed = await sendMail();
    await until(mailed, "sent", "done");
    expect(await receipt(mailed, "email.bounced")).toBe(200);
    await until(mailed, "delivered", "failed");
    const note = (await journey.notes(mailed.ticket, 3)).at(-1) ?? "";
    expect(titles([note])).toEqual(["Not delivered"]);
    expect(note).toContain("the recipient's mail server refused it. Use the other contact.");
  });
});

describe.concurrent("a provider that fails", () => {
  it("is asked again, and one mail arrives", async () => {
    const mailed = await sendMail({ status: 503, json: {} });
    await eventually(
      async () => mailsTo(mailed.address),
      ({ length }) => length === 1,
      { what: "the first try" },
    );
    expect(await stateOf(mailed, "sent")).not.toBe("done");
    await eventually(
      async () => {
        await journey.instance.sweep();
        return stateOf(mailed, "sent");
      },
      (state) => state === "done",
      { what: "the second try" },
    );
    const keys = mailsTo(mailed.address).map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it("for good leads to the other contact at once", async () => {
    const mailed = await sendMail({ status: 422, json: { name: "validation_error" } });
    const { body } = await eventually(
      () => mailed.desk.live(mailed.id),
      ({ body }) => body.undelivered !== undefined,
      {
        what: "the problem",
      },
    );
    expect(body.undelivered).toMatchObject({ problem: "address_unusable", fault: "destination" });
    expect(body).not.toHaveProperty("deadlineAt");
    expect(body.timeline.filter(({ state }) => state === "failed" || state === "current")).toEqual([
      expect.objectContaining({ kind: "delivered", note: "The provider cannot send to this address" }),
    ]);
    const { rows } = (await mailed.desk.list(`status=undelivered&q=${mailed.ticket.number}`)).body;
    expect(rows).toMatchObject([{ id: mailed.id, verdict: { standing: "undelivered" } }]);
    const running = await mailed.desk.list(`status=in_progress&q=${mailed.ticket.number}`);
    expect(running.body.rows).toEqual([]);
    expect(titles(await journey.notes(mailed.ticket, 3)).at(-1)).toBe("Not delivered");
    const { id: contactId, value } = contactOf(mailed.person, "sms");
    // No pause: the first link never arrived.
    expect((await mailed.desk.post(`/api/verifications/${mailed.id}/resend`, { contactId })).status).toBe(200);
    const phone = journey.phone(mailed.person, await journey.newLink(value));
    const sent = { ...mailed, to: value, link: "", phone };
    expect((await journey.answerRight(sent, await phone.begin())).step).toBe("verified");
    expect(mailsTo(mailed.address)).toHaveLength(1);
  });
});

describe("security", () => {
  const securityOf = (sent: Pick<Sent, "desk" | "id">, wanted: string) =>
    eventually(
      () => sent.desk.details(sent.id),
      ({ body }) => body.security?.state === wanted,
      { what: `security ${wanted}` },
    );

  it("is really told of a report, and nothing says so before", async () => {
    const sent = await journey.sendTo();
    const page = await sent.phone.report();
    expect(textOf(page)).toContain("We are telling the security team.");
    const { body } = await securityOf(sent, "told");
    expect(body.banner.line).toMatch(/Security told \d\d:\d\d$/);
    expect((await journey.notes(sent.ticket, 3)).at(-1)).toContain("Security is being told.");

    const mails = mailsTo(SECURITY_MAIL).filter((mail) => mail.body.includes(sent.ticket.number));
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body).toContain(`/verifications/${sent.id}`);
    // The contact the link went to is not the reader's business.
    expect(mails[0]?.body).not.toContain(sent.to);

    expect(eventsAt("/security", SECURITY_SECRET, sent)).toEqual([eventOf("security.reported", sent)]);
  });

  it("and on call get an agent's report once, and the channel an incident, with a link and no name", async () => {
    const sent = await journey.sendTo();
    const press = (remedy: string) => sent.desk.post(`/api/verifications/${sent.id}/remediate/${remedy}`, {});
    const presses = await Promise.all([press("report"), press("report"), press("incident"), press("incident")]);
    expect(presses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { body } = await eventually(
      () => sent.desk.details(sent.id),
      ({ body: { remediation } }) =>
        [...(remediation?.report.told ?? []), ...(remediation?.incident.told ?? [])].filter(
          ({ state }) => state === "sent",
        ).length === 4,
      { what: "every way told" },
    );
    expect(body.remediation).toMatchObject({ report: { offer: "done" }, incident: { offer: "done" } });
    expect((await press("report")).status).toBe(200);
    for (const address of [SECURITY_MAIL, ON_CALL_MAIL]) {
      expect(mailsTo(address).filter((mail) => mail.body.includes(sent.id))).toHaveLength(1);
    }
    expect(eventsAt("/security", SECURITY_SECRET, sent)).toEqual([eventOf("security.agent_report", sent)]);
    expect(eventsAt("/incidents", INCIDENT_SECRET, sent)).toEqual([eventOf("security.incident", sent)]);
    // It still runs: neither press has touched it.
    expect(body.row.status).toBe("sent");
  });

  it("is told when somebody else began it", async () => {
    const sent = await journey.sendTo();
    await sent.phone.begin("someone");
    const { body } = await securityOf(sent, "told");
    expect(body.row).toMatchObject({ status: "cancelled", detail: "someone_contacted_me" });
    expect(body.banner.line).toMatch(/Security told/);
  });

  it("hears nothing of a check that just ended", async () => {
    const sent = await journey.sendTo();
    await sent.desk.post(`/api/verifications/${sent.id}/cancel`, {});
    await journey.ended(sent);
    expect((await sent.desk.details(sent.id)).body).not.toHaveProperty("security");
  });
});
