/** The floor under load: the same requests, pauses and waits as the product's clients, and a peer that takes its notes. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pause } from "../dev/walkthrough/client.ts";
import { startInstance } from "../dev/local/instance.ts";
import { CLOCK_RATE, READING_MS } from "./job.ts";
import type { Recipe } from "./recipe.ts";

const NOTES = 3;

export interface Floor {
  /** With so many questions more than the recipe has, on average. */
  readonly play: (extraQuestions: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startFloor(bundle: string, recipe: Recipe): Promise<Floor> {
  const instance = await startInstance({ port: 0, changeGearPort: 0, clockRate: CLOCK_RATE, bundle });
  const peer = await startPeer(instance.url);
  await fetch(`${instance.url}/recipe`, { method: "POST", body: JSON.stringify({ recipe, peerOrigin: peer.origin }) });
  let plays = 0;
  return {
    play: (extraQuestions) => {
      plays += 1;
      const extra = Math.floor(plays * extraQuestions) - Math.floor((plays - 1) * extraQuestions);
      return playOnce({ url: instance.url, recipe, peer, key: `v${String(plays)}`, extra });
    },
    close: async () => {
      await peer.close();
      await instance.close();
    },
  };
}

interface Play {
  readonly url: string;
  readonly recipe: Recipe;
  readonly peer: Peer;
  readonly key: string;
  readonly extra: number;
}

async function playOnce({ url, recipe, peer, key, extra }: Play): Promise<void> {
  const request = async (step: number): Promise<void> => {
    const response = await fetch(`${url}/step?step=${String(step)}&key=${key}`, { method: "POST", body: "x" });
    await response.text();
    if (!response.ok) {
      throw new Error(`floor: step ${String(step)} got ${String(response.status)}`);
    }
  };
  const names = recipe.steps.map((step) => step.name);
  const answer = names.lastIndexOf("answer");
  for (const [step, name] of names.entries()) {
    const repeated = step === answer ? extra : 0;
    for (let question = 0; question < repeated; question += 1) {
      const between = names.indexOf("answer");
      await request(between);
      await request(between + 1);
    }
    await request(step);
    if (name === "webhook") {
      await until(() => peer.notes(key) >= 1);
    } else if (name === "send") {
      await until(async () => (await (await fetch(`${url}/delivered?key=${key}`)).json()) === true);
    } else if (name === "first page") {
      await pause(READING_MS);
    }
  }
  await until(() => peer.notes(key) >= NOTES);
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) {
    await pause(2);
  }
}

interface Peer {
  readonly origin: string;
  readonly notes: (key: string) => number;
  readonly close: () => Promise<void>;
}

/** Counts notes; each comes back as a webhook, one after the other as the ticket system sends them. */
async function startPeer(product: string): Promise<Peer> {
  const notes = new Map<string, number>();
  let webhooks: Promise<unknown> = Promise.resolve();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://peer");
    const key = searchParams.get("key") ?? "";
    if (pathname === "/save") {
      notes.set(key, (notes.get(key) ?? 0) + 1);
      webhooks = webhooks
        .then(() => fetch(`${product}/step?step=back&key=${key}`, { method: "POST" }))
        .then((reply) => reply.text())
        .catch(() => undefined);
    }
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    notes: (key) => notes.get(key) ?? 0,
    close: async () => {
      await webhooks;
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
