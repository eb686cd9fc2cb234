import { describe, expect, it } from "vitest";
import { err, ok } from "../../core/kit/result.ts";
import type { ClosingWays } from "../ports/itsm.ts";
import { closingOf } from "./test-connection.ts";

const OPEN: ClosingWays = { strategy: "auto", number: "IR-39", ended: false, offered: ["Accept"] };
const flag = { field: "UDF_CloseIt", value: "Yes" };

describe("how a ticket would be closed", () => {
  const told = async (...tickets: readonly ClosingWays[]) => {
    const asked: string[] = [];
    const itsm = {
      closingWays: async (id: string) => {
        asked.push(id);
        return ok(tickets[Number(id)] ?? OPEN);
      },
    };
    const closing = await closingOf(
      itsm,
      tickets.map((_, at) => String(at)),
    );
    return { closing, asked: asked.length };
  };

  it.each([
    [
      { ...OPEN, step: "Close", flag },
      { state: "closes", ticket: "IR-39", step: "Close" },
    ],
    [
      { ...OPEN, flag },
      { state: "marked", ticket: "IR-39", flag },
    ],
    [
      { ...OPEN, strategy: "flag", flag },
      { state: "marked", ticket: "IR-39", flag },
    ],
    [OPEN, { state: "stays_open", ticket: "IR-39", offered: ["Accept"] }],
    [{ ...OPEN, strategy: "note_only", ended: true }, { state: "note_only" }],
    [
      { ...OPEN, ended: true, step: "Close" },
      { state: "none_open", ticket: "IR-39" },
    ],
  ] as const)("%j", async (ways, closing) => {
    expect((await told(ways)).closing).toEqual(closing);
  });

  it("is looked for on the newest that is open, and not for ever", async () => {
    const ended = { ...OPEN, ended: true };
    expect(await told(ended, { ...OPEN, number: "IR-38" }, OPEN)).toMatchObject({
      closing: { state: "stays_open", ticket: "IR-38" },
      asked: 2,
    });
    expect(await told(...Array.from({ length: 9 }, () => ended))).toEqual({
      closing: { state: "none_open" },
      asked: 5,
    });
    expect((await told()).closing).toEqual({ state: "none_open" });
  });

  it("is not known where the ticket cannot be read", async () => {
    const itsm = {
      closingWays: () => Promise.resolve(err({ code: "peer.timeout", retryable: true, detail: "" } as const)),
    };
    expect(await closingOf(itsm, ["39"])).toEqual({ state: "unread", problem: "peer.timeout" });
  });
});
