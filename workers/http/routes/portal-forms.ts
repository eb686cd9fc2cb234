/** The portal's forms as they arrive. What is wrong with an answer's form is said kindly on the page; everything else is refused. */
import { z } from "zod";
import type { PhoneKey } from "../../app/portal/human-press.ts";
import { readDigits } from "../../core/kit/typed-digits.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { Response as Answer } from "../../core/questions/question.ts";
import type { BrowserClaims } from "../../core/risk/evidence.ts";
import type { QuestionScreen } from "../../contract/portal.ts";

/** Answers are cut here long before anything looks at them. */
const ANSWER_CODE_POINTS = 256;
const CODE_DIGITS = 6;
const YEAR_DIGITS = 4;

const pressToken = z.string().max(200).default("");
/** A press that needs nothing but the page's own token. */
export const pressForm = z.object({ press: pressToken });
export const beginForm = z.object({
  started: z.enum(["i_contacted", "someone", "unknown"]),
  press: pressToken,
  claims: z.string().max(8_000).default(""),
});

export const codeForm = z.object({ code: z.string().max(4_000) });
export const moveCodeForm = codeForm.extend(pressForm.shape);
export const ordinalForm = z.object({ ordinal: z.coerce.number().int().min(1).max(50) });

/** What a press was about, so that it counts once however often it is sent; epoch milliseconds. */
const moment = z.coerce.number().int().min(1).max(8_640_000_000_000_000);
/** The end of the session that the page showed. */
export const moreTimeForm = z.object({ deadline: moment });

/** Cut nowhere: what is too long for its target is said on the page. */
export const passwordForm = z.object({
  password: z.string().max(4_000).default(""),
  suggest: z.string().max(5).optional(),
});

export const feedbackForm = z.object({ feedback: z.enum(["easy", "ok", "hard"]) });

export const answerForm = z.object({
  ordinal: z.coerce.number().int().min(1).max(50),
  attempt: z.coerce.number().int().min(1).max(50),
  option: z.coerce.number().int().min(0).max(20).optional(),
  text: z.string().max(4_000).optional(),
  month: z.string().max(20).optional(),
  year: z.string().max(20).optional(),
  skip: z.string().max(5).optional(),
});

type FormProblem = NonNullable<QuestionScreen["problem"]>;

export function readAnswer(input: z.output<typeof answerForm>): Result<Answer, FormProblem> {
  if (input.skip !== undefined) {
    return ok({ type: "skip" });
  }
  if (input.option !== undefined) {
    return ok({ type: "option", index: input.option });
  }
  if (input.month !== undefined || input.year !== undefined) {
    return readMonth(input.month ?? "", input.year ?? "");
  }
  const text = (input.text ?? "").trim();
  if (text === "") {
    return err({ code: "empty" });
  }
  return [...text].length > ANSWER_CODE_POINTS ? err({ code: "too_long" }) : ok({ type: "text", text });
}

/** The six digits of a spoken or sent code. What cannot be a code at all is asked for again and never tried. */
export function readCode(input: z.output<typeof codeForm>): Result<string, "not_a_code"> {
  const digits = readDigits(input.code, CODE_DIGITS);
  return digits === undefined ? err("not_a_code") : ok(digits);
}

function readMonth(month: string, year: string): Result<Answer, FormProblem> {
  const wholeMonth = Number(readDigits(month, 1) ?? readDigits(month, 2));
  if (!(wholeMonth >= 1 && wholeMonth <= 12)) {
    return err({ code: "month" });
  }
  const wholeYear = readDigits(year, YEAR_DIGITS);
  return wholeYear === undefined
    ? err({ code: "year" })
    : ok({ type: "month", year: Number(wholeYear), month: wholeMonth });
}

const text = z.string().max(200);
const count = z.number().min(0).max(100_000);

/** Claims are claims: a set that does not fit the shape counts as none, never as an error for the person. */
const claimsShape = z.object({
  timeZone: text.exactOptional(),
  languages: z.array(text).max(20).exactOptional(),
  webdriver: z.boolean().exactOptional(),
  platform: text.exactOptional(),
  renderer: text.exactOptional(),
  cores: count.exactOptional(),
  touchPoints: count.exactOptional(),
  coarsePointer: z.boolean().exactOptional(),
  hover: z.boolean().exactOptional(),
  screenWidth: count.exactOptional(),
  screenHeight: count.exactOptional(),
  colorDepth: count.exactOptional(),
  pluginCount: count.exactOptional(),
  outerHeight: count.exactOptional(),
  browserRttMs: count.exactOptional(),
  frameRate: count.exactOptional(),
});

const keyShape = z.object({ publicKey: z.string().max(120), signature: z.string().max(120) });

export function readClaims(sent: string): { claims?: BrowserClaims; phoneKey?: PhoneKey } {
  const parsed = parseJson(sent);
  const claims = claimsShape.safeParse(parsed);
  const key = z.object({ phoneKey: keyShape }).safeParse(parsed);
  return {
    ...(claims.success ? { claims: claims.data } : {}),
    ...(key.success ? { phoneKey: key.data.phoneKey } : {}),
  };
}

function parseJson(sent: string): unknown {
  try {
    return JSON.parse(sent);
  } catch {
    return undefined;
  }
}
