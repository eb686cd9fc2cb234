/** Who is invited, from lines as people paste them: out of a mail's recipients, or two columns of a sheet. */
export interface Invitee {
  readonly name: string;
  readonly email: string;
}

export interface Invitees {
  readonly people: readonly Invitee[];
  /** Lines that name nobody. */
  readonly unread: readonly string[];
}

const MAIL = /[^\s<>,;"'()]+@[^\s<>,;"'()]+\.[^\s<>,;"'()]+/u;

/** Each address once. */
export function inviteesIn(text: string): Invitees {
  const lines = text
    .split(/\r?\n|;(?=[^;\n]*@)/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const read = lines.map((line) => ({ line, email: MAIL.exec(line)?.[0] }));
  const people = read.flatMap(({ line, email }) => (email === undefined ? [] : [{ name: nameIn(line, email), email }]));
  return {
    people: people.filter(
      ({ email }, place) => people.findIndex((one) => one.email.toLowerCase() === email.toLowerCase()) === place,
    ),
    unread: read.flatMap(({ line, email }) => (email === undefined ? [line] : [])),
  };
}

function nameIn(line: string, email: string): string {
  const beside = line
    .replace(email, "")
    .replaceAll(/[<>"\t]/gu, " ")
    .replaceAll(/^[\s,;:]+|[\s,;:]+$/gu, "")
    .replaceAll(/\s+/gu, " ");
  return beside === "" ? fromAddress(email) : beside;
}

/** "lee.tanaka" is how most are called. */
function fromAddress(email: string): string {
  const words = email.slice(0, email.indexOf("@")).split(/[._]+/u).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}
