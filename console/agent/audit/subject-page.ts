/** The page of what a row of the audit log is about, for whoever may open it. */
import type { Permission, SignInReply } from "../../../workers/contract/console/access.ts";
import type { AuditRow } from "../../../workers/contract/console/audit.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { may } from "../frame/may.ts";

interface SubjectPage {
  readonly permission: Permission;
  readonly path: string;
}

const settingsSection = (id: string): SubjectPage => ({
  permission: "settings.read",
  path: pathTo.settingsSection(id),
});

/** By how the subject begins. */
const BY_SUBJECT: Readonly<Record<string, (subject: string, rest: string) => SubjectPage>> = {
  vrf_: (id) => ({ permission: "verifications.read", path: pathTo.details(id) }),
  per_: (id) => ({ permission: "people.read", path: pathTo.person(id) }),
  tkt_: (id) => ({ permission: "verifications.send", path: pathTo.sendTicket(id) }),
  agt_: () => ({ permission: "users.read", path: pathTo.users }),
  "settings:": (_subject, section) => settingsSection(section),
};

/** By how the action begins, of subjects that are a mere name or number. */
const BY_ACTION: Readonly<Record<string, SubjectPage>> = {
  "directory.": { permission: "directory.import", path: pathTo.directory },
  "coverage.": { permission: "coverage.read", path: pathTo.coverage },
  "connection.": settingsSection("ticket_systems"),
  "webhook.": settingsSection("ticket_systems"),
  "action_target.": settingsSection("actions"),
  "sign_in.tested": settingsSection("sign_in"),
  "delivery.tested": settingsSection("delivery"),
  "deployment.": { permission: "settings.read", path: pathTo.settings },
};

/** Undefined where no page shows it, as none does practice but its admin's own. */
export function subjectPage(
  { subject, action, details }: Pick<AuditRow, "subject" | "action" | "details">,
  session: Pick<SignInReply, "permissions">,
): string | undefined {
  const bySubject = Object.entries(BY_SUBJECT).find(([start]) => subject.startsWith(start));
  const page =
    bySubject === undefined
      ? Object.entries(BY_ACTION).find(([start]) => action.startsWith(start))?.[1]
      : bySubject[1](subject, subject.slice(bySubject[0].length));
  return page === undefined || details["practice"] === true || !may(session, page.permission) ? undefined : page.path;
}
