/** The panel's pieces drawn to text: a countdown that goes on, a level that is none, what a finding did to the score. */
import { permissionsOf } from "../../../workers/core/policy/permissions.ts";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { Banner, VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { AppContext, type AppValue } from "../frame/app-context.ts";
import type { Assessment } from "../frame/shapes.ts";
import { BannerBox, CategoryCells, FindingRow, NoVerdict, ScoreHead } from "./parts.tsx";
import { ScoreChart } from "./score-chart.tsx";

const NOW = Date.parse("2026-11-19T14:26:00Z");
const never = () => new Promise<never>(() => undefined);
const nothing = (): void => undefined;

const app: AppValue = {
  session: {
    agent: { id: "agt_1", name: "Lee Tanaka", email: "lee@halden.example", role: "agent" },
    permissions: permissionsOf("agent"),
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

function draw(node: VNode): { text: string; html: string } {
  const html = renderToString(<AppContext.Provider value={app}>{node}</AppContext.Provider>);
  return { html, text: html.replaceAll(/<[^>]+>/g, "").replaceAll(/\s+/g, " ") };
}

const waiting: Banner = {
  tone: "info",
  verb: "WAIT",
  headline: "question 2, 9:40 left",
  line: "Change nothing yet",
  reasons: [],
  nextSteps: [],
};

describe("the headline of a running check", () => {
  const banner = (deadlineAt?: number, headline = waiting.headline) =>
    draw(<BannerBox banner={{ ...waiting, headline }} passLine={3} live deadlineAt={deadlineAt} />);

  it("counts on from what the server said, and is not announced each second", () => {
    const { html, text } = banner(NOW + 500_000);
    expect(text).toContain("WAIT: question 2, 8:20 left");
    expect(html).toMatch(/aria-live="off">, 8:20 left</);
  });

  it("stands as it came without a deadline or a time", () => {
    expect(banner().text).toContain("WAIT: question 2, 9:40 left");
    expect(banner(NOW + 500_000, "second approval needed").text).toContain("WAIT: second approval needed");
  });
});

const none = { sum: 0, clamped: 0 };
const vpn = {
  id: "consumer_vpn",
  category: "network",
  bits: 2,
  reason: "Network belongs to a VPN",
  observed: {},
} as const;
const assessment: Assessment = {
  modelVersion: "1",
  policyVersion: "1",
  priorBits: -2,
  findings: [
    vpn,
    { id: "answer_1", category: "challenge", bits: -2, reason: "One", observed: { grade: "correct" } },
    { id: "answer_2", category: "challenge", bits: 1, reason: "Two", observed: { grade: "skipped" } },
  ],
  categories: { network: { sum: 2, clamped: 2 }, endpoint: none, persona: none, challenge: { sum: -1, clamped: -1 } },
  score: 7,
  level: "high",
  passLine: 3,
  highLine: 7,
  forcedHigh: false,
  blocked: false,
};

describe("a finding", () => {
  it("says what the score would be without it", () => {
    expect(draw(<FindingRow finding={vpn} without={5.8} />).text).toContain("score 5.8 without it");
    expect(draw(<FindingRow finding={vpn} />).text).not.toContain("without it");
  });

  it("prints no bits where it forces the level without any", () => {
    const { text } = draw(<FindingRow finding={{ ...vpn, bits: 0, force: "blocking" }} />);
    expect(text).toContain("Blocking");
    expect(text).not.toContain("0 bits");
  });
});

it("sums the answers up in one line with their strength", () => {
  const { text } = draw(<CategoryCells assessment={assessment} without={{ consumer_vpn: 5.8 }} strengthBits={2.3} />);
  expect(text).toContain("1 of 1 answer correct, 1 skipped");
  expect(text).toContain("Strength of the answer: 2.3 bits");
  expect(text).toContain("Score 5.8 without it");
});

it("draws the score in the tone of its verdict, and none without one", () => {
  const risk = { score: 7, level: "verified", tone: "neutral" } as const;
  const { html } = draw(
    <>
      <ScoreHead risk={risk} passLine={3} />
      <ScoreChart assessment={assessment} tone={risk.tone} />
    </>,
  );
  expect(html).toContain("bar-score tone-neutral");
  expect(html).toContain("needle tone-neutral");
  expect(draw(<ScoreHead risk={undefined} passLine={3} />).text).toBe("No score");
});

it.each(["ticket names Tomasz W.", "account inactive or locked"])(
  "says why a void pass no longer counts: %s",
  (reason) => {
    const verdict = { standing: "void", word: "Passed, void", reason, tone: "bad" } as const;
    const row = { status: "passed", verdict } as unknown as VerificationRow;
    expect(draw(<NoVerdict row={row} assessment={assessment} />).text).toBe(
      `It ended as High, 7.0. That no longer counts: ${reason}.`,
    );
  },
);
