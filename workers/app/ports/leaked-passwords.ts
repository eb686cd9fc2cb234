/** What the use cases ask of a service that knows passwords from data leaks. */
import type { Result } from "../../core/kit/result.ts";
import type { Secret } from "../../core/kit/secret.ts";
import type { PeerProblem } from "./peer-problem.ts";

export interface LeakedPasswords {
  /** The service learns neither the password nor whose it is. A problem: not checked. */
  isLeaked(password: Secret): Promise<Result<boolean, PeerProblem>>;
}
