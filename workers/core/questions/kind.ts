/**
 * What a question kind is. A kind turns the facts of one person into questions and states
 * how hard they are for somebody else (`KNOWLEDGE`), how easy for the person (`recalled`), how many
 * answers are plausible (`guesses`) and how often the best guess is right (`guessed`), each with its reason.
 * A question keeps them as k, r, m and g.
 * Promises: the same person, fact and population give the same question, word for word.
 * Never: asks about a fact that could have been planted, or that the story makes common knowledge.
 */
import type { Keyed } from "../kit/keyed.ts";
import type { EpochMs } from "../kit/time.ts";
import type { ActionId } from "../policy/policy.ts";
import type { FactDocument, FactName, Population } from "./facts.ts";
import type { Exposure, PooledQuestion } from "./question.ts";

/** k: the probability that an impostor of the assumed strength knows a fact of this exposure. */
export const KNOWLEDGE: Readonly<Record<Exposure, number>> = {
  // Employer and title on social networks: whoever prepares at all has read them.
  public: 0.7,
  // Manager, department, office: a call to the switchboard or a mail signature gives them away.
  semi_public: 0.35,
  // Shown by the ticket system: known to a hijacked agent and to a caller who fishes for it.
  desk: 0.15,
  // Groups, start month, peers: known inside the organisation, seldom outside.
  internal: 0.1,
  // Last week's meetings, last sign-in: known to the person and a few systems.
  private: 0.05,
};

/** What the impostor must already have for this request to make sense to him. */
export interface Story {
  readonly action: ActionId;
  readonly typedDestination: boolean;
}

/** What questions are made from, whatever the story is. */
export interface Known {
  readonly facts: FactDocument;
  /** Bounded by the caller: every entry costs a few hashes per question. */
  readonly population: Population;
  readonly now: EpochMs;
  /** Of this person: stable across sessions, unknown to whoever lacks the root secret. */
  readonly keyed: Keyed;
  readonly organisation: string;
  /** The person's IANA zone, which decides what "today" and "last Tuesday" are. UTC when absent. */
  readonly timeZone?: string;
}

export type BuildInput = Known & Story;

export interface QuestionKind<Id extends string = string> {
  readonly id: Id;
  /** What it asks about. */
  readonly fact: FactName;
  /** Before the story is taken into account. */
  readonly exposure: Exposure;
  /** P(the requester recalls it), 0.6 to 0.97. */
  readonly recalled: number;
  /** Where profiles and switchboards tell it more often than things of its exposure. */
  readonly known?: number;
  /** Why so exposed, so well recalled, and so many answers to guess among. */
  readonly reason: string;
  build(input: BuildInput): readonly PooledQuestion[];
  /** For any number of stories of one person: what is dear is made once, and only where a story asks for it. */
  under(known: Known): (story: Story) => readonly PooledQuestion[];
}

/**
 * A question without what its kind and the story decide. The exposure is among that: it is stored
 * and shown beside the question, also while the check runs, so it must not depend on the fact.
 */
export type Draft = Omit<PooledQuestion, "kind" | "exposure" | "k" | "r" | "m" | "g"> & {
  /** Number of plausible answers. */
  readonly guesses: number;
  /** That the best of them is right, for whoever knows what is public. Absent: one in so many. */
  readonly guessed?: number;
};

/** An MFA reset only pays for somebody who already reads the mailbox: calendar, groups and sign-in notices lie open to him. */
const MAILBOX_TAKEN: Readonly<Record<string, Exposure>> = {
  meeting_person: "public",
  manager: "public",
  group: "semi_public",
  sign_in_city: "semi_public",
};

/** A destination typed by the agent may serve a hijacked or colluding agent: whatever the desk or the ticket shows is out. */
const SHOWN_TO_THE_DESK: readonly string[] = ["closed_ticket", "manager"];

/** Kind ids named by a story; a test holds them against the registry. */
export const STORY_KINDS: readonly string[] = [...Object.keys(MAILBOX_TAKEN), ...SHOWN_TO_THE_DESK];

/** Exposure of a kind's facts under a story, or undefined where the kind must not be asked at all. */
export function exposureFor(kind: Pick<QuestionKind, "id" | "exposure">, story: Story): Exposure | undefined {
  if (story.typedDestination && SHOWN_TO_THE_DESK.includes(kind.id)) {
    return undefined;
  }
  if (story.action === "mfa_reset") {
    return moreExposed(kind.exposure, MAILBOX_TAKEN[kind.id] ?? kind.exposure);
  }
  return kind.exposure;
}

/** Makes a kind: leaves out what the story forbids or makes public, and stamps the exposure and the odds. */
export function questionKind<const Id extends string>(
  definition: Omit<QuestionKind<Id>, "build" | "under"> & { draft(input: Known): readonly Draft[] },
): QuestionKind<Id> {
  const { id, fact, recalled, known: asKnown = 0, reason } = definition;
  const under: QuestionKind["under"] = (known) => {
    let drafts: readonly Draft[] | undefined;
    return (story) => {
      const exposure = exposureFor(definition, story);
      if (exposure === undefined || exposure === "public") {
        return [];
      }
      drafts ??= definition.draft(known);
      return drafts.map(({ guesses, guessed = 1 / guesses, ...draft }) => ({
        ...draft,
        kind: id,
        exposure,
        k: Math.max(KNOWLEDGE[exposure], asKnown),
        r: recalled,
        m: guesses,
        g: guessed,
      }));
    };
  };
  return {
    id,
    fact,
    recalled,
    ...(definition.known === undefined ? {} : { known: definition.known }),
    reason,
    exposure: definition.exposure,
    under,
    build: (input) => under(input)(input),
  };
}

function moreExposed(one: Exposure, other: Exposure): Exposure {
  return KNOWLEDGE[other] > KNOWLEDGE[one] ? other : one;
}
