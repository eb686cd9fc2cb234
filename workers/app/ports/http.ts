/** The one way out of the product, as the adapters see it. */
import type { Result } from "../../core/kit/result.ts";
import type { PeerProblem } from "./peer-problem.ts";

export interface HttpRequest {
  readonly url: string;
  readonly method: "HEAD" | "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Headers;
  /** At most the client's size cap. */
  readonly text: string;
}

/** The one way out: allow-listed origins, https, no redirects, no private addresses, time and size caps. */
export interface HttpClient {
  send(request: HttpRequest): Promise<Result<HttpReply, PeerProblem>>;
}
