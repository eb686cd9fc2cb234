/** The rows of the report: whom, for what, over which link, how often, and what of it is asked of. */
import type { Random } from "../../workers/core/kit/random.ts";
import { DAY_MS } from "../../workers/core/kit/time.ts";
import type { ActionId } from "../../workers/core/policy/policy.ts";
import { guessedRight } from "../../workers/core/questions/bits.ts";
import type { Grade, PooledQuestion } from "../../workers/core/questions/question.ts";
import type { PastVerification } from "../../workers/core/risk/evidence.ts";
import { chanceFrom, drawn, oneOf } from "./chance.ts";
import { honestMind, impostorMind, TACTICS, type Tactic } from "./minds.ts";
import type { Company, Member } from "./organisation.ts";
import { playCheck, poolsOf, type Played, type Pools, type Story } from "./play.ts";
import type { Honest, Impostor } from "./population.ts";
import { HONEST, IMPOSTORS } from "./populations.ts";
import { seatOf } from "./settings.ts";

export type SecondHuman = "yes" | "no";

export interface Row {
  readonly id: string;
  /** In which table it stands. */
  readonly table: "target" | "sensitivity" | "tries";
  readonly population: Honest | Impostor;
  readonly story: Story;
  readonly secondHuman: SecondHuman;
  /** Of an impostor. */
  readonly tactic?: Tactic;
  readonly strength?: number;
  readonly recallShift?: number;
  /** How often he comes back within as many days; he got in if one of them passes. */
  readonly tries?: number;
  readonly sessions: number;
}

export interface Sizes {
  readonly target: number;
  readonly other: number;
}

export const FULL: Sizes = { target: 20_000, other: 4_000 };
/** What every run of the tests plays. */
export const SMALL: Sizes = { target: 300, other: 300 };

const story = (action: ActionId, link: Story["link"], channel: Story["channel"] = "sms"): Story => ({
  action,
  link,
  channel,
});

/** Which humans decide beside the check: both are published where there is one. */
const humansFor = ({ action, link }: Story): readonly SecondHuman[] =>
  action === "mfa_reset" || (action === "password_reset" && link === "typed") ? ["yes", "no"] : ["yes"];

export function rowsOf({ target, other }: Sizes): readonly Row[] {
  return [...honestRows(target), ...impostorRows(target), ...sensitivityRows(other), ...tryRows(other)];
}

function honestRows(sessions: number): readonly Row[] {
  const stories = [
    story("password_reset", "on_record"),
    story("password_reset", "typed"),
    story("account_unlock", "on_record"),
    story("mfa_reset", "on_record"),
  ];
  return HONEST.flatMap((population) =>
    stories.flatMap((told) =>
      humansFor(told).map((secondHuman) => rowOf({ table: "target", population, story: told, secondHuman, sessions })),
    ),
  );
}

function impostorRows(sessions: number): readonly Row[] {
  return IMPOSTORS.flatMap((population) =>
    population.links.flatMap((link) => {
      const actions: readonly ActionId[] =
        link === "on_record" ? ["password_reset", "account_unlock", "mfa_reset"] : ["password_reset", "account_unlock"];
      return actions.flatMap((action) => {
        const told = story(action, link, population.channel);
        return humansFor(told).flatMap((secondHuman) =>
          tacticsOf(population).map((tactic) =>
            rowOf({ table: "target", population, story: told, secondHuman, tactic, sessions }),
          ),
        );
      });
    }),
  );
}

/** Whoever has the person's own answers has nothing to leave out. */
const tacticsOf = ({ relays, id }: Impostor): readonly Tactic[] =>
  relays !== undefined || id === "bot" ? ["answers_all"] : TACTICS;

function sensitivityRows(sessions: number): readonly Row[] {
  const attacked = IMPOSTORS.filter(({ id }) => ["researcher", "sim_thief", "hijacked_agent"].includes(id));
  const asked = HONEST.filter(({ id }) => ["first_time", "vpn", "vdi"].includes(id));
  return [
    ...attacked.flatMap((population) =>
      [0.5, 2].map((strength) =>
        rowOf({
          table: "sensitivity",
          population,
          story: story("password_reset", population.links[0] ?? "typed", population.channel),
          secondHuman: "yes",
          tactic: "answers_all",
          strength,
          sessions,
        }),
      ),
    ),
    ...asked.flatMap((population) =>
      (["on_record", "typed"] as const).map((link) =>
        rowOf({
          table: "sensitivity",
          population,
          story: story("password_reset", link),
          secondHuman: "yes",
          recallShift: -0.1,
          sessions,
        }),
      ),
    ),
  ];
}

function tryRows(sessions: number): readonly Row[] {
  const again = IMPOSTORS.filter(({ id }) =>
    ["researcher", "sim_thief", "hijacked_agent", "ex_colleague"].includes(id),
  );
  return again.flatMap((population) =>
    [5, 10].map((tries) =>
      rowOf({
        table: "tries",
        population,
        story: story("password_reset", population.links[0] ?? "typed", population.channel),
        secondHuman: "yes",
        tactic: "answers_all",
        tries,
        sessions,
      }),
    ),
  );
}

function rowOf(row: Omit<Row, "id">): Row {
  const { population, story: told, secondHuman, tactic, strength, recallShift, tries } = row;
  const parts = [population.id, told.action, told.link, secondHuman, tactic, strength, recallShift, tries];
  return { ...row, id: parts.filter((part) => part !== undefined).join(" ") };
}

