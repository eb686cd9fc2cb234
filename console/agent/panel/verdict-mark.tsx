import type { Verdict } from "../../../workers/contract/console/verifications.ts";
import { Mark } from "../../ui/status.tsx";

export function VerdictMark({ verdict: { word, tone, icon } }: { verdict: Verdict }) {
  return (
    <Mark tone={tone} {...(icon === undefined ? {} : { icon })}>
      {word}
    </Mark>
  );
}
