import { expect, it } from "vitest";
import type { HttpClient, HttpRequest } from "../../app/ports/http.ts";
import { err, ok } from "../../core/kit/result.ts";
import { probeReceiver } from "./signed-webhook.ts";

const URL_OF_IT = "https://soc.example/hook";

const client = (answer: Awaited<ReturnType<HttpClient["send"]>>, seen: HttpRequest[] = []): HttpClient => ({
  send: async (request) => {
    seen.push(request);
    return answer;
  },
});

const answering = (status: number) => client(ok({ status, headers: new Headers(), text: "" }));

it("asks with HEAD, without a body, a signature or anything to follow", async () => {
  const seen: HttpRequest[] = [];
  await probeReceiver(client(ok({ status: 200, headers: new Headers(), text: "" }), seen), URL_OF_IT);
  expect(seen).toEqual([{ method: "HEAD", url: URL_OF_IT }]);
});

it.each([200, 204, 400, 401, 404, 405, 501])("takes %i for an answer", async (status) => {
  expect(await probeReceiver(answering(status), URL_OF_IT)).toEqual(ok());
});

it.each([500, 502, 503])("takes %i for none", async (status) => {
  expect((await probeReceiver(answering(status), URL_OF_IT)).ok).toBe(false);
});

it("takes a redirect for an answer, and no answer for none", async () => {
  const failing = (code: "peer.redirected" | "peer.timeout") => client(err({ code, retryable: false, detail: "" }));
  expect((await probeReceiver(failing("peer.redirected"), URL_OF_IT)).ok).toBe(true);
  expect((await probeReceiver(failing("peer.timeout"), URL_OF_IT)).ok).toBe(false);
});
