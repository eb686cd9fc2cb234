/** What happens in ninety days of a service desk: who calls, who pretends to, and how it ends. */
import type { AgentRecord } from "../../workers/app/ports/agents.ts";
import type { Random } from "../../workers/core/kit/random.ts";
import { MINUTE_MS, SECOND_MS } from "../../workers/core/kit/time.ts";
import type { SendRequest } from "../../workers/contract/console/send.ts";
import { between, pick } from "../demo/chance.ts";
import type { DemoPerson, Organisation } from "../demo/model.ts";
import { networkById, type DevNetwork } from "../worker/networks.ts";
import { homeDevice } from "../worker/home-device.ts";
import { readDevice } from "../worker/phones.ts";
import type { Check } from "./check.ts";
import { guesses, leavesAfter, mistaken, remembers, researched } from "./minds.ts";
import type { Mind, Phone } from "./requester.ts";
import type { World } from "./world.ts";

export interface Scene {
  readonly world: World;
  readonly random: Random;
  /** As it is on this day. */
  readonly organisation: Organisation;
  readonly person: DemoPerson;
  /** Whose tickets and checks are made here. */
  readonly people: readonly DemoPerson[];
  readonly agents: readonly AgentRecord[];
  readonly check: Check;
}

export type Category = "Password reset" | "Account unlock" | "Identity check" | "MFA reset";

export interface Plot {
  readonly count: number;
  /** Absent: any that an ordinary person may ask for. */
  readonly category?: Category;
  /** Absent: anybody of whom enough is known for an ordinary check. */
  readonly who?: "privileged" | "well known";
  readonly play: (scene: Scene) => Promise<void>;
}

const MAILBOXES = ["quickbox.example", "post.example", "mailbox.example"] as const;

