import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startChangeGear } from "../../../../dev/changegear/server.ts";
import type { ChangeGear } from "../../../../dev/changegear/server.ts";
import type { FaultSettings } from "../../../../dev/changegear/faults.ts";
import type { HttpClient, HttpReply } from "../../../app/ports/http.ts";
import type { LogInGate } from "../../../app/ports/log-in-gate.ts";
import type { ItsmConnector } from "../../../app/ports/itsm.ts";
import type { Note } from "../../../core/tickets/note.ts";
import { createHttpClient } from "../../peers/http-client.ts";
import { itsmKinds } from "../registry.ts";

const NOW = Date.UTC(2026, 10, 19, 14, 1);
const PASSWORD = "päss:wörd";
const API = { id: 77, name: "imper.ai", username: String.raw`ALDERMOOR\imper`, password: PASSWORD };
const AMARA = {
  externalId: "501",
  name: "Amara O'Kafor",
  email: "amara.o'kafor@aldermoor.example",
  userName: "aokafor",
};
const ALMOST = { ...AMARA, externalId: "502", name: "Somebody Else", email: "amaraxo'kafor@aldermoor.example" };

const note: Note = {
  key: "not_8Q2K7M",
  title: "Link offered",
  lines: ["Check the requester before the password is reset."],
  fields: [{ label: "Person", value: "Amara <O'Kafor>" }],
  link: {
    label: "Send Verification via imper.ai Portal",
    url: "https://console.example.com/tickets/tkt_1/send?a=1&b=2",
  },
};

let peer: ChangeGear;

beforeEach(async () => {
  peer = await startChangeGear({
    port: 0,
    users: [API],
    people: [AMARA, ALMOST],
    demo: [{ summary: "Cannot sign in", category: "Password reset", requester: 501 }],
    now: () => NOW,
  });
});

afterEach(() => peer.close());

function connect(
  settings: Record<string, unknown> = {},
  parts: { password?: string; logIns?: LogInGate } = {},
): ItsmConnector {
  return create({ baseUrl: peer.url, ...settings }, { http: localHttp(), ...parts });
}

function localHttp(): HttpClient {
  return createHttpClient({
    allowedOrigins: [peer.url],
    allowLoopbackHttp: true,
    fetch,
    timeoutMs: 5_000,
    maxBytes: 1_000_000,
  });
}

/** Always open, unless a test closes it; says how each log-in went. */
function gate(outcomes: string[] = []): LogInGate {
  return {
    enter: () => Promise.resolve({ open: true }),
    leave: (outcome) => {
      outcomes.push(outcome);
      return Promise.resolve();
    },
  };
}

function create(
  settings: Record<string, unknown>,
  parts: { http: HttpClient; password?: string; logIns?: LogInGate },
): ItsmConnector {
  return itsmKinds.get("changegear").create(
    settings,
    {
      username: API.username,
      password: parts.password ?? PASSWORD,
      webhookUsername: "changegear",
      webhookPassword: "a-webhook-password",
      headers: { "x-gate": "token" },
    },
    {
      http: parts.http,
      now: () => NOW,
      brand: "imper.ai",
      timeZone: "Europe/London",
      equal: (left, right) => Promise.resolve(left === right),
      logIns: parts.logIns ?? gate(),
    },
  );
}

const write = (itsm: ItsmConnector, retry = false, of: Note = note) =>
  itsm.addInternalNote({ externalId: "1", note: of, at: NOW, retry });
const stored = (): string => peer.store.get(1)?.InternalNotes ?? "";
const requests = (): string[] => peer.log.map(({ method, path, status }) => `${method} ${path} ${String(status)}`);
const keysIn = (text: string, key = note.key): number => text.split(key).length - 1;

