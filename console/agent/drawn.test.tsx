/** Whole pieces drawn to text: what must, and what must never, stand on an agent's screen. */
import { defined } from "../../workers/core/kit/defined.ts";
import type { SetUpReply } from "../../workers/contract/console/set-up.ts";
import { setUpSteps, type SetUpFacts } from "../../workers/core/settings/set-up.ts";
import { permissionsOf } from "../../workers/core/policy/permissions.ts";
import { pathTo } from "../../workers/contract/console/paths.ts";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { Role } from "../../workers/contract/console/access.ts";
import { ROLES } from "../../workers/core/kit/roles.ts";
import type { IntegrationReply } from "../../workers/contract/console/connections.ts";
import type { CoverageCount, CoverageReply, WeakPerson } from "../../workers/contract/console/coverage.ts";
import type { ApproversReply, AskedApproval } from "../../workers/contract/console/approvals.ts";
import type { OwnCheckProgress } from "../../workers/contract/console/own-check.ts";
import type {
  PersonBlockReply,
  PersonPageReply,
  ProspectReply,
  QuestionAvailability,
} from "../../workers/contract/console/person.ts";
import type { DeliveryRow, DeliveryTestCarrier } from "../../workers/contract/console/delivery.ts";
import type { AccountReply, SendPageReply } from "../../workers/contract/console/send.ts";
import type { DetailsReply, VerificationRow } from "../../workers/contract/console/verifications.ts";
import type { ActionCardReply } from "../../workers/contract/console/action-card.ts";
import type {
  HeldDeployment,
  ActionTargetTestReply,
  ConnectionTestReply,
  SettingsSectionReply,
  WaitingChange,
} from "../../workers/contract/console/settings.ts";
import type { LiveReply } from "../../workers/contract/console/live.ts";
import { AppContext, type AppValue } from "./frame/app-context.ts";
import { Subject } from "./audit/audit-page.tsx";
import { Integration } from "./delivery/connections-card.tsx";
import { DeliveryCards, DeliveryTable } from "./delivery/delivery-rows.tsx";
import { SummaryPanel } from "./details/summary-panel.tsx";
import { Appearance } from "./frame/appearance.tsx";
import { ProblemPage } from "./frame/problem.tsx";
import { ActionCard } from "./details/action-card.tsx";
import { DeskActionButtons, NotDoneDialog } from "./panel/desk-action.tsx";
import { ReleaseButton, ReleaseDialog } from "./panel/hold.tsx";
import { BannerBox } from "./panel/parts.tsx";
import { WhyNot } from "./send/approvers.tsx";
import { LiveColumn } from "./send/live-column.tsx";
import { firstForm, type SendForm } from "./send/form-state.ts";
import { PersonProblem } from "./send/person-problem.tsx";
import { SendColumn } from "./send/send-column.tsx";
import type { Assessment } from "./frame/shapes.ts";
import { EraseDialog, PersonBody } from "./people/person-page.tsx";
import { ProspectsCard, QuestionsCard } from "./people/prospects-card.tsx";
import { Waiting } from "./settings/changes.tsx";
import { Deployment } from "./settings/deployment.tsx";
import { Notices } from "./settings/notices.tsx";
import { SettingsPage } from "./settings/settings-page.tsx";
import { SecretFields } from "./settings/secret-fields.tsx";
import { ConnectionTested, TestConnection } from "./settings/test-connection.tsx";
import { ActionTargetTested, TestActionTarget } from "./settings/test-action-target.tsx";
import { CarrierTest } from "./settings/test-delivery.tsx";
import { SavedOutcome, SignInTested, TestSignIn } from "./settings/test-sign-in.tsx";
import { CoverageBody } from "./coverage/coverage-page.tsx";
import { WeakRows } from "./coverage/weak-people-page.tsx";
import { AskedNotice } from "./frame/asked-of-me.tsx";
import { Emergency } from "./frame/emergency.tsx";
import { SetUpBanner } from "./frame/set-up-banner.tsx";
import { OwnCheck } from "./set-up/own-check-page.tsx";
import { Steps } from "./set-up/set-up-page.tsx";
import { roleText } from "./users/user-dialogs.tsx";
import { NO_FILTERS } from "./verifications/list-state.ts";
import { ReadyButton } from "../ui/ready-button.tsx";
import { Cards, Table, type Room } from "./verifications/table.tsx";
import { NoRows } from "./verifications/verifications-page.tsx";

const NOW = Date.parse("2026-11-19T14:26:00Z");
const nothing = (): void => undefined;

function app(role: Role): AppValue {
  const never = () => new Promise<never>(nothing);
  return {
    session: {
      agent: { id: "agt_1", name: "Lee Tanaka", email: "lee@halden.example", role },
      permissions: permissionsOf(role),
      breakGlass: false,
      waysIn: [],
      linksMade: [],
      brand: "Halden IT",
      organisation: "Halden",
      expiresAt: NOW,
      timeZone: "UTC",
    },
    api: { get: never, post: never, download: never },
    feed: {
      state: () => "live",
      onChange: () => nothing,
      onState: () => nothing,
      networkChanged: nothing,
      stop: nothing,
    },
    renew: nothing,
    now: () => NOW,
  };
}

