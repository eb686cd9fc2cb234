/** docs/risk.md: what the targets came to, the worst first, and everything they were read from. */
import { MODEL } from "../../workers/core/risk/model.ts";
import { SIGNALS } from "../../workers/core/risk/registry.ts";
import { FOUND, HOW } from "./report-words.ts";
import { bestTactics, ofTable, percent, storyOf, type Played } from "./results.ts";
import type { Row, Sizes } from "./rows.ts";
import { quantile, shareOf, type KindTally, type Tally } from "./tally.ts";
import { targetsOf, type Target } from "./targets.ts";

export interface Run {
  readonly seed: number;
  readonly sizes: Sizes;
  readonly on: string;
}

export function pageOf(results: readonly Played[], { seed, sizes, on }: Run): string {
  return [
    "<!-- Written by `npm run bench:risk`. Change the bench, not this page. -->",
    "# How well the verdicts hold",
    `${HOW} Played on ${on}, seed ${String(seed)}: ${String(sizes.target)} sessions for each row of the first tables, ${String(sizes.other)} for the others. Intervals are 95 % (Wilson).`,
    "## Targets, the worst first",
    targetTable(targetsOf(results)),
    "## What it shows",
    FOUND,
    "## Impostors",
    "Accepted is what the desk reads as PROCEED, or what lets an action run. Each row is the best of what he can do where he does not know: answer everything, skip, or guess as many as there are at least and then skip or let the time run out. Where a second human decides, the row says who: one who says yes to everybody, or one who says no.",
    impostorTable(results),
    "## Honest people",
    honestTable(results),
    "## What it costs them",
    "Of those to whom a link was sent; taps and characters of the questions alone. Begin is one tap more, the spoken code another and six digits.",
    costTable(results),
    "## How much hangs on the numbers",
    "The same with an impostor who knows half or twice as much of a person, and with honest people who recall every fact worse by ten points.",
    sensitivityTable(results),
    "## Coming again",
    "One try a day, until one passes. He drops the options that he chose before.",
    triesTable(results),
    "## Kind by kind",
    "Of the answers that were given, how many were right: by honest people who come for the first time, by the SIM thief and by the researcher who both answer everything, beside what the model reckons for the person and for an impostor of the strength that it assumes.",
    kindTable(results),
    "## What fires",
    "Of checks that were judged, in how many a finding raised the risk: of honest people as they are played, and of two impostors. Where somebody sits and what with is assumed like the rest; what your own people come with you see in their checks.",
    firedTable(results),
    "## Every line at once",
    "![Honest people let in against impostors let in](risk-roc.svg)",
    "## Calibration",
    "Of sessions with a score, over a contact on record: how much likelier a score is for a SIM thief than for an honest person who comes for the first time, as it was played, beside what the score itself says (two points are four bits, without the prior).",
    calibrationTable(results),
  ].join("\n\n");
}

const table = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

function interval({ accepted, sessions }: Pick<Tally, "accepted" | "sessions">): string {
  const { share, low, high } = shareOf(accepted, sessions);
  return `${percent(share)} (${percent(low)}-${percent(high)})`;
}

function targetTable(targets: readonly Target[]): string {
  return table(
    ["target", "wanted", "measured", "met"],
    targets.map(({ what, wanted, measured, met }) => [what, wanted, measured, met ? "yes" : "**no**"]),
  );
}

const humanOf = ({ secondHuman }: Row, of: readonly Played[], row: Row): string =>
  of.some(
    ({ row: other }) =>
      other.population.id === row.population.id && storyOf(other) === storyOf(row) && other.secondHuman !== secondHuman,
  )
    ? secondHuman
    : "";

