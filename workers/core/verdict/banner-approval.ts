/** The words of the banner while somebody still has to stand behind a check. */
import type { EpochMs } from "../kit/time.ts";
import type { ApprovalKind } from "../session/session.ts";
import type { Words } from "./banner-undecided.ts";
import { clockText, type ClockFrame } from "./clock-text.ts";

/** The one asked last of those who have not answered. */
export interface AskedApproval {
  readonly kind: ApprovalKind;
  readonly firstName: string;
  readonly shortName: string;
  readonly askedAt: EpochMs;
}

export interface ApprovalInput extends ClockFrame {
  readonly approval?: AskedApproval | undefined;
  /** The person is asked for their passkey, on the page. */
  readonly passkey?: true | undefined;
  readonly destination: { readonly origin: "on_record" | "typed" };
  readonly person: { readonly firstName: string };
}

export function approvalOpen(input: ApprovalInput): Words {
  const { approval: asked, passkey, destination, person } = input;
  const lacks = passkey === true ? "This action needs one more proof" : "This action needs a second person";
  const why = destination.origin === "typed" ? "Destination not on record" : lacks;
  const wanted = [
    ...(passkey === true ? ["passkey"] : []),
    ...(passkey !== true || asked !== undefined
      ? [asked?.kind === "manager_vouch" ? "manager's word" : "second approval"]
      : []),
  ];
  return {
    tone: "info",
    verb: "WAIT",
    headline: `${wanted.join(" or ")} needed`,
    line: asked === undefined ? why : `${why}. Asked ${asked.shortName} at ${clockText(asked.askedAt, input)}`,
    say:
      passkey === true
        ? `${person.firstName}, please use your passkey on the page. I stay on the line.`
        : asked?.kind === "manager_vouch"
          ? "Your manager is asked to call you. Read them the two digits on your page, and nobody else, not even me."
          : "Your part is done. A colleague confirms it now, please stay on the line.",
  };
}
