/** What the session is told of the browser that a request comes from. */
import { browserFamily } from "../../core/risk/user-agent.ts";
import type { Observation } from "../../core/session/events.ts";
import type { Viewer } from "../../core/session/portal-view.ts";
import type { Deps } from "../deps.ts";
import type { PortalRequest } from "./request.ts";

export async function viewerOf(
  deps: Pick<Deps, "vault">,
  request: Pick<PortalRequest, "cookie" | "linkNumber">,
): Promise<Viewer> {
  return {
    linkNumber: request.linkNumber,
    ...(request.cookie === undefined ? {} : { browserTag: await deps.vault.hashToken(request.cookie) }),
  };
}

export async function observationOf(deps: Pick<Deps, "vault">, request: PortalRequest): Promise<Observation> {
  const family = browserFamily(request.headers.userAgent);
  return {
    ...(await viewerOf(deps, request)),
    network: request.network,
    headers: request.headers,
    ...(family === undefined ? {} : { browserFamily: family }),
  };
}
