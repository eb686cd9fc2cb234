/** What somebody answers: a person who recalls or does not, and an impostor who knows or guesses as well as can be guessed. */
import type { Random } from "../../workers/core/kit/random.ts";
import { noneOfTheseIndex, type PooledQuestion, type Response } from "../../workers/core/questions/question.ts";
import { drawn, oneOf } from "./chance.ts";
import type { Company, Member } from "./organisation.ts";
import type { Honest, Impostor, KindId, Typing } from "./population.ts";
import { ADMITS, OTHER_KIND, RECALLED } from "./populations.ts";

export interface Asked {
  readonly question: PooledQuestion;
  readonly random: Random;
  /** Before it in this session, "I don't know" apart. */
  readonly answered: number;
  /** How many the page says there are at least. */
  readonly least: number;
}

export type Mind = (asked: Asked) => Response;

const SKIP: Response = { type: "skip" };
const recallOf = (kind: string): number => (RECALLED as Readonly<Record<string, number>>)[kind] ?? OTHER_KIND;

/** `shift`: beside the population's own, for what is asked of how sensitive a row is. */
export function honestMind({ recallShift, typing }: Honest, shift = 0): Mind {
  return ({ question, random }) => {
    const recall = Math.min(0.995, Math.max(0.3, recallOf(question.kind) + recallShift + shift));
    if (random() < recall) {
      return rightly(question, random, typing);
    }
    return random() < ADMITS ? SKIP : wrongly(question, random);
  };
}

/** The right answer, as people type it. */
function rightly(question: PooledQuestion, random: Random, typing: Typing): Response {
  const { expected } = question;
  switch (expected.type) {
    case "option":
      return { type: "option", index: expected.index };
    case "month":
      return { type: "month", year: expected.year, month: expected.month };
    case "name":
      return { type: "text", text: typed(random, typing, [expected.given, expected.family].filter(Boolean)) };
    case "place":
      return { type: "text", text: typed(random, typing, [expected.city]) };
    case "text":
      return { type: "text", text: expected.accepted[0] ?? "" };
  }
}

function typed(random: Random, typing: Typing, parts: readonly string[]): string {
  const whole = parts.join(" ");
  switch (drawn(random, typing)) {
    case "exact":
      return random() < 0.3 ? whole.toLowerCase() : whole;
    case "part":
      return parts.at(-1) ?? whole;
    case "slip": {
      const at = 1 + Math.floor(random() * Math.max(1, whole.length - 2));
      return whole.slice(0, at) + whole.slice(at + 1);
    }
    case "around":
      return random() < 0.5 ? `Dr. ${whole}` : `I think ${whole}`;
  }
}

function wrongly(question: PooledQuestion, random: Random): Response {
  switch (question.form) {
    case "choice":
      return { type: "option", index: Math.floor(random() * (noneOfTheseIndex(question) + 1)) };
    case "month":
      return question.expected.type === "month"
        ? {
            type: "month",
            year: question.expected.year + (random() < 0.5 ? 0 : -1),
            month: 1 + Math.floor(random() * 12),
          }
        : SKIP;
    case "text":
      return SKIP;
  }
}

/**
 * What an impostor does where he does not know: it is what he chooses, so each row publishes his best. The page says how
 * many questions there are at least: so many he may guess, and leave the others.
 */
export const TACTICS = ["answers_all", "skips_unknown", "guesses_then_skips", "guesses_then_stalls"] as const;
export type Tactic = (typeof TACTICS)[number];

export interface Preparation {
  readonly victim: Member;
  readonly company: Company;
  readonly tactic: Tactic;
  /** Of what he knows of a person: 1 as in the table. */
  readonly strength: number;
  /** Options that he chose in tries that came to nothing, by fact. */
  readonly tried: ReadonlyMap<string, ReadonlySet<string>>;
}

/** "stop": he lets the time run out. */
export function impostorMind(impostor: Impostor, prepared: Preparation): (asked: Asked) => Response | "stop" {
  const known = new Map<string, boolean>();
  return (asked) => {
    const { question, random, answered, least } = asked;
    const { kind } = question;
    const share = ((impostor.knows as Readonly<Record<string, number>>)[kind as KindId] ?? 0) * prepared.strength;
    // Who knows one fact of a kind knows the others: drawn once for the kind.
    const knows = known.get(kind) ?? random() < Math.min(0.99, share);
    known.set(kind, knows);
    if (knows) {
      return rightly(question, random, { exact: 1, part: 0, slip: 0, around: 0 });
    }
    const { tactic } = prepared;
    if (tactic === "answers_all" || (tactic !== "skips_unknown" && answered < least)) {
      return guessed(impostor, prepared, asked);
    }
    return tactic === "guesses_then_stalls" ? "stop" : SKIP;
  };
}

function guessed({ sees }: Impostor, prepared: Preparation, asked: Asked): Response {
  const { question, random } = asked;
  switch (question.form) {
    case "choice":
      return sees === "nothing"
        ? { type: "option", index: Math.floor(random() * (noneOfTheseIndex(question) + 1)) }
        : likeliest(prepared, asked);
    case "month":
      return monthGuess(prepared, random);
    case "text":
      return sees === "nothing" ? SKIP : textGuess(prepared, question);
  }
}

/** By what profiles tell: who is of the same department and office, which group is called after the department, what most people write. */
function likeliest({ victim, company, tried }: Preparation, { question, random }: Asked): Response {
  const before = tried.get(question.factKey) ?? new Set<string>();
  const scored = question.options.map((option, index) => {
    const person = company.members.find(({ name }) => name.display === option);
    const near =
      person === undefined
        ? 0
        : Number(person.department === victim.department) * 2 + Number(person.office.city === victim.office.city);
    const named = option.toLowerCase().includes(victim.department.toLowerCase()) ? 3 : 0;
    return { index, worth: near + named - (before.has(option) ? 10 : 0) + random() / 10 };
  });
  const best = scored.toSorted((one, other) => other.worth - one.worth)[0];
  return best === undefined || best.worth < -5
    ? { type: "option", index: noneOfTheseIndex(question) }
    : { type: "option", index: best.index };
}

/** Most people have been there for a few years; January and September are the likeliest months. */
function monthGuess({ company, victim }: Preparation, random: Random): Response {
  const year =
    new Date(company.now).getUTCFullYear() - (victim.kinds.has("new_joiner") ? 0 : 1 + Math.floor(random() * 3));
  return { type: "month", year, month: oneOf(random, [1, 9, 10]) };
}

function textGuess({ victim, company }: Preparation, { kind }: PooledQuestion): Response {
  switch (kind) {
    case "manager": {
      // Whoever leads in the same department and office; else the head of the department.
      const leads = company.members.filter(
        ({ department, title, id }) =>
          department === victim.department &&
          id !== victim.id &&
          !title.includes("pecialist") &&
          /Lead|Head/.test(title),
      );
      const near = leads.find(({ office }) => office.city === victim.office.city) ?? leads[0];
      return near === undefined ? SKIP : { type: "text", text: near.name.display };
    }
    case "sign_in_city": {
      // It is never the office's: the largest other city of the country.
      const city = company.members
        .find(({ office }) => office.country === victim.office.country)
        ?.population.cities.find(
          (place) => place.country === victim.office.country && place.city !== victim.office.city,
        );
      return city === undefined ? SKIP : { type: "text", text: city.city };
    }
    case "office":
      return { type: "text", text: victim.office.city };
    default:
      return SKIP;
  }
}