/** What a reader of the drawn page reads, and the markup. */
function draw(node: VNode, role: Role = "agent"): { text: string; html: string } {
  const html = renderToString(<AppContext.Provider value={app(role)}>{node}</AppContext.Provider>);
  return { html, text: html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ") };
}

const row: VerificationRow = {
  id: "vrf_1",
  version: 1,
  ticketId: "tkt_123",
  ticketNumber: "IR-0000123",
  category: "Password reset",
  action: "password_reset",
  requesterName: "Dana Ruiz",
  requesterEmail: "dana.ruiz@halden.example",
  reference: "A016-XGUO",
  status: "passed",
  verdict: {
    standing: "passed",
    word: "Passed",
    reason: "valid until 14:27",
    tone: "ok",
    icon: "checkCircle",
    risk: { score: 1.1, level: "verified", tone: "ok" },
  },
  passLine: 2.2,
  referrerId: "agt_1",
  referrerName: "Lee Tanaka",
  createdAt: NOW,
  validUntil: NOW + 60_000,
};

const running: VerificationRow = {
  ...row,
  status: "answering",
  verdict: {
    standing: "in_progress",
    word: "In progress",
    reason: "question 2",
    counts: { to: NOW + 580_000, words: "left" },
    tone: "info",
  },
};

describe("the table", () => {
  const rows = (shown: VerificationRow, room: Room) =>
    draw(<Table rows={[shown]} now={NOW} room={room} hrefOf={(id) => `?open=${id}`} onOpen={nothing} />);

  it.each(["wide", "compact"] as const)("holds every fact when it is %s", (room) => {
    const { text } = rows(row, room);
    for (const fact of [
      "IR-0000123",
      "Dana Ruiz",
      "dana.ruiz@halden.example",
      "1.1",
      "Verified",
      "Passed",
      "valid until 14:27",
      "Password reset",
      "Lee Tanaka",
      "14:26",
    ]) {
      expect(text).toContain(fact);
    }
  });

  it("never shows a score without its limit", () => {
    expect(rows(row, "wide").html).toContain("Score 1.1 of 10, limit 2.2");
    expect(draw(<Cards rows={[row]} now={NOW} hrefOf={String} onOpen={nothing} />).text).toContain("limit 2.2");
  });

  it("shows no number while a check runs", () => {
    const { text } = rows(running, "wide");
    expect(text).toContain("After the end");
    expect(text).toContain("question 2 · 9:40 left");
    expect(text).not.toContain("1.1");
  });

  it("treats a hostile name as text", () => {
    expect(rows({ ...row, requesterName: "<img src=x onerror=alert(1)>" }, "wide").html).not.toContain("<img");
  });
});

describe("the list without a check", () => {
  it("says the usual, and another thing where filters find nothing", () => {
    expect(draw(<NoRows state={NO_FILTERS} />).text).toContain("No verification yet");
    const searched = draw(<NoRows state={{ ...NO_FILTERS, q: "dana" }} />);
    expect(searched.text).toContain("Nothing matches these filters");
  });
});

describe("the set-up", () => {
  const nothing: SetUpFacts = {
    providers: [],
    lastingSignIn: false,
    connections: [],
    categories: [],
    timeZone: "UTC",
    people: 0,
    withContact: 0,
    securityContact: false,
  };
  const reload = (): void => undefined;
  const shown = (facts: Partial<SetUpFacts>, more: Partial<SetUpReply> = {}) => {
    const steps = setUpSteps({ ...nothing, ...facts });
    const { html, text } = draw(<Steps open steps={steps} reload={reload} {...more} />, "admin");
    const buttons = [...html.matchAll(/<(?:a|button)[^>]*class="button primary"[^>]*>([^<]*)/g)].map(
      ([, name]) => name,
    );
    return { text, buttons, marks: [...html.matchAll(/Done|Not done/g)].map(([mark]) => mark) };
  };

  it("says of each step what still blocks, and SMS before everything else", () => {
    const { text, marks, buttons } = shown({});
    expect(marks).toEqual(Array(7).fill("Not done"));
    expect(buttons).toEqual(["Sign-in settings"]);
    expect(text.indexOf("SMS takes days to weeks")).toBeLessThan(text.indexOf("Everybody enters by one-time links"));
    expect(text).toContain("First: SMS and mail.");
  });

  it("asks what the organisation is called beside who carries its messages, and leads there", () => {
    const soFar = {
      lastingSignIn: true,
      connections: [{ label: "main", state: "working", called: true }],
      categories: ["Password reset"],
      mail: { label: "Resend" },
    } as const;
    const unnamed = shown(soFar);
    expect(unnamed.text).toContain("call your organisation “Example”, with times in UTC.");
    expect(unnamed.buttons).toEqual(["Organisation"]);
    const offered = shown(soFar, { suggested: { name: "Halden", domain: "halden.example" } });
    expect(offered.buttons).toEqual([expect.stringMatching(/^Call it “Halden”, in \w+/u)]);
    expect(offered.text).toContain("Also sets halden.example as the organisation's mail domain");
    const named = shown({ ...soFar, organisation: "Halden" });
    expect(named.text).toContain("In the name of Halden, with times in UTC.");
    expect(named.buttons).toEqual(["Import people"]);
  });

  it("names what is done", () => {
    const { text, marks } = shown({
      people: 1204,
      withContact: 1000,
      categories: ["Password reset"],
      organisation: "Halden",
      mail: { label: "Resend" },
    });
    expect(marks.filter((mark) => mark === "Done")).toHaveLength(3);
    expect(text).toMatch(
      /1,204 active people\. 1,000 of 1,204 have a .+ waits for a second person .+ Nobody has counted yet for whom/,
    );
    expect(text).toContain("Listed: Password reset.");
  });

  it("leads to one's own account while nobody has come through the provider", () => {
    const steps = setUpSteps({ ...nothing, providers: [{ label: "Halden account", cameThrough: false }] });
    const { html, text } = draw(<Steps open steps={steps} reload={reload} />, "admin");
    expect(text).toContain("Nobody has signed in through it yet");
    expect(text).toContain("To be tried");
    expect(html).toContain(`href="${pathTo.ownSignIns}"`);
  });

  it("says of the people's step for which request the fewest can be verified", () => {
    const coverage = { people: 1204, unverifiable: 4, weakest: { category: "MFA reset", verifiable: 0 } };
    expect(shown({ people: 1204, coverage }).text).toContain("MFA reset: 0 of 1,204 can be verified");
  });

  it("is not done with people of whom nobody can be verified, and says why, with the way to Coverage", () => {
    const soFar = {
      ...nothing,
      lastingSignIn: true,
      connections: [{ label: "main", state: "working", called: true }],
    } as const;
    const named = { categories: ["Password reset"], mail: { label: "Resend" }, organisation: "Halden" };
    const coverage = { people: 5, unverifiable: 5, because: "no_contact_on_record" };
    const { text, buttons } = shown({ ...soFar, ...named, people: 5, coverage });
    expect(text).toContain(
      "None of 5 can be verified at the last count, mostly because: no contact on record that is trusted.",
    );
    expect(buttons).toEqual(["Coverage"]);
  });

  it("says of a carrier that it fails, and not that it carries", () => {
    const { text, marks } = shown({
      organisation: "Halden",
      mail: { label: "Resend", fails: "it refused the account" },
    });
    expect(text).toContain("Mail by Resend does not go out: it refused the account.");
    expect(text).not.toContain("Mail by Resend.");
    expect(marks).toEqual(Array(7).fill("Not done"));
  });

  it("is a sentence for whoever cannot change it, and gone when it is done", () => {
    expect(draw(<SetUpBanner setUp={{ open: true }} />).text).toContain("An admin goes on with it");
    const steps = setUpSteps({ ...nothing, people: 1 });
    expect(draw(<SetUpBanner setUp={{ open: true, steps }} />, "admin").text).toContain(
      "6 steps of the set-up are open. Next: Sign-in · All steps",
    );
    expect(draw(<SetUpBanner setUp={{ open: false }} />).text.trim()).toBe("");
  });
});

describe("the own check", () => {
  const shown = (change: Partial<OwnCheckProgress>, trial = false) => {
    const check: OwnCheckProgress = {
      status: "failed",
      message: "sent",
      timeline: [],
      passLine: 3,
      endedAt: NOW,
      score: 5.2,
      reasons: [{ reason: "The network belongs to a hosting company", points: 2 }],
      ...change,
    };
    const reply = { trial, channels: [], check };
    return draw(<OwnCheck reply={reply} busy={false} problem={undefined} act={() => Promise.resolve(true)} />).text;
  };

  it("names the strongest findings of one that did not pass, with their share of the score", () => {
    expect(shown({})).toContain(
      "What counted against it most The network belongs to a hosting company +2.0 on the score",
    );
    expect(shown({ status: "passed" })).not.toContain("What counted against it");
  });

  it("stands first with what became of it, and last where nothing was sent", () => {
    const order = (text: string) =>
      ["Where the link goes", "What became of it"].toSorted((a, b) => text.indexOf(a) - text.indexOf(b))[0];
    expect(order(shown({}))).toBe("What became of it");
    const none = { trial: false, channels: [] };
    const drawn = draw(<OwnCheck reply={none} busy={false} problem={undefined} act={() => Promise.resolve(true)} />);
    expect(order(drawn.text)).toBe("Where the link goes");
  });

  it("speaks of the page of caught messages in a trial only", () => {
    expect(shown({}, true)).toContain("In a trial by npm start");
    expect(shown({})).toContain("send it again.");
    expect(shown({})).not.toContain("npm start");
  });
});

describe("a person's page", () => {
  const prospect: ProspectReply = {
    category: "Password reset",
    action: "password_reset",
    demands: { profile: "standard", minimumQuestions: 3, maximumQuestions: 6, passLine: 3, proofs: [] },
    usableQuestions: 3,
    startsPerDay: 5,
  };

  const free: PersonBlockReply = { liftable: [], startsToday: 0, lifts: [] };

  it("says how many questions there are and how many have to be, where these are too few", () => {
    const prospects = [{ ...prospect, problem: "too_few_facts" as const, tooFew: { usable: 3, needed: 4 } }];
    const { text } = draw(<ProspectsCard page={{ prospects, block: free }} />);
    expect(text).toContain("Not possible: 3 questions can be asked, and 4 have to be answered.");
    // Over a contact on record more could be asked, and there is none.
    expect(text).not.toContain("3 can be asked");
  });

  it("has nothing green of what a check can come to while the person is locked", () => {
    const best = { over: "trusted", outlook: { canPass: true } } as const;
    const drawn = (block: PersonBlockReply) =>
      draw(<ProspectsCard page={{ prospects: [{ ...prospect, best }], block }} />);
    expect(drawn(free).html).toContain("tone-ok");
    const { html, text } = drawn({ ...free, until: 5 });
    expect(text).toContain("Not while locked. Afterwards: Can pass");
    expect(html).not.toContain("tone-ok");
  });

  it("names who has to stand behind it", () => {
    const outlook = { canPass: true, asks: [["passkey"], ["second_approver", "manager_vouch"]] } as const;
    const prospects = [{ ...prospect, best: { over: "trusted", outlook } as const }];
    expect(draw(<ProspectsCard page={{ prospects, block: free }} />).text).toContain(
      "Can pass, with a passkey or a second approver together with the manager",
    );
  });

  it("ticks a kind that can always be asked, and no other", () => {
    const kind = (change: Partial<QuestionAvailability>) => {
      const questions = [{ kind: "peer" as const, onRecord: true, typed: true, ...change }];
      const { html, text } = draw(<QuestionsCard page={{ questions }} />);
      return [text.replace(/^.*Colleague /, "").trim(), /tag tone-(\w+)/.exec(html)?.[1]];
    };
    expect(kind({})).toEqual(["Available", "ok"]);
    expect(kind({ typed: false })).toEqual(["To a contact on record only", "warn"]);
    expect(kind({ onRecord: false, typed: false, because: "nothing_known" })).toEqual(["Nothing on file", undefined]);
  });
});

describe("erasing a person", () => {
  const page: PersonPageReply = {
    person: { ...details().person, active: false },
    intact: true,
    contacts: [],
    accounts: [],
    block: { liftable: [], startsToday: 0, lifts: [] },
    checks: [],
    questions: [],
    proofs: [],
    prospects: [],
  };

  it("is an admin's alone", () => {
    const drawn = (role: Role) =>
      draw(<PersonBody page={page} reload={nothing} onErased={nothing} />, role).text.includes("Erase this person");
    expect(ROLES.filter(drawn)).toEqual(["admin"]);
  });

  it("says what goes, what stays and what a file does, before it is done", () => {
    const erase = () => new Promise<never>(nothing);
    const { text } = draw(<EraseDialog name="Dana Ruiz" erase={erase} onClose={nothing} onDone={nothing} />, "admin");
    for (const said of ["Erase Dana Ruiz?", "goes for good", "audit log keep", "adds a new person"]) {
      expect(text).toContain(said);
    }
  });
});

describe("Coverage", () => {
  const done: CoverageCount = {
    id: "cov_1",
    cause: "asked",
    startedAt: NOW,
    endedAt: NOW,
    by: "Jonas Brandt",
    people: 50_000,
    kinds: [{ kind: "peer", always: 49_000, onRecord: 0, not: [{ because: "nothing_known", people: 1_000 }] }],
    requests: [
      {
        category: "Password reset",
        action: "password_reset",
        alone: 41_000,
        helped: [{ because: "typed", people: 2_000 }],
        not: [{ because: "privileged", people: 7_000 }],
        verifiable: 43_000,
      },
    ],
    lacks: { mobile: 2_000, mail: 3_000, both: 12 },
    unverifiable: 7_000,
    since: ["import"],
  };
  const body = (reply: CoverageReply) => draw(<CoverageBody reply={reply} reload={nothing} />, "analyst").text;

  it("says for how many, why not for the others, as of when, and what came since", () => {
    const text = body({ done });
    for (const said of [
      "50,000 people, counted 19 Nov",
      "41,000 can be verified",
      "2,000 only with help: over a contact that the desk types",
      "7,000 not at all, because: privileged: also needs a proof that cannot be had here",
      "1,000 not at all, because: nothing is on file",
      "People were imported since: count again.",
    ]) {
      expect(text).toContain(said);
    }
  });

  it("says that nobody was counted yet, what counts now, and of which count the figures are", () => {
    expect(body({})).toContain("Nobody was counted yet");
    const running = {
      id: "cov_2",
      cause: "import",
      startedAt: NOW,
      by: "Jonas Brandt",
      counted: 300,
      people: 50_000,
      movedAt: NOW,
    } as const;
    const first = body({ running });
    expect(first).toContain("after an import. This page may be closed. 300 of 50,000 people");
    expect(first).not.toContain("Count now");
    const text = body({ done, running });
    expect(text).toContain("50,000 people, counted 19 Nov 2026, 14:26:00, by Jonas Brandt.");
    expect(text).toContain("The figures below are of the count before.");
    expect(text).toContain("People were imported since.");
    expect(text).not.toContain("ount again");
    expect(text).not.toContain("Nobody was counted since");
    const still = body({ done, running: { ...running, movedAt: NOW - 300_000 } });
    expect(still).toContain("Nobody was counted since 19 Nov 2026, 14:21:00. It is tried again every minute.");
    const waits = body({ done, running: { ...running, movedAt: NOW - 300_000, waitsForImport: true } });
    expect(waits).toContain("People are being imported. It begins anew when that has ended.");
    expect(waits).not.toContain("It is tried again every minute");
  });

  it("leaves nobody of a list without a way, or says what to add", () => {
    const person = { id: "per_1", name: "Dana Ruiz", email: "dana@halden.example", lacks: ["mobile"] } as const;
    const people: readonly WeakPerson[] = [
      { ...person, because: ["mfa_reset"], way: "desk" },
      { ...person, id: "per_2", because: ["no_contact_on_record"], way: "none" },
      { ...person, id: "per_3", because: [], way: "helped_check" },
    ];
    const { text } = draw(
      <WeakRows page={{ people, more: true }} deskPlace="floor 2" state={{ which: "mobile" }} />,
      "analyst",
    );
    expect(text).toContain("In person: floor 2");
    expect(text).toContain("No way Add a mobile number or a private mail");
    expect(text).toContain("A check, with the desk’s help");
  });
});

describe("an emergency sign-in", () => {
  const notice = (breakGlass: boolean) => {
    const value = app("admin");
    const session = { ...value.session, breakGlass };
    return renderToString(
      <AppContext.Provider value={{ ...value, session }}>
        <Emergency />
      </AppContext.Provider>,
    );
  };

  it("says until when and for what it lasts, and no other says so", () => {
    expect(notice(true)).toContain("14:26");
    expect(notice(true)).toContain("repairs sign-in, users and ticket systems, and nothing else");
    expect(notice(true)).toContain('href="/settings/users"');
    expect(notice(false)).toBe("");
  });
});

describe("what waits for my approval", () => {
  const asked: AskedApproval = {
    id: "vrf_1",
    ticketNumber: "IR-0000039",
    requesterName: "Dana Ruiz",
    action: "mfa_reset",
    askedBy: "Aisha Bello",
    askedAt: NOW,
    until: NOW + 300_000,
    waiting: true,
  };
  const notice = (path: string, ...more: readonly AskedApproval[]) =>
    draw(<AskedNotice asked={[asked, ...more]} path={path} />);

  it("is said on every page but those of approvals", () => {
    const { text, html } = notice("/verifications");
    expect(text).toContain("Aisha Bello asks you to be the second person: MFA reset, Dana Ruiz. Answer by 14:31");
    expect(html).toContain('href="/approvals/vrf_1"');
    expect(notice("/verifications", asked, asked).text).toContain("2 more wait.");
    expect(notice("/approvals/vrf_1").text.trim()).toBe("");
    expect(draw(<AskedNotice asked={[]} path="/verifications" />).text.trim()).toBe("");
  });
});

describe("why nobody else can be asked", () => {
  const why = (found: Partial<ApproversReply>) =>
    draw(<WhyNot found={{ approvers: [], others: [], ...found }} />).text.trim();

  it("says it of each, also that there is no manager, and nothing where there is nobody", () => {
    const others = [{ name: "Nkechi Obi", because: "became the manager within the last 7 days" }];
    expect(why({ others })).toContain("Nkechi Obi became the manager within the last 7 days.");
    expect(why({ noManager: true })).toContain("The directory names no manager for this person.");
    expect(why({})).toBe("");
  });
});

describe("a section of the settings", () => {
  const sectionOf = (beingSetUp: boolean): SettingsSectionReply => ({
    id: "organisation",
    title: "Organisation",
    changedWith: "settings.change",
    purpose: "",
    version: 0,
    fields: [],
    secretsSet: {},
    history: [],
    changedOutside: false,
    beingSetUp,
  });
  const OWN = { own: true, role: "admin" } as const;
  const says = (beingSetUp: boolean, role: Role): string =>
    draw(<Notices section={sectionOf(beingSetUp)} />, role).text;

  it("are told of as of an admin to whoever may not change them", () => {
    expect(draw(<SettingsPage />, "admin").text).toContain("What you set here serves at once");
    const read = draw(<SettingsPage />, "auditor").text;
    expect(read).toContain("What an admin sets here serves at once");
    expect(read).not.toMatch(/\byou\b/iu);
  });

  it("say of what the deployment says that it waits, and let decide on it who may, once it is recorded", () => {
    const told = { told: 1, waiting: 0, failed: 0 };
    const held = { number: 2, sections: ["Organisation"], told };
    const says = (
      change: { readonly [Key in keyof HeldDeployment]?: HeldDeployment[Key] | undefined },
      role: Role = "admin",
    ): string => {
      const shown = defined({ ...held, ...change }) as HeldDeployment;
      return draw(<Deployment news={{ weakens: ["A line"], at: NOW, held: shown }} reload={nothing} />, role).text;
    };
    expect(says({ appliesAt: NOW })).toContain("Without a decision it serves");
    expect(says({})).toMatch(/nobody was told of it yet.*Who deployed it is not known.*Refuse.*Approve/su);
    expect(says({ number: undefined })).toContain("Within a minute everybody is told");
    expect(says({ number: undefined })).not.toContain("Approve");
    expect(says({}, "auditor")).not.toContain("Approve");
    expect(says({ mayNotApprove: "approver_new" })).toMatch(/have not been an admin for the 7 days.*Refuse/su);
    expect(says({ mayNotApprove: "approver_new" })).not.toContain("Approve");
    expect(says({ refusedBy: "Lee Tanaka" })).toMatch(/Lee Tanaka refused it.*Approve/su);
    expect(says({ refusedBy: "Lee Tanaka" })).not.toMatch(/Refuse\b/u);
    expect(draw(<Deployment news={{ weakens: ["A line"], at: NOW }} reload={nothing} />, "admin").text).toContain(
      "The deployment protects less than before",
    );
  });

  it("whose change waits says so where nobody was there to be told, and what to do", () => {
    const waits = (told: WaitingChange["told"], { own, role }: { own: boolean; role: Role } = OWN): string => {
      const waiting: WaitingChange = { at: NOW, by: "Lee Tanaka", own, changes: [], weakens: [], told };
      return draw(<Waiting section={sectionOf(false)} waiting={waiting} onDone={nothing} />, role).text;
    };
    const nobody = { told: 0, waiting: 0, failed: 0 };
    const alone = waits(nobody);
    expect(alone).toContain("There was nobody to tell");
    expect(alone).toContain("Withdraw it, set a security contact");
    for (const other of [
      { own: false, role: "admin" },
      { own: false, role: "auditor" },
    ] as const) {
      expect(waits(nobody, other)).toContain("There was nobody to tell");
      expect(waits(nobody, other)).not.toContain("Withdraw");
    }
    expect(alone).not.toMatch(/0 told|Delivery page/u);
    const failed = waits({ told: 0, waiting: 0, failed: 1 });
    expect(failed).toContain("What could not be sent stands on the Delivery page");
    expect(failed).not.toContain("There was nobody to tell");
  });

  it("says that nobody else is asked for as long as the desk is being set up", () => {
    expect(says(true, "admin")).toContain("no change waits for a second admin");
    expect(says(false, "admin")).not.toContain("second admin");
    expect(says(true, "auditor")).not.toContain("second admin");
  });
});

describe("secrets in a form", () => {
  const says = (byDeployment: boolean): string =>
    draw(
      <SecretFields
        schema={{ type: "object", properties: { password: { type: "string" } } }}
        path="CONNECTION_SECRETS.main"
        typed={{}}
        set={{}}
        errors={new Map()}
        disabled={byDeployment}
        byDeployment={byDeployment}
        onChange={() => undefined}
      />,
    ).text;

  it("never says that one is not set which the deployment keeps", () => {
    expect(says(false)).toContain("Not set.");
    expect(says(true)).toContain("Kept by the deployment.");
    expect(says(true)).not.toContain("Not set.");
  });
});

const none = { sum: 0, clamped: 0 };
const assessment: Assessment = {
  modelVersion: "1",
  policyVersion: "7",
  priorBits: -2,
  findings: [
    { id: "home", category: "network", bits: -1, reason: "Home network", observed: {} },
    { id: "left", category: "endpoint", bits: 0, reason: "Left the page for 40 s", observed: {} },
  ],
  categories: {
    network: { sum: -1, clamped: -1 },
    endpoint: none,
    persona: none,
    challenge: { sum: -4.8, clamped: -4.8 },
  },
  score: 1.1,
  level: "verified",
  passLine: 3,
  highLine: 7,
  forcedHigh: false,
  blocked: false,
};

const details = (change: Partial<DetailsReply> = {}): DetailsReply => ({
  row,
  ticket: {
    id: "tkt_123",
    number: "IR-0000123",
    category: "Password reset",
    action: "password_reset",
    summary: "Cannot sign in",
    description: "",
    status: "Open",
    closed: false,
    requesterName: "Dana Ruiz",
    url: "https://tickets.example/123",
  },
  person: {
    id: "per_1",
    name: "Dana Ruiz",
    firstName: "Dana",
    email: "dana.ruiz@halden.example",
    userName: "dana.ruiz",
    privileged: false,
    language: "en",
    appearance: {},
    contacts: [],
  },
  banner: { tone: "ok", verb: "PROCEED", headline: "User verified successfully", line: "", reasons: [], nextSteps: [] },
  profile: "standard",
  destination: { masked: "+351 ••• ••• 418", channel: "sms", origin: "on_record" },
  assessment,
  assurance: {
    proven: [{ proof: "contact_on_record", at: NOW }],
    required: [["contact_on_record"], ["spoken_code"], ["passkey", "second_approver"]],
    missing: [["spoken_code"], ["passkey", "second_approver"]],
  },
  device: [],
  history: [],
  notes: [],
  judgements: [],
  discards: [],
  told: [{ cause: "done", action: "password_reset", at: 0, contacts: 3, arrived: 1, sent: 1, failed: 1 }],
  mayCheckAgain: true,
  ...change,
});

describe("the Summary Panel", () => {
  it("names each step in points and each finding in bits", () => {
    const { text } = draw(<SummaryPanel details={details()} />);
    expect(text).toContain("Start 4.0 Network −0.5 Endpoint 0 Persona 0 Challenge −2.4 Score 1.1");
    expect(text).toContain("Left the page for 40 s (named only)");
    expect(text).toContain("−1.0 bits");
  });

  it("says which required proof is missing", () => {
    const { text } = draw(<SummaryPanel details={details()} />);
    expect(text).toContain("Spoken code not proven");
    expect(text).toContain("Passkey or second approver not proven");
    expect(text).toContain("Required for this action: Contact on record; Spoken code; Passkey or second approver.");
  });

  it("shows the forced step of a critical finding", () => {
    const forced = details({ assessment: { ...assessment, level: "high", forcedHigh: true } });
    expect(draw(<SummaryPanel details={forced} />).text).toContain("Forced to High High");
  });

  it("says why there is nothing to see", () => {
    const { assessment: _hidden, ...outcome } = details();
    expect(draw(<SummaryPanel details={outcome} />).text).toContain("Your role sees outcomes");
    expect(draw(<SummaryPanel details={{ ...outcome, row: running }} />).text).toContain("appears after the end");
  });
});

describe("a page that could not be read", () => {
  const missing = { code: "verification.unknown", status: 404, message: "There is no such verification", errors: [] };

  it("offers another try only where it can help", () => {
    expect(draw(<ProblemPage problem={{ ...missing, status: 503 }} retry={nothing} />).text).toContain("Try again");
    const { text } = draw(<ProblemPage problem={missing} retry={nothing} />);
    expect(text.trim()).toBe("There is no such verification Check the address: a part of it may be missing.");
  });
});

describe("the banner", () => {
  it("is announced only while it can change", () => {
    const banner = (live: boolean) =>
      draw(<BannerBox banner={details().banner} score={1.1} passLine={3} live={live} />);
    expect(banner(true).html).toContain('role="status"');
    expect(banner(false).html).not.toContain('role="status"');
    expect(banner(false).text).toContain("1.1 limit 3.0");
  });
});

describe("a held pass", () => {
  const RELEASE = { digest: "x", signs: false };
  const button = (hold: DetailsReply["hold"]) => draw(<ReleaseButton hold={hold} onAsk={nothing} />).text.trim();

  it("is released by whoever may, and by nobody else", () => {
    expect(button({ until: NOW, release: RELEASE })).toBe("Release early");
    expect(button({ until: NOW })).toBe("");
    expect(button(undefined)).toBe("");
  });

  it("is released after what is asked of an approver was read", () => {
    const dialog = (signs: boolean): string =>
      draw(<ReleaseDialog id={row.id} until={NOW} release={{ ...RELEASE, signs }} onClose={nothing} onDone={nothing} />)
        .text;
    const text = dialog(false);
    expect(dialog(true)).toContain("Release with passkey");
    expect(text).not.toContain("passkey");
    expect(text).toMatch(/It is held until \d\d:\d\d/u);
    expect(text).toContain("Speak to the person on a number that is on record");
  });
});

describe("a pass on which an agent acts", () => {
  const buttons = (deskAction: DetailsReply["deskAction"]) =>
    draw(<DeskActionButtons details={{ row, ...(deskAction === undefined ? {} : { deskAction }) }} reload={nothing} />)
      .text.replaceAll(/\s+/g, " ")
      .trim();
  const taken = { by: "Kim Park", own: true, begunAt: NOW };

  it("can be taken, then recorded by whoever took it, and by nobody else", () => {
    expect(buttons({ offer: "begin" })).toMatch(/^I do it now Keeps the pass for you/);
    expect(buttons({ offer: "record", taken })).toMatch(/^I did it I did not do it What you record is a note/);
    expect(buttons({ taken: { ...taken, own: false } })).toBe("");
    expect(buttons(undefined)).toBe("");
  });

  it("is not done for one of the reasons that are offered, and nothing is typed", () => {
    const { text, html } = draw(
      <NotDoneDialog
        reasons={[{ outcome: "no_rights", words: "No right to do it in that system" }]}
        busy={false}
        onClose={nothing}
        onRecord={nothing}
      />,
    );
    expect(text).toContain("No right to do it in that system");
    expect(text).toContain("Choose why.");
    expect(html).not.toMatch(/<textarea|type="text"/);
  });

  it("says beside its banner how long it holds", () => {
    const banner = { ...details().banner, verb: "PROCEED" };
    expect(draw(<BannerBox banner={banner} passLine={3} live until={NOW + 90_000} />).text).toContain("1:30 left");
    expect(draw(<BannerBox banner={banner} passLine={3} live until={NOW} />).text).not.toContain("left");
  });
});

describe("what a pass led to", () => {
  const nothingYet: ActionCardReply = { action: "password_reset", attempts: [], refusals: 0, approvals: [] };
  const drawn = (change: Partial<ActionCardReply>, told: DetailsReply["told"] = []) =>
    draw(<ActionCard card={{ ...nothingYet, ...change }} told={told} />).text;

  it("tells every attempt with what the system answered, and what followed it", () => {
    const text = drawn({
      refusals: 1,
      policyVersion: "policy-2/password_reset",
      attempts: [
        { id: "att_1", target: "Active Directory", at: NOW, answer: "refused", steps: [] },
        {
          id: "att_2",
          target: "Active Directory",
          at: NOW,
          answer: "done",
          doneAt: NOW,
          steps: [{ step: "sign_out", result: "failed", at: NOW }],
        },
      ],
      closing: { title: "Ticket closed", at: NOW, status: "written" },
    });
    for (const told of [
      "by the requester, in Active Directory",
      "Refused by its rules",
      "Old sessions ended",
      "Failed",
      "1 password was refused",
      "Ticket closed",
      "policy-2/password_reset",
    ]) {
      expect(text).toContain(told);
    }
    expect(drawn({ attempts: [{ id: "att_1", target: "Entra", at: NOW, steps: [] }] })).toContain("No answer yet");
  });

  it("tells whether what contacts were told has arrived, once it is known to have gone", () => {
    const done = { cause: "done", action: "password_reset", at: NOW, contacts: 2, sent: 0 } as const;
    const step = { step: "notices", result: "done", at: NOW } as const;
    const attempts = [{ id: "att_1", target: "Entra", at: NOW, answer: "done", steps: [step] }] as const;
    expect(drawn({ attempts })).toContain("Contacts told");
    const arrivals = [
      [2, 0, "Arrived"],
      [1, 1, "Partly arrived"],
      [0, 1, "Not confirmed"],
      [0, 2, "Failed"],
    ] as const;
    for (const [arrived, failed, word] of arrivals) {
      const text = drawn({ attempts }, [{ ...done, arrived, failed }]);
      expect(text.match(/Contacts told/gu)).toHaveLength(1);
      expect(text).toMatch(new RegExp(`2 contacts: .*${word}`, "u"));
    }
  });

  it("tells what an agent did, and who agreed having looked or not", () => {
    const desk = { by: "Kim Park", begunAt: NOW };
    expect(drawn({ desk })).toContain("Took the pass, nothing recorded");
    const ended = { at: NOW, words: "Done", done: true, late: true } as const;
    expect(drawn({ desk: { ...desk, ended } })).toMatch(/by Kim Park, 14:26 , recorded after the pass had ended/);
    const asked = {
      id: "apr_1",
      kind: "second_approver",
      by: "Lee Tanaka",
      askedBy: "Kim Park",
      askedAt: NOW,
    } as const;
    expect(drawn({ approvals: [asked] })).toMatch(/Second approver: Lee Tanaka.*never looked at.*Asked, no answer/);
    const refused = { ...asked, seenAt: NOW, answeredAt: NOW, answer: "refused", reason: "not expected" } as const;
    expect(drawn({ approvals: [refused] })).toMatch(/looked at .* refused .*: not expected Refused/);
    expect(drawn({})).toContain("Nobody has acted on the pass.");
  });
});

const live = (change: Partial<LiveReply> = {}): LiveReply => ({
  id: "vrf_1",
  version: 3,
  status: "code",
  ticketId: "tkt_123",
  ticketNumber: "IR-0000123",
  personFirstName: "Dana",
  agentId: "agt_1",
  agentName: "Aisha Bello",
  own: true,
  acts: ["resend", "cancel", "caller_refused", "new_code", "read_code"],
  destination: { masked: "+351 ••• ••• 418", channel: "sms", origin: "on_record" },
  timeline: [
    { kind: "queued", state: "done", at: NOW - 9_000 },
    { kind: "code", state: "current" },
  ],
  startedAt: NOW,
  resends: { left: 2, nextAt: NOW },
  otherContacts: [
    {
      id: "con_2",
      channel: "email",
      masked: "d•••z@mailbox.example",
      source: "HR",
      changedAt: 0,
      trusted: true,
      trustedFrom: 0,
      baseline: false,
      selfService: false,
    },
  ],
  ...change,
});

const column = (change: Partial<LiveReply> = {}, role: Role = "agent") =>
  draw(<LiveColumn live={live(change)} reload={nothing} again={nothing} />, role);

describe("the running check", () => {
  it("shows a code only while there is one", () => {
    expect(column({ code: { digits: "482916", validUntil: NOW + 1_000, triesLeft: 3 } }).text).toContain("482 916");
    expect(column().html).not.toContain("code-digits");
  });

  it.each([
    [[], []],
    [["take_over"], ["Take over"]],
    [
      ["resend", "cancel", "caller_refused"],
      ["Resend", "Try the other contact", "Cancel", "Caller refused / hung up"],
    ],
    [
      ["cancel", "caller_refused", "new_code"],
      ["Cancel", "Caller refused / hung up", "New code"],
    ],
  ] as const)("offers what can be done and nothing else: %o", (acts, offered) => {
    const { text } = column({ acts, code: { digits: "482916", validUntil: NOW + 1_000, triesLeft: 3 } });
    const every = ["Take over", "Resend", "Try the other contact", "Cancel", "Caller refused / hung up", "New code"];
    expect(every.filter((label) => text.includes(label)).toSorted()).toEqual(offered.toSorted());
  });

  it("names who runs it to everybody else", () => {
    expect(column({ own: false, acts: [] }).text).toContain("runs this check. You are watching.");
  });

  it("does not offer a contact that is too new", () => {
    expect(column().text).toContain("Try the other contact");
    expect(
      column({ otherContacts: live().otherContacts.map((contact) => ({ ...contact, trusted: false })) }).text,
    ).not.toContain("Try the other contact");
  });

  it("names no score and no grade", () => {
    expect(column({ status: "answering", question: { ordinal: 2, least: 3, most: 6 } }).text).not.toMatch(
      /score|risk|correct|invalid/i,
    );
  });

  it("drops the actions once it has ended", () => {
    const { text } = column({ status: "timed_out", detail: "never_opened" });
    expect(text).not.toContain("Resend");
    expect(text).toContain("Open the details");
  });
});

const own: AccountReply = {
  userName: "dana.ruiz",
  privileged: false,
  refused: {},
  held: {},
  outlook: { canPass: true },
};

const administration: AccountReply = {
  ...own,
  id: "acc_adm",
  userName: "adm-dana.ruiz",
  label: "Administration",
  privileged: true,
  refused: { fresh: "needs_contact_on_record", typed: "needs_contact_on_record" },
  outlook: { canPass: false, because: "privileged", alsoNeeds: [["passkey"], ["second_approver", "manager_vouch"]] },
};

const sendPage = (change: Partial<SendPageReply> = {}): SendPageReply => ({
  ticket: details().ticket,
  person: details().person,
  contacts: [
    {
      id: "con_1",
      channel: "sms",
      masked: "+351 ••• ••• 418",
      source: "HR directory",
      changedAt: NOW - 975 * 86_400_000,
      trusted: true,
      trustedFrom: 0,
      baseline: false,
      selfService: false,
    },
  ],
  accounts: [own],
  channels: ["sms", "email"],
  countries: [{ country: "PT", callingCode: "351" }],
  typedCost: { minimumQuestions: 4, maximumQuestions: 7, passLine: 2.2, secondApprover: true },
  spokenCode: "asked_when_on_line",
  preview: { sms: "Halden IT: open", smsTyped: "", emailSubject: "" },
  ...change,
});

const form = (page: SendPageReply, shown?: LiveReply, change: Partial<SendForm> = {}) =>
  draw(
    <SendColumn
      page={page}
      form={{ ...firstForm(page), ...change }}
      onForm={nothing}
      held={false}
      onSent={nothing}
      onConflict={nothing}
      {...(shown === undefined ? {} : { live: shown })}
    />,
  );

describe("the Send form", () => {
  it("locks its button without taking the focus from whoever pressed it", () => {
    const button = (html: string): string => /<button class="button primary"[^>]*>/.exec(html)?.[0] ?? "";
    expect(button(form(sendPage()).html)).toContain('aria-disabled="false"');
    const locked = button(form(sendPage(), live()).html);
    expect(locked).toContain('aria-disabled="true"');
    expect(locked).not.toMatch(/ disabled/);
  });

  it("names the price of a typed destination before it is chosen", () => {
    expect(form(sendPage()).text).toContain(
      "Costs 4 to 7 questions, limit 2.2, and a second person or a passkey before any action",
    );
  });

  it("shows source and age of a contact", () => {
    expect(form(sendPage()).text).toContain("From HR directory · unchanged for 2 years 8 months");
  });

  it("says when a typed destination is out of the question", () => {
    const page = sendPage({ accounts: [{ ...own, refused: { typed: "needs_contact_on_record" } }] });
    expect(form(page).text).toContain("the link must go to a contact on record");
    const thin = sendPage({ accounts: [{ ...own, refused: { typed: "too_few_facts" } }] });
    expect(form(thin).text).toContain("too few facts on file for the stricter check");
  });

  it("lets nobody choose a contact that the account's rules refuse", () => {
    const contacts = sendPage().contacts.map((contact) => ({ ...contact, trusted: false }));
    const radio = (page: SendPageReply) => /<input type="radio" name="choice"[^>]*>/.exec(form(page).html)?.[0];
    expect(radio(sendPage({ contacts }))).not.toContain("disabled");
    expect(
      radio(sendPage({ contacts, accounts: [{ ...own, refused: { fresh: "needs_contact_on_record" } }] })),
    ).toContain("disabled");
  });

  it("locks in place after Send", () => {
    const { html, text } = form(sendPage(), live());
    expect(text).toContain("Queued 14:25:51. The form stays locked");
    expect(html).toMatch(/<fieldset[^>]*disabled/);
  });

  it("offers a choice of accounts only where there is one", () => {
    expect(form(sendPage()).html).not.toContain('name="accountId"');
    const two = form(sendPage({ accounts: [own, administration] }));
    expect(two.html).toContain('name="accountId"');
    expect(two.text).toContain("Dana Ruiz · dana.ruiz");
    expect(two.text).toContain("adm-dana.ruiz · Administration");
  });

  it("says which account was acted on after Send, also one that the page no longer knows", () => {
    const account = { id: "acc_gone", userName: "adm-dana.ruiz", label: "Administration" };
    const { html, text } = form(sendPage(), live({ account }));
    expect(text).toContain("adm-dana.ruiz · Administration Dana Ruiz");
    expect(html).not.toContain('name="accountId"');
  });

  it("says before Send that a check cannot pass, what it lacks and what to do instead", () => {
    const person = { ...details().person, privileged: true };
    const { outlook } = administration;
    const lone = form(sendPage({ person, accounts: [{ ...own, privileged: true, outlook }] })).text;
    expect(lone).toContain(
      "Dana Ruiz is privileged: this check alone cannot pass, because it also needs a passkey or a second approver together with the manager, " +
        "and that cannot be had here for this person now. Use your desk’s procedure for privileged accounts.",
    );
    expect(lone).toContain("Send it all the same, as evidence only");
    const two = sendPage({ accounts: [own, administration] });
    expect(form(two).text).not.toContain("cannot pass");
    expect(form(two, undefined, { accountId: "acc_adm" }).text).toContain(
      "adm-dana.ruiz is a privileged account: this check alone cannot pass",
    );
  });

  it("says that an MFA reset cannot pass, and what it lacks", () => {
    const reset = (outlook: AccountReply["outlook"]) => form(sendPage({ accounts: [{ ...own, outlook }] }));
    expect(reset({ canPass: true }).html).not.toContain("evidenceOnly");
    const lacking = reset({ canPass: false, because: "mfa_reset", alsoNeeds: [["passkey"], ["desk_code"]] });
    expect(lacking.text).toContain(
      "it also needs a passkey or a desk code, and none of these can be had here for Dana",
    );
    expect(lacking.html).toContain("evidenceOnly");
  });

  it("puts what is in the way in the form's place, and leaves the account to be changed", () => {
    const thin = { ...administration, problem: "too_few_facts" as const };
    const { html, text } = form(sendPage({ accounts: [own, thin] }), undefined, { accountId: "acc_adm" });
    expect(text).toContain("Too few facts on file");
    expect(html).toContain('name="accountId"');
    expect(text).not.toContain("Send to");
  });

  it.each<[NonNullable<SendPageReply["problem"]>, string]>([
    ["requester_missing", "names no requester"],
    ["requester_unknown", "not in the directory"],
    ["requester_ambiguous", "Several people"],
    ["requester_inactive", "DO NOT PROCEED"],
    ["requester_is_agent", "your own account"],
    ["fenced", "security"],
    ["lifted_by_you", "Ask a colleague"],
    ["daily_limit", "counts for 24 hours"],
    ["no_contact_on_record", "seven days"],
  ])("says what to do about %s", (problem, words) => {
    expect(draw(<PersonProblem page={sendPage()} problem={problem} />).text).toContain(words);
  });

  it("leads to a colleague's check of the same person", () => {
    const open = { verificationId: "vrf_9", ticketNumber: "IR-0000118", agentName: "Aisha Bello", own: false };
    const { html, text } = draw(<PersonProblem page={sendPage({ open })} problem={undefined} />);
    expect(text).toContain("Aisha Bello already has a check of this person running, for IR-0000118.");
    expect(html).toContain("/tickets/tkt_123/send?live=vrf_9");
  });
});

describe("a provider that is tried out", () => {
  const address = "https://console.example/webhooks/delivery/twilio";
  const last = { provider: "twilio", masked: "+44 •••• ••• •23", at: NOW, state: "accepted" } as const;
  const shown = (change: Partial<DeliveryTestCarrier>) => {
    const carrier = { channel: "sms", provider: "twilio", receiptAddress: address, ...change } as const;
    const reply = { receiptWithinMs: 300_000, carriers: [carrier] };
    return draw(<CarrierTest carrier={carrier} reply={reply} reload={nothing} saved />, "admin").text;
  };

  it.each<[NonNullable<DeliveryTestCarrier["last"]>["state"], string]>([
    ["accepted", "Accepted to +44 •••• ••• •23 by twilio, 14:26:00 The provider took it; its receipt is waited for"],
    ["silent", `told nothing within 5 minutes. Check that ${address} is set up there`],
    ["failed", "Failed to +44 •••• ••• •23 by twilio, 14:26:00 The phone is off or out of reach."],
    ["unknown", "did not answer before the request ended"],
    ["delivered", "Delivered to"],
  ])("says what became of a test: %s", (state, words) => {
    expect(shown({ last: { ...last, state, reason: "the phone is off or out of reach" } })).toContain(words);
  });

  it.each([
    [undefined, "This provider sends no receipts"],
    ["failed", "This provider sends no receipts"],
    ["unreported", "sends no receipt: look whether it has arrived"],
    ["delivered", "Delivered to"],
  ] as const)("says one thing where the provider sends no receipts: %s", (state, said) => {
    const carrier = { channel: "sms", provider: "local", ...(state && { last: { ...last, state } }) } as const;
    const reply = { receiptWithinMs: 300_000, carriers: [carrier] };
    const { text } = draw(<CarrierTest carrier={carrier} reply={reply} reload={nothing} saved />, "admin");
    const sayings = ["This provider sends no receipts", "sends no receipt: look", "Delivered to"];
    expect(sayings.filter((one) => text.includes(one))).toEqual([sayings.find((one) => said.startsWith(one))]);
  });

  it("is tried out as it is saved, and says so while something else is in the form", () => {
    const carrier = { channel: "email", provider: "resend", receiptAddress: address } as const;
    const reply = { receiptWithinMs: 300_000, carriers: [carrier] };
    const drawn = (saved: boolean) => [
      draw(<CarrierTest carrier={carrier} reply={reply} reload={nothing} saved={saved} />, "admin"),
      draw(<TestConnection name="main" saved={saved} onFormat={nothing} />, "admin"),
      draw(<TestSignIn name="work" saved={saved} />, "admin"),
      draw(<TestActionTarget name="ad" saved={saved} />, "admin"),
    ];
    const button =
      /<button type="button" class="button"( disabled)?[^>]*>(?:Send a test|Test connection|Test sign-in|Test on my account)/u;
    for (const { text, html } of drawn(false)) {
      expect(text).toContain("Save first: the test uses what is saved.");
      expect(button.exec(html)?.[1]).toBe(" disabled");
    }
    for (const { text, html } of drawn(true)) {
      expect(text).not.toContain("Save first");
      expect(button.exec(html)).toMatchObject({ 1: undefined });
    }
  });

  it("leads a mail to the admin's own address, and offers no other", () => {
    const text = shown({ channel: "email" });
    expect(text).toContain("Goes to lee@halden.example");
    expect(text).not.toContain("Mobile number");
    expect(shown({ channel: "sms" })).toContain("Mobile number that you have at hand");
    expect(shown({ channel: "sms" })).toContain("The same number once more");
  });
});

describe("a ticket system, tried out", () => {
  const shown = (closing: ConnectionTestReply["closing"]) =>
    draw(<ConnectionTested tested={{ read: { ok: true }, categories: [], ...(closing && { closing }) }} />, "admin");
  const ticket = "IR-0000039";
  const flag = { field: "UDF_CloseIt", value: "Yes" };

  it.each([
    [{ state: "marked", ticket, flag }, "when UDF_CloseIt becomes Yes and the ticket is open, close it"],
    [{ state: "stays_open", ticket, offered: ["Submit", "Accept"] }, "only Submit, Accept"],
    [{ state: "stays_open", ticket, offered: [] }, "add a rule in the ticket system"],
    [{ state: "note_only" }, "choose Auto or Flag"],
  ] as const)("says in red that tickets will stay open, and what to do: %s", (closing, next) => {
    const { text, html } = shown(closing);
    expect(text).toContain("Tickets will stay open.");
    expect(text).toContain(next);
    expect(html).toContain("notice tone-bad");
  });

  it("says that tickets can be closed, or that it is not known", () => {
    expect(shown({ state: "closes", ticket, step: "Close" }).text).toContain("IR-0000039 the account may use Close");
    expect(shown({ state: "none_open", ticket }).text).toContain("is not known: IR-0000039 has ended");
    expect(shown({ state: "none_open" }).text).toContain("none of those that changed last is open");
    expect(shown({ state: "unread", problem: "peer.timeout" }).text).toContain("Whether tickets can be closed is not");
    for (const closing of [undefined, { state: "closes", ticket, step: "Close" }] as const) {
      expect(shown(closing).html).not.toContain("tone-bad");
    }
  });
});

describe("a system that sets passwords, tried out", () => {
  const reply = {
    asked: "lee@halden.example",
    does: ["password_reset"],
    serves: "Accounts of Entra.",
    lacks: [],
  } as const;
  const shown = (change: Partial<ActionTargetTestReply>) =>
    draw(
      <ActionTargetTested
        tested={{ ...reply, account: { state: "read", minLength: 15, rules: ["No accents."] }, ...change }}
      />,
      "admin",
    ).text;

  it("shows the account that was read, what is asked of a password, and whom it serves", () => {
    const text = shown({
      account: {
        state: "read",
        minLength: 15,
        rules: ["No accents."],
        passwordSetAt: NOW,
        leftAlone: "became_privileged",
      },
    });
    for (const words of [
      "Read the account lee@halden.example. Its password was set",
      "An administrator's account: the portal would leave it alone.",
      "At least 15 characters.",
      "No accents.",
      "People can set a new password. It serves: Accounts of Entra.",
    ]) {
      expect(text).toContain(words);
    }
  });

  it("says what is missing, and that nobody was found", () => {
    expect(shown({ lacks: ["The application lacks a permission."] })).toContain("The application lacks a permission.");
    expect(shown({ account: { state: "unread", unknown: true } })).toContain("knows no account lee@halden.example");
    expect(shown({ account: { state: "unread", why: "the secret has expired" } })).toContain(
      "The account could not be read: the secret has expired",
    );
  });
});

describe("a provider's health", () => {
  const shown = (change: Partial<IntegrationReply>) =>
    draw(
      <Integration
        integration={{
          id: "sms",
          kind: "sms",
          label: "Twilio",
          state: "working",
          okAt: NOW - 60_000,
          called: true,
          backlog: { waiting: 0 },
          ...change,
        }}
      />,
    ).text;

  it("says what went through, what waits and since when", () => {
    expect(shown({})).toContain("SMS by Twilio Working Last success 14:25 .");
    expect(shown({ backlog: { waiting: 2, oldestAt: NOW - 120_000 } })).toContain("2 wait, the oldest since 14:24 .");
  });

  it("says why it fails, and of an old failure that it is over", () => {
    const failure = { at: NOW - 120_000, reason: "the provider refused our account" };
    expect(shown({ state: "failing", failure })).toContain("Failing The provider refused our account, since 14:24");
    expect(shown({ failure })).toContain("Working Failed before: the provider refused our account, 14:24");
  });

  it("does not pretend to be called where only messages tell of it", () => {
    expect(shown({ called: false })).toContain("Known only by what is sent.");
    expect(shown({})).not.toContain("Known only");
  });
});

describe("what did not go out", () => {
  const item: DeliveryRow = {
    kind: "note",
    id: "not_1",
    status: "waiting",
    what: "Verification sent",
    reason: "the ticket system could not be reached",
    since: NOW - 3_600_000,
    attempts: 2,
    nextAt: NOW + 60_000,
    ticketNumber: "IR-0000123",
    mayRetry: true,
    mayDiscard: false,
  };
  const acts = { busy: false, problem: undefined, asking: undefined, ask: nothing, retry: nothing, discard: nothing };
  const shown = (change: Partial<DeliveryRow> = {}) => {
    const items = [{ ...item, ...change }];
    return [<DeliveryTable items={items} acts={acts} />, <DeliveryCards items={items} acts={acts} />].map(
      (node) => draw(node).text,
    );
  };

  it("says why, how often it was tried, and when it is tried next", () => {
    for (const text of shown()) {
      expect(text).toContain("The ticket system could not be reached. 2 tries");
      expect(text).toContain("next try 14:27:00");
      expect(text).not.toContain("Discard");
    }
    expect(shown({ attempts: 0 })[0]).toContain("not tried yet");
  });

  it("says how many one line stands for", () => {
    const gathered = { kind: "message", what: "contact_replaced_sms", total: 12 } as const;
    expect(shown(gathered)[0]).toContain("SMS to a replaced contact, and 11 more");
    expect(shown({ ...gathered, total: 1 })[0]).not.toContain("more");
  });

  it("counts no tries of a dead letter: what it was about has them", () => {
    const { nextAt: _next, ...letter } = { ...item, kind: "dead_letter" as const, attempts: 0, mayRetry: false };
    const { text } = draw(<DeliveryCards items={[letter]} acts={acts} />);
    expect(text).not.toMatch(/\btr(?:y|ies|ied)\b/);
    expect(text).toContain("Somebody else has to do this");
  });
});

it.each([
  ["a group's user", true, "agent", true],
  ["a group's user who becomes an admin", true, "admin", false],
  ["anybody else", false, "agent", false],
] as const)("a change of the role of %s says for how long it lasts: %s", (_who, byGroups, role, said) => {
  expect(roleText({ byGroups }, role).includes("until they sign in with the company account")).toBe(said);
});

it("says beside a name what may be taken for somebody else's, and nothing where there is nothing", () => {
  expect(renderToString(<Appearance of={{}} />)).toBe("");
  const said = renderToString(
    <Appearance of={{ mixedScripts: true, otherDomain: true, asciiDomain: "xn--hlden-4ve.example" }} />,
  );
  for (const words of ["Name mixes alphabets", "Not one of our mail domains", "Domain is xn--hlden-4ve.example"]) {
    expect(said).toContain(words);
  }
});

describe("what a row of the audit log is about", () => {
  const about = (details: Readonly<Record<string, boolean>>) => {
    const row = { id: "1", at: NOW, actor: "system", user: "System", action: "link.seen", words: "", source: "Portal" };
    return draw(<Subject row={{ ...row, subject: "vrf_1", details }} />).html;
  };

  it("opens the check, but for practice: no page shows it", () => {
    expect(about({})).toContain(`href="${pathTo.details("vrf_1")}"`);
    expect(about({ practice: true })).toBe("<span>vrf_1</span>");
  });
});

describe("a button that waits for something", () => {
  const button = (missing: string | undefined) =>
    draw(
      <ReadyButton class="button" busy={false} missing={missing}>
        Go
      </ReadyButton>,
    ).html;

  it("says what is missing, and is described by it", () => {
    const [, id = "none"] = /<span id="([^"]+)"[^>]*>Give a reason/.exec(button("Give a reason")) ?? [];
    expect(button("Give a reason")).toMatch(new RegExp(`<button[^>]* disabled[^>]*aria-describedby="${id}"`));
    expect(button(undefined)).not.toMatch(/disabled|describedby/);
  });
});

