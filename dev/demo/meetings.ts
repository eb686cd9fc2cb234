/** Last week's meetings: on weekdays, in the office's working hours, the same in both calendars. */
import { DAY_MS, HOUR_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import { seededRandom, shuffled } from "./seeded-random.ts";
import type { Random } from "../../workers/core/kit/random.ts";
import type { Meeting, PersonName } from "../../workers/core/questions/facts.ts";
import { between, pick, sample } from "./chance.ts";
import { displayNameOf, type Member } from "./staff.ts";

/** People of other companies; a meeting they organise could have been planted. */
const OUTSIDERS: readonly PersonName[] = [
  { given: "Rowan", family: "Hale", display: "Rowan Hale" },
  { given: "Ottilie", family: "Brandauer", display: "Ottilie Brandauer" },
  { given: "Casimir", family: "Lund", display: "Casimir Lund" },
];

/** A meeting of the last seven days; always the Monday to Friday among them. */
function weekdays(today: EpochMs): EpochMs[] {
  const days = Array.from({ length: 7 }, (_, back) => today - (back + 1) * DAY_MS);
  return days.filter((day) => ![0, 6].includes(new Date(day).getUTCDay()));
}

export const personName = ({ role }: Member): PersonName => ({
  given: role.given,
  family: role.family,
  display: displayNameOf(role),
});

function doubtful(startsAt: EpochMs, random: Random): Meeting {
  return { with: pick(OUTSIDERS, random), startsAt, organisedInside: false, accepted: random() < 0.7 };
}

/** Meetings per member, earliest first. Two or three are organised inside and accepted for everyone with colleagues; some people also have one that must not count. */
export function createMeetings(
  staff: readonly Member[],
  { today, seed }: { today: EpochMs; seed: string },
): Map<Member, Meeting[]> {
  const calendars = new Map<Member, Meeting[]>(staff.map((member) => [member, []]));
  const note = (member: Member, meeting: Meeting): void => {
    calendars.get(member)?.push(meeting);
  };
  const offices = Map.groupBy(staff, ({ office }) => office);
  for (const member of staff) {
    const random = seededRandom(`${seed}:meetings:${member.id}`);
    const days = shuffled(weekdays(today), random);
    const startsAt = (day: EpochMs): EpochMs => day + (member.office.opensUtcHour + between(0, 7, random)) * HOUR_MS;
    const colleagues = (offices.get(member.office) ?? []).filter((other) => other !== member);
    for (const [index, partner] of sample(colleagues, between(2, 3, random), random).entries()) {
      const at = startsAt(days[index] ?? today - DAY_MS);
      note(member, { with: personName(partner), startsAt: at, organisedInside: true, accepted: true });
      note(partner, { with: personName(member), startsAt: at, organisedInside: true, accepted: true });
    }
    if (random() < 0.3) {
      note(member, doubtful(startsAt(days[4] ?? today - DAY_MS), random));
    }
  }
  for (const calendar of calendars.values()) {
    calendar.sort((a, b) => a.startsAt - b.startsAt);
  }
  return calendars;
}
