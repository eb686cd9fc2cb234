/** The shapes the stand-in keeps, under the names ChangeGear's REST API gives them. */

export interface HistoryRecord {
  readonly ID: number;
  readonly Creator: number;
  readonly CreatorName: string;
  readonly CreatedDateTime: string;
  readonly Action: string;
  readonly Comment: string;
}

export interface Ticket {
  readonly ID: number;
  readonly ItemID: string;
  readonly eTag: number;
  readonly Status: string;
  readonly Summary: string;
  readonly Description: string;
  readonly IncidentRequestType: string;
  /** Person id, 0 when nobody. */
  readonly Requester: number;
  readonly AssignedTo: number;
  readonly Priority: string;
  readonly Urgency: string;
  readonly Impact: string;
  readonly CreatedDateTime: string;
  readonly LastModifiedDateTime: string;
  readonly LastModifiedBy: number;
  readonly LastModifiedByName: string;
  readonly ClosedDateTime: string;
  readonly CloseType: string;
  readonly Resolution: string;
  readonly InternalNotes: string;
  readonly HistoryRecords: readonly HistoryRecord[];
  /** Custom fields, named UDF_*. */
  readonly custom: Readonly<Record<string, string>>;
}

export interface Person {
  /** A whole number as text; ChangeGear's person id. */
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly userName: string;
  readonly phone?: string;
  readonly department?: string;
  readonly location?: string;
}

/** Who does something, as `LastModifiedBy` and `Creator` will name it. */
export interface Actor {
  readonly id: number;
  readonly name: string;
}

/** An account of the REST API. */
export interface Account extends Actor {
  readonly username: string;
  readonly password: string;
}

/** How ChangeGear writes "no time". */
export const NEVER = "0001-01-01T00:00:00-07:00";

export const DEFAULT_CATEGORIES = [
  "Password reset",
  "Account unlock",
  "MFA reset",
  "Identity check",
  "Hardware",
  "Software",
  "Other",
] as const;
