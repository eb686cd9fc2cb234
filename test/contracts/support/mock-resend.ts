import { z } from "zod";
import type { VendorBehaviour, VendorReply } from "./mock-vendor.ts";

export const RESEND = { apiKey: "re_key_of_the_tests", from: "it@verify.example" } as const;

const body = z.strictObject({
  from: z.string().regex(/^.+ <[^<>\s]+@[^<>\s]+>$/),
  to: z.array(z.email()).min(1).max(50),
  subject: z.string().min(1),
  text: z.string().min(1),
  html: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
});

const failure = (statusCode: number, name: string): VendorReply => ({
  status: statusCode,
  json: { statusCode, name, message: "words that may repeat dana@mailbox.example" },
});

/** POST /emails with idempotency as documented: same key and body, same answer; other body, 409. */
export function resendBehaviour(): VendorBehaviour {
  const seen = new Map<string, { readonly body: string; readonly id: string }>();
  return ({ method, path, headers, body: raw }) => {
    if (headers.authorization === undefined) {
      return failure(401, "missing_api_key");
    }
    if (headers.authorization !== `Bearer ${RESEND.apiKey}`) {
      return failure(403, "invalid_api_key");
    }
    if (method !== "POST" || path !== "/emails") {
      return failure(404, "not_found");
    }
    if (headers["content-type"] !== "application/json" || !body.safeParse(JSON.parse(raw)).success) {
      return failure(422, "validation_error");
    }
    const key = headers["idempotency-key"];
    if (typeof key !== "string" || key.length < 1 || key.length > 256) {
      return failure(400, "invalid_idempotency_key");
    }
    const earlier = seen.get(key);
    if (earlier !== undefined && earlier.body !== raw) {
      return failure(409, "invalid_idempotent_request");
    }
    const id = earlier?.id ?? `49a3999c-0ce1-4ea6-ab68-${String(seen.size).padStart(12, "0")}`;
    seen.set(key, { body: raw, id });
    return { status: 200, json: { id } };
  };
}
