export interface IdentityAccount {
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  readonly groups: readonly string[];
  /** Shown to be picked; the others are typed. */
  readonly shown: boolean;
}
