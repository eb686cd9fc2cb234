import type { HttpClient } from "../../../workers/app/ports/http.ts";
import { err, ok } from "../../../workers/core/kit/result.ts";

/** The HTTP port over plain fetch: contract tests speak to mock vendors on this machine. */
export const plainHttpClient: HttpClient = {
  send: async ({ url, method, headers, body }) => {
    try {
      const reply = await fetch(url, {
        method,
        redirect: "manual",
        ...(headers === undefined ? {} : { headers }),
        ...(body === undefined ? {} : { body }),
      });
      return ok({ status: reply.status, headers: reply.headers, text: await reply.text() });
    } catch {
      return err({ code: "peer.unreachable", retryable: true, detail: "no answer" });
    }
  },
};
