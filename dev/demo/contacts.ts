/**
 * Private numbers and mailboxes. Nothing is ever sent to them, and none belongs to anybody as
 * far as numbering plans allow: 512-555-01xx is set aside for fiction; the others stand beside
 * the example numbers that libphonenumber documents for their country, because the numbers
 * that regulators set aside for drama (+44 7700 900...) do not count as valid there.
 */
import { DAY_MS, HOUR_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import type { ContactId } from "../../workers/core/kit/ids.ts";
import { seededRandom } from "./seeded-random.ts";
import { CAST } from "./cast.ts";
import { between, pick } from "./chance.ts";
import type { DemoContact } from "./model.ts";
import { plainName } from "./names.ts";
import type { Member } from "./staff.ts";

const FIRST_NUMBER = 100;
const CHANGED_DAYS_AGO = 3;
const MAILBOXES = ["mailbox.example", "post.example"] as const;

type Age = Pick<DemoContact, "changedAt" | "baseline">;

/** Mobile per member. People of one household share that of the first. */
function mobiles(staff: readonly Member[]): Map<Member, string> {
  const used = new Map<string, number>();
  const households = new Map<string, string>();
  return new Map(
    staff.map((member) => {
      const { numberStem } = member.office;
      const place = used.get(numberStem) ?? 0;
      used.set(numberStem, place + 1);
      const own = `${numberStem}${FIRST_NUMBER + place}`;
      const { household } = member.role;
      const number = household === undefined ? own : (households.get(household) ?? own);
      if (household !== undefined) {
        households.set(household, number);
      }
      return [member, number];
    }),
  );
}

/** Contacts per person: a mobile, a private mailbox or both. */
export function createContacts(
  staff: readonly Member[],
  { today, seed }: { today: EpochMs; seed: string },
): Map<Member, DemoContact[]> {
  const numbers = mobiles(staff);
  return new Map(
    staff.map((member) => {
      const random = seededRandom(`${seed}:contacts:${member.id}`);
      const age = (): Age =>
        random() < 0.1
          ? { changedAt: today - between(8, 50, random) * DAY_MS, baseline: false }
          : { changedAt: today - between(90, 1_200, random) * DAY_MS, baseline: true };
      const named = CAST.includes(member.role);
      const kind = random();
      const mobileAge: Age = member.role.changedContact
        ? { changedAt: today - CHANGED_DAYS_AGO * DAY_MS + 10 * HOUR_MS, baseline: false }
        : age();
      const contact = (
        channel: DemoContact["channel"],
        value: string,
        rest: Pick<DemoContact, "source"> & Age,
      ): DemoContact => ({
        id: `con_${member.id.slice("per_".length)}-${channel}` as ContactId,
        channel,
        value,
        ...rest,
      });
      const contacts: DemoContact[] = [];
      if (named || member.role.changedContact || kind < 0.92) {
        const source = member.role.changedContact || random() < 0.3 ? "Payroll" : "HR directory";
        contacts.push(contact("sms", numbers.get(member) ?? "", { source, ...mobileAge }));
      }
      if (named || kind > 0.4) {
        const name = `${plainName(member.role.given)}.${member.id.slice(-3)}`;
        contacts.push(contact("email", `${name}@${pick(MAILBOXES, random)}`, { source: "Payroll", ...age() }));
      }
      return [member, contacts];
    }),
  );
}
