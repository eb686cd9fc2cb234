import { describe, expect, it } from "vitest";
import {
  sendRequest,
  type AccountReply,
  type SendPageReply,
  type TicketReply,
} from "../../../workers/contract/console/send.ts";
import type { Proof } from "../../../workers/core/policy/proofs.ts";
import { headings, typedHeading } from "../../copy/portal/en.ts";
import {
  TYPED,
  accountOf,
  firstForm,
  furtherProof,
  heldFor,
  formerProblem,
  missing,
  previewOf,
  toRequest,
  withAccount,
  type SendForm,
} from "./form-state.ts";
import { matchingTickets } from "./match-tickets.ts";

const contact = (
  id: string,
  change: Partial<SendPageReply["contacts"][number]> = {},
): SendPageReply["contacts"][number] => ({
  id,
  channel: "sms",
  masked: "+351 ••• ••• 418",
  source: "HR directory",
  changedAt: 0,
  trusted: true,
  trustedFrom: 0,
  baseline: false,
  selfService: false,
  ...change,
});

const ticket: TicketReply = {
  id: "tkt_39",
  number: "IR-0000039",
  category: "Password reset",
  action: "password_reset",
  summary: "Cannot sign in",
  description: "",
  status: "Open",
  closed: false,
  requesterName: "Dana Ruiz",
  url: "https://tickets.example/39",
};

const account = (change: Partial<AccountReply> = {}): AccountReply => ({
  userName: "dana.ruiz",
  privileged: false,
  refused: {},
  held: {},
  outlook: { canPass: true },
  ...change,
});

const administration = account({
  id: "acc_adm",
  userName: "adm-dana.ruiz",
  label: "Administration",
  privileged: true,
  refused: { fresh: "needs_contact_on_record", typed: "needs_contact_on_record" },
  outlook: { canPass: false, because: "privileged", alsoNeeds: [["passkey"], ["second_approver", "manager_vouch"]] },
});

const page = (change: Partial<SendPageReply> = {}): SendPageReply => ({
  ticket,
  contacts: [contact("con_new", { trusted: false }), contact("con_old"), contact("con_mail", { channel: "email" })],
  accounts: [account()],
  channels: ["sms", "email"],
  countries: [{ country: "PT", callingCode: "351" }],
  typedCost: { minimumQuestions: 4, maximumQuestions: 7, passLine: 2.2, secondApprover: true },
  spokenCode: "asked_when_on_line",
  preview: {
    sms: "known",
    smsTyped: "typed",
    emailSubject: "subject",
  },
  ...change,
});

const typed = (change: Partial<SendForm> = {}): SendForm => ({
  ...firstForm(page()),
  choice: TYPED,
  number: "912 345 678",
  address: "dana@mailbox.example",
  reason: "Phone is lost",
  ...change,
});

describe("the first choice", () => {
  it("is the first contact that is trusted", () => {
    expect(firstForm(page()).choice).toBe("con_old");
  });

  it("is nothing when none is: a new contact is chosen on purpose or not at all", () => {
    expect(firstForm(page({ contacts: [contact("con_new", { trusted: false })] })).choice).toBe("");
  });

  it("asks for the spoken code unless the desk works without", () => {
    expect(firstForm(page()).callerOnLine).toBe(true);
    expect(firstForm(page({ spokenCode: "never" })).callerOnLine).toBe(false);
  });
});

describe("a proof beside the check", () => {
  const asking = (asks?: readonly (readonly Proof[])[]) =>
    page({ accounts: [account({ outlook: asks === undefined ? { canPass: true } : { canPass: true, asks } })] });

  it.each([
    ["nothing", "con_old", undefined, undefined],
    [
      "the passkey of who has one, whoever else could be asked",
      "con_old",
      [["passkey"], ["second_approver"]],
      "passkey",
    ],
    ["a second person where there is no passkey", "con_old", [["second_approver"]], "second_person"],
    ["two people where one alone does not do", "con_old", [["second_approver", "manager_vouch"]], "two_people"],
    ["one of the two over a contact of last week, where nobody has looked", "con_new", undefined, "either"],
    ["one of the two to a typed address", TYPED, undefined, "either"],
  ] as const)("is %s", (_name, choice, asks, proof) => {
    const shown = asking(asks);
    expect(furtherProof(shown, { ...firstForm(shown), choice })).toBe(proof);
  });
});

describe("a hold", () => {
  const shown = page({ accounts: [account({ held: { fresh: 30, typed: 45 } })] });

  it.each([
    ["con_old", undefined],
    ["con_new", 30],
    [TYPED, 45],
    ["", undefined],
  ])("goes by where the link goes: %s", (choice, minutes) => {
    expect(heldFor(shown, { ...firstForm(shown), choice })).toBe(minutes);
  });
});

describe("another account", () => {
  const two = page({ accounts: [account(), administration] });
  const chosen = (form: SendForm = firstForm(two)) => withAccount(two, form, "acc_adm");

  it("is the one that the request names; the own one is not named", () => {
    expect(toRequest(two, chosen(), "0123456789").accountId).toBe("acc_adm");
    expect(toRequest(two, firstForm(two), "0123456789")).not.toHaveProperty("accountId");
    expect(toRequest(two, withAccount(two, chosen(), ""), "0123456789")).not.toHaveProperty("accountId");
  });

  it("keeps a choice that its rules allow, and drops one that they refuse", () => {
    expect(chosen({ ...firstForm(two), choice: "con_mail" }).choice).toBe("con_mail");
    expect(chosen({ ...firstForm(two), choice: TYPED }).choice).toBe("con_old");
    expect(chosen({ ...firstForm(two), choice: "con_new" }).choice).toBe("con_old");
  });

  it("asks again whether it is wanted as evidence only", () => {
    const agreed = { ...chosen(), evidenceOnly: true };
    expect(missing(two, agreed)).toBeUndefined();
    expect(missing(two, chosen(agreed))?.field).toBe("evidenceOnly");
  });

  it("is the own one again when the page no longer knows it", () => {
    const one = page();
    expect(accountOf(one, chosen())?.userName).toBe("dana.ruiz");
    expect(toRequest(one, chosen(), "0123456789")).not.toHaveProperty("accountId");
  });
});

