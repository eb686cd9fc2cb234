import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startChangeGear } from "./server.ts";
import type { ChangeGear, ChangeGearOptions } from "./server.ts";
import { allowedTransitions, TRANSITIONS } from "./workflow.ts";

const AGENT = { id: 5, name: "Lee" };
const BASIC = `Basic ${Buffer.from("api:secret").toString("base64")}`;
const options: ChangeGearOptions = {
  port: 0,
  users: [{ id: 77, name: "imper.ai", username: "api", password: "secret" }],
  people: [{ externalId: "501", name: "Amara <b>Okafor</b>", email: "amara@aldermoor.example", userName: "amara" }],
  categories: ["Password reset", "Hardware"],
};

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) {
    await step();
  }
});

async function start(change: Partial<ChangeGearOptions> = {}): Promise<ChangeGear> {
  const peer = await startChangeGear({ ...options, ...change });
  cleanUp.push(() => peer.close());
  return peer;
}

interface Received {
  readonly authorization: string | undefined;
  readonly body: { readonly Entity: Record<string, unknown> };
}

async function receiver(): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Received["body"];
      received.push({ authorization: request.headers.authorization, body });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  cleanUp.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`, received };
}

const call = (peer: ChangeGear, path: string, init: { method?: string; body?: object } = {}) =>
  fetch(`${peer.url}${path}`, {
    method: init.method ?? "GET",
    headers: { authorization: BASIC, "content-type": "application/json" },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
const form = (peer: ChangeGear, path: string, fields: Record<string, string>) =>
  fetch(`${peer.url}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: peer.url },
    body: new URLSearchParams(fields),
  });

describe("REST", () => {
  it("creates, reads as an array in any case, and guards a save by the eTag", async () => {
    const peer = await start();
    const body = { Summary: "Locked out", IncidentRequestType: "Password reset", Requester: "501" };
    const created = (await (
      await call(peer, "/CGRestAPI/api/IncidentRequest", { method: "POST", body })
    ).json()) as object;
    expect(created).toMatchObject({
      ID: 1,
      ItemID: "IR-0000001",
      eTag: 1,
      Status: "New",
      EmailPIT: "amara@aldermoor.example",
    });
    const read = (await (
      await call(peer, "/cgrestapi/api/entity/iincidentrequest/1?columns=Summary&columns=Category")
    ).json()) as object;
    expect(read).toEqual([{ Summary: "Locked out", Category: "Password reset" }]);
    const put = (eTag: number) =>
      call(peer, "/CGRestAPI/api/incidentrequest/1", { method: "PUT", body: { eTag, Summary: "New" } });
    expect((await put(0)).status).toBe(409);
    expect((await put(1)).status).toBe(200);
    expect((await put(1)).status).toBe(409);
    expect(peer.store.get(1)).toMatchObject({ eTag: 2, Summary: "New", LastModifiedBy: 77 });
  });

  it.each([
    { Summary: "x" },
    { eTag: 1, Status: "Closed" },
    { eTag: 1, NoSuchField: "x" },
    { eTag: "1", Summary: "x" },
  ])("refuses to save %j", async (body) => {
    const peer = await start({ demo: [{ summary: "a", category: "Hardware" }] });
    expect((await call(peer, "/CGRestAPI/api/incidentrequest/1", { method: "PUT", body })).status).toBe(400);
    expect(peer.store.get(1)?.eTag).toBe(1);
  });

  it("answers nobody without credentials", async () => {
    const peer = await start({ demo: [{ summary: "a", category: "Hardware" }] });
    for (const headers of [{}, { sessionid: "x" }, { authorization: "Basic eDp5" }]) {
      expect((await fetch(`${peer.url}/CGRestAPI/api/entity/IncidentRequest/1`, { headers })).status).toBe(401);
    }
  });
});

describe("webhooks", () => {
  it("carry the whole record, with Basic credentials, on create and update, in order", async () => {
    const hook = await receiver();
    const peer = await start({ webhook: { url: hook.url, username: "cg", password: "hook" } });
    peer.store.create({ summary: "a", category: "Hardware", requester: 501 }, AGENT);
    peer.store.save(1, { IncidentRequestType: "Password reset" }, AGENT);
    await peer.webhooks.idle();
    expect(hook.received.map(({ body }) => [body.Entity["eTag"], body.Entity["IncidentRequestType"]])).toEqual([
      [1, "Hardware"],
      [2, "Password reset"],
    ]);
    expect(hook.received[0]).toMatchObject({
      authorization: `Basic ${Buffer.from("cg:hook").toString("base64")}`,
      body: { Entity: { ItemID: "IR-0000001", RequesterName: "Amara <b>Okafor</b>", LastModifiedByName: "Lee" } },
    });
  });

  it("come as often as asked, and are not sent again when refused", async () => {
    const hook = await receiver();
    const peer = await start({ webhook: { url: hook.url, username: "cg", password: "hook" } });
    peer.faults.set({ webhookDuplicates: 2 });
    peer.store.create({ summary: "a", category: "Hardware" }, AGENT);
    await peer.webhooks.idle();
    expect(hook.received).toHaveLength(3);
    expect(peer.webhooks.deliveries.map(({ status }) => status)).toEqual([202, 202, 202]);
  });
});

