/** What is wanted of the verdicts, under the default policies, and what came of it. */
import { bestTactics, ofTable, percent, type Played } from "./results.ts";
import type { Row } from "./rows.ts";
import { quantile, shareOf, type Tally } from "./tally.ts";

export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
  /** How many times what is wanted, or how much of it is missing: the worst stands first. */
  readonly by: number;
}

interface At {
  readonly population: string;
  readonly action?: Row["story"]["action"];
  readonly link: Row["story"]["link"];
}

/** At most so large a share of these impostors is accepted, with a second human who says yes to everybody. */
const ATTACKS: readonly (At & { readonly what: string; readonly most: number })[] = [
  { what: "Researcher, typed destination", population: "researcher", link: "typed", most: 0.005 },
  { what: "SIM thief who researched", population: "sim_thief", link: "on_record", most: 0.02 },
  { what: "Hijacked agent, typed", population: "hijacked_agent", link: "typed", most: 0.03 },
  { what: "Opportunist", population: "opportunist", link: "typed", most: 0 },
  { what: "Bot", population: "bot", link: "typed", most: 0 },
  { what: "MFA reset by a taken mailbox", population: "mailbox", action: "mfa_reset", link: "on_record", most: 0 },
  { what: "MFA reset by a SIM thief", population: "sim_thief", action: "mfa_reset", link: "on_record", most: 0 },
];

const HONEST: readonly (At & { readonly what: string; readonly least: number })[] = [
  { what: "Honest, first time, on record", population: "first_time", link: "on_record", least: 0.97 },
  { what: "Honest, travelling on a VPN, on record", population: "vpn", link: "on_record", least: 0.92 },
  { what: "Honest, virtual desktop, on record", population: "vdi", link: "on_record", least: 0.92 },
  {
    what: "Honest, virtual desktop of a named provider, on record",
    population: "vdi_named",
    link: "on_record",
    least: 0.92,
  },
  { what: "Honest, first time, typed", population: "first_time", link: "typed", least: 0.9 },
  { what: "Honest, travelling on a VPN, typed", population: "vpn", link: "typed", least: 0.78 },
];

/** Groups that have the facts are to be treated alike. */
const GROUPS = ["small_team", "one_name", "new_joiner", "screen_reader", "non_native"] as const;
const APART = 0.02;
const EFFORT = { on_record: { questions: 3, taps: 3 }, typed: { questions: 5, taps: 6 } } as const;

export function targetsOf(results: readonly Played[]): readonly Target[] {
  const targets = [...attacks(results), ...again(results), ...honest(results), ...groups(results), ...effort(results)];
  return targets.toSorted((one, other) => Number(one.met) - Number(other.met) || other.by - one.by);
}

function found(results: readonly Played[], { population, action = "password_reset", link }: At): Tally | undefined {
  const rows = bestTactics(results.filter(({ row }) => row.table === "target" && row.secondHuman === "yes"));
  return rows.find(
    ({ row }) => row.population.id === population && row.story.action === action && row.story.link === link,
  )?.tally;
}

const measuredOf = ({ accepted, sessions }: Tally): string => {
  const { share, low, high } = shareOf(accepted, sessions);
  return `${percent(share)} % (${percent(low)}-${percent(high)})`;
};

const attacks = (results: readonly Played[]): readonly Target[] =>
  ATTACKS.flatMap(({ what, most, ...at }) => {
    const tally = found(results, at);
    if (tally === undefined) return [];
    const share = tally.accepted / tally.sessions;
    return [
      {
        what,
        wanted: most === 0 ? "0" : `at most ${percent(most)} %`,
        measured: measuredOf(tally),
        met: share <= most,
        by: share / Math.max(most, 1e-4),
      },
    ];
  });

const again = (results: readonly Played[]): readonly Target[] =>
  results
    .filter(({ row }) => row.table === "tries" && row.population.id === "researcher" && row.tries === 5)
    .map(({ tally }) => {
      const share = tally.accepted / tally.sessions;
      return {
        what: "Researcher, typed, in five tries",
        wanted: "at most 1.0 %",
        measured: measuredOf(tally),
        met: share <= 0.01,
        by: share / 0.01,
      };
    });

const honest = (results: readonly Played[]): readonly Target[] =>
  HONEST.flatMap(({ what, least, ...at }) => {
    const tally = found(results, at);
    if (tally === undefined) return [];
    const share = tally.accepted / tally.sessions;
    return [
      {
        what,
        wanted: `at least ${percent(least)} %`,
        measured: measuredOf(tally),
        met: share >= least,
        by: (1 - share) / (1 - least),
      },
    ];
  });

function groups(results: readonly Played[]): readonly Target[] {
  const shareIn = (population: string): number | undefined => {
    const tally = found(results, { population, link: "on_record" });
    return tally && tally.accepted / Math.max(1, tally.sessions - tally.notSent);
  };
  const usual = shareIn("first_time") ?? 0;
  return GROUPS.flatMap((group) => {
    const share = shareIn(group);
    const name =
      ofTable(results, "target", "honest").find(({ row }) => row.population.id === group)?.row.population.name ?? group;
    return share === undefined
      ? []
      : [
          {
            what: `${name} beside first time, of those who were sent a link`,
            wanted: "within 2 points",
            measured: `${percent(share)} % beside ${percent(usual)} %`,
            met: usual - share <= APART,
            by: (usual - share) / APART,
          },
        ];
  });
}

const effort = (results: readonly Played[]): readonly Target[] =>
  (["on_record", "typed"] as const).flatMap((link) => {
    const tally = found(results, { population: "first_time", link });
    if (tally === undefined) return [];
    const [questions, taps] = [quantile(tally.questions, 0.5), quantile(tally.taps, 0.5)];
    const wanted = EFFORT[link];
    return [
      {
        what: `Median questions and taps, ${link === "typed" ? "typed" : "on record"}`,
        wanted: `${String(wanted.questions)} and ${String(wanted.taps)}`,
        measured: `${String(questions)} and ${String(taps)}`,
        met: questions <= wanted.questions && taps <= wanted.taps,
        by: taps / wanted.taps,
      },
    ];
  });
