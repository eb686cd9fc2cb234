/**
 * The route table as the tests of the open address see it: what a row promises, not how it is
 * handled. Loaded by a computed name, because its handlers are typed for workerd and these tests
 * run in Node.
 */
import type { Permission } from "../../workers/core/policy/permissions.ts";
import type { PersonPermission } from "../../workers/core/policy/person-permissions.ts";

export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly audience: "console" | "portal" | "person" | "webhook" | "anyone";
  readonly permission: Permission | PersonPermission | "public";
  readonly body: "none" | "json" | "form" | "raw";
  readonly maxBytes?: number;
  readonly schema?: unknown;
}

const table = "../../workers/http/route-table.ts";

export const { ROUTES } = (await import(table)) as { ROUTES: readonly Route[] };
