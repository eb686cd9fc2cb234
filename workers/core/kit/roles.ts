/** What a signed-in person may do. "agent" sends and sees outcomes, "analyst" reads evidence, "auditor" the audit log and outcomes. */
export const ROLES = ["agent", "analyst", "auditor", "admin"] as const;
export type Role = (typeof ROLES)[number];
