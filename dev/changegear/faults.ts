/**
 * What can be made to go wrong, on purpose and repeatably. Counted faults hit the next n
 * calls and then stop; -1 means until switched off. They touch the REST API and webhooks
 * only: the web page and /control always work.
 */
import { z } from "zod";
import { seededRandom } from "../demo/seeded-random.ts";

const count = z.int().min(-1).max(10_000);

const faultsSchema = z.strictObject({
  /** Connections are dropped before anything happens. */
  down: z.boolean(),
  /** Wait before every reply. */
  slowMs: z.int().min(0).max(60_000),
  fail500: count,
  /** 429 with Retry-After: 7. */
  rateLimit: count,
  /** Every session ends, and the call is told so as `sessionEndsWith` says. */
  fail401: count,
  /** 401 and 403 as the API's JSON; 440 and "redirect" as the web server; "page" is its log-in page with 200. */
  sessionEndsWith: z.enum(["401", "403", "440", "redirect", "page"]),
  /** 404 with a page of HTML, as while somebody deploys. */
  fail404Page: count,
  /** 408 from a proxy. */
  fail408: count,
  /** The reply breaks off in the middle of its JSON. */
  cutJson: count,
  /** A maintenance page with 200 in place of any reply. */
  maintenancePage: count,
  /** A save is answered with a page of HTML and 200: done, or not done. */
  putPage: z.enum(["no", "done", "not_done"]),
  /** Calls that fail with 500 by chance, from a fixed sequence: 0 to 1. */
  fail500Probability: z.number().min(0).max(1),
  /** The log-in refuses whatever it is given. */
  refuseLogIn: z.boolean(),
  /** Characters that every read of a whole record has more than it needs. */
  padRecordBy: z.int().min(0).max(20_000_000),
  /** The journal comes only when asked for by name. */
  journalByNameOnly: z.boolean(),
  /** Dates as .NET writes them. */
  dotNetDates: z.boolean(),
  /** Webhooks are not sent. */
  webhooksOff: z.boolean(),
  /** Another save slips in before the PUT, so that its eTag is stale. */
  staleEtag: count,
  /** The write happens, then the connection is dropped. */
  replyLost: count,
  /** The same by chance, from a fixed sequence: 0 to 1. */
  replyLostProbability: z.number().min(0).max(1),
  /** Extra copies of each webhook. */
  webhookDuplicates: z.int().min(0).max(100),
  /** Tickets that the API reads and does not change any more. */
  archived: z.array(z.int().positive()).max(100),
  /** How a save performs an action of the workflow; no public page says whether it can. */
  workflowBy: z.enum(["action", "status", "nothing"]),
  /** Actions of the workflow that are not offered to the account of the API. */
  notOffered: z.array(z.string().max(60)).max(20),
  /** The close types that the site knows. */
  closeTypes: z.array(z.string().max(60)).max(20),
  /** An action is answered as if it were done. */
  actionIgnored: count,
  /** Close asks for confirmation on this site, as Resolve does. */
  closeIsPending: z.boolean(),
  /** Somebody reopens the ticket as soon as an action of the API has ended it. */
  reopenedAtOnce: count,
  /** The site's rule: a ticket whose field is Yes is closed after so long. Empty: there is none. */
  flagRule: z.union([z.literal(""), z.string().regex(/^UDF_\w{1,60}$/)]),
  flagRuleAfterMs: z.int().min(0).max(60_000),
});

/** Some of them, as a form or a test sends them. */
export const faultChange = faultsSchema.partial();

export type FaultSettings = z.infer<typeof faultsSchema>;
export type CountedFault =
  | "fail500"
  | "rateLimit"
  | "fail401"
  | "fail404Page"
  | "fail408"
  | "cutJson"
  | "maintenancePage"
  | "staleEtag"
  | "actionIgnored"
  | "reopenedAtOnce"
  | "replyLost";

export const NO_FAULTS: FaultSettings = {
  down: false,
  slowMs: 0,
  fail500: 0,
  rateLimit: 0,
  fail401: 0,
  sessionEndsWith: "401",
  fail404Page: 0,
  fail408: 0,
  cutJson: 0,
  maintenancePage: 0,
  putPage: "no",
  fail500Probability: 0,
  refuseLogIn: false,
  padRecordBy: 0,
  journalByNameOnly: false,
  dotNetDates: false,
  webhooksOff: false,
  staleEtag: 0,
  replyLost: 0,
  replyLostProbability: 0,
  webhookDuplicates: 0,
  archived: [],
  workflowBy: "action",
  notOffered: [],
  closeTypes: ["Solved", "Withdrawn", "Duplicate"],
  actionIgnored: 0,
  closeIsPending: false,
  reopenedAtOnce: 0,
  flagRule: "",
  flagRuleAfterMs: 0,
};

export class Faults {
  #settings: FaultSettings = NO_FAULTS;
  #random = seededRandom("reply lost");
  #failRandom = seededRandom("call failed");

  get settings(): FaultSettings {
    return this.#settings;
  }

  set(change: z.infer<typeof faultChange>): void {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    this.#settings = faultsSchema.parse({ ...this.#settings, ...Object.fromEntries(given) });
    // Starts the sequence again, so that a test that sets a probability gets the same run each time.
    this.#random = seededRandom("reply lost");
    this.#failRandom = seededRandom("call failed");
  }

  takeFail500(): boolean {
    const { fail500Probability } = this.#settings;
    const byChance = fail500Probability > 0 && this.#failRandom() < fail500Probability;
    return this.take("fail500") || byChance;
  }

  /** True when the fault hits this call; uses one up. */
  take(fault: CountedFault): boolean {
    const left = this.#settings[fault];
    if (left > 0) {
      this.#settings = { ...this.#settings, [fault]: left - 1 };
    }
    return left !== 0;
  }

  takeReplyLost(): boolean {
    const byChance = this.#settings.replyLostProbability > 0 && this.#random() < this.#settings.replyLostProbability;
    return this.take("replyLost") || byChance;
  }
}
