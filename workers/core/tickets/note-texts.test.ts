import { describe, expect, it } from "vitest";
import type { CancelReason } from "../session/status.ts";
import {
  asksForPerson,
  cancelled,
  linkOffered,
  notDelivered,
  takenOver,
  verificationResent,
  verificationSent,
} from "./note-texts.ts";
import type { Cancelled, Sent } from "./note-texts.ts";
import { renderNote } from "./render.ts";
import { requesterBegan } from "./report-texts.ts";
import type { Note } from "./note.ts";

const AT = Date.UTC(2026, 10, 19, 14, 2);
const LONDON = "Europe/London";
const URL_OF_CHECK = "https://console.example.com/verifications/vrf_8Q2K7M";

const text = (note: Note): string[] =>
  renderNote(note, { brand: "imper.ai", at: AT, timeZone: LONDON, format: "text" }).split("\n");

const sent: Sent = {
  key: "imper-note not_sent01",
  at: AT,
  timeZone: LONDON,
  person: "Amara Okafor",
  evidenceOnly: false,
  destination: { channel: "sms", masked: "+44 **** *** *42", origin: "on_record", since: Date.UTC(2024, 2, 3, 12) },
  agent: "Dana Reed",
  openBy: Date.UTC(2026, 10, 19, 14, 12),
  url: URL_OF_CHECK,
};

it("begun: says that it proves nobody", () => {
  const { destination } = sent;
  expect(text(requesterBegan({ key: "k", person: "Amara Okafor", destination, url: URL_OF_CHECK }))).toEqual([
    "[imper.ai] Verification begun (14:02)",
    "Whoever has the link pressed Begin. That alone proves nobody.",
    "Person: Amara Okafor",
    "Link went to: SMS to +44 **** *** *42",
    "See it live:",
    URL_OF_CHECK,
    "Ref: k",
  ]);
});

describe("link offered", () => {
  it("carries the label of the seeds, word for word, and the address alone on its line", () => {
    const note = linkOffered({
      key: "imper-note not_link01",
      brand: "imper.ai",
      action: "password_reset",
      sendUrl: "https://console.example.com/send?ticket=IR-0000039",
    });
    expect(note.link?.label).toBe("Send Verification via imper.ai Portal");
    expect(text(note)).toEqual([
      "[imper.ai] Link offered (14:02)",
      "Check the requester before the password is reset.",
      "Send Verification via imper.ai Portal:",
      "https://console.example.com/send?ticket=IR-0000039",
      "Ref: imper-note not_link01",
    ]);
  });

  it("names what the ticket asks for", () => {
    const line = (action: "identity_check" | "account_unlock" | "mfa_reset") =>
      linkOffered({ key: "k", brand: "imper.ai", action, sendUrl: "https://console.example.com/send" }).lines[0];
    expect(line("identity_check")).toBe("Check the requester before you go on with this ticket.");
    expect(line("account_unlock")).toBe("Check the requester before the account is unlocked.");
    expect(line("mfa_reset")).toBe("Check the requester before the sign-in methods are reset.");
  });
});

describe("sent", () => {
  it("says where the link went, since when it is on record, and until when it opens", () => {
    expect(text(verificationSent(sent))).toEqual([
      "[imper.ai] Verification sent (14:02)",
      "Wait for the outcome. Change nothing yet.",
      "Person: Amara Okafor",
      "Sent to: SMS to +44 **** *** *42, on record since 3 March 2024",
      "Sent by: Dana Reed",
      "Open by: 14:12 London time",
      "See it live:",
      URL_OF_CHECK,
      "Ref: imper-note not_sent01",
    ]);
  });

  it("says who typed the destination and why", () => {
    const note = verificationSent({
      ...sent,
      destination: {
        channel: "sms",
        masked: "+44 •••• ••• •17",
        origin: "typed",
        typedBy: "Dana Reed",
        reason: "Phone was stolen",
      },
    });
    expect(text(note).slice(3, 6)).toEqual([
      "Sent to: SMS to +44 **** *** *17, typed by Dana Reed, not on record",
      "Reason given: Phone was stolen",
      "Sent by: Dana Reed",
    ]);
  });

  it("names the account that is not the person's own, with its dots", () => {
    const account = { userName: "adm-amara.okafor", label: "Administration" };
    const wanted = "Account to act on: adm-amara.okafor (Administration)";
    expect(text(verificationSent({ ...sent, account }))[3]).toBe(wanted);
    expect(text(verificationResent({ ...sent, account }))).toContain(wanted);
    const hostile = { userName: "https://evil.example/x", label: "see evil.example/y" };
    expect(text(verificationSent({ ...sent, account: hostile }))[3]).toBe(
      "Account to act on: [link removed] (see [link removed])",
    );
  });

  it("says that a check that cannot pass is evidence only, each time it is sent", () => {
    const line = "Evidence only: this check alone cannot pass.";
    expect(text(verificationSent({ ...sent, evidenceOnly: true }))[1]).toBe(line);
    expect(text(verificationResent({ ...sent, evidenceOnly: true }))[2]).toBe(line);
  });

  it("tells on a second send that the first link is dead", () => {
    expect(text(verificationResent(sent)).slice(0, 4)).toEqual([
      "[imper.ai] Verification sent again (14:02)",
      "The link before it no longer works.",
      "Wait for the outcome. Change nothing yet.",
      "Person: Amara Okafor",
    ]);
  });
});

