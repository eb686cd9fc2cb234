import { expect, it } from "vitest";
import type { Role } from "../../../workers/contract/console/access.ts";
import { consolePlace, pathTo } from "../../../workers/contract/console/paths.ts";
import { permissionsOf } from "../../../workers/core/policy/permissions.ts";
import { subjectPage } from "./subject-page.ts";

const page = (subject: string, action = "something.done", role: Role = "admin") =>
  subjectPage({ subject, action, details: {} }, { permissions: permissionsOf(role) });

it.each([
  ["vrf_abcdef", "verification.passed", pathTo.details("vrf_abcdef")],
  ["per_abcdef", "person.read", pathTo.person("per_abcdef")],
  ["tkt_abcdef", "ticket.created", pathTo.sendTicket("tkt_abcdef")],
  ["agt_abcdef", "user.invited", pathTo.users],
  ["0192f3", "directory.import_finished", pathTo.directory],
  ["0192f3", "coverage.counted", pathTo.coverage],
  ["main", "connection.tested", pathTo.settingsSection("ticket_systems")],
  ["main", "webhook.refused", pathTo.settingsSection("ticket_systems")],
  ["company", "sign_in.tested", pathTo.settingsSection("sign_in")],
  ["resend", "delivery.tested", pathTo.settingsSection("delivery")],
  ["deployment", "deployment.weakened", pathTo.settings],
  ["settings:ticket_systems", "settings.changed", pathTo.settingsSection("ticket_systems")],
] as const)("%s (%s) opens its page", (subject, action, path) => {
  expect(page(subject, action)).toBe(path);
  expect(consolePlace(path)).toBeDefined();
});

it.each([
  ["tkt_abcdef", "auditor"],
  ["per_abcdef", "auditor"],
  ["settings:branding", "agent"],
] as const)("%s opens nothing that %s may not see", (subject, role) => {
  expect(page(subject, "something.done", role)).toBeUndefined();
});

it("what has no page opens none", () => {
  expect(page("retention", "retention.finished")).toBeUndefined();
});
