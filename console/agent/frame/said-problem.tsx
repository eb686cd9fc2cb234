/** Why nobody was signed in, with the way to where it is put right for whoever may. */
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import type { SaidProblem as Said } from "../../copy/desk/sign-in.ts";
import { Link } from "./router.tsx";

export function SaidProblem({ text, repair }: Said) {
  return (
    <span>
      {text} {repair && <Link to={pathTo.settingsSection("sign_in")}>{en.setUp.steps.sign_in.go}</Link>}
    </span>
  );
}
