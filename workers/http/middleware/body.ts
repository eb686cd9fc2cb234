/** Reads a body within its cap. The cap counts bytes as they arrive: Content-Length is only a claim. */
import type { z } from "zod";
import type { Ctx } from "../context.ts";
import { problem, type ProblemCode } from "../problems.ts";
import type { Route } from "../route.ts";

const MAX_BYTES = { json: 16_384, form: 16_384, raw: 262_144, none: 0 } as const;

const CONTENT_TYPES = { json: "application/json", form: "application/x-www-form-urlencoded" } as const;

export type Parsed =
  | { readonly ok: true; readonly input: unknown }
  | { readonly ok: false; readonly code: ProblemCode; readonly response: Response };

export async function readInput(c: Ctx, route: Route): Promise<Parsed> {
  if (route.body === "none") {
    return route.schema === undefined ? { ok: true, input: undefined } : check(c, route.schema, c.req.query());
  }
  if (route.body !== "raw" && !hasType(c, CONTENT_TYPES[route.body])) {
    return refuse(c, "request.wrong_type");
  }
  const text = await readText(c.req.raw, route.maxBytes ?? MAX_BYTES[route.body]);
  if (text === undefined) {
    return refuse(c, "request.too_large");
  }
  if (route.body === "raw" || route.schema === undefined) {
    return { ok: true, input: text };
  }
  if (route.body === "form") {
    return check(c, route.schema, Object.fromEntries(new URLSearchParams(text)));
  }
  try {
    return check(c, route.schema, JSON.parse(text));
  } catch {
    return refuse(c, "request.malformed");
  }
}

function hasType(c: Ctx, wanted: string): boolean {
  return (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() === wanted;
}

/** Undefined when there is more than `maxBytes`; the rest is not read. */
async function readText(request: Request, maxBytes: number): Promise<string | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) {
    return undefined;
  }
  const reader = request.body?.getReader();
  if (reader === undefined) {
    return "";
  }
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return text + decoder.decode();
    }
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function check(c: Ctx, schema: z.ZodType, value: unknown): Parsed {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return { ok: true, input: parsed.data };
  }
  const errors = parsed.error.issues.map((issue) => ({
    field: issue.path.map(String).join("."),
    message: issue.message,
  }));
  return { ok: false, code: "request.malformed", response: problem(c, "request.malformed", { errors }) };
}

function refuse(c: Ctx, code: ProblemCode): Parsed {
  return { ok: false, code, response: problem(c, code) };
}
