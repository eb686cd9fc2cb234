/** Imports of the directory: what is known of whom a file names, what is written, and how it was before. */
import type { AgentId, ImportId, PersonId, VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { AccountColumn, ImportColumn, OwnColumn, RowProblem } from "../../core/people/columns.ts";
import type { Changes, KnownPerson, Manager, NewContact, PersonFields } from "../../core/people/compare.ts";
import type { TakenFrom } from "../../core/people/given-up.ts";
import type { Tally } from "../../core/people/tally.ts";
import type { FactDocument, PersonName, YearMonth } from "../../core/questions/facts.ts";
import type { AuditEntry } from "./audit.ts";
import type { NewDeskMail } from "./desk-mails.ts";

/** "comparing" writes nothing; the rest follows in this order. "undoing" and "undone" come after an end or a stop. */
export type ImportPhase = "comparing" | "writing" | "finishing" | "done" | "undoing" | "undone";

/** What is left after the last chunk, in this order. */
export const FINISH_STAGES = ["managers", "leaving", "loops", "facts", "values"] as const;
export type FinishStage = (typeof FINISH_STAGES)[number];

export interface ImportFile {
  readonly name: string;
  /** Of the file's bytes, as the browser gives it: tells the same file from another. */
  readonly hash: string;
  readonly rows: number;
  readonly chunks: number;
  readonly columns: readonly ImportColumn[];
  /** Where each of them stands in the file. */
  readonly places: readonly number[];
  /** Columns that people, or the desk, can change themselves. */
  readonly typed: readonly OwnColumn[];
  /** What its account columns are called. */
  readonly labels?: Readonly<Partial<Record<AccountColumn, string>>>;
  /** Whether the ticket system knows people by its ids; absent where nobody said. */
  readonly idsInTickets?: boolean;
  /** The admin says that nobody is missing from it. */
  readonly complete: boolean;
}

export interface Leaving {
  /** Active people whom a complete file does not have. */
  readonly missing: number;
  readonly active: number;
  /** Names of a few. */
  readonly sample: readonly string[];
}

export interface ImportProgress {
  readonly compared: number;
  /** Of the chunks that were compared, in their order; absent of an import that began before they were kept. */
  readonly digests?: readonly string[];
  /** Of what their rows say was refused, and who is in them; what SQL puts there holds against neither. Absent as above. */
  readonly held?: { readonly replies: readonly string[]; readonly present: readonly string[] };
  /** The largest row number so far: what follows has larger ones, for ids of new people are made from them. */
  readonly lastRow?: number;
  readonly written: number;
  /** Chunks or pages done in the stage. */
  readonly finish?: { readonly stage: FinishStage; readonly at: number };
  readonly undone: number;
  /** Steps in which missing people were made inactive. */
  readonly left: number;
  readonly tally: Tally;
  readonly leaving?: Leaving;
  /** What was found after the last chunk. */
  readonly problems: readonly RowProblem[];
  /** Facts are to be told apart by who can change them: in this file, or in one before it, people can. */
  readonly ownFacts?: true;
  /** By whom it was proposed as the baseline; another admin accepts it. */
  readonly baselineAsked?: { readonly by: AgentId; readonly name: string; readonly at: EpochMs };
}

export interface ImportRecord {
  readonly id: ImportId;
  readonly open: boolean;
  readonly phase: ImportPhase;
  readonly startedBy: AgentId;
  readonly startedByName: string;
  readonly startedAt: EpochMs;
  readonly endedAt?: EpochMs;
  readonly baseline: boolean;
  readonly file: ImportFile;
  readonly progress: ImportProgress;
}

export interface ChunkReply {
  readonly tally: Tally;
  readonly problems: readonly RowProblem[];
  /** Managers whom neither its rows nor the directory had, as the file calls them. */
  readonly managers?: readonly { readonly named: string; readonly rows: readonly number[] }[];
}

/** As its row says, which carries no mac: what it says holds against `ImportProgress`. */
export interface ChunkRecord {
  readonly digest: string;
  /** A `ChunkReply`. */
  readonly reply: string;
  /** Ids of the people that are in it. */
  readonly present: string;
  readonly written: boolean;
}

/** Of one person of a chunk, what comes after the last one. */
export interface LeftToDo {
  readonly id: PersonId;
  readonly row: number;
  /** Its manager has changed with this import. */
  readonly managerChanged: boolean;
  readonly managerPending?: string;
  readonly startMonth?: YearMonth | null;
  readonly touched: boolean;
}

export interface KnownQuery {
  readonly importId: ImportId;
  /** How many chunks, from the first, are looked through for who stands in the file twice. */
  readonly chunksBefore: number;
  readonly emails: readonly string[];
  readonly externalIds: readonly string[];
  /** In their one spelling. */
  readonly userNames: readonly string[];
  /** Work mails and external ids. */
  readonly managers: readonly string[];
}

export interface Known {
  readonly people: readonly KnownPerson[];
  readonly managers: readonly (Manager & { readonly email: string; readonly externalId?: string })[];
  /** Keys that stand in an earlier chunk; "spoiled" where SQL has changed what stands there. */
  readonly twice: readonly string[] | "spoiled";
}

export interface PersonWrite {
  readonly id: PersonId;
  readonly fields: PersonFields;
  readonly isNew: boolean;
  readonly sameFields: boolean;
  readonly addContacts: readonly (NewContact & { readonly id: string })[];
  readonly removeContacts: readonly string[];
  /** That stay, and whose days begin anew. */
  readonly renewContacts: readonly string[];
  /** Of those, where their owner is told of it, in the same transaction. */
  readonly toldContacts: readonly string[];
  /** Where the person is told of what comes, in the same transaction. */
  readonly newsAt: Changes["newsAt"];
}

/** Somebody who gets names of those by which people are found. */
export interface Taker {
  readonly id: PersonId;
  readonly names: readonly string[];
}

export interface UserNameHolder {
  readonly name: string;
  readonly id: PersonId;
}

/** Others who had one of the names, or have the user name still. */
export interface FormerHolders extends TakenFrom {
  /** Those of whom there was a check: only they can be blocked. */
  readonly checked: readonly PersonId[];
}

export interface ChunkWrite {
  readonly record: ImportRecord;
  readonly number: number;
  readonly people: readonly PersonWrite[];
  readonly left: readonly LeftToDo[];
  /** Everybody of the chunk who is in the directory now, those whose row was refused too. */
  readonly present: readonly PersonId[];
  /** What tells of rows that somebody else wrote. */
  readonly beside?: { readonly audit: AuditEntry; readonly mails: readonly NewDeskMail[] };
  readonly now: EpochMs;
}

export interface TeamMember extends PersonName {
  readonly id: PersonId;
  readonly managerId: PersonId;
}

/** What facts are made of. */
export interface DirectoryPerson extends Pick<
  PersonFields,
  "managerId" | "department" | "officeCity" | "officeCountry"
> {
  readonly id: PersonId;
  readonly name: PersonName;
  readonly facts?: FactDocument;
}

export type ManagerWrite = Pick<PersonFields, "managerId" | "managerName" | "managerChangedAt"> & {
  readonly id: PersonId;
};

export interface FactsWrite {
  readonly id: PersonId;
  readonly facts: FactDocument;
}

/** People who go for good, with what hangs on them alone. */
export interface PeopleRemoval {
  readonly ids: readonly PersonId[];
  /** Of those around them. */
  readonly facts: readonly FactsWrite[];
  /** They are told at their contacts. */
  readonly told: boolean;
  readonly audit?: AuditEntry;
  readonly now: EpochMs;
}

export interface DirectoryStore {
  byId(id: ImportId): Promise<ImportRecord | undefined>;
  /** Newest first. */
  latest(limit: number): Promise<readonly ImportRecord[]>;
  /** False where another one is open. */
  start(record: ImportRecord, audit: AuditEntry): Promise<boolean>;
  /** False where `record` is to be open and another one is. */
  save(record: ImportRecord, audit?: AuditEntry): Promise<boolean>;
  /** Whether any import ever wrote anything, as far as its row or anybody in the directory shows. */
  hasWritten(): Promise<boolean>;
  chunk(id: ImportId, number: number): Promise<ChunkRecord | undefined>;
  /** What was said of the chunks from one number to before another, in their order; some may be gone. */
  replies(
    id: ImportId,
    range: { readonly from: number; readonly to: number },
  ): Promise<readonly { readonly number: number; readonly reply: string }[]>;
  known(query: KnownQuery): Promise<Known>;
  /** Of these keys, those of rows of the import's compared chunks; "spoiled" where SQL has changed what stands there. */
  inFile(id: ImportId, keys: readonly string[]): Promise<readonly string[] | "spoiled">;
  /** Whether one of the ids is somebody's, or was: a part of them is there. */
  isAnythingKept(ids: readonly PersonId[]): Promise<boolean>;
  /** False, and nothing is stored, where the import is not as it was `before`. */
  compared(
    before: ImportRecord,
    after: ImportRecord,
    chunk: {
      readonly number: number;
      readonly digest: string;
      readonly reply: ChunkReply;
      readonly keys: readonly string[];
      readonly present: readonly PersonId[];
    },
  ): Promise<boolean>;
  /** Whom the chunks that are stored and these people leave out; names of up to `sample` of them. */
  leaving(id: ImportId, beside: { readonly present: readonly PersonId[]; readonly sample: number }): Promise<Leaving>;
  /** By the taker's id; without those who take what nobody gave up, and no user name that somebody else has. */
  formerHolders(takers: readonly Taker[], now: EpochMs): Promise<ReadonlyMap<PersonId, FormerHolders>>;
  /** Active people who have one of these user names, each in its one spelling, in whichever spelling. */
  userNameHolders(names: readonly string[]): Promise<readonly UserNameHolder[]>;
  /** People, contacts, what they were before and how far the import is: all or nothing. */
  write(chunk: ChunkWrite): Promise<void>;
  leftToDo(id: ImportId, number: number): Promise<readonly LeftToDo[]>;
  managersNamed(names: readonly string[]): Promise<Known["managers"]>;
  /** Person to manager, of everybody who is active. */
  managerLinks(): Promise<ReadonlyMap<string, string>>;
  setManagers(managers: readonly ManagerWrite[], now: EpochMs): Promise<void>;
  /**
   * Active people whom the file does not have: inactive from now on, and saved with `record`. Returns how many they were; undefined,
   * with nothing changed, where `areHeld` says that the chunks were changed: it is given their `present`, in order.
   */
  deactivateMissing(missing: {
    readonly record: ImportRecord;
    readonly limit: number;
    readonly now: EpochMs;
    readonly areHeld: (present: readonly string[]) => Promise<boolean>;
  }): Promise<number | undefined>;
  /** Active ones: of whoever has left nothing more is learned. */
  people(ids: readonly PersonId[]): Promise<readonly DirectoryPerson[]>;
  /** Active people under one of these managers. */
  teams(managers: readonly string[]): Promise<readonly TeamMember[]>;
  /** By id; without the facts, which would have to be opened. */
  names(ids: readonly PersonId[]): Promise<ReadonlyMap<string, PersonName>>;
  /** `step` tells one writing of an import from another. */
  writeFacts(
    id: ImportId,
    facts: { readonly step: number; readonly writes: readonly FactsWrite[] },
    now: EpochMs,
  ): Promise<void>;
  /** Departments and offices with how many people they have. */
  refreshValues(): Promise<void>;
  /** Who is inactive since before, the longest first; of whom nobody knows since when counts from now on. */
  leftBefore(before: EpochMs, page: { readonly limit: number; readonly now: EpochMs }): Promise<readonly PersonId[]>;
  /** Active people who lead one of these, are led by one, or by the same manager. */
  colleagues(ids: readonly PersonId[]): Promise<readonly PersonId[]>;
  /** All or nothing; whoever they led is led by nobody. Again, nothing changes. */
  remove(removal: PeopleRemoval): Promise<void>;
  /** Empties the names of leavers in imports that ended before; how many imports those were. */
  forgetLeavers(before: EpochMs, limit: number): Promise<number>;
  /** Open checks of people who are inactive, or in the directory no more. */
  checksOfInactive(limit: number): Promise<readonly VerificationId[]>;
  /**
   * Puts one part of the journal back, the newest first; false when none is left. `before` hears of whoever gets back
   * what others have had, and is waited for before anything is written.
   */
  undoPart(
    id: ImportId,
    now: EpochMs,
    before: (taken: ReadonlyMap<PersonId, FormerHolders>) => Promise<void>,
  ): Promise<boolean>;
}