it("not delivered: destination, reason, and what to do, in one sentence each", () => {
  const note = notDelivered({
    key: "imper-note not_dead01",
    destination: sent.destination,
    problem: "opted_out",
    url: URL_OF_CHECK,
  });
  expect(text(note)).toEqual([
    "[imper.ai] Not delivered (14:02)",
    "SMS to +44 **** *** *42: this number has opted out of our messages. Use the other contact, or ask them to text START to the number that wrote to them.",
    "See it live:",
    URL_OF_CHECK,
    "Ref: imper-note not_dead01",
  ]);
});

it("taken over: by whom, from whom, and why", () => {
  const note = takenOver({
    key: "imper-note not_over01",
    person: "Amara Okafor",
    agent: "Lee Park",
    previousAgent: "Dana Reed",
    reason: "End of shift",
    url: URL_OF_CHECK,
  });
  expect(text(note)).toEqual([
    "[imper.ai] Taken over (14:02)",
    "Lee Park goes on with this check in place of Dana Reed.",
    "Person: Amara Okafor",
    "Reason given: End of shift",
    "See it live:",
    URL_OF_CHECK,
    "Ref: imper-note not_over01",
  ]);
});

describe("cancelled", () => {
  const base: Cancelled = {
    key: "imper-note not_stop01",
    person: "Amara Okafor",
    why: "agent",
    agent: "Lee Park",
    reason: "Wrong person",
    verificationId: "vrf_8Q2K7M",
    url: URL_OF_CHECK,
  };

  it("by an agent, with the reason given", () => {
    expect(text(cancelled(base))).toEqual([
      "[imper.ai] Verification cancelled (14:02)",
      "Cancelled by Lee Park.",
      "What now: Nobody was checked. Send a new link if it is still needed.",
      "Person: Amara Okafor",
      "Reason given: Wrong person",
      "Verification ID: vrf_8Q2K7M",
      "Open the verification:",
      URL_OF_CHECK,
      "Ref: imper-note not_stop01",
    ]);
  });

  it.each<[CancelReason, string, string]>([
    [
      "caller_refused",
      "The caller refused or hung up when told where the link goes. Recorded by Lee Park.",
      "What now: Do not act on this request. If they call again, start from the beginning.",
    ],
    [
      "ticket_closed",
      "The ticket was closed while the check was open.",
      "What now: Nothing for you to do. If the ticket opens again, send a new link.",
    ],
    [
      "requester_changed",
      "The ticket now names somebody else. This check was for Amara Okafor.",
      "What now: Change nothing yet. Send a new link to the requester it names now.",
    ],
    [
      "someone_contacted_me",
      'The recipient pressed "Someone contacted me".',
      "What now: Do not act on this request. Call Amara Okafor on a number on record. Tell security yourself: no security contact is set up.",
    ],
    [
      "does_not_know",
      'The recipient pressed "I don\'t know" when asked how this started.',
      "What now: Do not act on this request. Call Amara Okafor on a number on record. Tell security yourself: no security contact is set up.",
    ],
  ])("%s", (why, what, next) => {
    expect(text(cancelled({ ...base, why })).slice(1, 3)).toEqual([what, next]);
  });

  it.each(["someone_contacted_me", "does_not_know"] as const)("%s says when security is told by itself", (why) => {
    const { fields } = cancelled({ ...base, why, securityContactSet: true });
    expect(fields[0]?.value).toMatch(/on record\. Security is being told\.$/);
  });

  it("leaves the reason out when there is none", () => {
    const { reason: _reason, ...without } = base;
    expect(cancelled(without).fields.map((field) => field.label)).toEqual(["What now", "Person", "Verification ID"]);
  });
});

describe("a person asked for", () => {
  const asks = (answerBy: number) =>
    text(
      asksForPerson({
        key: "imper-note not_ask001",
        at: AT,
        timeZone: LONDON,
        person: "Amara Okafor",
        answerBy,
        reference: "8Q2K-7MXD",
        verificationId: "vrf_8Q2K7M",
        url: URL_OF_CHECK,
      }),
    );

  it("says by when, and what it is no reason for", () => {
    expect(asks(Date.UTC(2026, 10, 20, 14, 2))).toEqual([
      "[imper.ai] Requester asks for a person, answer by 20 November 2026, 14:02 London time (14:02)",
      "It comes from the browser that did not pass: it proves nobody, and it changes nothing.",
      "What now: Call Amara Okafor back on a contact on record.",
      "Because of it never: lift a block, pass the check, or send to a new address.",
      "Reference: 8Q2K-7MXD",
      "Verification ID: vrf_8Q2K7M",
      "Open the verification:",
      URL_OF_CHECK,
      "Ref: imper-note not_ask001",
    ]);
  });
});
