/**
 * What Active Directory's refusals mean. The code of Windows stands at the beginning of the message, in hexadecimal;
 * the sentence is the one that Windows itself has for it.
 */
import { ResultCodeError } from "ldapts";
import type { DirectoryProblem } from "../directory.ts";

const LDAP = {
  noSuchObject: 32,
  constraintViolation: 19,
  invalidCredentials: 49,
  insufficientAccess: 50,
  unwilling: 53,
};

const RESTRICTED: DirectoryProblem = {
  code: "refused",
  inItsWords:
    "Unable to update the password. The value provided for the new password does not meet the length, complexity, or history requirements of the domain.",
};

const BY_WINDOWS_CODE: Readonly<Record<string, DirectoryProblem>> = {
  "0000052D": RESTRICTED,
  "00000005": { code: "forbidden", inItsWords: "Access is denied." },
  "00002098": { code: "forbidden", inItsWords: "Insufficient access rights to perform the operation." },
  "0000001F": { code: "forbidden", inItsWords: "The server takes passwords over an encrypted connection only." },
  "00002030": { code: "unknown_account" },
};

/** Why the runner's own account was not let in. */
const BY_SIGN_IN_CODE: Readonly<Record<string, string>> = {
  "525": "there is no such account",
  "52e": "its password is wrong",
  "530": "it may not sign in at this time",
  "532": "its password has expired",
  "533": "it is disabled",
  "701": "it has expired",
  "773": "it has to change its password first",
  "775": "it is locked",
};

/** Undefined where the connection failed, and nobody knows what the directory did. */
export function problemOf(error: unknown): DirectoryProblem | undefined {
  if (!(error instanceof ResultCodeError)) {
    return undefined;
  }
  const said = BY_WINDOWS_CODE[/\b(?<code>[0-9A-F]{8}):/.exec(error.message)?.groups?.["code"] ?? ""];
  if (said !== undefined) {
    return said;
  }
  switch (error.code) {
    case LDAP.noSuchObject:
      return { code: "unknown_account" };
    case LDAP.constraintViolation:
      return RESTRICTED;
    case LDAP.insufficientAccess:
      return { code: "forbidden", inItsWords: "Insufficient access rights to perform the operation." };
    case LDAP.unwilling:
      return { code: "forbidden", inItsWords: "The server is unwilling to process the request." };
    default:
      return { code: "forbidden", inItsWords: `The directory refused (LDAP ${String(error.code)}).` };
  }
}

export function signInProblem(error: unknown): DirectoryProblem {
  if (!(error instanceof ResultCodeError) || error.code !== LDAP.invalidCredentials) {
    return { code: "away" };
  }
  const data = /data (?<code>[0-9a-f]{3})\b/.exec(error.message)?.groups?.["code"] ?? "";
  const why = BY_SIGN_IN_CODE[data] ?? "its name or password is wrong";
  return { code: "forbidden", inItsWords: `The directory does not let the runner's own account in: ${why}.` };
}
