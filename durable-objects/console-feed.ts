/**
 * Tells open consoles what changed. Sockets hibernate, so an idle console costs nothing. A
 * message carries an id and a version only; the console reads the rest under its own session.
 */
import { DurableObject } from "cloudflare:workers";
import type { FeedMessage } from "../workers/contract/console/live.ts";

const SOCKETS_MAX = 500;
/** More tabs than anybody has open; or one sign-in could keep everybody else from listening. */
const SOCKETS_OF_A_SIGN_IN = 40;
/** Private code; the console asks for its session then, and finds that it is gone. */
const SESSION_ENDED = 4401;

export class ConsoleFeed extends DurableObject<Env> {
  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    context.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** The door has authenticated the agent; the socket ends with the agent's session. */
  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get("upgrade") !== "websocket") {
      return new Response(null, { status: 426 });
    }
    const session = request.headers.get("x-session") ?? "";
    if (
      this.ctx.getWebSockets().length >= SOCKETS_MAX ||
      this.ctx.getWebSockets(session).length >= SOCKETS_OF_A_SIGN_IN
    ) {
      return new Response(null, { status: 503, headers: { "retry-after": "30" } });
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [session]);
    server.serializeAttachment({ expiresAt: Number(request.headers.get("x-session-expires")) });
    return new Response(null, { status: 101, webSocket: client });
  }

  publish(message: FeedMessage, now: number): void {
    const text = JSON.stringify(message);
    for (const socket of this.ctx.getWebSockets()) {
      const { expiresAt } = socket.deserializeAttachment() as { expiresAt: number };
      try {
        if (now >= expiresAt) {
          socket.close(SESSION_ENDED, "session ended");
        } else {
          socket.send(text);
        }
      } catch {
        // It is closing already; the others must hear of it all the same.
      }
    }
  }

  /** Signed out, idled out or stolen: its sockets hear nothing more. `session` is the session's hash. */
  endSession(session: string): void {
    for (const socket of this.ctx.getWebSockets(session)) {
      socket.close(SESSION_ENDED, "session ended");
    }
  }

  /** Consoles have nothing to say; anything but the automatic ping is ignored. */
  override webSocketMessage(): void {}

  override webSocketClose(socket: WebSocket, code: number): void {
    const RESERVED_CODES = [1005, 1006];
    socket.close(RESERVED_CODES.includes(code) ? 1000 : code);
  }
}
