/** REST sessions and Basic credentials. Sessions live in memory: a restart ends them all, as it does there. */
import { randomUUID } from "node:crypto";
import type { Account } from "./records.ts";

export class Sessions {
  readonly #accounts: readonly Account[];
  readonly #sessions = new Map<string, Account>();

  constructor(accounts: readonly Account[]) {
    this.#accounts = accounts;
  }

  logIn(username: string, password: string): { sessionId: string; userId: number } | undefined {
    const account = this.#account(username, password);
    if (account === undefined) {
      return undefined;
    }
    const sessionId = randomUUID();
    this.#sessions.set(sessionId, account);
    return { sessionId, userId: account.id };
  }

  find(by: { sessionId: string | undefined; authorization: string | undefined }): Account | undefined {
    if (by.sessionId !== undefined) {
      return this.#sessions.get(by.sessionId);
    }
    const encoded = /^Basic (?<value>[A-Za-z0-9+/=]+)$/u.exec(by.authorization ?? "")?.groups?.["value"];
    if (encoded === undefined) {
      return undefined;
    }
    const [username = "", ...rest] = Buffer.from(encoded, "base64").toString("utf8").split(":");
    return this.#account(username, rest.join(":"));
  }

  dropAll(): void {
    this.#sessions.clear();
  }

  #account(username: string, password: string): Account | undefined {
    return this.#accounts.find((account) => account.username === username && account.password === password);
  }
}