export const PLOTS = {
  atHome: {
    count: 110,
    play: async (scene) => {
      const callerOnLine = scene.random() < 0.4;
      await scene.check.send({ callerOnLine, destination: contactOf(scene) });
      await passes(scene, phoneOf(scene), remembers(subject(scene), 0.03));
    },
  },
  travelling: {
    count: 14,
    play: async (scene) => {
      await scene.check.send();
      await passes(scene, onNetwork(scene, ["abroad", "vpn", "private-relay"]), remembers(subject(scene), 0.05));
    },
  },
  forgot: {
    count: 20,
    play: async (scene) => {
      await scene.check.send({ destination: contactOf(scene) });
      const requester = scene.check.requester(phoneOf(scene));
      const end = await scene.check.sit(requester, remembers(subject(scene), 0.45));
      if (end.screen === "not_verified" && scene.random() < 0.4) {
        await requester.askPerson();
      }
      closeLater(scene, "Sent to the desk on floor 2.");
    },
  },
  impostorWhoResearched: {
    count: 16,
    who: "well known",
    play: async (scene) => {
      await scene.check.send({
        callerOnLine: true,
        destination: typedMail(scene, "Says the number on record is old."),
      });
      await fails(scene, onNetwork(scene, ["vpn", "hosting", "abroad"]), researched(subject(scene)));
    },
  },
  /** Holds the person's number, and little else. */
  stolenNumber: {
    count: 9,
    play: async (scene) => {
      await scene.check.send({ callerOnLine: true });
      await fails(scene, onNetwork(scene, ["tor", "hosting"]), guesses(scene.random));
    },
  },
  reported: {
    count: 8,
    play: async (scene) => {
      await scene.check.send();
      await scene.world.clockwork.pass(between(20 * SECOND_MS, 4 * MINUTE_MS, scene.random));
      await scene.check.requester(phoneOf(scene)).report();
      closeLater(scene, "Requester did not call. Account watched.");
    },
  },
  reportedAfterPass: {
    count: 4,
    play: async (scene) => {
      await scene.check.send();
      const requester = scene.check.requester(phoneOf(scene));
      await scene.check.sit(requester, remembers(subject(scene)));
      const { clockwork } = scene.world;
      clockwork.later(clockwork.now() + between(20, 190, scene.random) * MINUTE_MS, async () => {
        await requester.report();
        scene.check.close("Reported by the requester. Password reset again at the desk.");
      });
    },
  },
  cancelled: {
    count: 12,
    play: async (scene) => {
      await scene.check.send();
      await scene.world.clockwork.pass(between(MINUTE_MS, 5 * MINUTE_MS, scene.random));
      const reasons = ["Came to the desk in person.", "Found the password.", "Ticket opened twice.", ""];
      await scene.check.cancel(pick(reasons, scene.random));
      closeLater(scene, "No longer needed.");
    },
  },
  callerRefused: {
    count: 4,
    play: async (scene) => {
      await scene.check.send({ callerOnLine: true });
      await scene.world.clockwork.pass(between(20 * SECOND_MS, 90 * SECOND_MS, scene.random));
      await scene.check.callerRefused();
      closeLater(scene, "Caller hung up.");
    },
  },
  saysSomeoneElseCalled: {
    count: 6,
    play: async (scene) => {
      await scene.check.send();
      await scene.check.requester(phoneOf(scene)).decline(scene.random() < 0.6 ? "someone" : "unknown");
      closeLater(scene, "Requester knows nothing of it.");
    },
  },
  neverOpened: {
    count: 21,
    play: async (scene) => {
      await scene.check.send({ destination: contactOf(scene) });
      closeLater(scene, "No answer.");
    },
  },
  notFinished: {
    count: 6,
    play: async (scene) => {
      await scene.check.send();
      await scene.check.sit(scene.check.requester(phoneOf(scene)), leavesAfter(1, remembers(subject(scene))));
      closeLater(scene, "Calls again tomorrow.");
    },
  },
  undelivered: {
    count: 8,
    play: async (scene) => {
      scene.world.failDeliveries({
        sms: pick(["phone_off", "opted_out", "not_mobile", "number_unknown"] as const, scene.random),
        email: pick(["mailbox_full", "mailbox_unknown"] as const, scene.random),
      });
      await scene.check.send({ destination: contactOf(scene) });
      scene.world.failDeliveries(undefined);
      const other = scene.person.contacts[1];
      if (other !== undefined && scene.random() < 0.5) {
        await scene.world.clockwork.pass(MINUTE_MS);
        await scene.check.resend(other.id);
        await scene.world.clockwork.pass(5 * SECOND_MS);
        await passes(scene, { ...phoneOf(scene), link: 2 }, remembers(subject(scene)));
      } else {
        closeLater(scene, "Asked to come by.");
      }
    },
  },
  otherContact: {
    count: 6,
    who: "well known",
    play: async (scene) => {
      await scene.check.send();
      await scene.world.clockwork.pass(between(MINUTE_MS, 3 * MINUTE_MS, scene.random));
      await scene.check.resend(scene.person.contacts[1]?.id);
      await scene.world.clockwork.pass(5 * SECOND_MS);
      await passes(scene, { ...phoneOf(scene), link: 2 }, remembers(subject(scene), 0.05));
    },
  },
  notEnoughAnswered: {
    count: 8,
    play: async (scene) => {
      await scene.check.send();
      const end = leavesAfter(99, (question) =>
        scene.random() < 0.2 ? remembers(subject(scene))(question) : { type: "skip" },
      );
      await fails(scene, phoneOf(scene), end);
    },
  },
  ticketClosed: {
    count: 5,
    play: async (scene) => {
      await scene.check.send();
      await scene.world.clockwork.pass(between(MINUTE_MS, 4 * MINUTE_MS, scene.random));
      scene.check.close("Solved by restarting.");
    },
  },
  requesterChanged: {
    count: 3,
    play: async (scene) => {
      await scene.check.send();
      await scene.world.clockwork.pass(between(30 * SECOND_MS, 3 * MINUTE_MS, scene.random));
      scene.check.nameAnother(someoneElse(scene));
      closeLater(scene, "Was for somebody else.");
    },
  },
  /** Passed, and then the ticket was given to somebody else. */
  givenToAnother: {
    count: 2,
    play: async (scene) => {
      await scene.check.send();
      await scene.check.sit(scene.check.requester(phoneOf(scene)), remembers(subject(scene)));
      await scene.world.clockwork.pass(2 * MINUTE_MS);
      scene.check.nameAnother(someoneElse(scene));
      closeLater(scene, "Was for somebody else.");
    },
  },
  wrongCode: {
    count: 3,
    category: "Password reset",
    play: async (scene) => {
      await scene.check.send({ callerOnLine: true });
      const requester = scene.check.requester(phoneOf(scene));
      let screen = await requester.begin();
      while (screen.screen === "code") {
        screen = await requester.code(String(between(100_000, 999_999, scene.random)));
      }
      closeLater(scene, "Caller did not hear the code.");
    },
  },
  takenOver: {
    count: 4,
    play: async (scene) => {
      await scene.check.send();
      await scene.world.clockwork.pass(40 * SECOND_MS);
      await scene.check.handTo(pick(scene.agents, scene.random), "Shift ends.");
      await passes(scene, phoneOf(scene), remembers(subject(scene)));
    },
  },
  /** One part of another procedure: it cannot pass by itself. */
  privileged: {
    count: 4,
    who: "privileged",
    play: async (scene) => {
      await scene.check.send({ evidenceOnly: true });
      await fails(scene, phoneOf(scene), remembers(subject(scene)));
    },
  },
  mfaReset: {
    count: 5,
    category: "MFA reset",
    play: async (scene) => {
      await scene.check.send({ evidenceOnly: true });
      await fails(scene, phoneOf(scene), remembers(subject(scene)));
    },
  },
} as const satisfies Record<string, Plot>;

