import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";

type DeviceFact = DetailsReply["device"][number];

export interface DeviceLine {
  readonly name: string;
  readonly text: string;
}

const TOR = "T1";

export function deviceLines(facts: readonly DeviceFact[]): readonly DeviceLine[] {
  const names = en.panel.facts;
  const device = facts.flatMap((fact) => {
    if (fact.fact === "kind") return en.panel.kinds[fact.value];
    return fact.fact === "platform" ? en.panel.platforms[fact.value] : [];
  });
  const others = facts.flatMap((fact) =>
    fact.fact === "kind" || fact.fact === "platform" ? [] : { name: names[fact.fact], text: factText(fact) },
  );
  return [...(device.length === 0 ? [] : [{ name: names.device, text: device.join(", ") }]), ...others];
}

function factText(fact: Exclude<DeviceFact, { fact: "kind" } | { fact: "platform" }>): string {
  if (fact.fact === "known_phone") return en.panel.knownPhone[fact.value];
  return fact.fact === "place" && fact.value === TOR ? en.panel.hiddenPlace : fact.value;
}
