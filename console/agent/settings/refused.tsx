/** Why a form of the settings was not saved: at its top, each line with the way to its field. */
import type { SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import type { ApiProblem } from "../frame/api.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { namesAt } from "./names-at.ts";

export const CONFLICT = 409;
export const INVALID = 422;

interface RefusedProps {
  readonly section: SettingsSectionReply;
  readonly problem: ApiProblem | undefined;
  /** Those that are still so, by path. */
  readonly errors: ReadonlyMap<string, string>;
  readonly onGo: (path: string) => void;
}

/** Nothing of a conflict, which is told by what changed meanwhile. */
export function Refused({ section, problem, errors, onGo }: RefusedProps) {
  if (problem === undefined || problem.status === CONFLICT) return null;
  if (problem.status !== INVALID || problem.errors.length === 0) return <ProblemLine problem={problem} />;
  return errors.size === 0 ? null : (
    <div class="notice tone-bad" role="alert" tabIndex={-1} data-refused>
      <Icon name="octagonX" />
      <div>
        {en.settings.invalid}
        <ul class="settings-changes">
          {[...errors].map(([path, message]) => (
            <li key={path}>
              <button type="button" class="link" onClick={() => onGo(path)}>
                {en.settings.invalidOf(namesAt(section, path).join(", "), message)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
