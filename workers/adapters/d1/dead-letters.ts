import type { DeadLetterStore } from "../../app/ports/messages.ts";
import type { Database } from "./database.ts";
import { deadLetters } from "./schema-delivery.ts";

export function deadLetterStore(database: Database): DeadLetterStore {
  return {
    async add({ id, queue, body, now }) {
      await database.insert(deadLetters).values({ id, queue, body, receivedAt: now }).onConflictDoNothing();
    },
  };
}