function impostorTable(results: readonly Played[]): string {
  const all = ofTable(results, "target", "impostor");
  const rows = bestTactics(all).toSorted(
    (one, other) => other.tally.accepted / other.tally.sessions - one.tally.accepted / one.tally.sessions,
  );
  return table(
    ["impostor", "for", "second human", "his best", "accepted %", "questions", "not enough answered %"],
    rows.map(({ row, tally }) => [
      row.population.name,
      storyOf(row),
      humanOf(row, all, row),
      (row.tactic ?? "").replaceAll("_", " "),
      interval(tally),
      `${String(quantile(tally.questions, 0.5))}, ${String(quantile(tally.questions, 0.95))}`,
      percent((tally.statuses["not_enough_questions"] ?? 0) / tally.sessions),
    ]),
  );
}

function honestTable(results: readonly Played[]): string {
  const all = ofTable(results, "target", "honest");
  const rows = all.toSorted(
    (one, other) =>
      storyOf(one.row).localeCompare(storyOf(other.row)) ||
      one.row.secondHuman.localeCompare(other.row.secondHuman) * -1 ||
      one.tally.accepted - other.tally.accepted,
  );
  return table(
    ["who", "for", "second human", "accepted %", "no link, too little known %", "not enough answered %"],
    rows.map(({ row, tally }) => [
      row.population.name,
      storyOf(row),
      humanOf(row, all, row),
      interval(tally),
      percent(tally.notSent / tally.sessions),
      percent((tally.statuses["not_enough_questions"] ?? 0) / tally.sessions),
    ]),
  );
}

function costTable(results: readonly Played[]): string {
  const rows = ofTable(results, "target", "honest").filter(
    ({ row }) => row.story.action === "password_reset" && row.secondHuman === "yes",
  );
  return table(
    ["who", "for", "questions, median and 95th", "taps", "characters", "over within 15 minutes %"],
    rows.map(({ row, tally }) => [
      row.population.name,
      storyOf(row),
      ...([tally.questions, tally.taps, tally.characters] as const).map(
        (counts) => `${String(quantile(counts, 0.5))}, ${String(quantile(counts, 0.95))}`,
      ),
      percent(tally.withinQuarter / Math.max(1, tally.sessions - tally.notSent)),
    ]),
  );
}

function sensitivityTable(results: readonly Played[]): string {
  const base = (row: Row): Tally | undefined =>
    results.find(
      ({ row: other }) =>
        other.table === "target" &&
        other.population.id === row.population.id &&
        storyOf(other) === storyOf(row) &&
        other.secondHuman === "yes" &&
        other.tactic === row.tactic,
    )?.tally;
  return table(
    ["who", "for", "with", "accepted %", "as assumed %"],
    results
      .filter(({ row }) => row.table === "sensitivity")
      .map(({ row, tally }) => {
        const usual = base(row);
        return [
          row.population.name,
          storyOf(row),
          row.strength === undefined ? "recall -10 points" : `knowledge x${String(row.strength)}`,
          interval(tally),
          usual === undefined ? "" : interval(usual),
        ];
      }),
  );
}

function triesTable(results: readonly Played[]): string {
  return table(
    ["who", "for", "tries", "got in %"],
    results
      .filter(({ row }) => row.table === "tries")
      .map(({ row, tally }) => [row.population.name, storyOf(row), String(row.tries ?? 1), interval(tally)]),
  );
}

/** How often each kind is asked, and who gets it right. */
function kindTable(results: readonly Played[]): string {
  const kindsOf = (id: string): Tally["kinds"] => results.find(({ row }) => row.id === id)?.tally.kinds ?? {};
  const [honest, thief, researcher] = [
    kindsOf("first_time password_reset on_record yes"),
    kindsOf("sim_thief password_reset on_record yes answers_all"),
    kindsOf("researcher password_reset typed yes answers_all"),
  ];
  const right = (of: KindTally | undefined): string => (of === undefined ? "" : percent(of.correct / of.asked));
  return table(
    ["kind", "asked by 100 honest checks", "person %", "reckoned %", "SIM thief %", "researcher %", "reckoned %"],
    Object.entries(honest)
      .toSorted(([, one], [, other]) => other.asked - one.asked)
      .map(([kind, of]) => [
        kind.replaceAll("_", " "),
        String(Math.round((100 * of.asked) / sumOf(results, "first_time password_reset on_record yes"))),
        right(of),
        percent(of.reckonedPerson / of.asked),
        right(thief[kind]),
        right(researcher[kind]),
        percent(of.reckonedImpostor / of.asked),
      ]),
  );
}

