/**
 * `npm run bench:export`: memory and time of one export of the whole table.
 *   --rows <n>  100000 unless set
 * Prints the runtime's anonymous memory before, at most while the file is read, and after, and the
 * size of the file. The rows are copies of one, written by SQL: what they say does not matter here.
 */
import { parseArgs } from "node:util";
import { startInstance } from "../dev/local/instance.ts";
import { DEMO_AGENTS } from "../dev/demo/desk.ts";
import { DESK_BROWSER } from "../dev/demo/browsers.ts";
import { Desk } from "../dev/walkthrough/client.ts";
import { memory, runtimePid } from "./memory.ts";

const { values } = parseArgs({ options: { rows: { type: "string", default: "100000" } } });
const rows = Number(values.rows);
const BATCH = 10_000;
const TICKET = `INSERT INTO tickets (id, connection, external_id, number, revision, category, summary, description, status, closed, created_at, updated_at)
  VALUES ('tkt_000000000000', 'main', '1', 'IR-0000001', 1, 'Password reset', 'Locked out', '', 'Open', 0, 0, 0)`;
const CHECKS = `WITH RECURSIVE numbers(n) AS (SELECT ?2 + 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?3)
  INSERT INTO verifications (id, version, ticket_id, ticket_number, category, action, person_id, requester_name,
    requester_email, referrer_id, referrer_name, status, profile, pass_line, score, level, channel, origin, masked,
    destination_tag, live, created_at, ended_at)
  SELECT printf('vrf_%022d', n), 1, 'tkt_000000000000', 'IR-0000001', 'Password reset', 'password_reset', person.id,
    person.display_name, person.email, 'agt_ortega', 'Lee Ortega', 'failed', 'standard', 3.0, 7.1, 'high', 'sms', 'on_record',
    '+44 *** 100', 'tag', '{"tally":{}}', ?1 - n * 1000, ?1 - n * 1000 + 500
  FROM numbers, (SELECT id, display_name, email FROM people LIMIT 1) AS person`;

const instance = await startInstance({
  port: 0,
  changeGearPort: 0,
  onLog: (line) => process.stderr.write(`${line}\n`),
});
try {
  const db = await instance.miniflare.getD1Database("DB");
  await db.prepare(TICKET).run();
  for (let from = 0; from < rows; from += BATCH) {
    await db
      .prepare(CHECKS)
      .bind(Date.now(), from, Math.min(rows, from + BATCH))
      .run();
  }
  const desk = new Desk(instance.url);
  await desk.signIn(await instance.signInLink(DEMO_AGENTS.lee.email));
  const pid = await runtimePid();
  const anonymousMb = async (): Promise<number> => (await memory(pid)).anonymousMb;
  const before = await anonymousMb();
  const startedAt = performance.now();
  const reply = await fetch(`${instance.url}/api/verifications/export`, {
    method: "POST",
    headers: {
      cookie: desk.cookie,
      origin: instance.url,
      "content-type": "application/json",
      "user-agent": DESK_BROWSER,
    },
    body: "{}",
  });
  let most = before;
  let bytes = 0;
  let lines = 0;
  for await (const piece of reply.body ?? []) {
    bytes += piece.length;
    lines += piece.reduce((count: number, byte: number) => count + (byte === 0x0a ? 1 : 0), 0);
    most = Math.max(most, await anonymousMb());
  }
  const seconds = Number(((performance.now() - startedAt) / 1_000).toFixed(1));
  process.stdout.write(
    `${JSON.stringify({ status: reply.status, lines, megabytes: Math.round(bytes / 1e6), seconds, before, most, after: await anonymousMb() })}\n`,
  );
} finally {
  await instance.close();
}
