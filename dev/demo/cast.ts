/**
 * The people whose names tests and the demo rely on. They come first in the directory, so
 * their ids never change, whatever the seed.
 */
import type { PersonId } from "../../workers/core/kit/ids.ts";

/** A further account; its user name is the person's own after the prefix. */
export interface AccountRole {
  readonly prefix: string;
  readonly label: string;
  readonly privileged?: boolean;
  readonly inactive?: boolean;
}

export interface Role {
  readonly given: string;
  readonly family: string;
  readonly department: string;
  readonly city: string;
  readonly lead?: boolean;
  readonly privileged?: boolean;
  readonly inactive?: boolean;
  readonly fewFacts?: boolean;
  /** Enough for every kind of check, however its options fall. */
  readonly everything?: boolean;
  readonly changedContact?: boolean;
  /** Shares the mobile of the person with the same word. */
  readonly household?: string;
  readonly accounts?: readonly AccountRole[];
}

const NAMED = {
  /** Everything known, two contacts on record. */
  dana: { given: "Dana", family: "Ruiz", department: "Finance", city: "Porto", everything: true },
  /** Dana's manager. */
  nkechi: { given: "Nkechi", family: "Obi", department: "Finance", city: "Porto", lead: true },
  privileged: { given: "Tomasz", family: "Wójcik", department: "Security", city: "London", privileged: true },
  inactive: { given: "Greta", family: "Lindqvist", department: "Marketing", city: "London", inactive: true },
  ambiguousFinance: { given: "Maria", family: "Silva", department: "Finance", city: "Porto" },
  ambiguousSupport: { given: "Maria", family: "Silva", department: "Customer Support", city: "Porto" },
  fewFacts: { given: "Suda", family: "Rattanakul", department: "Operations", city: "Porto", fewFacts: true },
  /** The mobile on record changed three days ago. */
  changedContact: { given: "Hugh", family: "O'Neill", department: "Sales", city: "London", changedContact: true },
  /** With `coupleOther`: one mobile for both. */
  coupleOne: { given: "Elif", family: "Yılmaz", department: "Sales", city: "Austin", household: "yilmaz" },
  coupleOther: { given: "Kerem", family: "Yılmaz", department: "Marketing", city: "Austin", household: "yilmaz" },
  london: { given: "Imogen", family: "Clarke", department: "Product", city: "London" },
  /** Administers what she builds, under an account of its own. */
  bengaluru: {
    given: "Lakshmi",
    family: "Venkataraman",
    department: "Engineering",
    city: "Bengaluru",
    accounts: [{ prefix: "adm", label: "Administration", privileged: true }],
  },
  /** A second account that is no more than the first, and one that is switched off. */
  austin: {
    given: "Marcus",
    family: "Bell",
    department: "Operations",
    city: "Austin",
    accounts: [
      { prefix: "wms", label: "Warehouse system" },
      { prefix: "tmp", label: "Stocktaking", inactive: true },
    ],
  },
  /** Also an agent of the service desk. */
  lee: { given: "Lee", family: "Tanaka", department: "IT", city: "London" },
  oneName: { given: "Suharti", family: "", department: "Customer Support", city: "Bengaluru" },
  longName: {
    given: "Maximiliana Konstanze Theodora",
    family: "Freifrau von Hohenlohe-Waldenburg-Schillingsfürst",
    department: "Legal",
    city: "London",
  },
} as const satisfies Record<string, Role>;

export type DemoName = keyof typeof NAMED;

/** Four more pairs of colleagues with one name. */
const NAMESAKES: readonly Role[] = [
  { given: "James", family: "Wilson", department: "Sales", city: "London" },
  { given: "James", family: "Wilson", department: "Operations", city: "Austin" },
  { given: "Priya", family: "Sharma", department: "Engineering", city: "Bengaluru" },
  { given: "Priya", family: "Sharma", department: "Engineering", city: "Bengaluru" },
  { given: "João", family: "Santos", department: "Engineering", city: "Porto" },
  { given: "João", family: "Santos", department: "Customer Support", city: "Porto" },
  { given: "Sarah", family: "Johnson", department: "Marketing", city: "Austin" },
  { given: "Sarah", family: "Johnson", department: "Sales", city: "Austin" },
];

export const CAST: readonly Role[] = [...Object.values(NAMED), ...NAMESAKES];

/** Id of the person at a place in the directory, starting at 1. */
export const personIdAt = (place: number): PersonId => `per_demo${String(place).padStart(3, "0")}` as PersonId;

/** Ids of the named people. */
export const DEMO_PEOPLE = Object.fromEntries(
  Object.keys(NAMED).map((name, index) => [name, personIdAt(index + 1)]),
) as Readonly<Record<DemoName, PersonId>>;
