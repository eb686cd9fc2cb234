/** The only place that names Durable Objects. */
import type { AgentId, PersonId, VerificationId } from "../../core/kit/ids.ts";

export const sessionName = (id: VerificationId): string => id;
export const personGuardName = (id: PersonId): string => `person:${id}`;
export const destinationGuardName = (tag: string): string => `destination:${tag}`;
/** Of a change of settings that waited, or of the set-up: what has ended there has ended for good. */
export const endingGuardName = (what: string): string => `ending:${what}`;
export const agentGuardName = (id: AgentId): string => `agent:${id}`;
