import type { MessageId, VerificationId } from "../kit/ids.ts";

/** What the destination of a check's message is sealed for: copied into another row, or under another channel, it does not open. */
export const sealedFor = (message: {
  readonly id: MessageId;
  readonly channel: "sms" | "email";
  readonly verificationId: VerificationId;
}): string => `messages/${message.id}/${message.channel}/${message.verificationId}`;
