/** A target system that takes every password at once: what is measured is the product. Looks at no signature, for the bench's time is not its own. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunnerReply, RunnerVerb } from "../workers/adapters/actions/runner-protocol.ts";

export interface BenchDirectory {
  /** The product's settings for it, as variables of a deployment. */
  readonly variables: Readonly<Record<string, unknown>>;
  close(): void;
}

const NAME = "directory";

const REPLIES: { readonly [Verb in RunnerVerb]: () => RunnerReply<Verb> } = {
  "look-up": () => ({
    enabled: true,
    privileged: false,
    keepsSecondFactor: true,
    rules: { minLength: 10, inWords: [] },
  }),
  "set-password": () => ({ setAt: Date.now() }),
  unlock: () => ({}),
  "revoke-sessions": () => ({ outcome: "revoked" }),
  "changed-since": () => ({ outcome: "cannot_tell" }),
};

export async function startBenchDirectory(): Promise<BenchDirectory> {
  const server = createServer((request, response) => {
    request.resume();
    const verb = (request.url ?? "").replace("/v1/", "") as RunnerVerb;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(REPLIES[verb]()));
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const { port } = server.address() as AddressInfo;
  const settings = { address: `http://127.0.0.1:${String(port)}` };
  const signingKey = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  return {
    variables: {
      ACTION_TARGETS: { [NAME]: { kind: "runner", label: "Bench directory", settings } },
      ACTION_SECRETS: JSON.stringify({ [NAME]: { signingKey } }),
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