describe("signing in", () => {
  it("logs in once and sends the session with every call", async () => {
    const itsm = connect();
    await itsm.readTicket("1");
    await itsm.readTicket("1");
    expect(requests()).toEqual([
      "POST /api/authenticate/user 200",
      "GET /api/entity/incidentrequest/1 200",
      "GET /api/entity/incidentrequest/1 200",
    ]);
  });

  it("sends Basic credentials in UTF-8 with every call, without logging in", async () => {
    expect((await connect({ auth: "basic" }).readTicket("1")).ok).toBe(true);
    expect(requests()).toEqual(["GET /api/entity/incidentrequest/1 200"]);
  });

  it.each(["401", "403", "440", "redirect", "page"] as const)(
    "logs in again when the session's end is told by %s, and sends the call again once",
    async (sessionEndsWith) => {
      const itsm = connect();
      await itsm.readTicket("1");
      peer.faults.set({ fail401: 1, sessionEndsWith });
      expect((await write(itsm)).ok).toBe(true);
      expect(keysIn(stored())).toBe(1);
      expect(
        requests()
          .slice(2)
          .map((line) => line.replace(/ \d+$/u, "")),
      ).toEqual([
        "GET /api/entity/incidentrequest/1",
        "POST /api/authenticate/user",
        "GET /api/entity/incidentrequest/1",
        "PUT /api/incidentrequest/1",
      ]);
    },
  );

  it.each(["401", "403", "440", "redirect", "page"] as const)(
    "gives up for now after the second %s",
    async (sessionEndsWith) => {
      peer.faults.set({ fail401: -1, sessionEndsWith });
      expect(await connect().readTicket("1")).toMatchObject({
        ok: false,
        error: { retryable: true },
      });
      expect(requests().filter((line) => line.startsWith("GET"))).toHaveLength(2);
    },
  );

  it.each(["session", "basic"])("says that the account was refused (%s), without printing it", async (auth) => {
    const outcomes: string[] = [];
    const result = await connect({ auth }, { password: "wrong-one", logIns: gate(outcomes) }).readTicket("1");
    expect(result).toMatchObject({ ok: false, error: { code: "peer.credentials_refused", retryable: true } });
    expect(JSON.stringify(result)).not.toMatch(/wrong-one|ALDERMOOR/u);
    expect(outcomes).toEqual(["refused"]);
  });

  it.each(["session", "basic"])("tries no credentials while the gate is closed (%s)", async (auth) => {
    const closed: LogInGate = {
      ...gate(),
      enter: () => Promise.resolve({ open: false, refused: true, retryAfterSeconds: 290 }),
    };
    expect(await connect({ auth }, { logIns: closed }).readTicket("1")).toMatchObject({
      ok: false,
      error: { code: "peer.credentials_refused", retryAfterSeconds: 290 },
    });
    expect(requests()).toEqual([]);
  });

  it("a log-in that fails otherwise refuses nobody", async () => {
    const outcomes: string[] = [];
    const itsm = connect({}, { logIns: gate(outcomes) });
    peer.faults.set({ fail500: 1, maintenancePage: 1 });
    expect((await itsm.readTicket("1")).ok).toBe(false);
    expect((await itsm.readTicket("1")).ok).toBe(false);
    expect((await itsm.readTicket("1")).ok).toBe(true);
    expect(outcomes).toEqual(["unknown", "unknown", "accepted"]);
  });

  it("many calls at once log in one after the other, and once", async () => {
    let inside = 0;
    const alone: LogInGate = {
      enter: () => {
        const open = inside === 0;
        inside += open ? 1 : 0;
        return Promise.resolve(open ? { open } : { open, refused: false, retryAfterSeconds: 1 });
      },
      leave: () => {
        inside -= 1;
        return Promise.resolve();
      },
    };
    const itsm = connect({}, { logIns: alone });
    const results = await Promise.all(Array.from({ length: 8 }, () => itsm.readTicket("1")));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(requests().filter((line) => line.startsWith("POST"))).toHaveLength(1);
  });

  it("keeps two connections' sessions apart", async () => {
    await connect().readTicket("1");
    await connect().readTicket("1");
    expect(requests().filter((line) => line.startsWith("POST"))).toHaveLength(2);
  });
});

