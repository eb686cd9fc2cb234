import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { KEPT_DAYS } from "../../workers/core/policy/kept-days.ts";
import type { PortalFrame, PortalScreen, QuestionScreen } from "../../workers/contract/portal.ts";
import { QUESTION_KINDS } from "../../workers/core/questions/registry.ts";
import { ENGLISH } from "./english.fixture.ts";
import { LOCALES } from "./locales.ts";
import { renderPortal } from "./render.tsx";

const DATA: PortalScreen = { screen: "data", keptDays: KEPT_DAYS };
const NOW = Date.UTC(2026, 10, 24, 14, 6);
const MINUTE = 60_000;
const LOCATOR = "AQIDBAUGBwgJCgsMDQ4PEAABAgMEBQYHCAkKCwwNDg8Q";
const ASSETS = { css: "body{color:red}", scriptUrl: "/assets/portal-1a2b.js" };

const FRAME: PortalFrame = {
  locator: LOCATOR,
  locale: "en",
  organisation: "Aldermoor",
  brand: "imper.ai",
  timeZone: "Europe/London",
  reportable: true,
  tellsSecurity: false,
  desk: {
    phone: "020 7946 0123",
    place: "Building C",
    open: { until: "18:00" },
    privacyContact: "privacy@aldermoor.example",
  },
};

const LANDING = {
  screen: "landing",
  action: "password_reset",
  typed: false,
  agentName: "Dana Reed",
  ticketNumber: "IR-0000039",
  ticketOpenedAt: NOW - 8 * MINUTE,
  aboutMinutes: 2,
  questions: { least: 3, most: 6 },
  pressToken: "press-token",
} as const satisfies PortalScreen;

const CODE = {
  screen: "code",
  action: "password_reset",
  typed: false,
  agentName: "Dana Reed",
  ticketNumber: "IR-0000039",
  validUntil: NOW + 5 * MINUTE,
  triesLeft: 3,
} as const;

const CHOICE: QuestionScreen = {
  screen: "question",
  ordinal: 2,
  attempt: 1,
  questions: { least: 3, most: 6 },
  kind: "meeting_person",
  params: { date: "2026-11-17" },
  form: "choice",
  options: ["Leila Haddad", "Tomasz Nowak"],
  previous: { ordinal: 1, answer: { type: "text", text: "Nairobi" } },
  deadlineAt: NOW + 14 * MINUTE,
  moreTime: "offered",
};
const TEXT: QuestionScreen = { ...CHOICE, kind: "sign_in_city", params: {}, form: "text", options: [] };
const MONTH: QuestionScreen = { ...TEXT, kind: "start_month", params: { organisation: "Aldermoor" }, form: "month" };

const VERIFIED = {
  screen: "verified",
  firstName: "Amara",
  agentName: "Dana Reed",
  ticketNumber: "IR-0000039",
} as const;
const ACTION = {
  screen: "action",
  action: "password_reset",
  firstName: "Amara",
  account: "amara.okafor@aldermoor.example",
  until: NOW + 10 * MINUTE,
  state: "ready",
  rules: { minLength: 14, maxLength: 64, inWords: ["3 / 4"] },
} as const satisfies PortalScreen;
const { rules: _rules, ...ACTION_WITHOUT_RULES } = ACTION;
const ACTION_DONE = {
  screen: "action_done",
  action: "password_reset",
  at: NOW,
  ticketNumber: "IR-0000039",
} as const satisfies PortalScreen;
const NOT_VERIFIED = {
  screen: "not_verified",
  reference: "7K2M-4QXD",
  ticketNumber: "IR-0000039",
  agentName: "Dana Reed",
} as const;
const REPORT = {
  screen: "report",
  typed: false,
  channel: "sms",
  blockedUntil: NOW + 24 * 60 * MINUTE,
  pressToken: "token",
} as const;
const MOVE_CODE = { screen: "move_code", triesLeft: 3, validUntil: NOW + 5 * MINUTE, pressToken: "token" } as const;