describe("the file", () => {
  it("brings everything back after a restart, and leaves nothing half-written beside it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "changegear-"));
    cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
    const statePath = join(folder, "sub", "state.json");
    const first = await start({ statePath, demo: [{ summary: "a", category: "Hardware" }] });
    first.store.step(1, { action: "Accept" }, AGENT);
    const kept = first.store.get(1);
    await first.close();
    const second = await start({ statePath, demo: [{ summary: "a", category: "Hardware" }] });
    expect(second.store.all()).toEqual([kept]);
    expect(second.store.create({ summary: "b", category: "Hardware" }, AGENT)).toMatchObject({
      ID: 2,
      ItemID: "IR-0000002",
    });
    expect(second.store.get(2)?.HistoryRecords[0]?.ID).toBeGreaterThan(kept?.HistoryRecords.at(-1)?.ID ?? Infinity);
    expect(readdirSync(join(folder, "sub"))).toEqual(["state.json"]);
  });
});

describe("workflow", () => {
  it("closes with a close type and a comment only, and can be reopened", async () => {
    const { store } = await start({ demo: [{ summary: "a", category: "Hardware" }] });
    expect(store.step(1, { action: "Close" }, AGENT)).toBeUndefined();
    expect(store.step(1, { action: "Close", closeType: "Solved", comment: "Done" }, AGENT)).toMatchObject({
      Status: "Closed",
    });
    expect(store.step(1, { action: "Resolve", closeType: "Solved", comment: "Done" }, AGENT)).toBeUndefined();
    expect(store.step(1, { action: "Reopen" }, AGENT)).toMatchObject({
      Status: "New",
      ClosedDateTime: "0001-01-01T00:00:00-07:00",
    });
  });

  it("leads from every state to Closed", () => {
    const states = new Set(TRANSITIONS.flatMap(({ from, to }) => [...from, to]));
    states.delete("Closed");
    expect(states.size).toBe(6);
    for (const state of states) {
      expect(allowedTransitions(state).map(({ action }) => action)).toContain("Close");
    }
  });
});

describe("the web page", () => {
  it("creates a ticket, shows it escaped, and edits it", async () => {
    const peer = await start();
    const created = await form(peer, "/CGWeb/Tickets", {
      summary: "<script>x</script>",
      category: "Hardware",
      requester: "501",
      description: "",
    });
    expect(created.status).toBe(303);
    const path = created.headers.get("location") ?? "";
    expect(path).toBe("/CGWeb/MainUI/ServiceDesk/SDItemEditPanel.aspx?boundtable=IIncidentRequest&ID=1");
    const page = await (await fetch(`${peer.url}${path}`)).text();
    expect(page).toContain("&lt;script&gt;x&lt;/script&gt;");
    expect(page).toContain("Amara &lt;b&gt;Okafor&lt;/b&gt;");
    expect(page.match(/<script/gu)).toHaveLength(1);
    await form(peer, "/CGWeb/Tickets/1/Fields", { summary: "s", category: "Password reset", requester: "0" });
    expect(peer.store.get(1)).toMatchObject({ Summary: "s", IncidentRequestType: "Password reset", Requester: 0 });
    expect((await form(peer, "/CGWeb/Tickets/1/Step", { action: "Resolve" })).status).toBe(409);
    await form(peer, "/CGWeb/Tickets/1/Step", { action: "Resolve", closeType: "Solved", comment: "Done" });
    expect(peer.store.get(1)?.Status).toBe("Pending Close");
    await form(peer, "/CGWeb/Tickets/1/Note", { note: "https://a.example/1" });
    expect(await (await fetch(`${peer.url}/CGWeb/Tickets/1/Notes`)).text()).toContain('<a href="https://a.example/1"');
  });

  it("takes no form from another site", async () => {
    const peer = await start();
    const reply = await fetch(`${peer.url}/CGWeb/Tickets`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: new URLSearchParams({ summary: "a", category: "Hardware", requester: "0", description: "" }),
    });
    expect(reply.status).toBe(403);
    expect(peer.store.all()).toEqual([]);
  });

  it("sets faults", async () => {
    const peer = await start();
    await form(peer, "/CGWeb/Control", { down: "on", replyLost: "2", replyLostProbability: "0.5" });
    expect(peer.faults.settings).toMatchObject({ down: true, replyLost: 2, replyLostProbability: 0.5 });
    await form(peer, "/CGWeb/Control", { replyLost: "0" });
    expect(peer.faults.settings).toMatchObject({ down: false, replyLost: 0 });
  });
});

describe("/control", () => {
  it("shows a ticket with its notes as the page does, faults, and requests", async () => {
    const peer = await start({ demo: [{ summary: "a", category: "Hardware" }] });
    peer.store.save(
      1,
      { InternalNotes: "one\n\ntwo", newHistory: [{ Action: "Internal Note", Comment: "three" }] },
      AGENT,
    );
    const ticket = (await (await fetch(`${peer.url}/control/tickets/1`)).json()) as {
      notes: { html: string }[];
      history: unknown[];
    };
    expect(ticket.notes.map(({ html }) => html)).toEqual(["<p>one</p>", "<p>two</p>", "<p>three</p>"]);
    expect(ticket.history).toHaveLength(2);
    const put = (body: object) => call(peer, "/control/faults", { method: "PUT", body });
    expect((await put({ unknown: 1 })).status).toBe(400);
    expect(await (await put({ fail500: 1 })).json()).toMatchObject({ fail500: 1, replyLost: 0 });
    await call(peer, "/CGRestAPI/api/entity/Person");
    await call(peer, "/CGRestAPI/api/entity/Person");
    const log = (await (await fetch(`${peer.url}/control/log`)).json()) as unknown;
    expect(log).toEqual([
      { method: "GET", path: "/api/entity/person", status: 500 },
      { method: "GET", path: "/api/entity/person", status: 200 },
    ]);
  });
});
