/** The service desk of the demo organisation: who works there and what its ticket categories ask for. */
import type { AgentId } from "../../workers/core/kit/ids.ts";
import type { DemoAgent, DemoCategory } from "./model.ts";

export const DEMO_DOMAIN = "halden.example";

const agent = (name: string, role: DemoAgent["role"]): DemoAgent => {
  const handle = name.toLowerCase().replace(" ", ".");
  return { id: `agt_${handle.replace(".", "-")}` as AgentId, name, email: `${handle}@${DEMO_DOMAIN}`, role };
};

/** Lee Tanaka is in the directory too; the others work for the desk only. */
export const DEMO_AGENTS = {
  lee: agent("Lee Tanaka", "agent"),
  aisha: agent("Aisha Bello", "agent"),
  marisol: agent("Marisol Vega", "analyst"),
  edith: agent("Edith Novak", "auditor"),
  jonas: agent("Jonas Brandt", "admin"),
} as const satisfies Record<string, DemoAgent>;

export const DEMO_CATEGORIES: readonly DemoCategory[] = [
  { name: "Password reset", action: "password_reset" },
  { name: "MFA reset", action: "mfa_reset" },
  { name: "Account unlock", action: "account_unlock" },
  { name: "Identity check", action: "identity_check" },
  { name: "Printer" },
  { name: "New laptop" },
  { name: "Software request" },
];
