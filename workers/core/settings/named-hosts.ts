/**
 * Where a plug-in connects to by the name of a host: no address literal and no local name, as of what goes out over
 * HTTP, whose client refuses them itself. Asked of a host that changes; one that stands goes on serving.
 */
import { z } from "zod";
import { entry } from "../kit/entry.ts";
import { isLocalOrLiteral, isLoopback } from "../kit/host.ts";
import { recordIn } from "./secrets.ts";

type Values = Readonly<Record<string, unknown>>;

interface Change {
  readonly before: Values;
  readonly after: Values;
  /** Of the ways of delivery; a setting that is a host has `host` in its meta. */
  readonly plugins: readonly { readonly id: string; readonly settings: z.ZodType }[];
  /** A stand-in on this machine will do. */
  readonly allowLoopback: boolean;
}

/** Each host that changes to one that nothing may go out to, by its path. */
export function hostProblems({ before, after, plugins, allowLoopback }: Change) {
  const [was, is] = [before, after].map((values) => recordIn(values["DELIVERY_SETTINGS"])) as [Values, Values];
  return plugins.flatMap(({ id, settings }) => {
    const shape: Readonly<Record<string, z.ZodType>> = settings instanceof z.ZodObject ? settings.shape : {};
    return Object.entries(shape)
      .filter(([, field]) => field.meta()?.["host"] === true)
      .map(([key]) => ({ key, old: entry(recordIn(entry(was, id)), key), host: entry(recordIn(entry(is, id)), key) }))
      .filter(({ old, host }) => typeof host === "string" && host !== old && !isFit(host, allowLoopback))
      .map(({ key }) => ({
        key: `DELIVERY_SETTINGS.${id}.${key}`,
        message: "must be the full name of a host, no address and no local name",
      }));
  });
}

/** A name ends in letters; whatever notation of numbers does not. */
const NAME = /\.[a-z][a-z\d-]*\.?$/u;

function isFit(host: string, allowLoopback: boolean): boolean {
  const hostname = host.toLowerCase();
  return (allowLoopback && isLoopback(hostname)) || (NAME.test(hostname) && !isLocalOrLiteral(hostname));
}
