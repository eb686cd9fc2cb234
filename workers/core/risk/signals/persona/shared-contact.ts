import { isSharedContact } from "../devices.ts";
import { finding, type Signal } from "../signal.ts";

export const sharedContact: Signal<"shared_contact"> = {
  id: "shared_contact",
  category: "persona",
  evaluate(evidence, weight) {
    return isSharedContact(evidence)
      ? finding(sharedContact, weight, {
          reason: "Contact is on record for more than one person, such as a couple or a shared mailbox",
          observed: { others: evidence.destination.onRecordForOthers },
        })
      : undefined;
  },
};
