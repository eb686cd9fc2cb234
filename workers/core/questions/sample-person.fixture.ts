/** One invented person about whom everything is known, for tests and benches. Holds no behaviour of the product. */
import { keyedFor } from "../../../test/support/keyed.ts";
import { DAY_MS } from "../kit/time.ts";
import type { Fact, FactDocument, PersonName, Population } from "./facts.ts";
import type { BuildInput } from "./kind.ts";

/** Wednesday, 18 November 2026, 12:00 UTC. */
export const SAMPLE_NOW = Date.UTC(2026, 10, 18, 12);

export function sampleName(text: string): PersonName {
  const [given = "", ...family] = text.split(" ");
  return { given, family: family.join(" "), display: text };
}

/** A fact learned ten days ago unless said otherwise. */
export function sampleFact<Value>(value: Value, learnedAt = SAMPLE_NOW - 10 * DAY_MS): Fact<Value> {
  return { value, learnedAt, baseline: false };
}

const meeting = (name: string, daysAgo: number) =>
  sampleFact(
    {
      with: sampleName(name),
      startsAt: SAMPLE_NOW - daysAgo * DAY_MS,
      organisedInside: true,
      accepted: true,
    },
    SAMPLE_NOW - 8 * DAY_MS,
  );

const ticket = (number: string, summary: string) =>
  sampleFact({ number, summary, closedAt: SAMPLE_NOW - 40 * DAY_MS, requesterVerified: true });

export const SAMPLE_FACTS: FactDocument = {
  name: sampleName("Grace Mwangi"),
  manager: sampleFact(sampleName("Helen Okafor")),
  peers: ["Tomas Lindqvist", "Priya Raman", "Jonas Weber", "Amina Yusuf"].map((name) => sampleFact(sampleName(name))),
  directReports: ["Owen Price", "Lucia Ferrari"].map((name) => sampleFact(sampleName(name))),
  department: sampleFact("Finance"),
  office: sampleFact({ city: "London", country: "GB" }),
  groups: ["Travel Booking Approvers", "Quarter End Close", "Lisbon Offsite Planning"].map((name) => sampleFact(name)),
  closedTickets: [
    ticket("IR-0000011", "Second monitor for home desk"),
    ticket("IR-0000017", "Cannot open shared budget sheet"),
  ],
  meetings: [
    meeting("Daniel Hughes", 1),
    meeting("Sofia Marques", 1),
    meeting("Ravi Menon", 2),
    meeting("Eva Novak", 5),
  ],
  signIns: [
    sampleFact({ place: { city: "Leeds", country: "GB" }, at: SAMPLE_NOW - 2 * DAY_MS }, SAMPLE_NOW - 2 * DAY_MS),
  ],
  startMonth: sampleFact({ year: 2021, month: 4 }),
  devices: [],
};

const PEOPLE =
  "Ada Brandt,Ben Carver,Carla Dietz,Dora Eklund,Emil Fuchs,Fiona Grant,Gil Haim,Hana Ito,Ivan Jelinek,Jana Kral," +
  "Karl Lund,Lena Moser,Milo Nagy,Nora Olsen,Otto Peters,Paula Quint,Quentin Roy,Rosa Silva,Sven Thoma,Tara Unger," +
  "Uma Verma,Viktor Wolf,Wanda Xavier,Yara Zeman,Adam Birch,Bella Cole,Chloe Dunn,Dylan Elms,Erin Ford,Frank Gale";

export const SAMPLE_POPULATION: Population = {
  people: PEOPLE.split(",").map(sampleName),
  groups: (
    "Fleet Car Drivers,Coffee Corner Volunteers,Summer Party Committee,Contract Reviewers,Pension Advisory Board," +
    "Expense Policy Editors,Supplier Onboarding,Year End Audit Room,First Aid Helpers,Fire Wardens,Book Club," +
    "Running Club,Press Release Readers,Warehouse Visits,Customer Dinner Hosts,Mentoring Circle,Data Retention Panel," +
    "Brand Photo Library,Invoice Disputes,Parking Permit Desk"
  ).split(","),
  departments: "Legal,Marketing,People,Operations,Sales,Research,Security,Procurement".split(","),
  offices: ["London", "Leeds", "Bristol", "Cardiff", "Glasgow"].map((city) => ({ city, country: "GB" })),
  cities: ["London", "Leeds", "Bristol", "Cardiff", "Glasgow", "York", "Bath", "Oxford", "Hull"].map((city) => ({
    city,
    country: "GB",
  })),
  ticketSummaries: (
    "Headset has no sound,New badge photo,Printer on floor three jams,Laptop fan is loud,Calendar shows wrong zone," +
    "Request for drawing software,Phone does not charge,Shared mailbox for events,Meeting room screen flickers," +
    "VPN drops every hour,Mouse needs replacing,Cannot print labels,Slow start in the morning,Wiki page is missing," +
    "Scanner sends blank pages,Access to travel portal,Keyboard layout is wrong,Docking station not found"
  ).split(","),
};

/** Everything `build` needs for the sample person. `seed` stands for the key of one person. */
export function sampleInput(overrides: Partial<BuildInput> & { readonly seed?: string } = {}): BuildInput {
  const { seed = "grace", ...rest } = overrides;
  return {
    facts: SAMPLE_FACTS,
    population: SAMPLE_POPULATION,
    now: SAMPLE_NOW,
    keyed: keyedFor(seed),
    action: "password_reset",
    typedDestination: false,
    organisation: "Aldermoor",
    ...rest,
  };
}
