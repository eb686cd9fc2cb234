/** Categories and their policies, each beside what it demands. */
import { DemandsOf, hintsOf, policiesIn, policyLine, useDemands } from "./demands.tsx";
import { PlainFields } from "./plain-fields.tsx";
import type { PluginFieldsProps } from "./plugin-fields.tsx";
import { PolicyReplay } from "./policy-replay.tsx";
import { recordAt } from "./secret-fields.tsx";
import { useOffered } from "./use-offered.ts";
import { UsualCategories } from "./usual-categories.tsx";

export function CategoryFields(props: PluginFieldsProps) {
  const keys = props.section.fields.map(({ key }) => key);
  const policies = policiesIn(props.values);
  const demands = useDemands(policies);
  const { seen, offered } = useOffered();
  const listed = recordAt(props.values, "CATEGORIES");
  return (
    <>
      {!props.locked("CATEGORIES") && (
        <UsualCategories
          seen={seen}
          listed={listed}
          onAdd={(entries) => props.onValues({ ...props.values, CATEGORIES: { ...listed, ...entries } })}
        />
      )}
      <PlainFields
        {...props}
        keys={keys}
        beside={(path) => (
          <DemandsOf name={path.split(".").at(-1) ?? path} demands={demands[path]}>
            <PolicyReplay path={path} policy={policies[path] ?? {}} />
          </DemandsOf>
        )}
        summary={(path) => policyLine(policies[path], demands[path])}
        hints={hintsOf(demands)}
        offered={offered}
      />
    </>
  );
}
