import { calendar, daysBefore } from "./support/calendar.ts";
import { askedAbout, choiceDrafts } from "./support/choice.ts";
import { questionKind } from "../kind.ts";
import { connectedKeys, MEETING_CLASSES, peopleOf, personItem, teamFacts } from "./support/people.ts";
import { trusted } from "./support/trust.ts";

const ASKED_WITHIN_DAYS = 7;

/** Who did you have a meeting with on that day? */
export const meetingPerson = questionKind({
  id: "meeting_person",
  fact: "meetings",
  exposure: "private",
  recalled: 0.88,
  reason:
    "A calendar is seen by few; a week is remembered with some slips; seven like the one who was met and none of these; a team meets more.",
  draft: (input) => {
    const { facts, now } = input;
    const dayOf = calendar(input.timeZone);
    const today = dayOf(now);
    const people = peopleOf(input);
    const { candidates, item } = people;
    // Whoever is asked about as a team mate too would stand out by standing in both.
    const others = new Set([
      ...askedAbout({ kind: "peer", facts: teamFacts(input, people, "peers"), keyed: input.keyed }),
      ...askedAbout({ kind: "direct_report", facts: teamFacts(input, people, "directReports"), keyed: input.keyed }),
    ]);
    const met = trusted(facts.meetings, now)
      // An invitation from outside, or one never accepted, may have been sent to plant the answer.
      .filter((meeting) => meeting.organisedInside && meeting.accepted)
      .map((meeting) => ({ truth: item(meeting.with, "neither"), date: dayOf(meeting.startsAt) }))
      .filter(({ truth }) => truth.key !== personItem(facts.name).key && !others.has(truth.key))
      .filter(({ date }) => daysBefore(date, today) >= 1 && daysBefore(date, today) <= ASKED_WITHIN_DAYS);
    return choiceDrafts({
      kind: "meeting_person",
      // One set of options for each partner, whatever the day: another day of theirs is not another draw.
      facts: met.map(({ truth, date }) => ({ truth, params: { date } })),
      // Whoever was met on any day, planted or not, could be true on the day asked about.
      never: [...connectedKeys(facts), ...facts.meetings.map((fact) => personItem(fact.value.with).key)],
      candidates,
      keyed: input.keyed,
      classes: MEETING_CLASSES,
    });
  },
});