describe("a note in a field", () => {
  it("is appended to what agents wrote, as text, with the key in its last line", async () => {
    peer.store.save(1, { InternalNotes: "Called back, no answer.\n" }, { id: 5, name: "Lee" });
    expect(await write(connect())).toEqual({ ok: true, value: { alreadyThere: false, found: "text" } });
    expect(stored()).toBe(
      [
        "Called back, no answer.",
        "",
        "[imper.ai] Link offered (14:01)",
        "Check the requester before the password is reset.",
        "Person: Amara <O'Kafor>",
        "Send Verification via imper.ai Portal:",
        "https://console.example.com/tickets/tkt_1/send?a=1&b=2",
        "Ref: not_8Q2K7M",
      ].join("\n"),
    );
  });

  it("is appended as HTML behind a ruler", async () => {
    const itsm = connect({ noteFormat: "html" });
    await write(itsm);
    await write(itsm, false, { ...note, key: "not_second" });
    const [first = "", second = "", ...rest] = stored().split("\n<hr>\n");
    expect(rest).toEqual([]);
    expect(first).toContain(
      '<a href="https://console.example.com/tickets/tkt_1/send?a=1&amp;b=2">Send Verification via imper.ai Portal</a>',
    );
    expect(first).toContain("Amara &lt;O&#39;Kafor&gt;");
    expect(second).toContain("<p>Ref: not_second</p>");
  });

  it("touches no field that the requester sees, and no status", async () => {
    const before = peer.store.get(1)!;
    await write(connect());
    const { Description, Resolution, Summary, Status } = peer.store.get(1)!;
    expect({ Description, Resolution, Summary, Status }).toEqual({
      Description: before.Description,
      Resolution: before.Resolution,
      Summary: before.Summary,
      Status: before.Status,
    });
  });

  it("is not written again when its key is there, whether asked to look or not", async () => {
    const itsm = connect();
    await write(itsm);
    expect(await write(itsm, false)).toEqual({ ok: true, value: { alreadyThere: true } });
    expect(await write(itsm, true)).toEqual({ ok: true, value: { alreadyThere: true } });
    expect(keysIn(stored())).toBe(1);
  });

  it("is written when only a longer key is there", async () => {
    const itsm = connect();
    await write(itsm, false, { ...note, key: "not_8Q2K7M_2" });
    expect(await write(itsm)).toEqual({ ok: true, value: { alreadyThere: false, found: "text" } });
  });

  it("goes to the field that the settings name", async () => {
    await write(connect({ note: { type: "field", name: "UDF_Notes" } }));
    expect(keysIn(peer.store.get(1)?.custom["UDF_Notes"] ?? "")).toBe(1);
    expect(stored()).toBe("");
  });

  it("reads the record again when somebody saved in between, and keeps their save", async () => {
    peer.faults.set({ staleEtag: 2 });
    expect((await write(connect())).ok).toBe(true);
    expect(keysIn(stored())).toBe(1);
    expect(peer.store.get(1)?.eTag).toBe(4);
    expect(requests().filter((line) => line.startsWith("PUT"))).toEqual([
      "PUT /api/incidentrequest/1 409",
      "PUT /api/incidentrequest/1 409",
      "PUT /api/incidentrequest/1 200",
    ]);
  });

  it("stops after four stale tries and may be tried later", async () => {
    peer.faults.set({ staleEtag: -1 });
    expect(await write(connect())).toMatchObject({ ok: false, error: { code: "peer.conflict", retryable: true } });
    expect(requests().filter((line) => line.startsWith("PUT"))).toHaveLength(4);
    expect(stored()).toBe("");
  });

  it("two writers at once leave both notes", async () => {
    const other = { ...note, key: "not_other1" };
    const results = await Promise.all([write(connect()), write(connect(), false, other)]);
    expect(results.every((result) => result.ok)).toBe(true);
    expect([keysIn(stored()), keysIn(stored(), other.key)]).toEqual([1, 1]);
  });

  it("written with its reply lost: reported as unreachable, found by the next try, there once", async () => {
    peer.faults.set({ replyLost: 1 });
    const itsm = connect();
    expect(await write(itsm)).toMatchObject({ ok: false, error: { code: "peer.unreachable", retryable: true } });
    expect(keysIn(stored())).toBe(1);
    expect(await write(itsm, true)).toEqual({ ok: true, value: { alreadyThere: true } });
    expect(keysIn(stored())).toBe(1);
  });

  it("every key is there once when half of all replies are lost", async () => {
    peer.faults.set({ replyLostProbability: 0.5 });
    const itsm = connect();
    const keys = Array.from({ length: 20 }, (_, index) => `not_lost${String(index)}x`);
    let lost = 0;
    for (const key of keys) {
      while (!(await write(itsm, true, { ...note, key })).ok) {
        lost += 1;
      }
    }
    expect(lost).toBeGreaterThan(3);
    expect(keys.map((key) => keysIn(stored(), key))).toEqual(keys.map(() => 1));
  });

  it("says not found for a ticket that is gone or an id that is none", async () => {
    const itsm = connect();
    for (const externalId of ["99", "../person/501", "1?x=1", ""]) {
      expect(await itsm.addInternalNote({ externalId, note, at: NOW, retry: false })).toMatchObject({
        ok: false,
        error: { code: "peer.not_found", retryable: false },
      });
    }
    expect(requests()).toEqual(["POST /api/authenticate/user 200", "GET /api/entity/incidentrequest/99 404"]);
  });
});

