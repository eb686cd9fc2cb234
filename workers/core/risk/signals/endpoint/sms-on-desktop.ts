import { isDesktop } from "../devices.ts";
import { finding, type Signal } from "../signal.ts";

export const smsOnDesktop: Signal<"sms_on_desktop"> = {
  id: "sms_on_desktop",
  category: "endpoint",
  evaluate(evidence, weight) {
    return evidence.destination.channel === "sms" && isDesktop(evidence)
      ? finding(smsOnDesktop, weight, { reason: "Link sent by SMS was opened on a desktop" })
      : undefined;
  },
};
