import type { MessageId, VerificationId } from "../kit/ids.ts";
import type { AboutPerson } from "../policy/owed.ts";

/** What the destination of a check's message is sealed for: copied into another row, or under another channel, it does not open. */
export const sealedFor = (message: {
  readonly id: MessageId;
  readonly channel: "sms" | "email";
  readonly verificationId: VerificationId;
}): string => `messages/${message.id}/${message.channel}/${message.verificationId}`;

/** The same of what a person is told that is about no check: under another kind or for another person it does not open either. */
export const noticeSealedFor = (notice: {
  readonly id: string;
  readonly channel: "sms" | "email";
  readonly kind: AboutPerson;
  readonly personId: string;
  readonly passkeyId?: string | undefined;
}): string => {
  const { id, channel, kind, personId, passkeyId } = notice;
  return ["messages", id, channel, kind, personId, ...(passkeyId === undefined ? [] : [passkeyId])].join("/");
};