describe("a note in the journal", () => {
  const settings = { note: { type: "history", action: "Internal Note" } };
  const journal = () => peer.store.get(1)?.HistoryRecords.filter((entry) => entry.Action === "Internal Note") ?? [];

  it("is one entry, by our account", async () => {
    expect(await write(connect(settings))).toEqual({ ok: true, value: { alreadyThere: false } });
    expect(journal()).toHaveLength(1);
    expect(journal()[0]).toMatchObject({ Creator: 77, CreatorName: "imper.ai" });
    expect(keysIn(journal()[0]?.Comment ?? "")).toBe(1);
    expect(stored()).toBe("");
  });

  it("is two entries where another goes before it", async () => {
    const both = { ...note, first: { ...note, key: "not_before", at: NOW - 60_000 } };
    expect((await write(connect(settings), false, both)).ok).toBe(true);
    expect(journal().map(({ Comment }) => /Ref: (\S+)/.exec(Comment)?.[1])).toEqual(["not_before", note.key]);
  });

  it("is there once after its reply was lost", async () => {
    peer.faults.set({ replyLost: 1 });
    const itsm = connect(settings);
    expect(await write(itsm)).toMatchObject({ ok: false, error: { code: "peer.unreachable" } });
    expect(await write(itsm, true)).toEqual({ ok: true, value: { alreadyThere: true } });
    expect(journal()).toHaveLength(1);
  });

  it("is written under one name and looked for under another, also where it must be asked for by name", async () => {
    const itsm = connect(settings);
    peer.faults.set({ replyLost: 1, journalByNameOnly: true });
    expect(await write(itsm)).toMatchObject({ ok: false, error: { code: "peer.unreachable" } });
    expect(await write(itsm, true)).toEqual({ ok: true, value: { alreadyThere: true } });
    expect(journal()).toHaveLength(1);
    // Nothing of what was read is written back.
    expect(peer.store.get(1)?.HistoryRecords.filter(({ Action }) => Action === "Submit")).toHaveLength(1);
  });

  it("is not written on a retry where the journal cannot be read: it may be there already", async () => {
    const hidden = { ...settings, fields: { historyRead: "Journal" } };
    const result = await write(connect(hidden), true);
    expect(result).toMatchObject({ ok: false, error: { code: "peer.malformed", retryable: false } });
    expect(requests().filter((line) => line.startsWith("PUT"))).toEqual([]);
  });
});

