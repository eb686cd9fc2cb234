/**
 * Every page of the console: for it what the route table is for the server. Navigation, router,
 * titles and code loading are read from here; the addresses stand in `contract/console/paths.ts`,
 * where the server reads them too. A new page is its folder, its address and its row.
 */
import type { Permission } from "../../workers/contract/console/access.ts";
import type { ConsolePageId, PageWithId } from "../../workers/contract/console/paths.ts";
import { en } from "../copy/desk/en.ts";
import type { IconName } from "../ui/icon.tsx";
import { lazyPage, readyPage, type PageCode } from "./frame/page-code.tsx";
import { VerificationsPage } from "./verifications/verifications-page.tsx";

/** Every page of somebody who is signed in. */
export type DeskPageId = Exclude<ConsolePageId, "signIn">;

/** What a page is given of its address. */
export interface PageProps {
  readonly search: string;
}

export interface PageWithIdProps extends PageProps {
  readonly id: string;
}

type PropsOf<Page extends DeskPageId> = Page extends PageWithId ? PageWithIdProps : PageProps;

export interface PageRow<Props extends PageProps> {
  readonly code: PageCode<Props>;
  /** In the browser's tab, until the page itself says it more exactly. */
  readonly title: string;
  /** Others are told that their role does not include it; the server decides all the same. */
  readonly permission: Permission;
  /** An entry of the navigation, in the order of the rows. */
  readonly nav?: { readonly label: string; readonly icon: IconName };
  /** The page whose entry of the navigation is the current one here. One's own page stands beside one's name instead. */
  readonly under?: DeskPageId;
}

export const PAGES: { readonly [Page in DeskPageId]: PageRow<PropsOf<Page>> } = {
  setUp: {
    code: lazyPage(async () => (await import("./set-up/set-up-page.tsx")).SetUpPage),
    title: en.setUp.title,
    permission: "set_up.act",
    // Only until it is done, see `navFor`.
    nav: { label: en.setUp.title, icon: "flag" },
  },
  ownCheck: {
    code: lazyPage(async () => (await import("./set-up/own-check-page.tsx")).OwnCheckPage),
    title: en.ownCheck.title,
    permission: "set_up.act",
    under: "setUp",
  },
  verifications: {
    // Nearly every visit begins here: its code comes with the first file.
    code: readyPage(VerificationsPage),
    title: en.list.title,
    permission: "verifications.read",
    nav: { label: en.list.title, icon: "shieldCheck" },
  },
  details: {
    code: lazyPage(async () => (await import("./details/details-page.tsx")).DetailsPage),
    title: en.details.title,
    permission: "verifications.read",
    under: "verifications",
  },
  send: {
    code: lazyPage(async () => (await import("./send/pick-ticket-page.tsx")).PickTicketPage),
    title: en.send.title,
    permission: "verifications.send",
    nav: { label: en.nav.send, icon: "send" },
  },
  sendTicket: {
    code: lazyPage(async () => (await import("./send/send-page.tsx")).SendPage),
    title: en.send.title,
    permission: "verifications.send",
    under: "send",
  },
  approvals: {
    code: lazyPage(async () => (await import("./approvals/approvals-page.tsx")).ApprovalsPage),
    title: en.approvals.title,
    permission: "approvals.read",
    nav: { label: en.approvals.title, icon: "doubleCheck" },
  },
  approval: {
    code: lazyPage(async () => (await import("./approvals/approval-page.tsx")).ApprovalPage),
    title: en.approvals.one,
    permission: "approvals.read",
    under: "approvals",
  },
  people: {
    code: lazyPage(async () => (await import("./people/people-page.tsx")).PeoplePage),
    title: en.people.title,
    permission: "people.find",
    nav: { label: en.people.title, icon: "user" },
  },
  person: {
    code: lazyPage(async () => (await import("./people/person-page.tsx")).PersonPage),
    title: en.people.page,
    permission: "people.read",
    under: "people",
  },
  coverage: {
    code: lazyPage(async () => (await import("./coverage/coverage-page.tsx")).CoveragePage),
    title: en.coverage.title,
    permission: "coverage.read",
    under: "people",
  },
  weakPeople: {
    code: lazyPage(async () => (await import("./coverage/weak-people-page.tsx")).WeakPeoplePage),
    title: en.coverage.weak.title,
    permission: "coverage.read",
    under: "people",
  },
  delivery: {
    code: lazyPage(async () => (await import("./delivery/delivery-page.tsx")).DeliveryPage),
    title: en.delivery.title,
    permission: "delivery.read",
    nav: { label: en.delivery.title, icon: "mail" },
  },
  settings: {
    code: lazyPage(async () => (await import("./settings/settings-page.tsx")).SettingsPage),
    title: en.settings.title,
    permission: "settings.read",
    nav: { label: en.settings.title, icon: "settings" },
  },
  settingsSection: {
    code: lazyPage(async () => (await import("./settings/section-page.tsx")).SettingsSectionPage),
    title: en.settings.title,
    permission: "settings.read",
    under: "settings",
  },
  directory: {
    code: lazyPage(async () => (await import("./directory/directory-page.tsx")).DirectoryPage),
    title: en.directory.title,
    permission: "directory.import",
    under: "settings",
  },
  ownSignIns: {
    code: lazyPage(async () => (await import("./users/own-sign-ins-page.tsx")).OwnSignInsPage),
    title: en.users.own.title,
    permission: "session.own",
  },
  users: {
    code: lazyPage(async () => (await import("./users/users-page.tsx")).UsersPage),
    title: en.users.title,
    permission: "users.read",
    under: "settings",
  },
  audit: {
    code: lazyPage(async () => (await import("./audit/audit-page.tsx")).AuditPage),
    title: en.audit.title,
    permission: "audit.read",
    nav: { label: en.audit.title, icon: "clock" },
  },
};
