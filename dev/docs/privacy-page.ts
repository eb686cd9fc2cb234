/** docs/privacy.md: what is collected of whoever is checked, what for, and for how long; from the registries. */
import { KEPT_DAYS, type DataClass } from "../../workers/core/policy/kept-days.ts";
import type { Exposure } from "../../workers/core/questions/question.ts";
import { QUESTION_KINDS } from "../../workers/core/questions/registry.ts";
import { MODEL } from "../../workers/core/risk/model.ts";
import { SIGNALS } from "../../workers/core/risk/registry.ts";
import { evidenceKept, evidenceRead } from "./evidence-read.ts";

type Source = "network" | "browser" | "page" | "directory" | "records" | "settings" | "answers";

const SOURCES: Readonly<Record<Source, string>> = {
  network: "Cloudflare's edge, of each request",
  browser: "headers of the browser",
  page: "a script of the portal, on Begin; nothing where scripts are off",
  directory: "the directory",
  records: "earlier checks and sessions here",
  settings: "Settings",
  answers: "what the person did in the portal",
};

/** By path of the evidence; a path that has no words here stops the page from being written. */
const OBSERVED: Readonly<Record<string, readonly [what: string, from: Source]>> = {
  "network.begin.asn": ["Number of the network operator", "network"],
  "network.begin.asOrganization": ["Name of the network operator", "network"],
  "network.begin.country": ["Country of the network", "network"],
  "network.begin.city": ["City of the network, as the operator's address block is known", "network"],
  "network.begin.latitude": ["Place of that address block, latitude", "network"],
  "network.begin.longitude": ["Place of that address block, longitude", "network"],
  "network.begin.timeZone": ["Time zone of that place", "network"],
  "network.begin.edgeRttMs": ["Round trip between browser and edge", "network"],
  "network.begin.httpProtocol": ["Version of HTTP", "network"],
  "network.begin.tlsVersion": ["Version of TLS", "network"],
  "network.begin.maskedAddress": ["Address without its last group", "network"],
  "network.begin.at": ["When", "network"],
  "endpoint.headers.userAgent": ["What the browser calls itself", "browser"],
  "endpoint.headers.acceptLanguage": ["Languages of the browser", "browser"],
  "endpoint.headers.hintPlatform": ["System that the browser names", "browser"],
  "endpoint.headers.hintMobile": ["Whether it calls itself a phone", "browser"],
  "endpoint.headers.hintBrands": ["Brands that it names", "browser"],
  "endpoint.claims.timeZone": ["Time zone of the clock", "page"],
  "endpoint.claims.languages": ["Languages, as the script sees them", "page"],
  "endpoint.claims.webdriver": ["Whether it says that a program drives it", "page"],
  "endpoint.claims.platform": ["System, as the script sees it", "page"],
  "endpoint.claims.renderer": ["What draws: the graphics chip or software", "page"],
  "endpoint.claims.cores": ["Number of processor cores", "page"],
  "endpoint.claims.touchPoints": ["How many fingers it can feel", "page"],
  "endpoint.claims.coarsePointer": ["Whether it is pointed at with a finger", "page"],
  "endpoint.claims.hover": ["Whether a pointer can rest over something", "page"],
  "endpoint.claims.screenWidth": ["Width of the screen", "page"],
  "endpoint.claims.screenHeight": ["Height of the screen", "page"],
  "endpoint.claims.outerHeight": ["Height of the window", "page"],
  "endpoint.claims.colorDepth": ["Depth of colour", "page"],
  "endpoint.claims.pluginCount": ["Number of plug-ins", "page"],
  "endpoint.claims.browserRttMs": ["Fastest round trip that the page measured", "page"],
  "endpoint.claims.frameRate": ["Frames drawn in a second", "page"],
  "endpoint.knownPhone": ["Whether the phone shows a key from an earlier check", "records"],
  "endpoint.keySeenWithOther": ["Whether that key was seen with another person", "records"],
  "endpoint.otherBrowsers.at": ["When another browser took the check over", "answers"],
  "endpoint.otherBrowsers.family": ["Family of another browser that took the check over", "browser"],
  "endpoint.otherBrowsers.country": ["Country of its network", "network"],
  "endpoint.sameDeviceAsAgent": ["Whether it is the browser that the agent signed in with", "records"],
  "endpoint.sameNetworkAsAgent": ["Whether it is the agent's network", "records"],
  "network.organisationAsns": ["Networks of the organisation", "settings"],
  "network.virtualDesktopAsns": ["Networks of its virtual desktops", "settings"],
  "network.lastSeen.at": ["When the person was last seen", "records"],
  "network.lastSeen.country": ["Country in which they were last seen", "records"],
  "network.lastSeen.latitude": ["Where they were last seen, latitude", "records"],
  "network.lastSeen.longitude": ["Where they were last seen, longitude", "records"],
  "person.active": ["Whether the person is active", "directory"],
  "person.privileged": ["Whether the person is privileged", "directory"],
  "person.country": ["Country of the person's office", "directory"],
  "destination.channel": ["SMS or email", "answers"],
  "destination.origin": ["On record or typed by the agent", "directory"],
  "destination.changedAt": ["When the contact last changed", "directory"],
  "destination.baseline": ["Whether it came with the first import", "directory"],
  "destination.onRecordForOthers": ["For how many others it is on record", "directory"],
  "destination.usedForOthers": ["For how many others it was typed", "records"],
  "destination.disposableDomain": ["Whether it is a throw-away mail domain", "directory"],
  "destination.numberType": ["Kind of number: mobile, internet, premium", "directory"],
  "history.past.endedAt": ["When an earlier check of the person ended", "records"],
  "history.past.status": ["How it ended", "records"],
  "history.past.sameDestination": ["Whether it went to the same contact", "records"],
  "history.past.answered": ["Whether anything was answered in it", "records"],
  "history.past.stronglyProven": ["Whether it was proven by more than answers", "records"],
  "history.past.asn": ["Number of its network operator", "records"],
  "history.otherTicketsNearby": ["Other tickets for the person within 15 minutes", "records"],
  "history.callerRefusedEarlier": ["Whether a caller refused when told where the link goes", "records"],
  "answers.kind": ["Kind of each question", "answers"],
  "answers.factKey": ["A keyed mark of the fact, to know it again", "answers"],
  "answers.exposure": ["How well known such facts are", "answers"],
  "answers.grade": ["Whether the answer was right", "answers"],
  "answers.k": ["How likely an impostor is to know it", "answers"],
  "answers.r": ["How likely the person is to recall it", "answers"],
  "answers.m": ["How many answers were plausible", "answers"],
  "answers.g": ["How often the best guess is right", "answers"],
  "answers.askedAt": ["When it was asked", "answers"],
  "answers.answeredAt": ["When it was answered", "answers"],
  "answers.scored": ["Whether it counts", "answers"],
  "answers.notReached": ["Whether time ran out before it", "answers"],
  reported: ["Whether the recipient said that it was not them", "answers"],
  action: ["What the check is for", "records"],
  at: ["When it was judged", "records"],
};