describe("what is not the API's JSON", () => {
  it.each<[string, Partial<FaultSettings>]>([
    ["404 with a page", { fail404Page: 1 }],
    ["408", { fail408: 1 }],
    ["a maintenance page with 200", { maintenancePage: 1 }],
    ["a reply cut off in its JSON", { cutJson: 1 }],
  ])("%s on the first read is no missing ticket: written by this try or the next", async (_what, fault) => {
    const itsm = connect();
    await itsm.readTicket("1");
    peer.faults.set(fault);
    const first = await write(itsm);
    expect(first.ok || first.error.retryable).toBe(true);
    expect(await write(itsm, true)).toMatchObject({ ok: true });
    expect(keysIn(stored())).toBe(1);
  });

  it("a page in reply to every call is tried again later, not believed", async () => {
    peer.faults.set({ fail404Page: -1 });
    expect(await write(connect())).toMatchObject({ ok: false, error: { code: "peer.malformed", retryable: true } });
  });

  it.each(["field", "history"])("a save answered with a page counts once its key is there (%s)", async (type) => {
    const itsm = connect({ note: { type } });
    peer.faults.set({ putPage: "done" });
    expect(await write(itsm)).toEqual({ ok: true, value: { alreadyThere: true } });
    const { InternalNotes, HistoryRecords } = peer.store.get(1)!;
    expect(keysIn(InternalNotes + HistoryRecords.map(({ Comment }) => Comment).join(""))).toBe(1);
  });

  it("a save answered with a page and not done is no success", async () => {
    const itsm = connect();
    peer.faults.set({ putPage: "not_done" });
    expect(await write(itsm)).toMatchObject({ ok: false, error: { code: "peer.malformed", retryable: true } });
    peer.faults.set({ putPage: "no" });
    expect(await write(itsm, true)).toEqual({ ok: true, value: { alreadyThere: false } });
    expect(keysIn(stored())).toBe(1);
  });
});

describe("a record larger than a reply may be", () => {
  const LARGE = 1_200_000;

  it.each([{ type: "field" }, { type: "history" }])(
    "gets its note by reading the columns that matter (%j)",
    async (note) => {
      peer.faults.set({ padRecordBy: LARGE });
      const itsm = connect({ note });
      expect(await write(itsm)).toMatchObject({ ok: true });
      expect(await write(itsm, true)).toEqual({ ok: true, value: { alreadyThere: true } });
    },
  );

  it("is read without its description", async () => {
    peer.store.save(1, { Description: "d".repeat(LARGE) }, { id: 5, name: "Lee" });
    expect(await connect().readTicket("1")).toMatchObject({
      ok: true,
      value: { summary: "Cannot sign in", description: "", requesterExternalId: "501" },
    });
  });
});

describe("the list of changes", () => {
  const LATER = NOW + 60_000;

  it("is newest first, and ends at the time asked for", async () => {
    await peer.close();
    let now = NOW;
    peer = await startChangeGear({ port: 0, users: [API], people: [AMARA], now: () => now });
    for (let ticket = 1; ticket <= 230; ticket += 1) {
      now += 1_000;
      peer.store.create({ summary: "x", category: "MFA reset" }, API);
    }
    const itsm = connect();
    const since = async (at?: number) => {
      const listed = await itsm.changedSince(at);
      return listed.ok ? listed.value : [];
    };
    expect((await since(NOW + 20_000)).map(({ externalId }) => Number(externalId))).toEqual(
      Array.from({ length: 211 }, (_, index) => 230 - index),
    );
    expect(await since(NOW + 229_500)).toEqual([
      { externalId: "230", revision: 1, category: "MFA reset", changedAt: NOW + 230_000 },
    ]);
    expect(await since()).toHaveLength(100);
    expect(await since(NOW + 230_001)).toEqual([]);
  });

  it("reads dates of .NET, and asks for no large column", async () => {
    peer.faults.set({ padRecordBy: 2_000_000, dotNetDates: true });
    expect(await connect().changedSince(NOW)).toMatchObject({ ok: true, value: [{ externalId: "1", changedAt: NOW }] });
  });

  it("in another order is refused: it would end too early", async () => {
    const rows = [NOW, LATER].map((at, index) => ({ ID: index, LastModifiedDateTime: new Date(at).toISOString() }));
    const http: HttpClient = {
      send: () =>
        Promise.resolve({ ok: true, value: { status: 200, headers: new Headers(), text: JSON.stringify(rows) } }),
    };
    const itsm = create({ baseUrl: "https://cg.example.com", auth: "basic" }, { http });
    expect(await itsm.changedSince(NOW)).toMatchObject({ ok: false, error: { code: "peer.malformed" } });
  });
});

