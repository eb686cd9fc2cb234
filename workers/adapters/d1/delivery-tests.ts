import { and, eq } from "drizzle-orm";
import type { DeliveryTest, DeliveryTestStore } from "../../app/ports/delivery-tests.ts";
import { agentId } from "../../core/kit/ids.ts";
import { deliveryProblem } from "../../core/messages/delivery-problem.ts";
import { auditStatement } from "./audit.ts";
import type { Database } from "./database.ts";
import { messageReceipts } from "./schema.ts";
import { deliveryTests } from "./schema-delivery.ts";

export function deliveryTestStore(database: Database): DeliveryTestStore {
  return {
    begin: async (test, audit) => {
      const { agentId: agent, channel, id, provider, masked, at } = test;
      const db = database.$client;
      await db.batch([
        db
          .prepare(
            `INSERT OR REPLACE INTO delivery_tests (agent_id, channel, id, provider, masked, at, status)
             VALUES (?, ?, ?, ?, ?, ?, 'sending')`,
          )
          .bind(agent, channel, id, provider, masked, at),
        auditStatement(db, { ...audit, key: id }),
      ]);
    },
    answered: async ({ id, agentId: agent, channel }, { status, ...told }) => {
      await database
        .update(deliveryTests)
        .set({ status, ...told })
        .where(and(eq(deliveryTests.agentId, agent), eq(deliveryTests.channel, channel), eq(deliveryTests.id, id)));
    },
    of: (agent) => of(database, agent),
  };
}

async function of(database: Database, agent: string): Promise<readonly DeliveryTest[]> {
  const found = await database
    .select({ test: deliveryTests, receipt: messageReceipts })
    .from(deliveryTests)
    .leftJoin(
      messageReceipts,
      and(
        eq(messageReceipts.provider, deliveryTests.provider),
        eq(messageReceipts.providerMessageId, deliveryTests.providerMessageId),
      ),
    )
    .where(eq(deliveryTests.agentId, agent));
  const newest = new Map(found.map(({ test }) => [test.channel, test]));
  return [...newest.values()].map(({ problem, providerMessageId: _id, ...test }) => {
    const receipts = found.filter((one) => one.test.channel === test.channel).flatMap(({ receipt }) => receipt ?? []);
    const refused = receipts.find(({ status }) => status === "failed");
    return {
      ...test,
      agentId: agentId.parse(test.agentId),
      ...(problem === null ? {} : { problem: deliveryProblem(problem) }),
      ...(receipts.length === 0
        ? {}
        : {
            receipt: {
              delivered: receipts.some(({ status }) => status === "delivered"),
              ...(refused === undefined ? {} : { problem: deliveryProblem(refused.problem ?? undefined) }),
            },
          }),
    };
  });
}
