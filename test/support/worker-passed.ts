/** A check that passed in a browser, with a target system in memory that does what it allows. */
import { StandInTarget } from "./stand-in-target.ts";
import { answerPost, deps, drained, fresh, seed, stored, stubOf } from "./worker-fixture.ts";
import { requesterOf } from "./worker-send-form.ts";
import type { Deps } from "../../workers/app/deps.ts";
import type { PortalRequest } from "../../workers/app/portal/request.ts";
import { BEGIN, observed } from "../../workers/core/session/session.fixture.ts";
import type { Session } from "../../workers/core/session/session.ts";

export async function passed(change: Partial<Session> = {}) {
  const peer = new StandInTarget();
  const ready: Deps = deps({ actionTargets: peer.targets });
  const who = await requesterOf();
  const made = await seed({
    actionTarget: {
      name: "directory",
      label: "Company directory",
      subject: { userName: who.email, email: who.email },
    },
    ...change,
  });
  const { session } = made;
  const own = {
    ...session,
    ticket: { ...session.ticket, id: who.ticket },
    person: { ...session.person, id: who.person },
  };
  const stub = stubOf(made);
  await stub.create({ ...made, session: own });
  const browserTag = await ready.vault.hashToken("the phone");
  await stub.apply({ ...BEGIN, observation: observed({ browserTag }) });
  while ((await stored(stub))?.session.status === "answering") {
    await answerInBrowser(stub, browserTag);
  }
  await drained(stub);
  const request: PortalRequest = {
    id: session.id,
    locator: fresh(),
    linkNumber: 1,
    cookie: "the phone",
    network: { at: Date.now() },
    headers: {},
  };
  return { peer, ready, request, stub, who, id: session.id };
}

async function answerInBrowser(stub: ReturnType<typeof stubOf>, browserTag: string): Promise<void> {
  const post = await answerPost(stub);
  await stub.apply({ ...post, observation: observed({ browserTag }) });
}

export type Passed = Awaited<ReturnType<typeof passed>>;
