import { z } from "zod";
import {
  ACTIONS,
  CHANNELS,
  HOLD_MINUTES,
  LINE_GAP,
  PROFILES,
  QUESTION_BOUNDS,
  SECONDED_PASS_LINE,
} from "../../policy/policy.ts";
import { ACTION_WORDS, CHANNEL_WORDS } from "../../policy/policy-words.ts";
import { choice } from "../choice.ts";
import { json } from "../fields.ts";
import { section } from "../section.ts";
import { connectionName } from "./ticket-systems.ts";

const { standard, strict } = PROFILES;
const lines = (line: "passLine" | "earlyAccept"): string =>
  `${standard[line].toFixed(1)} unless set; of a strict check never above ${strict[line].toFixed(1)}`;
const least = `${String(standard.minimumQuestions)} unless set, ${String(strict.minimumQuestions)} of a strict check`;
const most = `${String(standard.maximumQuestions)} unless set, ${String(strict.maximumQuestions)} of a strict check`;

const count = ({ from, to }: { readonly from: number; readonly to: number }) =>
  z.number().int().min(from).max(to).optional();
const line = ({ from, to }: { readonly from: number; readonly to: number }) =>
  z.number().min(from).max(to).multipleOf(0.1).optional();

const policyShape = z.strictObject({
  action: choice(ACTIONS, ACTION_WORDS).meta({
    title: "Action",
    description: "What is done once the requester is verified",
  }),
  required: z.boolean().default(true).meta({
    title: "Verification required",
    description: "Without it, tickets of this category get no note and no link; what is set below stays for later",
  }),
  spokenCode: choice(["when_on_line", "always", "never"], {
    when_on_line: "When the caller is on the line",
    always: "Always",
    never: "Never",
  })
    .default("when_on_line")
    .meta({
      title: "Spoken code",
      description:
        "Ask for six spoken digits: for a password reset when the agent says the caller is on the line, always, or never",
    }),
  typedDestination: z.boolean().default(true).meta({
    title: "Typed destination",
    description: "An agent may send the link to an address or number that is not on record; the check is then strict",
  }),
  typedWithoutSecondPerson: z.boolean().default(false).meta({
    title: "Typed destination without a second person",
    description:
      "Where the link goes to an address that is not on record, or changed in the last 7 days, a password reset passes on answers alone. Measured: somebody who researched the person gets through in about one of 200 tries, an ex-colleague in one of five",
  }),
  secondPersonAlways: z.boolean().default(false).meta({
    seldom: true,
    title: "Second person, always",
    description:
      "Every check of this category needs a colleague's approval or the person's passkey, wherever the link goes",
  }),
  agentActs: z.boolean().default(false).meta({
    seldom: true,
    title: "An agent acts",
    description:
      "After a pass an agent does it and records it, also where a connected system would let the requester do it in the portal",
  }),
  holdMinutes: z
    .number()
    .int()
    .min(0)
    .max(HOLD_MINUTES.most)
    .optional()
    .meta({
      title: "Hold (minutes)",
      description: `How long a password or MFA reset waits after the check, for privileged people and where the link goes to an address that is not on record, or changed in the last 7 days. Whoever is told can stop it, and an approver can release it; ${String(HOLD_MINUTES.usual)} unless set, 0 for none`,
    }),
  recentContact: z.boolean().default(true).meta({
    title: "Contact changed lately",
    description: "The link may go to a contact on record that changed in the last 7 days; the check is then strict",
  }),
  channels: z
    .array(choice(CHANNELS, CHANNEL_WORDS))
    .min(1)
    .max(CHANNELS.length)
    .default([...CHANNELS])
    .meta({ title: "Channels", description: "How a link may be sent" }),
  strict: z
    .boolean()
    .default(false)
    .meta({
      title: "Strict",
      description: `Every check of this category asks ${String(strict.minimumQuestions)} to ${String(strict.maximumQuestions)} questions and passes at ${strict.passLine.toFixed(1)} (${SECONDED_PASS_LINE.toFixed(1)} where a second person or a passkey decides as well), not at ${standard.passLine.toFixed(1)}`,
    }),
  minimumQuestions: count(QUESTION_BOUNDS.minimumQuestions).meta({
    seldom: true,
    title: "Questions, at least",
    description: `Answered before a check can pass; ${least}`,
  }),
  maximumQuestions: count(QUESTION_BOUNDS.maximumQuestions).meta({
    seldom: true,
    title: "Questions, at most",
    description: `Asked before a check is decided; ${most}`,
  }),
  passLine: line(QUESTION_BOUNDS.passLine).meta({
    seldom: true,
    title: "Pass line",
    description: `Highest risk score that passes; ${lines("passLine")}, or ${SECONDED_PASS_LINE.toFixed(1)} where a second person or a passkey decides as well`,
  }),
  earlyAccept: line(QUESTION_BOUNDS.earlyAccept).meta({
    seldom: true,
    title: "Accept line",
    description: `Score at which no further question is asked, at least ${LINE_GAP.toFixed(1)} below the pass line; ${lines("earlyAccept")}`,
  }),
  linkLifetimeMinutes: z.number().int().min(1).max(10).optional().meta({
    seldom: true,
    title: "Link lives (minutes)",
    description: "Time to press Begin; 10 unless set",
  }),
  sessionMinutes: z.number().int().min(5).max(60).optional().meta({
    seldom: true,
    title: "Check lives (minutes)",
    description: "Time from Begin to the end; 15 unless set",
  }),
  approvalMinutes: z.number().int().min(5).max(60).optional().meta({
    seldom: true,
    title: "Approval waits (minutes)",
    description: "How long a check waits for a second person once its questions are over; 30 unless set",
  }),
  passValidMinutes: z.number().int().min(5).max(60).optional().meta({
    seldom: true,
    title: "Pass holds (minutes)",
    description: "How long the desk may act on a pass; 15 unless set",
  }),
  startsPerPersonPerDay: z.number().int().min(1).max(50).optional().meta({
    seldom: true,
    title: "Checks per person and day",
    description: "Checks of one person in 24 hours; 5 unless set",
  }),
});

