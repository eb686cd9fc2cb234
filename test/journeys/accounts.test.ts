/** The account to act on: chosen on the Send page, raising what is asked, and named wherever the product says what for. */
import { describe, expect, it } from "vitest";
import type { DemoName } from "../../dev/demo/cast.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { titles, useJourney } from "../support/journey.ts";

const journey = useJourney();

/** A ticket of a named person, an agent who has it open, and what the Send page says. */
async function opened(name: DemoName, category = "Password reset") {
  const person = journey.named(name);
  const ticket = await journey.openTicket({ person, category });
  const desk = journey.someAgent();
  const page = (await desk.sendPage(ticket.ticketId)).body;
  const form = {
    ticketId: ticket.ticketId,
    callerOnLine: false,
    destination: { type: "contact", contactId: contactOf(person, "sms").id },
  } as const;
  return { person, ticket, desk, page, form };
}

describe.concurrent("an account that is not the requester's own", () => {
  it("is offered with its name, and only while it is switched on", async () => {
    const { page } = await opened("austin");
    expect(page.accounts.map(({ userName, label }) => [userName, label])).toEqual([
      ["marcus.bell", undefined],
      ["wms-marcus.bell", "Warehouse system"],
    ]);
  });

  it("is named on the Send page, in the banner, in the details and in the notes", async () => {
    const { person, ticket, desk, page, form } = await opened("austin");
    const accountId = page.accounts[1]?.id ?? "";
    const reply = await desk.send({ ...form, accountId });
    expect(reply.status).toBe(202);
    const { id } = reply.body;
    const acted = { id: accountId, userName: "wms-marcus.bell", label: "Warehouse system" };
    expect((await desk.live(id)).body.account).toEqual(acted);
    const phone = journey.phone(person, await journey.newLink(contactOf(person, "sms").value));
    const sent = { ticket, person, desk, id, to: "", link: "", phone };
    expect((await journey.answerRight(sent, await phone.begin())).step).toBe("verified");
    const details = await journey.ended(sent);
    expect(details.account).toEqual(acted);
    expect(details.banner.line).toContain("Password reset for account wms-marcus.bell of Marcus B. only");
    const notes = await journey.notes(ticket, 3);
    expect(notes[1]).toContain("Account to act on wms-marcus.bell (Warehouse system)");
    expect(notes.at(-1)).toContain("Reset the password for account wms-marcus.bell of Marcus Bell only");
    expect(notes.at(-1)).toContain("Requested action Password reset for account wms-marcus.bell of Marcus Bell only");
  });

  it("of somebody else is refused beside its field, and nothing is sent", async () => {
    const { page: others } = await opened("austin");
    const { ticket, desk, form } = await opened("nkechi");
    expect(await desk.send({ ...form, accountId: others.accounts[1]?.id ?? "" })).toMatchObject({
      status: 422,
      body: { code: "account.unknown", errors: [{ field: "accountId" }] },
    });
    expect((await desk.sendPage(ticket.ticketId)).body.open).toBeUndefined();
    expect(titles(await journey.notes(ticket, 1))).toEqual(["Link offered"]);
  });
});

describe.concurrent("a check that cannot pass", () => {
  it("is foreseen for a privileged account alone, and sent as evidence on purpose", async () => {
    const { person, ticket, desk, page, form } = await opened("bengaluru");
    expect(page.accounts.map(({ privileged, outlook }) => [privileged, outlook.canPass])).toEqual([
      [false, true],
      [true, false],
    ]);
    const chosen = { ...form, accountId: page.accounts[1]?.id ?? "" };
    expect(await desk.send(chosen)).toMatchObject({
      status: 422,
      body: { code: "send.cannot_pass", errors: [{ field: "evidenceOnly" }] },
    });
    const reply = await desk.send({ ...chosen, evidenceOnly: true });
    expect(reply.status).toBe(202);
    const { id } = reply.body;
    const phone = journey.phone(person, await journey.newLink(contactOf(person, "sms").value));
    const sent = { ticket, person, desk, id, to: "", link: "", phone };
    expect((await journey.answerRight(sent, await phone.begin())).step).toBe("not_verified");
    const { row, profile, banner } = await journey.ended(sent);
    expect(row).toMatchObject({ status: "failed", detail: "proof_missing" });
    expect(profile).toBe("strict");
    expect(banner.headline).toBe("proof missing: passkey or second approver");
    const notes = await journey.notes(ticket, 3);
    expect(notes[1]).toContain("Evidence only: this check alone cannot pass.");
    expect(notes.at(-1)).toContain("Do not act yet. Proof missing: passkey");
    expect(notes.join("\n")).not.toContain("Proceed with action");
  });

  it("is foreseen for a privileged person", async () => {
    const { desk, page, form } = await opened("privileged");
    expect(page.accounts[0]?.outlook).toEqual({
      canPass: false,
      because: "privileged",
      // A second approver could be had.
      alsoNeeds: [["passkey"], ["manager_vouch"]],
    });
    expect((await desk.send(form)).body).toMatchObject({ code: "send.cannot_pass" });
  });

  it("is no MFA reset while a colleague could approve it", async () => {
    const { desk, page, form } = await opened("dana", "MFA reset");
    expect(page.accounts[0]?.outlook).toMatchObject({
      canPass: true,
      asks: [["second_approver"]],
    });
    expect((await desk.send(form)).status).toBe(202);
  });
});
