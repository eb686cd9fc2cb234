/** The words of the banner once an agent has taken a pass to act on it. */
import { isDeskActionOpen, type DeskAction } from "../actions/desk-action.ts";
import type { EpochMs } from "../kit/time.ts";
import type { Words } from "./banner-undecided.ts";
import { clockText, type ClockFrame } from "./clock-text.ts";
import { initialName } from "./judgement.ts";

/** `own`: it is who reads. */
type OwnedAction = DeskAction & { readonly own: boolean };

export interface DeskActionInput extends ClockFrame {
  /** What an agent does with the pass, or did. */
  readonly deskAction?: OwnedAction | undefined;
}

export function colleagueActs({ by, begunAt }: DeskAction, frame: ClockFrame): Words {
  return {
    tone: "info",
    verb: "NOTHING TO DO",
    headline: `${initialName(by.name)} acts now`,
    line: `Since ${clockText(begunAt, frame)}. Change nothing: one agent acts on a pass`,
    say: "A colleague is doing it now.",
  };
}

export function doneByAgent({ deskAction, ...frame }: DeskActionInput, at: EpochMs): Words {
  const late = deskAction?.ended?.late === true ? ", after the pass had ended" : "";
  return {
    tone: "neutral",
    verb: "DONE",
    headline: `${nameOf(deskAction) ?? "the desk"} did it`,
    line: `Recorded at ${clockText(at, frame)}${late}. Nothing for you to do`,
    say: "It is done. Please try it now, and tell me if it does not work.",
  };
}

/** Whoever had the pass may have done it all the same. */
export function unrecorded({ deskAction, ...frame }: DeskActionInput, words: Words): Words {
  if (!isDeskActionOpen(deskAction)) {
    return words;
  }
  const who = deskAction.own ? "You" : initialName(deskAction.by.name);
  const since = clockText(deskAction.begunAt, frame);
  return { ...words, line: `${words.line}. ${who} took it at ${since}: what was done is not recorded` };
}

function nameOf(action: OwnedAction | undefined): string | undefined {
  return action && (action.own ? "you" : initialName(action.by.name));
}