describe("types of ticket", () => {
  const rows = { status: 200, headers: new Headers(), text: "[]" };
  const unknown = { status: 404, headers: new Headers(), text: '{"Message":"Unknown entity type"}' };
  const typesWhere = async (settings: object, replyTo: (type: string) => HttpReply | undefined) => {
    const asked: string[] = [];
    const http: HttpClient = {
      send: async ({ url }) => {
        const type = /entity\/(\w+)/.exec(url)?.[1] ?? "";
        asked.push(type);
        const value = replyTo(type);
        return value === undefined
          ? { ok: false, error: { code: "peer.unreachable", retryable: true, detail: "" } }
          : { ok: true, value };
      },
    };
    const itsm = create({ baseUrl: "https://cg.example.com", auth: "basic", ...settings }, { http });
    return { types: await itsm.ticketTypes(), asked };
  };

  it("are those that answer, the one that is set first, none of them twice", async () => {
    const { types, asked } = await typesWhere({ entityType: "incidentrequest" }, (type) =>
      type === "ChangeManagementTicket" ? unknown : rows,
    );
    expect(types).toEqual(["incidentrequest", "ServiceRequest"]);
    expect(asked).toEqual(["incidentrequest", "ServiceRequest", "ChangeManagementTicket"]);
  });

  it("are no more asked for once it is away", async () => {
    const { types, asked } = await typesWhere({}, (type) => (type === "IncidentRequest" ? rows : undefined));
    expect([types, asked]).toEqual([["IncidentRequest"], ["IncidentRequest", "ServiceRequest"]]);
  });
});

describe("people", () => {
  it("are found by an address with a quote in it, and only exactly", async () => {
    const found = await connect().findPersonByEmail("Amara.O'Kafor@aldermoor.example");
    expect(found).toEqual({
      ok: true,
      value: { externalId: "501", name: "Amara O'Kafor", email: "amara.o'kafor@aldermoor.example" },
    });
  });

  it.each([
    "nobody@aldermoor.example",
    "x' or '1'='1",
    "x%@aldermoor.example",
    "%",
    "amara_o'kafor@aldermoor.example",
    "a\n@b.example",
    "",
  ])("%j finds nobody", async (email) => {
    expect(await connect().findPersonByEmail(email)).toEqual({ ok: true, value: undefined });
  });

  it("are not guessed between when two have one address", async () => {
    await peer.close();
    peer = await startChangeGear({ port: 0, users: [API], people: [AMARA, { ...AMARA, externalId: "503" }] });
    expect(await connect().findPersonByEmail(AMARA.email)).toMatchObject({
      ok: false,
      error: { code: "peer.rejected" },
    });
  });

  it("are found by id, or not", async () => {
    const itsm = connect();
    expect(await itsm.findPersonById("502")).toMatchObject({ ok: true, value: { name: "Somebody Else" } });
    expect(await itsm.findPersonById("999")).toEqual({ ok: true, value: undefined });
    expect(await itsm.findPersonById("../incidentrequest/1")).toEqual({ ok: true, value: undefined });
  });
});

