/** Beside somebody's name or work mail: what of it may be taken for somebody else's. */
import type { Appearance as Seen } from "../../../workers/contract/console/send.ts";
import { en } from "../../copy/desk/en.ts";
import { Tag } from "../../ui/status.tsx";

const words = en.appearance;

export function Appearance({ of }: { of: Seen }) {
  const said = [
    ...(of.mixedScripts === true ? [words.mixedScripts] : []),
    ...(of.otherDomain === true ? [words.otherDomain] : []),
    ...(of.asciiDomain === undefined ? [] : [words.asciiDomain(of.asciiDomain)]),
  ];
  return (
    <>
      {said.map((line) => (
        <Tag key={line} tone="warn" icon="triangle">
          {line}
        </Tag>
      ))}
    </>
  );
}