/** Columns: by the id of a row's population. */
const FIRED_FOR = ["first_time", "abroad", "vpn", "vdi", "forgetful", "sim_thief", "researcher"] as const;

function firedTable(results: readonly Played[]): string {
  const rows = FIRED_FOR.map((id) => {
    const played = results.find(
      ({ row }) =>
        row.table === "target" &&
        row.population.id === id &&
        row.story.action === "password_reset" &&
        row.story.link === (id === "researcher" ? "typed" : "on_record") &&
        (row.tactic ?? "answers_all") === "answers_all",
    );
    return { name: played?.row.population.name ?? id, tally: played?.tally };
  });
  const judged = ({ scores = {} }: Partial<Tally> = {}): number =>
    Object.values(scores).reduce((sum, count) => sum + count, 0);
  const seen = SIGNALS.all.filter(({ id }) => rows.some(({ tally }) => (tally?.fired[id] ?? 0) > 0));
  const never = SIGNALS.all.filter(({ id }) => !seen.some((one) => one.id === id) && MODEL.weights[id].bits > 0);
  return [
    table(
      ["finding", "bits", ...rows.map(({ name }) => `${name} %`)],
      seen.map(({ id }) => [
        id.replaceAll("_", " "),
        String(MODEL.weights[id].bits),
        ...rows.map(({ tally }) => percent((tally?.fired[id] ?? 0) / Math.max(1, judged(tally)))),
      ]),
    ),
    `In none of them: ${never.map(({ id }) => id.replaceAll("_", " ")).join(", ")}. Nobody who is played does what these look for.`,
  ].join("\n\n");
}

const sumOf = (results: readonly Played[], id: string): number =>
  results.find(({ row }) => row.id === id)?.tally.sessions ?? 1;

const BINS: readonly (readonly [number, number])[] = [
  [0, 10],
  [10, 20],
  [20, 30],
  [30, 40],
  [40, 50],
  [50, 60],
  [60, 80],
  [80, 100],
];
const PRIOR_BITS = -2;

function calibrationTable(results: readonly Played[]): string {
  const scoresOf = (id: string): Readonly<Record<string, number>> =>
    results.find(({ row }) => row.id === id)?.tally.scores ?? {};
  const [honest, impostor] = [
    scoresOf("first_time password_reset on_record yes"),
    scoresOf("sim_thief password_reset on_record yes answers_all"),
  ];
  const inBin = (scores: Readonly<Record<string, number>>, [from, to]: readonly [number, number]): number => {
    const entries = Object.entries(scores);
    const all = entries.reduce((sum, [, count]) => sum + count, 0);
    const hits = entries.filter(
      ([tenths]) => Number(tenths) >= from && (Number(tenths) < to || (to === 100 && Number(tenths) === 100)),
    );
    return hits.reduce((sum, [, count]) => sum + count, 0) / Math.max(1, all);
  };
  return table(
    ["score", "honest %", "impostor %", "bits as played", "bits by the score"],
    BINS.map((bin) => {
      const [one, other] = [inBin(honest, bin), inBin(impostor, bin)];
      const said = (2 * (bin[0] + bin[1])) / 20 - 10 - PRIOR_BITS;
      return [
        `${String(bin[0] / 10)} to ${String(bin[1] / 10)}`,
        percent(one),
        percent(other),
        one === 0 || other === 0 ? "" : Math.log2(other / one).toFixed(1),
        said.toFixed(1),
      ];
    }),
  );
}
