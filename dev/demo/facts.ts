/** Builds what is known of each person. Twenty people have next to nothing, or only what must not count. */
import { DAY_MS, HOUR_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import { seededRandom } from "./seeded-random.ts";
import type { Random } from "../../workers/core/kit/random.ts";
import type {
  ClosedTicket,
  Device,
  Fact,
  FactDocument,
  Meeting,
  SignIn,
  YearMonth,
} from "../../workers/core/questions/facts.ts";
import { COMMON_GROUPS, DEVICE_MODELS, TICKET_SUMMARIES } from "./catalogue.ts";
import { between, pick, sample } from "./chance.ts";
import { createMeetings, personName } from "./meetings.ts";
import type { Member } from "./staff.ts";

const IMPORTED_DAYS_AGO = 60;
const FIRST_ASSET = 10_001;
const FIRST_TICKET = 2_001;

interface Scene {
  readonly member: Member;
  readonly random: Random;
  readonly today: EpochMs;
  readonly manager: Member | undefined;
  readonly peers: readonly Member[];
  readonly reports: readonly Member[];
  readonly meetings: readonly Meeting[];
  readonly counters: { asset: number; ticket: number };
}

const learned = <Value>(value: Value, learnedAt: EpochMs): Fact<Value> => ({
  value,
  learnedAt,
  baseline: false,
  source: "system",
});

function monthBefore(today: EpochMs, months: number): YearMonth {
  const day = new Date(today);
  const month = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1));
  return { year: month.getUTCFullYear(), month: month.getUTCMonth() + 1 };
}

function device({ random, counters }: Scene): Device {
  const assetTag = `HLD-${FIRST_ASSET + counters.asset}`;
  counters.asset += 1;
  return { model: pick(DEVICE_MODELS, random), assetTag };
}

function ticket({ random, today, counters }: Scene, summary: string, requesterVerified: boolean): Fact<ClosedTicket> {
  const number = `IR-${String(FIRST_TICKET + counters.ticket).padStart(7, "0")}`;
  counters.ticket += 1;
  const closedAt = today - between(5, 120, random) * DAY_MS;
  return learned({ number, summary, closedAt, requesterVerified }, closedAt);
}

/** Newest first; none younger than two days, so that the newest one already counts. */
function signIns({ member, random, today }: Scene): Fact<SignIn>[] {
  const { place, nearby, opensUtcHour } = member.office;
  const days = sample([3, 4, 5, 6, 7, 9, 11, 13], between(1, 3, random), random);
  return [2, ...days.sort((a, b) => a - b)].map((back) => {
    const city = random() < 0.55 ? place.city : pick(nearby, random);
    const at = today - back * DAY_MS + opensUtcHour * HOUR_MS;
    return learned({ place: { city, country: place.country }, at }, at);
  });
}

function groups({ member, random }: Scene): string[] {
  const total = between(2, 6, random);
  const own = sample(member.department.groups, between(1, 2, random), random);
  return [...own, ...sample(COMMON_GROUPS, total - own.length, random)];
}

/** What every directory knows, and what nobody may be passed on alone. */
function surroundings(scene: Scene): Pick<FactDocument, "name" | "manager" | "department" | "office"> {
  const accepted = <Value>(value: Value): Fact<Value> => ({
    value,
    learnedAt: scene.today - IMPORTED_DAYS_AGO * DAY_MS,
    baseline: true,
  });
  return {
    name: personName(scene.member),
    ...(scene.manager && { manager: accepted(personName(scene.manager)) }),
    department: accepted(scene.member.department.name),
    office: accepted(scene.member.office.place),
  };
}

function fullFacts(scene: Scene): FactDocument {
  const { random, today } = scene;
  const accepted = <Value>(value: Value): Fact<Value> => ({
    value,
    learnedAt: today - IMPORTED_DAYS_AGO * DAY_MS,
    baseline: true,
  });
  const { everything = false } = scene.member.role;
  const tickets = sample(TICKET_SUMMARIES, everything ? 3 : between(0, 3, random), random);
  return {
    ...surroundings(scene),
    peers: scene.peers.map((peer) => accepted(personName(peer))),
    directReports: scene.reports.map((report) => accepted(personName(report))),
    groups: groups(scene).map(accepted),
    closedTickets: tickets.map((summary) => ticket(scene, summary, everything || random() < 0.85)),
    meetings: scene.meetings.map((meeting) => learned(meeting, meeting.startsAt - 3 * DAY_MS)),
    signIns: signIns(scene),
    startMonth: accepted(monthBefore(today, between(3, 180, random))),
    devices: Array.from({ length: random() < 0.3 ? 2 : 1 }, () => accepted(device(scene))),
  };
}

/** At most one fact that counts; beside it a group learned today and a ticket whose requester nobody checked. */
function fewFacts(scene: Scene): FactDocument {
  const { random, today } = scene;
  return {
    ...surroundings(scene),
    peers: [],
    directReports: [],
    groups: random() < 0.5 ? [learned(pick(COMMON_GROUPS, random), today)] : [],
    closedTickets: random() < 0.5 ? [ticket(scene, pick(TICKET_SUMMARIES, random), false)] : [],
    meetings: [],
    signIns: [],
    devices: random() < 0.5 ? [learned(device(scene), today - 20 * DAY_MS)] : [],
  };
}

/** Fact documents per member. Peers share the manager; people who have left are nobody's peer or report. */
export function createFacts(
  staff: readonly Member[],
  { today, seed }: { today: EpochMs; seed: string },
): Map<Member, FactDocument> {
  const known = staff.filter(({ role }) => !role.fewFacts);
  const present = staff.filter(({ role }) => !role.inactive);
  const byId = new Map(staff.map((member) => [member.id, member]));
  const teams = Map.groupBy(present, ({ managerId }) => managerId);
  const teamOf = (managerId: Member["managerId"]): readonly Member[] =>
    managerId === undefined ? [] : (teams.get(managerId) ?? []);
  const meetings = createMeetings(known, { today, seed });
  const counters = { asset: 0, ticket: 0 };
  return new Map(
    staff.map((member) => {
      const scene: Scene = {
        member,
        random: seededRandom(`${seed}:facts:${member.id}`),
        today,
        manager: member.managerId === undefined ? undefined : byId.get(member.managerId),
        peers: teamOf(member.managerId).filter((other) => other !== member),
        reports: teamOf(member.id),
        meetings: meetings.get(member) ?? [],
        counters,
      };
      return [member, member.role.fewFacts ? fewFacts(scene) : fullFacts(scene)];
    }),
  );
}