describe("the test of a company's sign-in", () => {
  const read = { ok: true } as const;
  const issuer = { check: "issuer", outcome: "differs", says: "https://id.example/<b>" } as const;
  const pkce = { check: "pkce", outcome: "unsaid" } as const;
  const keys = { check: "keys", outcome: "differs", problem: "peer.rejected" } as const;
  const fits = { check: "algorithm", outcome: "fits" } as const;
  const saved = (checked: Parameters<typeof SavedOutcome>[0]["checked"]) =>
    draw(<SavedOutcome name="work" checked={checked} />, "admin").text;

  it("says in words, line by line, what it saw", () => {
    const { text, html } = draw(<SignInTested tested={{ read, findings: [issuer, pkce, keys, fits] }} />, "admin");
    for (const line of [
      "Read what the provider says of itself",
      "It calls itself another issuer: https://id.example/&lt;b",
      "It does not say whether it takes PKCE with S256, which is sent",
      "Could not read its keys: its address is not https, or on an origin that is not named here",
      "It signs ID tokens with the algorithm set here",
    ]) {
      expect(text).toContain(line);
    }
    expect(html.match(/tone-(?:ok|warn|bad)/gu)).toEqual(["tone-ok", "tone-bad", "tone-warn", "tone-bad", "tone-ok"]);
    const away = { read: { ok: false, problem: "peer.timeout" }, findings: [] } as const;
    expect(draw(<SignInTested tested={away} />, "admin").text).toContain("it did not answer in time");
  });

  it("says after a save what became of it, whatever that was", () => {
    expect(saved(undefined)).toContain("Testing work as it was saved.");
    expect(saved({ tested: { read, findings: [fits, pkce] } })).toMatch(/Saved\. work answers as it should\..*PKCE/su);
    expect(saved({ tested: { read, findings: [fits, issuer] } })).toMatch(
      /Saved\. work is not set as it says of itself:.*another issuer/su,
    );
    expect(saved({ tested: { read: { ok: false, problem: "peer.unreachable" }, findings: [] } })).toContain(
      "Saved. work could not be read: it cannot be reached at this address.",
    );
    const failed = { status: 0, code: "offline", title: "You are offline" } as never;
    expect(saved({ failed })).toContain("Saved. work could not be tested: press Test sign-in.");
  });
});