it("reads a ticket out of the array it comes in", async () => {
  expect(await connect().readTicket("1")).toEqual({
    ok: true,
    value: {
      externalId: "1",
      number: "IR-0000001",
      revision: 1,
      category: "Password reset",
      summary: "Cannot sign in",
      description: "",
      status: "New",
      closed: false,
      requesterExternalId: "501",
      requesterName: "Amara O'Kafor",
      requesterEmail: "amara.o'kafor@aldermoor.example",
      openedAt: NOW,
    },
  });
});

it("links to the edit panel, on the address that people use", () => {
  expect(connect({ webUrl: "https://desk.example.com/" }).ticketUrl("39")).toBe(
    "https://desk.example.com/CGWeb/MainUI/ServiceDesk/SDItemEditPanel.aspx?boundtable=IIncidentRequest&ID=39&CloseOnPerformAction=false",
  );
  expect(connect({ entityType: "IIncidentRequest" }).ticketUrl("1&x=2")).toBe(
    `${peer.url}/CGWeb/MainUI/ServiceDesk/SDItemEditPanel.aspx?boundtable=IIncidentRequest&ID=1%26x%3D2&CloseOnPerformAction=false`,
  );
});

describe("what the peer's faults become", () => {
  it("500 may be tried again, and wrote nothing", async () => {
    peer.faults.set({ fail500: 1 });
    expect(await write(connect())).toMatchObject({ ok: false, error: { code: "peer.failed", retryable: true } });
    expect(stored()).toBe("");
  });

  it("429 waits as long as it is told", async () => {
    peer.faults.set({ rateLimit: 1 });
    expect(await write(connect())).toMatchObject({
      ok: false,
      error: { code: "peer.rate_limited", retryable: true, retryAfterSeconds: 7 },
    });
  });

  it("a dropped connection is unreachable", async () => {
    peer.faults.set({ down: true });
    expect(await write(connect())).toMatchObject({ ok: false, error: { code: "peer.unreachable", retryable: true } });
  });

  it("an unknown field is refused once, and not tried again", async () => {
    expect(await write(connect({ note: { type: "field", name: "NoSuchField" } }))).toEqual({
      ok: false,
      error: { code: "peer.rejected", retryable: false, detail: "write note: HTTP 400" },
    });
    expect(requests().filter((line) => line.startsWith("PUT"))).toHaveLength(1);
  });

  const answering = (...replies: Partial<HttpReply>[]): HttpClient => ({
    send: () =>
      Promise.resolve({ ok: true, value: { status: 200, headers: new Headers(), text: "[]", ...replies.shift() } }),
  });
  const readWith = (reply: Partial<HttpReply>) =>
    create({ baseUrl: "https://cg.example.com", auth: "basic" }, { http: answering(reply) }).readTicket("1");

  it.each([
    [400, "peer.rejected", false],
    [403, "peer.unauthorised", true],
    [408, "peer.failed", true],
    [440, "peer.unauthorised", true],
    [404, "peer.not_found", false],
    [409, "peer.conflict", true],
    [412, "peer.conflict", true],
    [418, "peer.rejected", false],
    [429, "peer.rate_limited", true],
    [500, "peer.failed", true],
    [503, "peer.failed", true],
  ])("%d is %s", async (status, code, retryable) => {
    expect(await readWith({ status })).toEqual({
      ok: false,
      error: { code, retryable, detail: `read ticket: HTTP ${String(status)}` },
    });
  });

  it.each([
    ["120", 120],
    ["0", 0],
    ["99999999", 3_600],
    [new Date(NOW + 90_000).toUTCString(), 90],
    [new Date(NOW - 90_000).toUTCString(), 0],
  ])("Retry-After %s is %d seconds", async (value, retryAfterSeconds) => {
    const result = await readWith({ status: 503, headers: new Headers({ "retry-after": value }) });
    expect(result).toMatchObject({ ok: false, error: { retryAfterSeconds } });
  });

  it("leaves a Retry-After out that cannot be read", async () => {
    const result = await readWith({ status: 429, headers: new Headers({ "retry-after": "soon" }) });
    expect(!result.ok && Object.hasOwn(result.error, "retryAfterSeconds")).toBe(false);
  });

  it.each([
    ["<html>Sign in</html>", true],
    ["", true],
    ['"text"', false],
    ["[7]", false],
    ['[{"ID":1}]', false],
  ])("the reply %j is malformed, and not quoted", async (text, retryable) => {
    const result = await readWith({ text });
    expect(result).toMatchObject({ ok: false, error: { code: "peer.malformed", retryable } });
    expect(JSON.stringify(result)).not.toContain("html");
  });

  it("no ticket in the array is not found", async () => {
    expect(await readWith({ text: "[]" })).toMatchObject({ ok: false, error: { code: "peer.not_found" } });
  });

  it("a log-in page that is missing is not a missing person", async () => {
    const itsm = create({ baseUrl: "https://cg.example.com" }, { http: answering({ status: 404 }) });
    expect(await itsm.findPersonById("1")).toMatchObject({ ok: false, error: { code: "peer.malformed" } });
  });

  it("a session id that could break out of its header is refused", async () => {
    const reply = { text: JSON.stringify({ sessionId: "a\r\nx: y", userId: 1 }) };
    const itsm = create({ baseUrl: "https://cg.example.com" }, { http: answering(reply) });
    expect(await itsm.readTicket("1")).toMatchObject({ ok: false, error: { code: "peer.malformed" } });
  });

  it("a stale eTag is seen whatever status the peer refuses it with", async () => {
    const record = (eTag: number) => ({ text: JSON.stringify([{ ID: 1, eTag, InternalNotes: null }]) });
    const replies = [record(1), { status: 400 }, record(2), { status: 200, text: "{}" }];
    const itsm = create({ baseUrl: "https://cg.example.com", auth: "basic" }, { http: answering(...replies) });
    expect(await write(itsm)).toEqual({ ok: true, value: { alreadyThere: false } });
  });
});

