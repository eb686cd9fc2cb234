/** Every section, in the order of the screen. A new one is its file and its line here. */
import type { SettingsSection } from "./section.ts";
import { actions } from "./sections/actions.ts";
import { agentLimitsSection } from "./sections/agent-limits.ts";
import { branding } from "./sections/branding.ts";
import { categories } from "./sections/categories.ts";
import { delivery } from "./sections/delivery.ts";
import { organisation } from "./sections/organisation.ts";
import { retention } from "./sections/retention.ts";
import { securityContact } from "./sections/security-contact.ts";
import { signIn } from "./sections/sign-in.ts";
import { ticketSystems } from "./sections/ticket-systems.ts";

export const SECTIONS = {
  organisation,
  branding,
  ticket_systems: ticketSystems,
  categories,
  actions,
  delivery,
  security_contact: securityContact,
  sign_in: signIn,
  retention,
  agent_limits: agentLimitsSection,
} as const;

export type SectionId = keyof typeof SECTIONS;

export const SECTION_IDS = Object.keys(SECTIONS) as readonly SectionId[];

export const isSectionId = (text: string): text is SectionId => Object.hasOwn(SECTIONS, text);

export const sectionOf = (id: SectionId): SettingsSection => SECTIONS[id];
