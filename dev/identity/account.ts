/** Where the ID token has the directory's id. */
export const DIRECTORY_CLAIM = "employee_number";

export interface IdentityAccount {
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  readonly groups: readonly string[];
  /** The directory's id of the person, as the claim of the next name. */
  readonly directoryId?: string;
  /** Shown to be picked; the others are typed. */
  readonly shown: boolean;
}
