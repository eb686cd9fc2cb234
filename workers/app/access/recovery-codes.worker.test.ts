import { describe, expect, it } from "vitest";
import { Authenticator } from "../../../test/support/authenticator.ts";
import { addAgent, toldOwner } from "../../../test/support/worker-agent.ts";
import { deps, rows } from "../../../test/support/worker-fixture.ts";
import { RECOVERY_CODES } from "../../core/policy/recovery-codes.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { addPasskey, beginAddingPasskey, readOwnPasskeys } from "./passkeys.ts";
import { makeRecoveryCodes, signInWithRecoveryCode } from "./recovery-codes.ts";

const browser = { browserTag: "tag" };
const REFUSED = { ok: false, error: "recovery_code.refused" };

async function owner(): Promise<{ readonly agent: AgentRecord; readonly codes: readonly string[] }> {
  const agent = (await deps().agents.byId((await addAgent()).id)) as AgentRecord;
  const made = await makeRecoveryCodes(deps(), agent);
  return { agent, codes: made.ok ? made.value : [] };
}

async function addPasskeyTo(agent: AgentRecord): Promise<void> {
  const begun = await beginAddingPasskey(deps(), agent);
  const { challenge } = (begun.ok ? begun.value : {}) as { challenge: string };
  const credential = await new Authenticator("https://console.test").create(challenge);
  expect((await addPasskey(deps(), agent, { name: "Lost phone", credential })).ok).toBe(true);
}

const use = (code = "", ready: Deps = deps()) => signInWithRecoveryCode(ready, { code, browser });
const left = async (agent: AgentRecord) => (await readOwnPasskeys(deps(), agent)).recoveryCodesLeft;

describe("a recovery code", () => {
  it("signs in once, however many press it at once, and every other admin and security hear of it", async () => {
    const { agent, codes } = await owner();
    const admin = await addAgent({ role: "admin" });
    const base = deps();
    const ready = deps({ security: { ...base.security, channels: ["mail", "webhook"] } });
    expect([new Set(codes).size, await left(agent)]).toEqual([RECOVERY_CODES, RECOVERY_CODES]);
    const tried = await Promise.all([use(codes[0]?.toLowerCase(), ready), use(codes[0], ready)]);
    expect(tried.filter(({ ok }) => ok)).toMatchObject([{ value: { agent: { id: agent.id } } }]);
    expect(tried.filter(({ ok }) => !ok)).toEqual([REFUSED]);
    expect(await left(agent)).toBe(RECOVERY_CODES - 1);
    const told = await rows<{ recipient: string }>(
      "SELECT recipient FROM desk_mails WHERE about = ? AND kind = 'recovery_code_used'",
      agent.name,
    );
    const recipients = told.map(({ recipient }) => recipient);
    expect(recipients).toEqual(expect.arrayContaining([`user:${admin.id}`, "security:mail", "security:webhook"]));
    expect(recipients.filter((one) => one === `user:${admin.id}`)).toHaveLength(1);
    expect(
      await rows("SELECT action FROM audit WHERE actor = ? AND action = 'recovery_code.used'", agent.id),
    ).toHaveLength(1);
    // Its owner hears of the codes as they were made, and of how many are left.
    expect(await toldOwner(agent.id)).toEqual([
      { kind: "own_recovery_code_used", about: String(RECOVERY_CODES - 1) },
      { kind: "own_recovery_codes_made", about: String(RECOVERY_CODES) },
    ]);
  });

  it("works beside a passkey that is still listed: a lost one is removed only after signing in", async () => {
    const { agent, codes } = await owner();
    await addPasskeyTo(agent);
    expect(await use(codes[0])).toMatchObject({ ok: true, value: { agent: { id: agent.id } } });
  });

  it("of before works no more when new ones are made", async () => {
    const { agent, codes } = await owner();
    await makeRecoveryCodes(deps(), agent);
    expect(await use(codes[0])).toEqual(REFUSED);
    expect(await left(agent)).toBe(RECOVERY_CODES);
  });

  it("opens nothing that is guessed, of another by SQL, or of who left", async () => {
    const [one, other] = [await owner(), await owner()];
    expect(await use("0000-0000-0000-0000")).toEqual(REFUSED);
    expect(await use("not a code")).toEqual(REFUSED);
    const take = "UPDATE recovery_codes SET agent_id = ? WHERE agent_id = ? RETURNING name";
    expect(await rows(take, one.agent.id, other.agent.id)).toHaveLength(RECOVERY_CODES);
    expect(await use(other.codes[0])).toEqual(REFUSED);
    const audit = {
      at: Date.now(),
      actor: one.agent.id,
      action: "user.deactivated",
      subject: one.agent.id,
      details: {},
    };
    await deps().agents.change(one.agent.id, { active: false }, { audit, mails: [] });
    expect(await use(one.codes[0])).toEqual(REFUSED);
  });

  it("is not for who signs in at the company", async () => {
    const { agent, codes } = await owner();
    const at = Date.now();
    const audit = { at, actor: agent.id, action: "agent.linked", subject: agent.id, details: {} };
    await deps().identities.link(
      agent,
      { issuer: "https://id.example", subject: agent.id, byGroups: false },
      { at, audit, mails: [] },
    );
    const config = {
      ...deps().config,
      SIGN_IN_PROVIDERS: { work: { issuer: "https://id.example" } },
    } as unknown as Deps["config"];
    expect(await use(codes[0], deps({ config }))).toEqual(REFUSED);
    expect(await makeRecoveryCodes(deps({ config }), agent)).toEqual({ ok: false, error: "passkey.company" });
  });
});
