/** How often somebody is right who knows what is public of a person and of the company, and nothing of the fact. */
import { noneOfTheseIndex, type PooledQuestion } from "../../workers/core/questions/question.ts";
import type { Company, Member } from "./organisation.ts";

/** What a rule thinks of each option, the higher the likelier; of equals it takes any. */
type Rule = (seen: Seen) => readonly number[];

interface Seen {
  readonly member: Member;
  readonly options: readonly string[];
  readonly memberNamed: ReadonlyMap<string, Member>;
}

const near = ({ member, memberNamed }: Seen, option: string): number => {
  const other = memberNamed.get(option);
  return other === undefined
    ? 0
    : Number(other.department === member.department) * 2 + Number(other.office.city === member.office.city);
};
const each = (rule: (seen: Seen, option: string, place: number) => number): Rule => {
  return (seen) => seen.options.map((option, place) => rule(seen, option, place));
};

export const RULES: Readonly<Record<string, Rule>> = {
  "the first": each((_, __, place) => -place),
  "the last": each((_, __, place) => place),
  "the longest": each((_, option) => option.length),
  "the shortest": each((_, option) => -option.length),
  "the first by alphabet": each((_, option) => -(option.codePointAt(0) ?? 0)),
  "whoever is nearest": each(near),
  "whoever is furthest": each((seen, option) => -near(seen, option)),
  "the odd one out": each((seen, option) => {
    const own = near(seen, option);
    return -seen.options.filter((other) => near(seen, other) === own).length;
  }),
  "called like the department": each(({ member }, option) => Number(option.includes(member.department))),
};

export interface Blind {
  readonly kind: string;
  readonly questions: number;
  /** What the questions say of themselves, on average. */
  readonly reckoned: number;
  /** Of each rule, and of "None of these". */
  readonly found: Readonly<Record<string, number>>;
}

/** Every choice about everybody, by kind. */
export function blindGuesses(
  { members }: Company,
  poolOf: (member: Member) => readonly PooledQuestion[],
): readonly Blind[] {
  const memberNamed = new Map(members.map((member) => [member.name.display, member]));
  const asked = members.flatMap((member) =>
    poolOf(member)
      .filter(({ form }) => form === "choice")
      .map((question) => ({ member, question })),
  );
  return [...Map.groupBy(asked, ({ question }) => question.kind)].map(([kind, ofKind]) => {
    const mean = (value: (one: (typeof ofKind)[number]) => number): number =>
      ofKind.reduce((sum, one) => sum + value(one), 0) / ofKind.length;
    const found = Object.entries(RULES).map(([name, rule]) => {
      return [
        name,
        mean(({ member, question }) => {
          const worth = rule({ member, options: question.options, memberNamed });
          const best = Math.max(...worth);
          const taken = worth.flatMap((one, place) => (one === best ? [place] : []));
          return taken.includes(truthOf(question)) ? 1 / taken.length : 0;
        }),
      ] as const;
    });
    const none = mean(({ question }) => Number(truthOf(question) === noneOfTheseIndex(question)));
    return {
      kind,
      questions: ofKind.length,
      reckoned: mean(({ question }) => question.g ?? 1 / question.m),
      found: { ...Object.fromEntries(found), "none of these": none },
    };
  });
}

const truthOf = ({ expected }: PooledQuestion): number => (expected.type === "option" ? expected.index : -1);
