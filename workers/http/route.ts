/**
 * The type of one row of the route table. Authorisation, origin check, body limits and schema
 * follow from the row; a handler only runs when all of them have passed.
 */
import type { z } from "zod";
import type { AgentLimit } from "../core/policy/agent-limits.ts";
import type { Permission } from "../core/policy/permissions.ts";
import type { PersonPermission } from "../core/policy/person-permissions.ts";
import type { Ctx } from "./context.ts";
import type { ProblemCode } from "./problems.ts";

/**
 * "portal" is a requester with a link and "person" somebody at their own page, both on the portal's host; "anyone" is
 * served on both hosts, and learns nothing about anybody.
 */
export type Audience = "console" | "portal" | "person" | "webhook" | "anyone";

interface RouteBase {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly audience: Audience;
  /** What its caller must be permitted, an agent or a person; "public" needs no sign-in. */
  readonly permission: Permission | PersonPermission | "public";
  readonly maxBytes?: number;
  /** It waits for them, as those of the console do: what it does goes by what an admin has just set. */
  readonly newestSettings?: true;
  /** Of what one agent may do within 24 hours; see `agent-limits`. */
  readonly limit?: AgentLimit;
}

export type Handler<Input> = (c: Ctx, input: Input) => Promise<Response> | Response;

/** Turns a call away by its headers, before a byte of its body is read. */
export type Admit = (c: Ctx) => Promise<Response | undefined>;

/** Told of what was refused before the handler could say so. */
export type NoteRefused = (c: Ctx, code: ProblemCode) => Promise<void>;

interface PeerRoute {
  readonly admit?: Admit;
  /** Of a caller whom somebody sets up elsewhere, and who shows nobody what it was answered. */
  readonly noteRefused?: NoteRefused;
}

export interface Route extends RouteBase, PeerRoute {
  readonly body: "none" | "json" | "form" | "raw";
  readonly schema?: z.ZodType;
  readonly handle: Handler<unknown>;
}

export function get(row: Omit<RouteBase, "method">, handle: Handler<undefined>): Route {
  return { ...row, method: "GET", body: "none", handle: handle as Handler<unknown> };
}

/** A GET whose query is read by a schema. */
export function query<Schema extends z.ZodType>(
  row: Omit<RouteBase, "method">,
  schema: Schema,
  handle: Handler<z.output<Schema>>,
): Route {
  return { ...row, method: "GET", body: "none", schema, handle: handle as Handler<unknown> };
}

export function json<Schema extends z.ZodType>(
  row: Omit<RouteBase, "method">,
  schema: Schema,
  handle: Handler<z.output<Schema>>,
): Route {
  return { ...row, method: "POST", body: "json", schema, handle: handle as Handler<unknown> };
}

export function form<Schema extends z.ZodType>(
  row: Omit<RouteBase, "method">,
  schema: Schema,
  handle: Handler<z.output<Schema>>,
): Route {
  return { ...row, method: "POST", body: "form", schema, handle: handle as Handler<unknown> };
}

/** The handler gets the body as text and authenticates it before reading it. */
export function raw(row: Omit<RouteBase, "method"> & PeerRoute, handle: Handler<string>): Route {
  return { ...row, method: "POST", body: "raw", handle: handle as Handler<unknown> };
}
