import { describe, expect, it } from "vitest";
import { agentId } from "../kit/ids.ts";
import { overseers, toUser, userIn } from "./desk-mail.ts";

const id = (text: string) => agentId.parse(`agt_${text}`);
const users = [
  { id: id("kim-park"), role: "admin", active: true },
  { id: id("lee-tanaka"), role: "admin", active: true },
  { id: id("gone-admin"), role: "admin", active: false },
  { id: id("dana-cole"), role: "agent", active: true },
];

describe("who hears of access", () => {
  it("is every active admin but the one it is about, and security by its own ways", () => {
    const channels = ["mail", "on_call", "webhook", "incident_webhook"];
    expect(overseers(users, id("kim-park"), channels)).toEqual([
      toUser(id("lee-tanaka")),
      "security:mail",
      "security:webhook",
    ]);
  });

  it("is the admins where security has no way", () => {
    expect(overseers(users, id("dana-cole"), []).map(userIn)).toEqual([id("kim-park"), id("lee-tanaka")]);
  });
});
