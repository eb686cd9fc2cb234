/**
 * What a language has to say in messages; a line that is missing is a type error. `{name}` is filled
 * in, `**words**` are bold in mail. Texts of SMS hold few signs: each one costs.
 */

import type { ChangingAction } from "../../policy/notice-event.ts";
import type { ActionId } from "../../policy/policy.ts";

/** By plural category of the language; `other` always stands. */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

export interface MessageWords {
  /** BCP 47, for dates and for the mail's own mark of its language. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  /** Who writes, in an SMS and over a mail. */
  readonly sender: string;
  readonly desk: string;
  /** `{number}` is empty or ", " and the desk's number. */
  readonly foot: string;
  /** Stands for a ticket's number where somebody checks themselves. */
  readonly practice: string;
  readonly minutes: Counted;
  /** A clock time with its zone: "14:12 Uhr (London)". */
  readonly zonedTime: string;
  readonly link: {
    readonly sms: string;
    readonly smsWithTicket: string;
    readonly subject: string;
    readonly preview: string;
    readonly heading: string;
    readonly fromAgent: string;
    readonly fromDesk: string;
    readonly button: string;
    readonly until: string;
    readonly notYou: string;
    readonly care: string;
    readonly copyAddress: string;
  };
  readonly code: {
    readonly line: string;
    readonly advice: string;
    readonly subject: string;
    readonly heading: string;
    readonly until: string;
    readonly care: string;
  };
  readonly phoneKnown: NoticeWords;
  readonly blockLifted: NoticeWords;
  /** Told at the contact itself: "this number", "this address". */
  readonly contactReplaced: NoticeWords;
  /** Told at another contact of the person, or at their work address. */
  readonly contactAdded: NoticeWords;
  /** A company account opens the person's own page from now on. */
  readonly accountLinked: NoticeWords;
  readonly passkeyAdded: {
    readonly own: PasskeyWords;
    /** To the manager of `{person}`. */
    readonly report: PasskeyWords;
    readonly preview: string;
    /** `{until}`: from then on it counts. */
    readonly notYou: string;
    readonly button: string;
    readonly else: string;
  };
  /** An action without words is a type error: whatever can be asked for or done is told. */
  readonly actionNotice: {
    readonly sent: Readonly<Record<ActionId, string>>;
    readonly done: Readonly<Record<ChangingAction, string>>;
    /** Over a message that gathers events. */
    readonly several: string;
    readonly own: ActionNoticeWords;
    readonly report: ActionNoticeWords;
    readonly preview: string;
    /** Of each event. */
    readonly line: string;
    readonly else: string;
  };
  /** The waiting time of a held request is over: the person goes on in the browser of before. */
  readonly holdOver: {
    readonly sms: string;
    readonly subject: string;
    readonly preview: string;
    readonly heading: string;
    readonly what: string;
    readonly button: string;
    readonly until: string;
    readonly notYou: string;
  };
  /** To a manager. `{page}`: host and path of their own page. */
  readonly vouchAsked: {
    readonly sms: string;
    readonly subject: string;
    readonly preview: string;
    readonly heading: string;
    readonly what: string;
    readonly how: string;
    readonly care: string;
  };
}

/** To the person, or to their manager: then `{person}` stands in each. */
interface ActionNoticeWords {
  readonly sms: string;
  readonly subject: string;
  readonly intro: string;
  readonly notYou: string;
  readonly button: string;
}

export interface PasskeyWords {
  readonly sms: string;
  readonly subject: string;
  readonly heading: string;
  readonly what: string;
}

/** What happened to a person, and what to do where it was not them. */
export interface NoticeWords {
  readonly sms: string;
  /** Where the desk's number is not known. */
  readonly smsWithoutNumber: string;
  readonly subject: string;
  readonly preview: string;
  readonly heading: string;
  readonly what: string;
  readonly notYou: string;
}

export type NoticeKind = "phoneKnown" | "blockLifted" | "contactReplaced" | "contactAdded" | "accountLinked";
