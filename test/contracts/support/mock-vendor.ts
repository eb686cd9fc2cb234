/** A vendor's API on a free port of this machine, answering as its documentation says. */
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface VendorReply {
  readonly status: number;
  readonly json?: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `undefined` cuts the connection without an answer; "hang" holds it. */
export type VendorBehaviour = (request: VendorRequest) => VendorReply | "hang" | undefined;

export interface MockVendor {
  readonly url: string;
  readonly requests: readonly VendorRequest[];
  close(): Promise<void>;
}

export async function startVendor(behaviour: VendorBehaviour): Promise<MockVendor> {
  const requests: VendorRequest[] = [];
  const server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      const seen = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
      requests.push(seen);
      const reply = behaviour(seen);
      if (reply === "hang") return;
      if (reply === undefined) {
        request.socket.destroy();
        return;
      }
      response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
      response.end(reply.raw ?? JSON.stringify(reply.json));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
