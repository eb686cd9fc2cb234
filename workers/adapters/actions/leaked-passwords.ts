/**
 * Have I Been Pwned's list of leaked passwords, or a mirror of it, by range: the first five characters of the SHA-1 go
 * out, and what comes back is every leaked one that begins so. Padded, so that its length tells nobody on the way which
 * range was asked for; padding counts 0. https://haveibeenpwned.com/API/v3#PwnedPasswords
 */
import type { HttpClient } from "../../app/ports/http.ts";
import type { LeakedPasswords } from "../../app/ports/leaked-passwords.ts";
import type { PeerProblem } from "../../app/ports/peer-problem.ts";
import { err, ok } from "../../core/kit/result.ts";
import type { Secret } from "../../core/kit/secret.ts";
import { problemFromStatus } from "../peers/peer-problem.ts";

const PREFIX = 5;
const LINE = /^(?<suffix>[0-9A-F]{35}):(?<count>\d+)$/iu;

/** `origin`: where `/range/{prefix}` is. */
export function leakedPasswords(origin: string, http: HttpClient): LeakedPasswords {
  return {
    isLeaked: async (password) => {
      const hash = await sha1(password);
      const asked = await http.send({
        method: "GET",
        url: `${origin}/range/${hash.slice(0, PREFIX)}`,
        // It refuses callers that do not name themselves, and a Worker's fetch does not by itself.
        headers: { "add-padding": "true", "user-agent": "imper-edge" },
      });
      if (!asked.ok) {
        return asked;
      }
      if (asked.value.status !== 200) {
        return err(problemFromStatus(asked.value, `range ${String(asked.value.status)}`));
      }
      const lines = asked.value.text.trim().split(/\r?\n/u);
      const read = lines.map((line) => LINE.exec(line)?.groups);
      // A page in place of the list must not pass for a list without this password.
      return read.includes(undefined)
        ? err(UNREADABLE)
        : ok(read.some((one) => one?.["suffix"]?.toUpperCase() === hash.slice(PREFIX) && Number(one["count"]) > 0));
    },
  };
}

const UNREADABLE: PeerProblem = { code: "peer.malformed", retryable: false, detail: "the answer is no range" };

/** As the list is made: of the password's UTF-8. It protects nothing here, it is only how the list is ordered. */
async function sha1(password: Secret): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(password.reveal()));
  return [...new Uint8Array(digest)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}
