/** Has the deployment tell its admins and security of an invitation, before anybody holds the link. */
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { pathTo } from "../../workers/contract/console/paths.ts";
import { Refusal } from "../local/cli.ts";

/** A new secret reaches every place of Cloudflare's network within seconds. */
const TRIES = 20;
const BETWEEN_MS = 3_000;
const FORBIDDEN = 403;

const announced = z.object({ told: z.number() });

/**
 * How many are told. Throws a `Refusal` where the deployment refuses the link, or cannot be reached: then none is to
 * be shown.
 */
export async function announceInvitation(link: string): Promise<number> {
  const { origin, hash } = new URL(link);
  let problem = "";
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const reply = await fetch(`${origin}/api${pathTo.signIn}/announce`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ token: hash.slice(1) }),
    }).catch((error: unknown) => String(error));
    if (typeof reply !== "string" && reply.ok) {
      return announced.parse(await reply.json()).told;
    }
    if (typeof reply !== "string" && reply.status === FORBIDDEN) {
      throw new Refusal(
        "The company's sign-in works there, and this address is not one for emergencies (Settings > Sign-in, or BREAK_GLASS of the deployment). No link is shown.",
      );
    }
    problem = typeof reply === "string" ? reply : String(reply.status);
    if (tried < TRIES) {
      await delay(BETWEEN_MS);
    }
  }
  throw new Refusal(
    `${origin} did not take the announcement (${problem}), so that nobody would be told of the link. None is shown; run this again.`,
  );
}