/** Of the wave: somebody with one mailbox calls for one person after the other. */
export const WAVE = { people: 7, everyMs: 7 * MINUTE_MS, mailbox: "it.helpdesk.reply@quickbox.example" } as const;

export async function attackOfTheWave(scene: Scene): Promise<void> {
  await scene.check.send({
    callerOnLine: true,
    destination: { type: "email", address: WAVE.mailbox, reason: "Phone lost, this is the private mail." },
  });
  await fails(scene, onNetwork(scene, ["hosting"]), mistaken(subject(scene)));
}

async function passes(scene: Scene, phone: Phone & { readonly link?: number }, mind: Mind): Promise<void> {
  const requester = scene.check.requester(phone, phone.link);
  await scene.world.clockwork.pass(between(5 * SECOND_MS, 100 * SECOND_MS, scene.random));
  const end = await scene.check.sit(requester, mind);
  if ((end.screen === "verified" || end.screen === "not_verified") && scene.random() < 0.4) {
    await requester.feedback();
  }
  const passed = end.screen === "verified" || (end.screen === "approving" && (await scene.check.approve(scene.agents)));
  closeLater(scene, passed ? "Done." : "Sent to the desk on floor 2.");
}

async function fails(scene: Scene, phone: Phone, mind: Mind): Promise<void> {
  await scene.world.clockwork.pass(between(5 * SECOND_MS, 60 * SECOND_MS, scene.random));
  await scene.check.sit(scene.check.requester(phone), mind);
  closeLater(scene, "Not verified.");
}

function closeLater({ world, check, random }: Scene, comment: string): void {
  const { clockwork } = world;
  clockwork.later(clockwork.now() + between(16, 200, random) * MINUTE_MS, async () => check.close(comment));
}

const subject = ({ organisation, person, random }: Scene) => ({ organisation, personId: person.id, random });

function contactOf({ person, random }: Scene): SendRequest["destination"] {
  return { type: "contact", contactId: pick(person.contacts, random).id };
}

function typedMail({ person, random }: Scene, reason: string): SendRequest["destination"] {
  const name = person.userName.replace(/[^a-z]/g, "");
  return { type: "email", address: `${name}${String(between(1, 99, random))}@${pick(MAILBOXES, random)}`, reason };
}

/** Their own: the same network each time. */
function phoneOf({ person, random }: Scene): Phone {
  const home = readDevice(homeDevice({ personId: person.id, officeCity: person.office.city }));
  const network = random() < 0.2 && person.office.city === "Porto" ? networkById("mobile") : home?.network;
  return { network: known(network), host: hostOf(person) };
}

function onNetwork({ random }: Scene, ids: readonly string[]): Phone {
  return { network: known(networkById(pick(ids, random))), host: between(2, 250, random) };
}

function known(network: DevNetwork | undefined): DevNetwork {
  if (network === undefined) {
    throw new Error("a network of the demo history is not in the list");
  }
  return network;
}

const hostOf = ({ id }: DemoPerson): number => 2 + (Number(id.slice(-3)) % 250);

function someoneElse({ people, person, random }: Scene): DemoPerson {
  return pick(
    people.filter(({ id, active }) => active && id !== person.id),
    random,
  );
}