describe("a check that cannot pass", () => {
  const hopeless = page({ accounts: [{ ...administration, ...account(), outlook: administration.outlook }] });

  it("is sent on purpose or not at all", () => {
    const form = firstForm(hopeless);
    expect(missing(hopeless, form)?.field).toBe("evidenceOnly");
    const request = toRequest(hopeless, { ...form, evidenceOnly: true }, "0123456789");
    expect(request.evidenceOnly).toBe(true);
    expect(sendRequest.safeParse(request).success).toBe(true);
  });

  it("is asked about nowhere else", () => {
    expect(toRequest(page(), firstForm(page()), "0123456789")).not.toHaveProperty("evidenceOnly");
  });
});

describe("missing", () => {
  it.each<[string | undefined, Partial<SendForm>]>([
    [undefined, {}],
    [undefined, { channel: "email" }],
    [undefined, { choice: "con_old", number: "", reason: "" }],
    ["choice", { choice: "" }],
    ["number", { number: "+ -" }],
    ["address", { channel: "email", address: "dana@mailbox" }],
    ["reason", { reason: "" }],
  ])("is %s", (field, change) => {
    expect(missing(page(), typed(change))?.field).toBe(field);
  });
});

describe("toRequest", () => {
  it.each<[string, Partial<SendForm>, unknown]>([
    ["a contact", { choice: "con_old" }, { type: "contact", contactId: "con_old" }],
    ["a number", {}, { type: "sms", country: "PT", number: "912 345 678", reason: "Phone is lost" }],
    [
      "an address",
      { channel: "email", address: " dana@mailbox.example " },
      { type: "email", address: "dana@mailbox.example", reason: "Phone is lost" },
    ],
  ])("sends %s as the contract wants it", (_name, change, destination) => {
    const request = toRequest(page(), typed(change), "0123456789");
    expect(request.destination).toEqual(destination);
    expect(sendRequest.safeParse(request).success).toBe(true);
  });
});

describe("previewOf", () => {
  it("shows the words for a contact on record", () => {
    expect(previewOf(page(), firstForm(page()))).toEqual({
      channel: "sms",
      message: "known",
      screen: headings.password_reset,
    });
    expect(previewOf(page(), { ...firstForm(page()), choice: "con_mail" })).toMatchObject({
      channel: "email",
      message: "subject",
    });
  });

  it("shows the bare words for a typed destination", () => {
    expect(previewOf(page(), typed())).toEqual({ channel: "sms", message: "typed", screen: typedHeading });
  });
});

describe("matchingTickets", () => {
  const other = { ...ticket, id: "tkt_390", number: "IR-0000390", requesterName: "Tomasz Wilk" };
  const found = (text: string) => matchingTickets([ticket, other], text).map(({ number }) => number);

  it("finds by digits, name and subject", () => {
    expect(found("39")).toEqual(["IR-0000039", "IR-0000390"]);
    expect(found("wilk")).toEqual(["IR-0000390"]);
    expect(found("")).toHaveLength(2);
    expect(found("nothing")).toEqual([]);
  });

  it("takes a whole number to mean that ticket alone", () => {
    expect(matchingTickets([{ ...other, number: "IR-00000391" }, ticket], "ir-0000039").map(({ id }) => id)).toEqual([
      "tkt_39",
    ]);
  });
});

describe("another contact than the one that was used", () => {
  const use = { verificationId: "vrf_1", at: 0, standing: "failed" as const };
  const contacts = [contact("con_old", { used: use }), contact("con_mail", { channel: "email" })];
  const former = { ...use, contactId: "con_old" };

  it("is chosen, and the used one stays to be chosen on purpose", () => {
    expect(firstForm(page({ contacts })).choice).toBe("con_old");
    expect(firstForm(page({ contacts, former })).choice).toBe("con_mail");
    expect(formerProblem(page({ contacts, former }))).toBeUndefined();
  });

  it("is any contact after a typed destination", () => {
    expect(firstForm(page({ contacts, former: use })).choice).toBe("con_old");
  });

  it("is nobody's where there is none, and the page says so", () => {
    const lone = page({ contacts: contacts.slice(0, 1), former });
    expect(firstForm(lone).choice).toBe("");
    expect(formerProblem(lone)).toContain("no other contact on record");
  });

  it("is not guessed after a check of another ticket or person", () => {
    const foreign = page({ contacts, former: "unknown" });
    expect(firstForm(foreign).choice).toBe("con_old");
    expect(formerProblem(foreign)).toContain("no ended check of this ticket and requester");
  });

  it("stays another one when the account is changed", () => {
    const two = page({ contacts, former, accounts: [account(), administration] });
    expect(withAccount(two, { ...firstForm(two), choice: TYPED }, "acc_adm").choice).toBe("con_mail");
  });
});
