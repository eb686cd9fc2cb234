/**
 * A secret goes to the address beside it. Whoever moves that address to another host has to know the secret: what is
 * only kept, and shown to nobody, would be handed to whoever answers there.
 */
import { z } from "zod";
import { entry } from "../kit/entry.ts";
import { ENTRIES_OF, pathsOf, recordIn } from "./secrets.ts";
import { signInProvider } from "./sections/sign-in.ts";

type Values = Readonly<Record<string, unknown>>;
/** With the schema of its own settings; what says where secrets go has `address` in its meta. */
type Plugin = { readonly id: string; readonly settings: z.ZodType };
type Hosts = readonly string[];

interface Asked {
  readonly name: string;
  readonly value: unknown;
  readonly plugins: readonly Plugin[];
}

/** Of entries that say in a field which plug-in they are of. */
function hostsByKind({ value, plugins }: Asked): Hosts {
  const { kind, settings } = recordIn(value);
  const plugin = plugins.find(({ id }) => id === kind) ?? plugins[0];
  return plugin === undefined ? [] : hostsIn(plugin.settings, settings);
}

/** By the key of secrets: where those of an entry go. */
const HOSTS_OF: Readonly<Record<keyof typeof ENTRIES_OF, (asked: Asked) => Hosts>> = {
  SIGN_IN_SECRETS: ({ value }) => hostsIn(signInProvider, value),
  CONNECTION_SECRETS: hostsByKind,
  ACTION_SECRETS: hostsByKind,
  DELIVERY_SECRETS: ({ name, value, plugins }) => {
    const plugin = plugins.find(({ id }) => id === name);
    return plugin === undefined ? [] : hostsIn(plugin.settings, value);
  },
  SECURITY_SECRETS: ({ value }) => (typeof value === "string" ? [hostOf(value)] : []),
};

function hostsIn(schema: z.ZodType, value: unknown): Hosts {
  const given = recordIn(value);
  const shape: Readonly<Record<string, z.ZodType>> = schema instanceof z.ZodObject ? schema.shape : {};
  return Object.entries(shape)
    .filter(([, field]) => field.meta()?.["address"] === true)
    .flatMap(([key, field]) => [entry(given, key) ?? field.safeParse(undefined).data].flat())
    .filter((address) => typeof address === "string")
    .map(hostOf);
}

/** With scheme and port: what answers there may be somebody else's, or be read on the way. */
function hostOf(address: string): string {
  const [origin = address] = /^[a-z]+:\/\/[^/?#]*/iu.exec(address.trim()) ?? [];
  return origin.toLowerCase();
}

interface Change {
  /** Without what the deployment sets. */
  readonly before: Values;
  readonly after: Values;
  /** As they are to be kept. */
  readonly secrets: Values;
  /** Those of them that were typed with this change. */
  readonly typed: Values;
  readonly plugins: readonly Plugin[];
}

/** Each secret that would go to another host without having been typed again, by its path. */
export function secretsToTypeAgain({ before, after, secrets, typed, plugins }: Change) {
  const anew = new Set(Object.keys(HOSTS_OF).flatMap((key) => pathsOf(recordIn(typed[key]), [key])));
  return Object.entries(HOSTS_OF).flatMap(([key, hostsOf]) => {
    const entries = ENTRIES_OF[key as keyof typeof ENTRIES_OF];
    const [was, is] = [recordIn(before[entries]), recordIn(after[entries])];
    const moved = (name: string): boolean => {
      const went = hostsOf({ name, value: entry(was, name), plugins });
      return hostsOf({ name, value: entry(is, name), plugins }).some((host) => !went.includes(host));
    };
    return Object.entries(recordIn(secrets[key]))
      .filter(([name]) => Object.hasOwn(is, name) && moved(name))
      .flatMap(([name, held]) => pathsOf(held, [key, name]))
      .filter((path) => !anew.has(path))
      .map((path) => ({ key: path, message: "must be typed again: its address is on another host now" }));
  });
}
