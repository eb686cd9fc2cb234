/** The deployed Worker. */
import { createWorker } from "./worker.ts";

export { ConsoleFeed } from "../durable-objects/console-feed.ts";
export { SubjectGuard } from "../durable-objects/subject-guard.ts";
export { VerificationSession } from "../durable-objects/verification-session.ts";

export default createWorker();
