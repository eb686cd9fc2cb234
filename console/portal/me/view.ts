import type { MeFrame } from "../../../workers/contract/me.ts";
import { FIELDS } from "../../../workers/contract/portal.ts";
import type { PortalCopy } from "../../copy/portal/en.ts";

export interface MeView {
  readonly frame: MeFrame;
  readonly copy: PortalCopy;
  /** Epoch milliseconds at which the page is rendered. */
  readonly now: number;
}

/** A language that was pressed goes along. */
export function addressOf(
  { frame: { chosen } }: { readonly frame: Pick<MeFrame, "chosen"> },
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const all = new URLSearchParams({ ...query, ...(chosen === undefined ? {} : { [FIELDS.language]: chosen }) });
  return all.size === 0 ? path : `${path}?${all.toString()}`;
}

/** A day in the words of the locale, in the organisation's zone. */
export function dayOf({ copy, frame: { timeZone } }: MeView, at: number): string {
  return new Intl.DateTimeFormat(copy.lang, { dateStyle: "long", timeZone }).format(at);
}

export function momentOf({ copy, frame: { timeZone } }: MeView, at: number): string {
  return new Intl.DateTimeFormat(copy.lang, { dateStyle: "medium", timeStyle: "short", timeZone }).format(at);
}
