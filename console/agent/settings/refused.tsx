/** Why a form of the settings was not saved. */
import type { SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import type { ApiProblem } from "../frame/api.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { ChangeList } from "./changes.tsx";

export const CONFLICT = 409;
export const INVALID = 422;

interface RefusedProps {
  readonly section: SettingsSectionReply;
  readonly problem: ApiProblem | undefined;
  /** Those that are still so, by path. */
  readonly errors: ReadonlyMap<string, string>;
}

/** Nothing of a conflict, which is told by what changed meanwhile. */
export function Refused({ section, problem, errors }: RefusedProps) {
  if (problem?.status === CONFLICT) return null;
  if (problem?.status !== INVALID || problem.errors.length === 0) return <ProblemLine problem={problem} />;
  return errors.size === 0 ? null : (
    <div class="notice tone-bad" role="alert">
      <Icon name="octagonX" />
      <div>
        {en.settings.invalid}
        <ChangeList lines={[...errors].map(([path, message]) => `${nameOf(section, path)}: ${message}`)} />
      </div>
    </div>
  );
}

/** One that no field shows is told here alone. */
function nameOf({ fields }: SettingsSectionReply, path: string): string {
  const [key = "", ...within] = path.split(".");
  return [fields.find((field) => field.key === key)?.title ?? key, ...within].join(", ");
}
