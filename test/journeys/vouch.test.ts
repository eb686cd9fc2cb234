/** A manager vouches at their own page, signed in at the company with a second factor, over HTTP. */
import { describe, expect, it } from "vitest";
import { me as words } from "../../console/copy/me/en.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import type { DemoPerson } from "../../dev/demo/model.ts";
import { eventually, outbox, type Desk } from "../../dev/walkthrough/client.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import type { ApprovalReply, ApproversReply } from "../../workers/contract/console/approvals.ts";
import { ME_PATHS } from "../../workers/contract/me.ts";
import { defined } from "../../workers/core/kit/defined.ts";
import { DAY_MS } from "../../workers/core/kit/time.ts";
import { textOf, titles, useJourney, type Sent } from "../support/journey.ts";
import { OwnPage } from "../support/own-page.ts";

const SOC = "soc@halden.example";
const journey = useJourney({ identityPort: 0, variables: { SECURITY_CONTACT: { mail: SOC } } });

const DONE = { given: "vouched", refused: "vouch_refused", warned: "vouch_warned" } as const;

async function setPerson({ id }: DemoPerson, column: string, value: string | number): Promise<void> {
  const db = await journey.database();
  await db.batch([db.prepare(`UPDATE people SET ${column} = ? WHERE id = ?`).bind(value, id)]);
  await journey.attest("people", "id", id);
}

interface Team {
  readonly person: DemoPerson;
  readonly lead: DemoPerson;
}

/** Somebody of whom enough is known for an MFA reset, with a manager whom no other test asks. */
async function team(lead = journey.newcomer()): Promise<Team> {
  const person = journey.newcomer({ wellKnown: true });
  await setPerson(person, "manager_id", lead.id);
  return { person, lead };
}

type Check = Sent & Team;

/** A team that is made: until there is one of whose person enough is known. */
async function sendFor(made: Team | (() => Promise<Team>), desk?: Desk): Promise<Check> {
  let own = typeof made === "function" ? undefined : made;
  const person =
    typeof made === "function"
      ? async () => {
          own = await made();
          return own.person;
        }
      : made.person;
  const sent = await journey.sendTo({ category: "MFA reset", person, ...defined({ desk }) });
  return { ...sent, ...(own ?? expect.fail("nobody was asked about")) };
}

/** Every question answered right, and what others give still missing. */
async function waiting(made: () => Promise<Team> = team, desk?: Desk): Promise<Check> {
  const sent = await sendFor(made, desk);
  expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("approving");
  await eventually(
    () => journey.live(sent),
    ({ status }) => status === "approving",
    { what: "the wait for an approval" },
  );
  return sent;
}

const approversOf = async ({ desk, id }: Sent) =>
  (await desk.get<ApproversReply>(`/api/verifications/${id}/approvers`)).body;
const ask = ({ desk, id, lead }: Check, approverId: string = lead.id) =>
  desk.post<{ code?: string }>(`/api/verifications/${id}/approvals`, { approverId });

/** A colleague is asked, and agrees. */
async function approves(colleague: Desk, sent: Check, id: string): Promise<void> {
  expect((await ask(sent, id)).status).toBe(200);
  const { body } = await eventually(
    () => colleague.get<ApprovalReply>(`/api/approvals/${sent.id}`),
    ({ status }) => status === 200,
    { what: "the colleague's turn" },
  );
  expect((await colleague.post(`/api/approvals/${sent.id}/give`, { digest: body.digest })).status).toBe(200);
}

let browsers = 0;
async function atOwnPage({ email }: DemoPerson, options?: { fresh: boolean }): Promise<OwnPage> {
  browsers += 1;
  const page = new OwnPage(journey.instance.url, `203.0.113.${String(browsers)}`);
  await page.signIn(email, options);
  return page;
}