/** What one session came to, as the report counts it. */
export interface Counted extends Pick<Played, "accepted" | "questions" | "taps" | "characters" | "tookMs"> {
  readonly sent: boolean;
  readonly status: string;
  readonly score?: number;
  /** Findings that raised the risk, answers apart. */
  readonly fired: readonly string[];
  /** Of its answers, the last of each question. */
  readonly answers: readonly { readonly kind: string; readonly grade: Grade; readonly reckoned: Reckoned }[];
}

/** What the product reckons that an impostor, and the person, get right. */
export interface Reckoned {
  readonly impostor: number;
  readonly person: number;
}

export interface Stage {
  readonly company: Company;
  readonly pools: ReadonlyMap<string, Pools>;
  /** Told of every check that is played. */
  readonly onPlayed?: (played: Played) => void;
}

export function stageOf(company: Company): Stage {
  return { company, pools: new Map(company.members.map((member) => [member.id, poolsOf(member, company)])) };
}

/** The same row, company and seed play the same sessions. */
export function* playRow(row: Row, { company, pools, onPlayed }: Stage, seed: number): Generator<Counted> {
  const random = chanceFrom(seed + hashOf(row.id));
  const people = company.members.filter((member) => isOf(row.population, member));
  for (let played = 0; played < row.sessions; played += 1) {
    const member = oneOf(random, people);
    yield playOne(row, { member, pool: pools.get(member.id)?.(row.story) ?? [], company, random, onPlayed });
  }
}

/** What speaks for the person; of an impostor nothing does. */
function ownSide(population: Honest | Impostor): { readonly knownPhone: boolean; readonly providerNamed: boolean } {
  return population.kind === "honest"
    ? { knownPhone: population.knownPhone, providerNamed: population.providerNamed === true }
    : { knownPhone: false, providerNamed: false };
}

interface Play {
  readonly member: Member;
  readonly pool: ReturnType<Pools>;
  readonly company: Company;
  readonly random: Random;
  readonly onPlayed: Stage["onPlayed"];
}

function playOne(row: Row, { member, pool, company, random, onPlayed }: Play): Counted {
  const { population, story: told, secondHuman, tries = 1 } = row;
  const past: PastVerification[] = [];
  const tried = new Map<string, Set<string>>();
  const seen: string[] = [];
  // What he knows of this person he knows at every try.
  const answer =
    population.kind === "honest"
      ? honestMind(population, row.recallShift)
      : impostorMind(population, {
          victim: member,
          company,
          tactic: row.tactic ?? "answers_all",
          strength: row.strength ?? 1,
          tried,
        });
  for (let nth = 0; ; nth += 1) {
    const at = company.now + nth * DAY_MS;
    const played = playCheck({
      member,
      pool,
      story: told,
      seat: seatOf(random, drawn(random, population.settings), member.office),
      ...ownSide(population),
      seconds: population.seconds,
      answer: (asked) => {
        const response = answer(asked);
        if (response !== "stop" && response.type === "option") {
          const option = asked.question.options[response.index];
          if (option !== undefined)
            tried.set(asked.question.factKey, (tried.get(asked.question.factKey) ?? new Set()).add(option));
        }
        return response;
      },
      secondHuman,
      random,
      at,
      past: [...past],
      recentFactKeys: [...seen],
    });
    onPlayed?.(played);
    const { session } = played;
    if (played.accepted || session === undefined || nth + 1 >= tries) {
      return countedOf(played, pool);
    }
    past.unshift({
      endedAt: session.moments.endedAt ?? at,
      status:
        session.status === "timed_out" || session.status === "not_enough_questions" || session.status === "cancelled"
          ? session.status
          : "failed",
      sameDestination: true,
      answered: session.asked.some(({ answers }) => answers.length > 0),
      stronglyProven: false,
    });
    seen.push(...session.asked.flatMap(({ poolIndex }) => pool[poolIndex]?.factKey ?? []));
  }
}

function countedOf(
  { session, accepted, questions, taps, characters, tookMs }: Played,
  pool: readonly PooledQuestion[],
): Counted {
  const score = session?.assessment?.score;
  const answers = (session?.asked ?? []).flatMap(({ poolIndex, answers: given }) => {
    const [question, last] = [pool[poolIndex], given.at(-1)];
    return question === undefined || last === undefined
      ? []
      : [
          {
            kind: question.kind,
            grade: last.grade,
            reckoned: { impostor: guessedRight(question), person: question.r },
          },
        ];
  });
  return {
    sent: session !== undefined,
    status: session?.status ?? "not_sent",
    accepted,
    questions,
    taps,
    characters,
    tookMs,
    ...(score === undefined ? {} : { score }),
    fired: (session?.assessment?.findings ?? [])
      .filter(({ id, bits, alone = bits }) => alone > 0 && !id.startsWith("answer"))
      .map(({ id }) => id),
    answers,
  };
}

/** Of whom a population is made: an impostor attacks anybody of whom everything is known. */
function isOf(population: Honest | Impostor, { kinds }: Member): boolean {
  const wanted = population.kind === "honest" ? population.people : "anybody";
  return wanted === "anybody"
    ? !["few_facts", "directory_only", "new_joiner"].some((kind) => kinds.has(kind as never))
    : kinds.has(wanted);
}

/** FNV-1a: rows have streams of their own, whichever worker plays them. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