describe("settings", () => {
  const kind = itsmKinds.get("changegear");
  const accepts = (settings: object) =>
    kind.settingsSchema.safeParse({ baseUrl: "https://cg.example.com", ...settings }).success;

  it("need an address only", () => {
    expect(accepts({})).toBe(true);
    expect(kind.settingsSchema.safeParse({}).success).toBe(false);
    expect(kind.origins({ baseUrl: "https://cg.example.com/sub" })).toEqual(["https://cg.example.com"]);
  });

  it.each(["Description", "resolution", "Summary"])(
    "refuse the field %s, which the requester sees, for notes",
    (name) => {
      expect(accepts({ note: { type: "field", name } })).toBe(false);
    },
  );

  it.each([
    { baseUrl: "ftp://cg.example.com" },
    { baseUrl: "https://cg.example.com/CGRestAPI" },
    { baseUrl: "https://cg.example.com/?a" },
    { entityType: "IncidentRequest/1" },
    { categoryField: "a b" },
    { auth: "none" },
    { unknown: true },
  ])("refuse %j", (change) => {
    expect(accepts(change)).toBe(false);
  });

  it("sends the access headers with every call", async () => {
    const seen: (Readonly<Record<string, string>> | undefined)[] = [];
    const http: HttpClient = {
      send: (request) => {
        seen.push(request.headers);
        return Promise.resolve({
          ok: true,
          value: { status: 200, headers: new Headers(), text: '{"sessionId":"s1"}' },
        });
      },
    };
    await create({ baseUrl: "https://cg.example.com" }, { http }).findPersonById("1");
    expect(seen).toHaveLength(2);
    expect(seen.every((headers) => headers?.["x-gate"] === "token")).toBe(true);
    expect(seen[1]).toMatchObject({ sessionid: "s1" });
  });
});