/** Asked, and there: what the manager's form sends. */
async function asked(made?: () => Promise<Team>, desk?: Desk) {
  const sent = await waiting(made, desk);
  expect((await ask(sent)).status).toBe(200);
  const page = await atOwnPage(sent.lead);
  const form = await eventually(
    () => page.formFor(sent.person.displayName),
    ({ id }) => id !== "",
    { what: "the request at the manager's page" },
  );
  return { ...sent, page, form };
}

/** As the person reads them. */
async function digitsOf({ phone }: Sent): Promise<string> {
  return /class="read-out"[^>]*>(\d\d)</u.exec((await phone.open()).html)?.[1] ?? "";
}

const otherThan = (digits: string, by: number): string => String((Number(digits) + by) % 100).padStart(2, "0");

const statusOf = async (sent: Sent) => (await sent.desk.details(sent.id)).body.row.status;

describe("an MFA reset", () => {
  it("passes with the manager's word, asked for without a name and without a link", async () => {
    const sent = await waiting();
    const { person, lead } = sent;
    expect((await approversOf(sent)).manager).toEqual({ id: lead.id, name: lead.displayName, by: ["email", "sms"] });
    expect(await digitsOf(sent)).toBe("");
    await ask(sent);
    for (const to of [lead.email, contactOf(lead, "sms").value]) {
      const [message] = await eventually(
        () => outbox(journey.instance.url, to),
        (messages) => messages.length > 0,
        { what: "the message to the manager" },
      );
      expect(message?.text).toContain(`${new URL(journey.instance.url).host}/me`);
      expect(message?.text).not.toMatch(/https?:|\/v\/|\/me\//u);
      for (const name of person.displayName.split(" ")) expect(message?.text).not.toContain(name);
      expect(message).not.toHaveProperty("link");
    }

    const page = await atOwnPage(lead);
    const form = await page.formFor(person.displayName);
    const text = await page.text();
    expect(text).toContain(words.checks.actions.mfa_reset);
    const digits = await digitsOf(sent);
    expect(digits).toMatch(/^\d\d$/u);
    expect(text).not.toContain(`>${digits}<`);
    await eventually(
      () => journey.live(sent),
      ({ approvals }) => approvals?.[0]?.seenAt !== undefined,
      { what: "that it was seen" },
    );
    expect((await page.press(ME_PATHS.vouch, { ...form, digits })).said).toBe(DONE.given);

    const { banner, assurance } = await journey.ended(sent);
    expect(banner.verb).toBe("PROCEED");
    expect(assurance.proven.map(({ proof }) => proof)).toEqual(["contact_on_record", "manager_vouch"]);
    expect((await sent.phone.open()).step).toBe("verified");
    const notes = await journey.notes(sent.ticket, 6);
    expect(titles(notes).slice(3)).toEqual([
      "Manager's word asked for",
      "Manager's word given",
      "Verification Outcome: Passed",
    ]);
    expect([...notes, ...journey.log].join("\n")).not.toContain(`"${digits}"`);
    // A second press, and one of an old page.
    expect((await page.press(ME_PATHS.vouch, { ...form, digits })).said).toBe("vouch_gone");
    expect((await page.press(ME_PATHS.warnOfVouch, { id: form.id })).said).toBe("vouch_gone");
  });

  it("is shown to nobody before a sign-in of the last minutes, with a second factor", async () => {
    const { lead, person, form, ...sent } = await asked();
    const stranger = new OwnPage(journey.instance.url, "198.51.100.7");
    const old = await atOwnPage(lead, { fresh: false });
    for (const page of [stranger, old]) {
      expect(await page.text()).not.toContain(person.displayName);
    }
    expect(await old.text()).toContain(words.vouches.fresh);
    const digits = await digitsOf({ ...sent, person });
    for (const [page, status] of [
      [stranger, "401"],
      [old, "403"],
    ] as const) {
      const pressed = await page.press(ME_PATHS.vouch, { ...form, digits });
      expect(pressed.said).toBe(status);
      expect(pressed.text).not.toContain(person.displayName);
    }
    expect(await statusOf({ ...sent, person })).toBe("approving");
  });

  it("takes no other digits, says when they were wrong three times, and goes on with a colleague", async () => {
    const { page, form, ...sent } = await asked();
    const digits = await digitsOf(sent);
    const type = (typed: string) => page.press(ME_PATHS.vouch, { ...form, digits: typed });
    expect(await type(otherThan(digits, 1))).toMatchObject({
      said: "vouch_wrong",
      text: expect.stringContaining(words.problems.vouch_wrong) as string,
    });
    expect((await type("7")).said).toBe("400");
    expect((await type(otherThan(digits, 2))).said).toBe("vouch_wrong");
    expect((await type(otherThan(digits, 3))).said).toBe("vouch_used_up");
    expect((await type(digits)).said).toBe("vouch_gone");
    expect(await digitsOf(sent)).toBe("");
    expect((await ask(sent)).body.code).toBe("approval.answered");
    const lee = await journey.agent("lee");
    await approves(lee, sent, DEMO_AGENTS.lee.id);
    expect((await journey.ended(sent)).banner.verb).toBe("PROCEED");
  });

  it("is vouched for by nobody else, for nothing else, and not once it is over", async () => {
    const one = await asked();
    const other = await asked();
    const [digits, digitsOfOther] = [await digitsOf(one), await digitsOf(other)];
    // Another manager with the digits and the digest of this check, and the digest of another check.
    const foreign = await other.page.press(ME_PATHS.vouch, { ...one.form, digits });
    expect(foreign.said).toBe("vouch_gone");
    expect((await other.page.press(ME_PATHS.refuseVouch, { id: one.form.id })).said).toBe("vouch_gone");
    const mixed = await one.page.press(ME_PATHS.vouch, { id: one.form.id, digest: other.form.digest, digits });
    expect(mixed.said).toBe("vouch_gone");
    expect((await other.page.press(ME_PATHS.vouch, { ...other.form, id: "ver_nothing", digits })).said).toBe(
      "vouch_gone",
    );
    expect([await statusOf(one), await statusOf(other)]).toEqual(["approving", "approving"]);
    expect((await other.desk.post(`/api/verifications/${other.id}/cancel`, {})).status).toBe(200);
    expect((await other.page.press(ME_PATHS.vouch, { ...other.form, digits: digitsOfOther })).said).toBe("vouch_gone");
    expect(await other.page.text()).toContain(words.vouches.none);
    expect((await journey.ended(other)).row.status).toBe("cancelled");
  });

  it("has nothing to type while the questions are asked, and goes on where the manager refuses", async () => {
    const sent = await sendFor(team);
    await ask(sent);
    const page = await atOwnPage(sent.lead);
    const { id } = await eventually(
      () => page.formFor(sent.person.displayName),
      (form) => form.id !== "",
      { what: "the request" },
    );
    expect(await page.html()).not.toContain('name="digits"');
    const early = await page.press(ME_PATHS.vouch, { id, digest: "x".repeat(43), digits: "07" });
    expect(early.said).toBe("vouch_gone");
    expect((await page.press(ME_PATHS.refuseVouch, { id })).said).toBe(DONE.refused);
    const last = await journey.answerRight(sent, await sent.phone.begin());
    expect([last.step, textOf(last)]).toEqual(["approving", expect.not.stringContaining("two digits")]);
    expect((await journey.live(sent)).acts).toContain("ask_approver");
    const notes = await journey.notesWith(sent.ticket, "Manager's word refused");
    expect(notes.join("\n")).toContain("The manager does not vouch.");
  });

  it("ends at once when a caller had asked for it, and security hears of it", async () => {
    const { page, form, ...sent } = await asked();
    expect((await page.press(ME_PATHS.warnOfVouch, { id: form.id })).said).toBe(DONE.warned);
    const { row, banner } = await journey.ended(sent);
    expect(row).toMatchObject({ status: "cancelled", detail: "manager_warned" });
    expect([banner.verb, banner.line]).toEqual([
      "CANCELLED",
      expect.stringContaining("They say that a caller asked them to vouch. Change nothing."),
    ]);
    expect((await sent.phone.open()).step).toBe("ended");
    await journey.instance.sweep();
    await eventually(
      () => outbox(journey.instance.url, SOC),
      (mails) => mails.some(({ text }) => text.includes(sent.ticket.number)),
      { what: "the mail to security" },
    );
  });
});

it("is asked of a privileged person's manager and of a second agent, and of neither alone", async () => {
  const { page, form, ...sent } = await asked(async () => {
    const made = await team();
    await setPerson(made.person, "privileged", 1);
    return made;
  });
  expect((await page.press(ME_PATHS.vouch, { ...form, digits: await digitsOf(sent) })).said).toBe(DONE.given);
  expect((await sent.phone.open()).step).toBe("approving");
  const aisha = await journey.agent("aisha");
  await approves(aisha, sent, DEMO_AGENTS.aisha.id);
  // What is done to a privileged account waits once more, after everything was proven.
  expect((await sent.phone.open()).step).toBe("holding");
  const { body } = await eventually(
    () => sent.desk.details(sent.id),
    (details) => details.body.row.status === "holding",
    { what: "the hold" },
  );
  expect(body.assurance.proven.map(({ proof }) => proof)).toEqual([
    "contact_on_record",
    "manager_vouch",
    "second_approver",
  ]);
});

describe("nobody is asked", () => {
  /** Says why, and takes no request all the same. */
  async function whyNot(sent: Check): Promise<string | undefined> {
    const { manager, others } = await approversOf(sent);
    expect(manager).toBeUndefined();
    expect((await ask(sent)).body.code).toBe("approval.not_approver");
    return others.find(({ name }) => name === sent.lead.displayName)?.because;
  }

  it("who owes the person their word, and who became the manager within a week", async () => {
    const { page, form, lead, ...first } = await asked(() => team(journey.newcomer({ wellKnown: true })));
    await page.press(ME_PATHS.vouch, { ...form, digits: await digitsOf({ ...first, phone: first.phone }) });
    await journey.ended(first);
    await setPerson(lead, "manager_id", first.person.id);
    const back = await sendFor({ person: lead, lead: first.person });
    expect(await whyNot(back)).toBe("got this person's word within the last 30 days");

    const changed = await sendFor(team);
    await setPerson(changed.person, "manager_changed_at", Date.now() - 6 * DAY_MS);
    expect(await whyNot(changed)).toBe("became the manager within the last 7 days");
  });

  it("who handles the check, or approves it as an agent", async () => {
    const lee = journey.named("lee");
    const handled = await sendFor(() => team(lee), await journey.agent("lee"));
    expect(await whyNot(handled)).toBe("has a hand in this check");
    const sent = await sendFor(() => team(lee));
    const { others, manager } = await approversOf(sent);
    expect(manager?.name).toBe(lee.displayName);
    expect(others).toContainEqual({
      name: lee.displayName,
      because: "is the person's manager, and can only vouch as that",
    });
    expect((await ask(sent, DEMO_AGENTS.lee.id)).body.code).toBe("approval.not_approver");
  });

  it("who has three requests open: no fourth message goes out", async () => {
    const lead = journey.newcomer();
    for (const _ of [1, 2, 3]) {
      expect((await ask(await sendFor(() => team(lead)))).status).toBe(200);
    }
    const fourth = await sendFor(() => team(lead));
    const messages = () => outbox(journey.instance.url, lead.email);
    await eventually(messages, ({ length }) => length === 3, { what: "three messages" });
    expect(await whyNot(fourth)).toBe("has three such requests open already");
    expect(await messages()).toHaveLength(3);
    const page = await atOwnPage(lead);
    expect((await page.html()).split('class="vouch"')).toHaveLength(4);
  });
});
