/** What the set-up has to be told: by flags, by what an earlier one wrote, or by a person at a terminal. */
import { z } from "zod";
import { REGIONS, type Region } from "../../workers/core/kit/region.ts";
import { Refusal } from "../local/cli.ts";
import type { Deployment } from "./local-config.ts";

export interface Answers extends Omit<Deployment, "databaseId"> {
  /** Undefined: no link is made. */
  readonly adminEmail: string | undefined;
  /** Undefined: no copy is kept. */
  readonly rootSecretFile: string | undefined;
}

export const ROOT_SECRET_FILE = "imper-edge-root-secret.txt";
const NOTHING = "none";

const hostName = z
  .string()
  .transform((text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^https:\/\//u, "")
      .replace(/\/$/u, ""),
  )
  .pipe(
    z
      .string()
      .regex(
        /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/u,
        "is no host name, like console.example.com",
      )
      .refine(
        (host) => !host.endsWith(".workers.dev"),
        "must be a name of your own domain: workers.dev goes around Access",
      ),
  )
  .transform((host) => `https://${host}`);
const name = z
  .string()
  .trim()
  .min(1, "is missing")
  .max(40, "has at most 40 characters")
  .transform((text) => (text === NOTHING ? undefined : text));

interface Question<Value> {
  readonly flag: string;
  readonly ask: string;
  readonly value: z.ZodType<Value, string>;
  /** Taken when nothing is typed, and without a terminal. */
  readonly unless?: string;
  readonly before?: (deployment: Deployment) => string;
}

const QUESTIONS = {
  accountId: {
    flag: "account",
    ask: "Cloudflare account id (32 characters; the dashboard shows it on the account's home)",
    value: z
      .string()
      .trim()
      .regex(/^[0-9a-f]{32}$/u, "is no account id: 32 characters, 0-9 and a-f"),
    before: ({ accountId }) => accountId,
  },
  region: {
    flag: "region",
    ask: `Region that all data stays in (${[NOTHING, ...REGIONS].join(", ")}). It cannot be changed later`,
    value: z
      .enum([NOTHING, ...REGIONS], { error: `is none of ${[NOTHING, ...REGIONS].join(", ")}` })
      .transform((region): Region | undefined => (region === NOTHING ? undefined : region)),
    before: ({ region }) => region ?? NOTHING,
  },
  consoleOrigin: {
    flag: "console",
    ask: "Host name of the console, like console.example.com",
    value: hostName,
    before: ({ consoleOrigin }) => consoleOrigin,
  },
  portalOrigin: {
    flag: "portal",
    ask: "Host name of the portal, like verify.example.com",
    value: hostName,
    before: ({ portalOrigin }) => portalOrigin,
  },
  organisation: {
    flag: "organisation",
    ask: `Name of the organisation whose people are verified, or ${NOTHING} to say it under Settings`,
    value: name,
    unless: NOTHING,
    before: ({ organisation }) => organisation ?? NOTHING,
  },
  brand: {
    flag: "brand",
    ask: `Name that people see on the pages, or ${NOTHING} to say it under Settings`,
    value: name,
    unless: NOTHING,
    before: ({ brand }) => brand ?? NOTHING,
  },
  adminEmail: {
    flag: "admin",
    ask: `Mail address of an admin who gets a sign-in link at the end, or ${NOTHING}`,
    value: z
      .union([z.literal(NOTHING), z.email()], { error: "is no mail address" })
      .transform((text) => (text === NOTHING ? undefined : text.toLowerCase())),
    unless: NOTHING,
  },
  rootSecretFile: {
    flag: "root-secret-file",
    ask: `File for a copy of the root secret, or ${NOTHING}. Nothing stored can be read without it, and Cloudflare never shows it`,
    value: z
      .string()
      .trim()
      .min(1, "is missing")
      .transform((file) => (file === NOTHING ? undefined : file)),
    unless: ROOT_SECRET_FILE,
  },
} satisfies { [Key in keyof Answers]: Question<Answers[Key]> };

export const ANSWER_FLAGS = Object.values(QUESTIONS).map(({ flag }) => flag);

export interface Sources {
  readonly flags: Readonly<Partial<Record<string, string>>>;
  readonly before: Deployment | undefined;
  /** Absent without a terminal. An empty reply takes what stands in brackets. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  readonly print: (line: string) => void;
}

/** Refuses with every flag that is missing or wrong, in one go. */
export async function collectAnswers(sources: Sources): Promise<Answers> {
  const found: Partial<Record<keyof Answers, unknown>> = {};
  const problems: string[] = [];
  for (const [key, question] of Object.entries(QUESTIONS) as [keyof Answers, Question<unknown>][]) {
    const answer = await answerTo(question, sources);
    if (answer.ok) {
      found[key] = answer.value;
    } else {
      problems.push(`--${question.flag} ${answer.problem}`);
    }
  }
  if (found.consoleOrigin !== undefined && found.consoleOrigin === found.portalOrigin) {
    problems.push("--portal must be another host than the console's: one cookie must never reach the other");
  }
  if (problems.length > 0) {
    throw new Refusal(["npm run setup needs to be told:", ...problems].join("\n  "));
  }
  return found as Answers;
}

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

async function answerTo(question: Question<unknown>, { flags, before, ask, print }: Sources): Promise<Answer> {
  const given = flags[question.flag] ?? (before === undefined ? undefined : question.before?.(before));
  if (given !== undefined || ask === undefined) {
    const text = given ?? question.unless;
    return text === undefined ? { ok: false, problem: `is missing: ${question.ask}` } : read(question, text);
  }
  const proposal = question.unless === undefined ? "" : ` [${question.unless}]`;
  for (;;) {
    const typed = (await ask(`${question.ask}${proposal}: `)).trim();
    const answer = read(question, typed === "" ? (question.unless ?? "") : typed);
    if (answer.ok) {
      return answer;
    }
    print(`"${typed}" ${answer.problem}`);
  }
}

function read({ value }: Question<unknown>, text: string): Answer {
  const parsed = value.safeParse(text);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problem: parsed.error.issues[0]?.message ?? "is not understood" };
}
