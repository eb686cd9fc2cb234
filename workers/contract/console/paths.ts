/**
 * Every address of the console, once. The server gives these addresses the console's document
 * and builds its links from them; a page of the console is a row by the same name
 * (`console/agent/pages.tsx`). Apart from the shapes, so that nothing here needs a schema library.
 */
export const CONSOLE_PATHS = {
  signIn: "/sign-in",
  verifications: "/verifications",
  details: "/verifications/:id",
  send: "/send",
  sendTicket: "/tickets/:id/send",
  approvals: "/approvals",
  approval: "/approvals/:id",
  people: "/people",
  person: "/people/:id",
  coverage: "/coverage",
  weakPeople: "/coverage/people",
  delivery: "/delivery",
  ownSignIns: "/sign-ins",
  setUp: "/set-up",
  ownCheck: "/set-up/own-check",
  settings: "/settings",
  directory: "/settings/directory",
  users: "/settings/users",
  audit: "/audit",
  /** After every other address under it. */
  settingsSection: "/settings/:id",
} as const;

/** Pages of the documentation that the build puts beside the console. */
export const HELP_PATHS = { nativeRights: "/help/native-rights" } as const;

/** The first page: what of the set-up still blocks, for whoever can do something about it, else the verifications. */
export const HOME = "/";

export type ConsolePageId = keyof typeof CONSOLE_PATHS;

type TakesId<Path extends string> = Path extends `${string}:id${string}` ? true : false;

/** Pages that are about one thing, by its id. */
export type PageWithId = {
  [Page in ConsolePageId]: TakesId<(typeof CONSOLE_PATHS)[Page]> extends true ? Page : never;
}[ConsolePageId];

type PathTo = { readonly [Page in ConsolePageId]: Page extends PageWithId ? (id: string) => string : string };

/** `pathTo.verifications` is an address, `pathTo.details(id)` makes one. */
export const pathTo = Object.fromEntries(
  Object.entries(CONSOLE_PATHS).map(([page, path]) => [
    page,
    path.includes(":id") ? (id: string) => path.replace(":id", encodeURIComponent(id)) : path,
  ]),
) as PathTo;

export interface ConsolePlace {
  readonly page: ConsolePageId;
  readonly id?: string;
}

const MATCHERS = (Object.entries(CONSOLE_PATHS) as [ConsolePageId, string][]).map(
  ([page, path]) => [page, new RegExp(`^${path.replace(":id", "([A-Za-z0-9_-]{1,80})")}$`)] as const,
);

/** The page of an address, with the id in it. Undefined where no page stands. */
export function consolePlace(path: string): ConsolePlace | undefined {
  if (path === HOME) return { page: "verifications" };
  for (const [page, matcher] of MATCHERS) {
    const found = matcher.exec(path);
    if (found !== null) return found[1] === undefined ? { page } : { page, id: found[1] };
  }
  return undefined;
}
