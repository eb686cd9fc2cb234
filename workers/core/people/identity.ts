/**
 * Whether a row makes somebody else of a record. Contacts that count would then speak for the other person, so such a
 * change weighs as much as a change of all of them.
 */
export interface Identity {
  readonly externalId: string | null;
  readonly userName: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  readonly active: boolean;
}

/** Whoever has no user name is called by the work mail. */
export function userNameAfter(
  row: { readonly userName?: string; readonly email: string },
  before: Pick<Identity, "userName"> | undefined,
): string {
  return row.userName ?? before?.userName ?? row.email;
}

/** Another id, user name or work mail, a name of which nothing stays, or back after they had left. */
export function isAnotherIdentity(before: Identity, after: Identity): boolean {
  return (
    before.externalId !== after.externalId ||
    before.userName.toLowerCase() !== after.userName.toLowerCase() ||
    before.email !== after.email ||
    (!before.active && after.active) ||
    isAnotherName(before, after)
  );
}

export function isNameChanged(before: Identity, after: Identity): boolean {
  return (["givenName", "familyName", "displayName"] as const).some((key) => before[key] !== after[key]);
}

/** After a marriage the given name stays; what a list only turns round stays too. */
function isAnotherName(before: Identity, after: Identity): boolean {
  const official = ({ givenName, familyName }: Identity): string => `${givenName} ${familyName}`;
  return (
    nothingStays(official(before), official(after)) ||
    nothingStays(`${official(before)} ${before.displayName}`, after.displayName)
  );
}

function nothingStays(before: string, after: string): boolean {
  const words = wordsOf(before);
  return before.trim() !== after.trim() && !wordsOf(after).some((word) => words.includes(word));
}

/** Whether two names have a word in common, whatever their accents; says nothing of two people who share one. */
export function shareAWord(one: string, other: string): boolean {
  const [left, right] = [one, other].map((name) => wordsOf(name.normalize("NFKD").replaceAll(/\p{M}/gu, "")));
  return left?.some((word) => right?.includes(word)) === true;
}

function wordsOf(name: string): readonly string[] {
  return (
    name
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}
