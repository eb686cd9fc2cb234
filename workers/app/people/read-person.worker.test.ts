/** Who is found by what, and what a person's page says: the same as Send, and no value of a fact. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import {
  addAccount,
  formFor,
  newAgent,
  requesterOf,
  sendDeps,
  setFacts,
} from "../../../test/support/worker-send-form.ts";
import { addedPasskey, personWithPasskey } from "../../../test/support/worker-passkey.ts";
import { attested, fresh, keyring, rows } from "../../../test/support/worker-fixture.ts";
import { insertAttested } from "../../adapters/d1/attested.ts";
import { openDatabase } from "../../adapters/d1/database.ts";
import { peopleStore } from "../../adapters/d1/people.ts";
import { personId } from "../../core/kit/ids.ts";
import { SAMPLE_FACTS, sampleFact } from "../../core/questions/sample-person.fixture.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import { categoryPolicy } from "../../core/settings/sections/categories.ts";
import { sendVerification } from "../sending/send-verification.ts";
import { findPeople, readPerson } from "./read-person.ts";

beforeAll(fillDirectory);

async function pageOf(person: string, deps = sendDeps()) {
  const page = await readPerson(deps, newAgent(), personId.parse(person));
  if (page === undefined) throw new Error("no page");
  return page;
}

describe("a person is found by", () => {
  const found = async (q: string) => (await findPeople(sendDeps(), newAgent(), q)).people.map(({ id }): string => id);

  it("id, address, name, user name, ticket and contact, and by nothing that is less than whole", async () => {
    const { person, email, ticket } = await requesterOf();
    const key = fresh()
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, "x");
    await env.DB.batch([
      env.DB.prepare("UPDATE people SET display_name = ?, user_name = ?, external_id = ? WHERE id = ?").bind(
        `Grace O'${key} Mwangi`,
        `SAM-${key}`,
        `ext-${key}`,
        person,
      ),
      env.DB.prepare("UPDATE tickets SET number = ?, requester_person_id = ?, closed = 1 WHERE id = ?").bind(
        `IR-9${key}`,
        person,
        ticket,
      ),
      env.DB.prepare("UPDATE person_contacts SET value_tag = ? WHERE person_id = ?").bind(
        await keyring.tag("destination", "sms:+447400123442"),
        person,
      ),
    ]);
    const whole = [
      person,
      email.toUpperCase(),
      email.slice(0, -3),
      `o'${key} mw`,
      `sam-${key}`,
      `ext-${key}`,
      `ir-9${key}`,
    ];
    for (const q of [...whole, "07400 123442", "+44 7400 123442"]) {
      expect(await found(q), q).toEqual([person]);
    }
    for (const q of [`am-${key}`, `r-9${key}`, "07400 12344", "%", "g"]) {
      expect(await found(q), q).not.toContain(person);
    }
  });

  it("name and address alone, and the audit log names who was shown", async () => {
    const { person, email } = await requesterOf();
    const [agent, deps] = [newAgent(), sendDeps()];
    const { people } = await findPeople(deps, agent, email);
    expect(people).toEqual([{ id: person, name: expect.any(String), email, appearance: {}, active: true }]);
    await findPeople(deps, agent, "x");
    expect(await rows("SELECT action, details FROM audit WHERE actor = ?", agent.id)).toEqual([
      { action: "people.searched", details: JSON.stringify({ people: person, count: 1 }) },
    ]);
  });

  it("keys, and at most once the index of names", async () => {
    const asked: string[] = [];
    const database = new Proxy(env.DB, {
      get: (target, key) =>
        key === "prepare"
          ? (sql: string) => {
              asked.push(sql);
              return target.prepare(sql);
            }
          : (Reflect.get(target, key) as unknown),
    });
    await peopleStore(openDatabase(database), keyring, Date.now).search({ text: "ir-1", contactTag: "x" }, 20);
    const [search = ""] = asked.filter((sql) => sql.includes("instr"));
    const plan = await rows<{ detail: string }>(
      `EXPLAIN QUERY PLAN ${search}`,
      ...Array.from({ length: search.split("?").length - 1 }, () => "1"),
    );
    const scans = plan.map(({ detail }) => detail).filter((detail) => /^SCAN (?!CONSTANT|\()/.test(detail));
    expect(scans).toEqual(["SCAN people USING COVERING INDEX people_display_name"]);
    expect(plan.map(({ detail }) => detail)).toContain(
      "SEARCH people USING COVERING INDEX people_search_name (search_name>?)",
    );
  });

  it("a name as another keyboard writes it, before and after the sweep has come by", async () => {
    const key = fresh()
      .toLowerCase()
      .replaceAll(/[^a-z]/g, "x");
    const named = async (name: string): Promise<string> => {
      const { person } = await requesterOf();
      await env.DB.prepare("UPDATE people SET display_name = ? WHERE id = ?").bind(name, person).run();
      return person;
    };
    const jose = await named(`José ${key} Weiß`);
    const jorg = await named(`JÖRG ${key} Müller`);
    const ascii = await named(`Joerg ${key} Mueller`);
    expect([await found(`José ${key}`), await found(`jose ${key}`)]).toEqual([[jose], []]);
    const { people } = sendDeps();
    await people.fillSearchNames(1_000);
    for (const [q, who] of [
      [`jose ${key} weiss`, [jose]],
      [`JOSÉ ${key} WEISS`, [jose]],
      [`${key} muller`, [jorg]],
      [`${key} mueller`, [ascii, jorg]],
      [`jörg ${key} müller`, [ascii, jorg]],
    ] as const) {
      expect(await found(q), q).toEqual(who);
    }
    expect((await people.byId(personId.parse(jose)))?.displayName).toBe(`José ${key} Weiß`);
  });

  it("the name of now, once the sweep has filled it, and a row counts as before", async () => {
    const { person } = await requesterOf();
    const { people } = sendDeps();
    await env.DB.prepare("UPDATE people SET display_name = 'José' WHERE id = ?").bind(person).run();
    await attested("people", "id", person);
    await people.fillSearchNames(1_000);
    expect(await rows("SELECT search_name FROM people WHERE id = ?", person)).toEqual([{ search_name: "jose" }]);
    expect((await people.byId(personId.parse(person)))?.intact).toBe(true);
    expect(
      await rows("SELECT 1 FROM people WHERE search_name IS NULL AND display_name GLOB '*[^ -~]*' LIMIT 1"),
    ).toEqual([]);
  });
});

describe("the page of a person", () => {
  const among = (CATEGORIES: Readonly<Record<string, ActionId>>) => {
    const base = sendDeps();
    const policies = Object.entries(CATEGORIES).map(
      ([name, action]) => [name, categoryPolicy.parse({ action })] as const,
    );
    return { ...base, config: { ...base.config, CATEGORIES: Object.fromEntries(policies) } };
  };

  it("says for each account and category what Send would demand and could come to", async () => {
    const { person } = await requesterOf();
    await addAccount(person, { privileged: true });
    const { prospects } = await pageOf(person, among({ Reset: "password_reset", Unlock: "account_unlock" }));
    const short = prospects.map(({ category, account, demands, problem, best }) => [
      category,
      account?.userName,
      demands.profile,
      problem ?? [best?.over, best?.outlook.canPass],
    ]);
    expect(short).toEqual([
      ["Reset", undefined, "standard", ["trusted", true]],
      ["Reset", "adm-grace", "strict", ["trusted", false]],
      ["Unlock", undefined, "standard", ["trusted", true]],
      ["Unlock", "adm-grace", "strict", ["trusted", false]],
    ]);
  });

  it("says what cannot be proven of who has no contact", async () => {
    const { person } = await requesterOf();
    await env.DB.prepare("DELETE FROM person_contacts WHERE person_id = ?").bind(person).run();
    const page = await pageOf(person, among({ Token: "mfa_reset" }));
    expect(page.prospects.map(({ problem }) => problem)).toEqual(["no_contact_on_record"]);
    expect(page.proofs.flatMap(({ proof, available }) => (available ? [proof] : []))).toEqual([
      "destination_typed",
      "spoken_code",
    ]);
  });

  it("says that a passkey can be shown once it counts, and that an MFA reset then can pass", async () => {
    const { person, ...made } = await requesterOf();
    const shown = async () => {
      const page = await pageOf(person, among({ Token: "mfa_reset" }));
      const { available } = page.proofs.find(({ proof }) => proof === "passkey") ?? {};
      return [available, page.prospects[0]?.best?.outlook.canPass];
    };
    const { signIn } = await personWithPasskey(6, { person, ...made });
    expect(await shown()).toEqual([false, false]);
    await addedPasskey(signIn, 8);
    expect(await shown()).toEqual([true, true]);
  });

  it("says that a known phone can be shown once one is kept as the person's own", async () => {
    const { person } = await requesterOf();
    const shown = async () => (await pageOf(person)).proofs.find(({ proof }) => proof === "known_phone")?.available;
    const keep = (vouches: number) =>
      insertAttested(env.DB, keyring.rows, {
        table: "known_phones",
        row: { person_id: person, key_tag: fresh(), verification_id: "vrf_gone", added_at: 1, vouches },
      }).run();
    await keep(0);
    expect(await shown()).toBe(false);
    await keep(1);
    expect(await shown()).toBe(true);
  });

  it("names kinds of questions, never what a question is about", async () => {
    const { person } = await requesterOf();
    const canary = `Canary ${fresh()}`;
    await setFacts(person, {
      ...SAMPLE_FACTS,
      groups: [sampleFact(canary), sampleFact(`${canary} 2`), sampleFact(`${canary} 3`)],
      department: sampleFact(canary),
    });
    const page = await pageOf(person);
    expect(page.questions.some(({ onRecord }) => onRecord)).toBe(true);
    expect(page.questions.find(({ kind }) => kind === "manager")).toMatchObject({ typed: false });
    expect(JSON.stringify(page)).not.toContain(canary);
  });

  it("says why nobody is checked who left, or whose record was changed from outside", async () => {
    const [left, changed] = [await requesterOf(), await requesterOf()];
    await env.DB.prepare("UPDATE people SET active = 0 WHERE id = ?").bind(left.person).run();
    await attested("people", "id", left.person);
    await env.DB.prepare("UPDATE people SET privileged = 1 WHERE id = ?").bind(changed.person).run();
    expect((await pageOf(left.person)).prospects[0]).toMatchObject({ problem: "inactive" });
    const page = await pageOf(changed.person);
    expect([page.intact, page.prospects[0]?.problem]).toEqual([false, "changed"]);
  });

  it("shows the open check and the block", async () => {
    const who = await requesterOf();
    const sent = await sendVerification(sendDeps(), { agent: newAgent(), agentSide: {}, request: formFor(who) });
    await sendDeps().guards.fence({ personId: who.person }, Date.now() + 60_000);
    const { block, checks } = await pageOf(who.person);
    expect(block).toMatchObject({ startsToday: 1, open: { own: false } });
    expect(block.until).toBeGreaterThan(Date.now());
    expect(sent.ok).toBe(true);
    expect(checks.length).toBeLessThanOrEqual(1);
  });
});