const CLASSES: Readonly<Record<DataClass, readonly [what: string, then: string]>> = {
  answers: [
    "What was asked about and what was answered",
    "emptied; grade and weight of each answer stay with the record",
  ],
  contact: ["Where messages went, in full, and what came back about them", "deleted"],
  evidence: [
    "All of the table above with the findings made from it, the course of the check, and what is shown of the contact",
    "deleted; score, level, pass line and proofs stay with the record",
  ],
  ticketText: ["Our copy of a ticket's text, from its last change", "emptied"],
  leaver: ["Entry, contacts, facts and accounts of who has left, from that day", "deleted"],
  phone: ["The key by which a phone is known again", "deleted"],
  record: ["That the check took place: who, when, for what, how it ended; and the audit log", "deleted"],
};

const KNOWN_TO: Readonly<Record<Exposure, string>> = {
  public: "anybody",
  semi_public: "whoever asks around",
  desk: "the service desk",
  internal: "colleagues",
  private: "the person, and few systems",
};

/** Read before it is known to be there, for what comes later in it. */
const GROUPS: ReadonlySet<string> = new Set(["endpoint.claims", "network.begin"]);

export function privacyPage({
  table,
  code,
}: {
  readonly table: (head: readonly string[], rows: readonly (readonly string[])[]) => string;
  readonly code: (text: string) => string;
}): string {
  const read = evidenceRead();
  const readers = (path: string): readonly string[] =>
    [...read].filter(([, paths]) => paths.includes(path) || paths.includes(laterOf(path))).map(([id]) => id);
  const kept = [...new Set([...evidenceKept(), ...[...read.values()].flat()].map(beginOf))].filter(
    (path) => !GROUPS.has(path),
  );
  return [
    "# What is collected, what for, and for how long",
    "Of whoever is checked. Written from the registries of signals and questions and from the days of the clean-up; which signal reads what was seen by letting each of them read. What the console's own users leave behind is in [operations.md](operations.md#deletion), how it is protected in [SECURITY.md](../SECURITY.md).",
    "## What a check observes",
    "Stored sealed beside the score, so that a result can be explained and [judged again](operations.md#judging-ended-checks-again). Claims of a browser can raise risk and never lower it. What no finding weighs is shown to whoever looks into a check, or is there to judge it again.",
    table(
      ["what", "from", "weighed by"],
      kept.toSorted(byOrder).map((path) => {
        const words = OBSERVED[path];
        if (words === undefined) throw new Error(`dev/docs/privacy-page.ts has no words for ${path}`);
        return [words[0], SOURCES[words[1]], readers(path).map(code).join(", ")];
      }),
    ),
    "## What it is weighed as",
    "Positive bits raise risk, two of them by one point. Kept as long as the evidence.",
    table(
      ["finding", "about", "bits", "why"],
      SIGNALS.all.map(({ id, category }) => {
        const { bits, why, force } = MODEL.weights[id] as { bits: number; why: string; force?: string };
        return [code(id), category, `${String(bits)}${force === undefined ? "" : `, ${force}`}`, why];
      }),
    ),
    "## What is asked about",
    "Facts come with an import of the directory or are told by systems that are connected to it. They stand encrypted with the person's entry and are replaced by the next import; the questions of a check and what was typed are kept as answers.",
    table(
      ["question", "fact", "known to", "why it is asked"],
      QUESTION_KINDS.all.map(({ id, fact, exposure, reason }) => [code(id), code(fact), KNOWN_TO[exposure], reason]),
    ),
    "## For how long",
    "The clean-up runs each day and deletes in this order; [operations.md](operations.md#deletion) says how it is made up for. An admin can erase a person at any time.",
    table(
      ["what", "days", "then"],
      Object.entries(KEPT_DAYS).map(([kind, days]) => {
        const [what, then] = CLASSES[kind as DataClass];
        return [what, String(days), then];
      }),
    ),
    "Passwords are not among it: one that a person chooses exists only in the request that carries it. No fact, answer, code, phone number or mail address stands in a log, in the address of a page or in a queue's message.",
  ].join("\n\n");
}

/** A later request is observed as the first one is. */
const beginOf = (path: string): string => path.replace(/^network\.later/, "network.begin");
const laterOf = (path: string): string => path.replace(/^network\.begin/, "network.later");

const ORDER = Object.keys(OBSERVED);
const byOrder = (one: string, other: string): number => ORDER.indexOf(one) - ORDER.indexOf(other);