/** What a form must not say at once: it would silently mean something else. */
export const categoryPolicy = policyShape.superRefine((policy, context) => {
  const { minimumQuestions = 0, maximumQuestions = Infinity, passLine = standard.passLine, earlyAccept = 0 } = policy;
  const refuse = (key: keyof typeof policyShape.shape, message: string): void =>
    context.addIssue({ code: "custom", path: [key], message });
  if (maximumQuestions < minimumQuestions) {
    refuse("maximumQuestions", "must not be less than the questions at least");
  }
  // Half a tenth: 2.3 and 1.3 are no exact numbers.
  if (earlyAccept > passLine - LINE_GAP + 0.05) {
    refuse("earlyAccept", `must be at least ${LINE_GAP.toFixed(1)} below the pass line`);
  }
});
export type CategoryPolicy = z.infer<typeof categoryPolicy>;

type Policies = Readonly<Record<string, CategoryPolicy>>;

/** A category's name as the ticket carries it. */
const categoryName = z.string().min(1).max(200);

export const categories = section({
  id: "categories",
  title: "Request categories and policies",
  changedWith: "settings.change",
  purpose: "Which tickets need a verification, and what it demands.",
  fields: {
    CATEGORIES: json(z.record(categoryName, categoryPolicy)).default({}).meta({
      title: "Categories",
      description: "JSON. Ticket categories that need verification. A ticket of any other category gets no note",
    }),
    CONNECTION_CATEGORIES: json(z.record(connectionName, z.record(categoryName, categoryPolicy)))
      .default({})
      .meta({
        title: "By ticket system",
        description:
          "JSON. By connection: categories whose tickets from there have a policy of their own, instead of the one above",
      }),
  },
  summary: (values) => {
    const everywhere = values["CATEGORIES"] as Policies;
    const ofConnections = Object.values(values["CONNECTION_CATEGORIES"] as Readonly<Record<string, Policies>>);
    const required = [everywhere, ...ofConnections].flatMap((policies) =>
      Object.keys(policies).filter((name) => policies[name]?.required !== false),
    );
    const named = [...new Set(required)];
    return [named.length === 0 ? "No category needs a verification" : `Verification for ${named.join(", ")}`];
  },
});