const SCREENS: readonly PortalScreen[] = [
  LANDING,
  { ...LANDING, typed: true },
  CODE,
  { ...CODE, problem: "wrong" },
  { ...CODE, problem: "not_a_code" },
  { ...CODE, typed: true },
  CHOICE,
  TEXT,
  MONTH,
  { ...MONTH, problem: { code: "year" } },
  { ...CHOICE, problem: { code: "empty" } },
  { screen: "warning", started: "someone" },
  { screen: "warning", started: "unknown" },
  REPORT,
  { ...REPORT, typed: true },
  { screen: "reported", at: NOW, again: false },
  { screen: "approving", until: NOW + 30 * MINUTE },
  { screen: "approving", until: NOW + 30 * MINUTE, passkey: true },
  { screen: "approving", until: NOW + 30 * MINUTE, passkey: true, asked: true },
  { screen: "approving", until: NOW + 30 * MINUTE, passkey: true, asked: true, digits: "42" },
  { screen: "approving", until: NOW + 30 * MINUTE, digits: "07" },
  VERIFIED,
  { ...VERIFIED, passkey: "offered" },
  { ...VERIFIED, passkey: "added" },
  ACTION,
  ACTION_WITHOUT_RULES,
  { ...ACTION, suggestion: "Copper-maple-drift-swan-7" },
  { ...ACTION, state: "unsure", problem: { code: "away" } },
  { ...ACTION, problem: { code: "common" } },
  { ...ACTION, problem: { code: "personal" } },
  { ...ACTION, rules: { ...ACTION.rules, notLeaked: true }, problem: { code: "leaked" } },
  { ...ACTION, problem: { code: "too_short", characters: 14 } },
  { ...ACTION, problem: { code: "refused", inItsWords: "0x2D" } },
  { ...ACTION, state: "working" },
  { ...ACTION_WITHOUT_RULES, action: "account_unlock" },
  ACTION_DONE,
  { ...ACTION_DONE, earlier: true, notWorking: true },
  { ...ACTION_DONE, leaks: "none_known" },
  { ...ACTION_DONE, leaks: "not_checked" },
  { ...ACTION_DONE, action: "account_unlock" },
  { screen: "action_withdrawn", firstName: "Amara", agentName: "Dana Reed" },
  NOT_VERIFIED,
  { screen: "timed_out", reference: "7K2M-4QXD" },
  { screen: "person_asked", reference: "7K2M-4QXD", answerBy: NOW + 60 * MINUTE, answerTime: "15:06 London time" },
  { screen: "other_browser", pressToken: "token" },
  { screen: "no_cookies", link: `https://verify.example/v/${LOCATOR}` },
  MOVE_CODE,
  { ...MOVE_CODE, problem: "ended" },
  { screen: "moved" },
  { screen: "ended" },
  { screen: "unknown" },
  { screen: "fault" },
  { screen: "busy" },
  DATA,
  { screen: "other_ways" },
];
const NAMED = SCREENS.map((screen, at) => [`${at} ${screen.screen}`, screen] as const);

const draw = (screen: PortalScreen, frame: PortalFrame = FRAME) =>
  renderPortal({ frame, screen, assets: ASSETS, now: NOW });
const html = (screen: PortalScreen, frame: PortalFrame = FRAME) => draw(screen, frame).html;

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Index of the form the tag stands in, or -1. */
  readonly form: number;
}

const VOID = new Set(["meta", "input", "br"]);

/** The open tags of a document in order; throws where tags do not nest. */
function tagsOf(document: string): readonly Tag[] {
  const open: string[] = [];
  const tags: Tag[] = [];
  let forms = -1;
  for (const [, close, name = "", rest = ""] of document.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi,
  )) {
    if (close === "/") {
      expect(open.pop()).toBe(name);
      continue;
    }
    if (name === "form") forms += 1;
    const attributes = [...rest.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map((found) => [found[1] ?? "", found[2] ?? ""]);
    tags.push({ name: name, attributes: Object.fromEntries(attributes), form: open.includes("form") ? forms : -1 });
    if (!VOID.has(name)) open.push(name);
  }
  expect(open).toEqual([]);
  return tags;
}

