/** The password policy that holds for an account: its own fine-grained one where it can be read, else the domain's. */
import type { Client, Entry } from "ldapts";
import type { RunnerReply } from "../../../workers/adapters/actions/runner-protocol.ts";
import { numberAt, textAt } from "./values.ts";

type Rules = RunnerReply<"look-up">["rules"];

/** What a Windows sign-in screen takes. */
const MOST_CHARACTERS = 127;
const COMPLEX = 1;

const IN_WORDS = {
  complex: "Three of these four: capital letters, small letters, digits, other characters.",
  name: "Not your user name, and no part of your name of three letters or more.",
  unread: "Your company has rules of its own for this account, which can only be tried.",
};

export async function rulesFor(client: Client, base: string, user: Entry): Promise<Rules> {
  const own = textAt(user, "msDS-ResultantPSO");
  const [dn, read] = own === undefined ? [base, DOMAIN] : [own, FINE_GRAINED];
  const policy = policyIn(await readAt(client, dn, read), read);
  const { minLength, complex } = policy ?? { minLength: 0, complex: false };
  return {
    minLength,
    maxLength: MOST_CHARACTERS,
    inWords: [
      ...(complex ? [IN_WORDS.complex, IN_WORDS.name] : []),
      ...(policy === undefined ? [IN_WORDS.unread] : []),
    ],
  };
}

interface Read {
  readonly length: string;
  readonly complexity: string;
  readonly isComplex: (value: string) => boolean;
}

const DOMAIN: Read = {
  length: "minPwdLength",
  complexity: "pwdProperties",
  isComplex: (value) => (Number(value) & COMPLEX) !== 0,
};
const FINE_GRAINED: Read = {
  length: "msDS-MinimumPasswordLength",
  complexity: "msDS-PasswordComplexityEnabled",
  isComplex: (value) => value === "TRUE",
};

/** Undefined unless both may be read: whoever sees a policy's name does not have to see what it asks. */
function policyIn(
  entry: Entry | undefined,
  { length, complexity, isComplex }: Read,
): { readonly minLength: number; readonly complex: boolean } | undefined {
  const minLength = entry && numberAt(entry, length);
  const complex = entry && textAt(entry, complexity);
  return minLength === undefined || complex === undefined ? undefined : { minLength, complex: isComplex(complex) };
}

/** Undefined where there is none, or none that we may see: Active Directory does not tell the two apart. */
async function readAt(client: Client, dn: string, { length, complexity }: Read): Promise<Entry | undefined> {
  const found = await client.search(dn, { scope: "base", attributes: [length, complexity] }).catch(() => undefined);
  return found?.searchEntries[0];
}
