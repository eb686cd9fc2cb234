/** Runs on workerd: sends one mail, or none and only logs in, with the settings it is posted, over real sockets. */

import { smtp } from "../../workers/adapters/delivery/smtp/smtp.ts";
import { openSocket } from "../../workers/adapters/delivery/smtp/socket.ts";
import { secret } from "../../workers/core/kit/secret.ts";

interface Order {
  readonly settings: unknown;
  readonly to: string;
  readonly idempotencyKey: string;
  readonly probe?: boolean;
}

export default {
  async fetch(request: Request): Promise<Response> {
    const { settings, to, idempotencyKey, probe } = await request.json<Order>();
    const provider = smtp.create(settings, {
      http: { send: () => Promise.reject(new Error("smtp does not use HTTP")) },
      openSocket,
      now: () => Date.now(),
    });
    if (probe === true) {
      return Response.json(await provider.probe?.());
    }
    const sent = await provider.send({
      content: {
        channel: "email",
        to: secret(to),
        fromName: "Aldermoor IT Service Desk",
        subject: "Ticket IR-0000039: your link from Aldermoor IT",
        text: secret("Open the page:\n.\nÄ"),
        html: secret("<p>Open the page</p>"),
      },
      idempotencyKey,
    });
    return Response.json(sent);
  },
};