/** Each form as "action: field=value ..."; a field to fill in has no value. */
function formsOf(document: string): readonly string[] {
  const tags = tagsOf(document);
  const forms = tags.filter((tag) => tag.name === "form");
  return forms.map((form, at) => {
    const fields = tags
      .filter((tag) => tag.form === at && tag.attributes["name"] !== undefined)
      .map(({ attributes }) =>
        attributes["value"] ? `${attributes["name"]}=${attributes["value"]}` : attributes["name"],
      );
    return [`${form.attributes["action"]?.replace(`/v/${LOCATOR}/`, "")}:`, ...fields].join(" ");
  });
}

/** What a reader sees, without tags. */
function words(document: string): string {
  return document
    .slice(document.indexOf("<body"))
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

describe("every screen", () => {
  it.each(NAMED)("%s says where it is practice, and only there", (_name, screen) => {
    const said = "You are checking yourself. It counts for nothing";
    expect(words(html(screen, { ...FRAME, practice: true }))).toContain(said);
    expect(words(html(screen))).not.toContain(said);
  });

  it.each(NAMED)("%s is one well-formed document without inline code", (_name, screen) => {
    const document = html(screen);
    const tags = tagsOf(document);
    expect(document.startsWith('<!doctype html><html lang="en-GB" dir="ltr">')).toBe(true);
    expect(document).toContain(`<style>${ASSETS.css}</style>`);
    expect(tags.filter((tag) => tag.name === "style")).toHaveLength(1);
    expect(document).toContain(`<script type="module" src="${ASSETS.scriptUrl}"></script>`);
    expect(tags.filter((tag) => tag.name === "script")).toHaveLength(1);
    expect(document).toContain('<meta name="robots" content="noindex"/>');
    for (const tag of tags) {
      const names = Object.keys(tag.attributes);
      expect(names.filter((name) => name === "style" || name.startsWith("on"))).toEqual([]);
    }
  });

  it.each(NAMED)("%s has one heading that can take the focus, and ids used once", (_name, screen) => {
    const document = html(screen);
    const outsideTemplates = tagsOf(document.replace(/<template.*?<\/template>/gs, ""));
    const headings = outsideTemplates.filter((tag) => tag.name === "h1");
    expect(headings.map((tag) => tag.attributes["tabindex"])).toEqual(["-1"]);
    const ids = outsideTemplates.flatMap((tag) => tag.attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(NAMED)("%s posts to its own link only", (_name, screen) => {
    for (const tag of tagsOf(html(screen)).filter((tag) => tag.name === "form")) {
      expect(tag.attributes["method"]).toBe("post");
      expect(tag.attributes["action"]).toMatch(new RegExp(`^/v/${LOCATOR}/[a-z-]+$`));
    }
  });

  it.each(NAMED)("%s uses no word that requesters should not have to know", (_name, screen) => {
    expect(words(html(screen))).not.toMatch(/verif|identity|authenticat|session|token|MFA|!/i);
  });

  it("has the status of its kind", () => {
    const statuses = SCREENS.map((screen) => [screen.screen, draw(screen).status]);
    const unusual = statuses.filter(([, status]) => status !== 200);
    expect(unusual).toEqual([
      ["ended", 410],
      ["unknown", 404],
      ["fault", 500],
      ["busy", 503],
    ]);
  });
});

const MORE_TIME = `more-time: deadline=${String(CHOICE.deadlineAt)}`;

const MONTH_FIELDS = [
  ...Array.from({ length: 60 }, (_, ago) => `year=${String(2026 - ago)}`),
  ...Array.from({ length: 12 }, (_, at) => `month=${String(at + 1)}`),
].join(" ");

describe("forms", () => {
  it.each<[string, PortalScreen, readonly string[]]>([
    ["landing", LANDING, ["begin: press=press-token claims started=i_contacted started=someone started=unknown"]],
    ["code", CODE, ["code: code", "begin: press claims started=someone started=unknown"]],
    [
      "choice",
      CHOICE,
      ["change: ordinal=1", "answer: ordinal=2 attempt=1 option=0 option=1 option=2 skip=1", MORE_TIME],
    ],
    ["text", TEXT, ["change: ordinal=1", "answer: ordinal=2 attempt=1 text skip=1", MORE_TIME]],
    ["month", MONTH, ["change: ordinal=1", `answer: ordinal=2 attempt=1 ${MONTH_FIELDS} skip=1`, MORE_TIME]],
    ["report", REPORT, ["report: press=token"]],
    ["verified", VERIFIED, ["feedback: feedback=easy feedback=ok feedback=hard"]],
    ["not verified", NOT_VERIFIED, ["person:", "feedback: feedback=easy feedback=ok feedback=hard"]],
    ["other browser", { screen: "other_browser", pressToken: "token" }, ["move: press=token"]],
    ["move code", MOVE_CODE, ["move-code: press=token code"]],
    ["move code, ended", { ...MOVE_CODE, problem: "ended" }, ["move: press=token"]],
    ["feedback given", { ...VERIFIED, feedback: "easy" }, []],
  ])("%s has exactly its fields", (_name, screen, forms) => {
    expect(formsOf(html(screen)).filter((form) => !form.startsWith("undefined"))).toEqual(forms);
  });

  it("offers the three ways to start as equals", () => {
    const rows = tagsOf(html(LANDING)).filter((tag) => tag.attributes["name"] === "started");
    expect(rows.map((row) => row.attributes["class"])).toEqual(["row", "row", "row"]);
  });

  it("puts Continue first, so that Enter never means I don't know", () => {
    const buttons = tagsOf(html(TEXT)).filter((tag) => tag.name === "button" && tag.form === 1);
    expect(buttons.map((button) => button.attributes["name"])).toEqual([undefined, "skip"]);
  });

  it("shows the same shape whatever the previous answer was", () => {
    const shape = (answer: string) =>
      html({ ...CHOICE, previous: { ordinal: 1, answer: { type: "text", text: answer } } }).replace(answer, "");
    expect(shape("Nairobi")).toBe(shape("I don't know"));
  });
});

describe("what a screen may show", () => {
  it("keeps agent and purpose from a typed destination", () => {
    const typed = words(html({ ...LANDING, typed: true }));
    expect(typed).toContain("IR-0000039");
    expect(typed).not.toMatch(/Dana|password/);
  });

  it("promises a typed destination no block of an account", () => {
    expect(words(html({ ...REPORT, typed: true }))).toContain("stop using this phone number for Aldermoor");
    expect(words(html({ ...REPORT, typed: true }))).not.toMatch(/tomorrow|password/);
    expect(words(html({ ...REPORT, typed: true, channel: "email" }))).toContain("stop using this email address");
    expect(words(html(REPORT))).toContain("until tomorrow at 14:06");
  });

  it.each<PortalScreen>([
    { screen: "other_browser", pressToken: "token" },
    MOVE_CODE,
    { screen: "moved" },
    { screen: "ended" },
  ])("shows nothing of the check on $screen", (screen) => {
    expect(words(html(screen))).not.toMatch(/IR-|Dana|Amara|Question/);
  });

  it("says that security hears of it only where it does", () => {
    const told = { ...FRAME, tellsSecurity: true };
    for (const screen of SCREENS) {
      expect(html(screen)).not.toMatch(/security team/i);
    }
    for (const screen of SCREENS.filter(({ screen }) => screen === "report" || screen === "reported")) {
      expect(html(screen, told)).toContain("the security team");
      // Being told is not having been told: the message is on its way when the page is made.
      expect(html(screen, told)).not.toMatch(/security team knows/i);
    }
  });

  it("offers This wasn't me exactly while it may be reported", () => {
    const shown = SCREENS.filter((screen) => html(screen).includes(`href="/v/${LOCATOR}/report"`));
    expect(shown.map((screen) => screen.screen)).toEqual(
      expect.arrayContaining(["landing", "code", "question", "warning", "other_browser", "move_code", "ended"]),
    );
    const frame = { ...FRAME, reportable: false };
    expect(SCREENS.filter((screen) => html(screen, frame).includes('/report"'))).toEqual(
      SCREENS.filter((screen) => screen.screen === "report"),
    );
  });

  it.each<PortalScreen>([LANDING, CHOICE, NOT_VERIFIED, VERIFIED])("puts no value of $screen into markup", (screen) => {
    const skeleton = (value: unknown) =>
      tagsOf(html(value as PortalScreen)).map((tag) => [tag.name, Object.keys(tag.attributes)]);
    const hostile = constantFrom(
      "<script>alert(1)</script>",
      '"><img src=x onerror=alert(1)>',
      "' onfocus='x",
      "&lt;b&gt;",
      "</main>",
    );
    assert(
      property(hostile, (text) => {
        const fields = Object.entries(screen).map(([name, value]) => {
          const isFree = /name$|ticketNumber|reference|pressToken/i.test(name);
          if (name === "options") return [name, [text, text]];
          if (name === "previous") return [name, { ordinal: 1, answer: { type: "text", text } }];
          return [name, isFree ? text : value];
        });
        expect(skeleton(Object.fromEntries(fields))).toEqual(skeleton(screen));
      }),
    );
  });
});

describe("words with values", () => {
  it("writes a question's day in spaces that may break, so that no end sign is left alone", () => {
    expect(html(CHOICE)).toContain("Tuesday, 17 November?");
  });

  it("writes times in the desk's zone with the instant beside them", () => {
    const summer = { ...REPORT, blockedUntil: Date.UTC(2026, 6, 1, 12, 5) };
    expect(html(summer)).toContain('<time datetime="2026-07-01T12:05:00.000Z">13:05</time>');
  });

  it("says today only of today", () => {
    expect(words(html(LANDING))).toContain("opened today at 13:58");
    const earlier = { ...LANDING, ticketOpenedAt: Date.UTC(2026, 10, 23, 9, 30) };
    expect(words(html(earlier))).toContain("opened on 23 November at 09:30");
    const { ticketOpenedAt: _, ...unknown } = LANDING;
    expect(words(html(unknown))).not.toContain("opened");
  });

  it("counts one and many", () => {
    expect(words(html({ ...CODE, triesLeft: 1 }))).toContain("You have 1 try.");
    expect(words(html({ ...CODE, problem: "wrong", triesLeft: 2 }))).toContain("do not match. You have 2 tries left.");
  });

  it.each(QUESTION_KINDS.all.map(({ id }) => id))("has words for a question of kind %s", (kind) => {
    const heading = words(html({ ...CHOICE, kind, params: { date: "2026-11-17", organisation: "Halden" } }));
    expect(heading).toMatch(/[Ww]h(ich|o|en) .*\?/);
    expect(heading).not.toContain("{");
  });

  it.each([
    ["shoe_size", "Shoe size"],
    ["constructor", "Constructor"],
  ])("goes on in plain letters with a kind that is no more: %s", (kind, name) => {
    expect(html({ ...CHOICE, kind, params: {} })).toContain(`${name}</h1>`);
  });

  it("goes on without a value that its kind did not have yet", () => {
    expect(words(html({ ...CHOICE, params: {} }))).toContain("Who did you have a meeting with on the day named?");
  });
});

describe("time limit and errors", () => {
  it("tells the script the seconds that are left", () => {
    expect(html(CHOICE)).toContain('data-left="840"');
  });

  it("offers more time until there is none", () => {
    expect(words(html({ ...CHOICE, moreTime: "just_added" }))).toContain("10 minutes added I need more time");
    const last = html({ ...CHOICE, moreTime: "none_left" });
    expect(words(last)).not.toContain("I need more time");
    expect(last).toContain('data-soon="Two minutes left."');
  });

  it("links the box to the years and says the same there", () => {
    const document = html({ ...MONTH, problem: { code: "year" } });
    expect(document).toContain('<a href="#year">Choose the year first</a>');
    const year = tagsOf(document).find((tag) => tag.attributes["id"] === "year");
    expect(year?.attributes).toMatchObject({ "aria-describedby": "hint field-problem", tabindex: "-1" });
  });
});

describe("a month", () => {
  it("is a year and then a month that sends both", () => {
    const fields = tagsOf(html(MONTH)).filter((tag) => tag.form === 1);
    const years = fields.filter((tag) => tag.attributes["name"] === "year");
    expect(years.map((tag) => tag.attributes["type"])).toEqual(years.map(() => "radio"));
    expect([years[0], years.at(-1)].map((tag) => tag?.attributes["value"])).toEqual(["2026", "1967"]);
    const months = fields.filter((tag) => tag.attributes["name"] === "month");
    expect(months.map((tag) => [tag.name, tag.attributes["value"]])).toEqual(
      Array.from({ length: 12 }, (_, at) => ["button", String(at + 1)]),
    );
  });

  it("is not sent by Enter on a year", () => {
    const first = tagsOf(html(MONTH)).find((tag) => tag.name === "button" && tag.form === 1);
    expect(Object.keys(first?.attributes ?? {})).toEqual(["hidden", "disabled"]);
  });
});

describe("what a page is called", () => {
  const titleOf = (screen: PortalScreen): string => /<title>(.*?)<\/title>/u.exec(html(screen))?.[1] ?? "";

  it("names the step before the brand", () => {
    expect(titleOf(CHOICE)).toBe("Question 2, Aldermoor IT");
    expect(titleOf(CODE)).toBe("Code, Aldermoor IT");
    const titles = new Map(SCREENS.map((screen) => [screen.screen, titleOf(screen)]));
    expect([...titles.values()].filter((title) => !/^.+, Aldermoor IT$/u.test(title))).toEqual([]);
    // Steps that follow one another are told apart.
    expect(new Set(["landing", "code", "question", "verified"].map((step) => titles.get(step as "code"))).size).toBe(4);
  });

  it("holds no value of the check", () => {
    expect(SCREENS.map(titleOf).filter((title) => /IR-|Dana|Amara|Leila|Nairobi|7K2M/u.test(title))).toEqual([]);
  });
});

describe("the way there", () => {
  it("promises a range and keeps to it", () => {
    expect(words(html(LANDING))).toContain("2 minutes, 3 to 6 questions");
    expect(words(html(LANDING))).not.toContain("can take longer");
    expect(words(html({ ...LANDING, longer: true }))).toContain("somebody else has to agree, or it is held");
    const at = (ordinal: number) => words(html({ ...CHOICE, ordinal }));
    expect(at(2)).toContain("Question 2 of 3 to 6");
    expect(at(5)).toContain("Question 5, a few more");
    expect(at(6)).toContain("Question 6, the last");
  });

  it("keeps who asks beside the code field, and from a typed destination", () => {
    expect(words(html(CODE))).toContain("Dana Reed from the IT Service Desk sent you this link");
    const typed = words(html({ ...CODE, typed: true }));
    expect(typed).toContain("The IT Service Desk sent you this link for ticket IR-0000039");
    expect(typed).not.toContain("Dana");
  });

  it("puts the focus into the code field, also after a wrong code", () => {
    for (const problem of ["wrong", "not_a_code"] as const) {
      const focused = tagsOf(html({ ...CODE, problem })).filter((tag) => "data-focus" in tag.attributes);
      expect(focused.map((tag) => tag.attributes["id"])).toEqual(["code"]);
    }
  });
});

describe("the desk", () => {
  const { open: _open, ...closed } = FRAME.desk;
  const withHours = (open: { from?: string; until: string }): PortalFrame => ({ ...FRAME, desk: { ...closed, open } });
  const OPEN_ON: readonly PortalScreen[] = [NOT_VERIFIED, { screen: "other_ways" }, { screen: "ended" }];

  it.each(OPEN_ON)("says on $screen until when it is open today, or nothing", (screen) => {
    expect(words(html(screen))).toContain("Open today until 18:00");
    expect(words(html(screen, withHours({ from: "13:00", until: "18:00" })))).toContain(
      "Open today from 13:00 to 18:00",
    );
    expect(words(html(screen, { ...FRAME, desk: closed }))).not.toMatch(/open today|\{|undefined/iu);
  });

  it.each<PortalScreen>([{ screen: "unknown" }, { screen: "reported", at: NOW, again: false }, { screen: "ended" }])(
    "can be called from $screen",
    (screen) => {
      expect(html(screen)).toContain('href="tel:02079460123"');
    },
  );

  it("keeps a ticket's number on one line", () => {
    for (const screen of [LANDING, { ...LANDING, typed: true }, CODE, NOT_VERIFIED]) {
      expect(html(screen)).toContain('<bdi class="unbroken">IR-0000039</bdi>');
    }
  });
});

describe("size", () => {
  it("keeps the first view in one congestion window, styles not even minified", () => {
    const css = ["../ui/tokens.css", "./styles.css"]
      .map((file) => readFileSync(new URL(file, import.meta.url), "utf8"))
      .join("");
    const sizes = SCREENS.map(
      (screen) => gzipSync(renderPortal({ frame: FRAME, screen, assets: { ...ASSETS, css }, now: NOW }).html).length,
    );
    expect(Math.max(...sizes)).toBeLessThan(14 * 1024);
  });
});

describe("what can be tapped", () => {
  it("dials the desk where something went wrong on our side", () => {
    expect(html({ screen: "fault" })).toContain('<a href="tel:02079460123"><bdi>020 7946 0123</bdi></a>');
  });

  it("writes to the privacy contact where that is a mail address, and only then", () => {
    const office = { ...FRAME, desk: { ...FRAME.desk, privacyContact: "the privacy office, room 4" } };
    for (const days of Object.values(KEPT_DAYS).filter((days) => days < 2_000)) {
      expect(words(html(DATA))).toMatch(new RegExp(`deleted (?:after )?${String(days)} days`));
    }
    expect(words(html(DATA))).toContain("kept for 7 years");
    expect(html(DATA)).toContain('<a href="mailto:privacy@aldermoor.example">');
    expect(html(DATA, office)).toContain("<bdi>the privacy office, room 4</bdi>");
    expect(html(DATA, office)).not.toContain("mailto:");
  });

  it("names the desk where nobody has said whom to ask about data", () => {
    const desk = { ...FRAME.desk, privacyContact: "" };
    expect(words(html(DATA, { ...FRAME, desk }))).toContain(`see or delete your data: ${FRAME.desk.phone}`);
    expect(words(html(DATA, { ...FRAME, desk: { ...desk, phone: "" } }))).toContain("your data: Aldermoor IT");
  });

  it("offers nothing to type where the numbers have ended", () => {
    const ended = html({ ...MOVE_CODE, problem: "ended" });
    expect(ended).not.toContain('name="code"');
    expect(ended).toContain("Send new numbers");
  });
});

describe.each(LOCALES.filter((locale) => locale !== "en"))("in %s", (locale) => {
  const { place: _place, ...desk } = FRAME.desk;

  it.each(NAMED)("%s has no English island, also where nobody has said where the desk is", (_name, screen) => {
    const words = html(screen, { ...FRAME, locale, desk })
      .replaceAll(/<(script|style)\b.*?<\/\1>/gsu, " ")
      .replaceAll(/<[^>]*>/gu, " ");
    expect(ENGLISH.exec(words)?.[0]).toBeUndefined();
  });
});
