/** A failed reading or a refused press in words, with what to do. */
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { EmptyState } from "../../ui/states.tsx";
import type { ApiProblem } from "./api.ts";

const BY_STATUS: Readonly<Record<number, string>> = {
  403: en.problems.forbidden,
  404: en.problems.notFound,
  429: en.problems.tooMany,
};

/** The server's own sentence when it sent one; its code is for programs and is never shown. */
export function problemText(problem: ApiProblem, online = true): string {
  if (problem.message !== undefined) return problem.message;
  if (problem.code === "network.unreachable") return online ? en.problems.unreachable : en.problems.offline;
  if (problem.code === "reply.malformed" && problem.status < 400) return en.problems.malformed;
  return BY_STATUS[problem.status] ?? en.problems.other;
}

const NOT_FOUND = 404;

export function ProblemPage({ problem, retry }: { problem: ApiProblem; retry: () => void }) {
  if (problem.status === NOT_FOUND) {
    return <EmptyState icon="triangle" title={problemText(problem)} text={en.problems.checkAddress} />;
  }
  return (
    <EmptyState icon="triangle" title={en.problems.title} text={problemText(problem, navigator.onLine)}>
      <button type="button" class="button" onClick={retry}>
        <Icon name="refresh" />
        {en.common.tryAgain}
      </button>
    </EmptyState>
  );
}

/** A line beside what was pressed; announced at once. */
export function ProblemLine({ problem, lead }: { problem: ApiProblem | undefined; lead?: string }) {
  return (
    <div role="alert">
      {problem !== undefined && (
        <p class="notice tone-bad">
          <Icon name="octagonX" />
          <span>
            {lead !== undefined && <b>{lead} </b>}
            {problemText(problem)}
          </span>
        </p>
      )}
    </div>
  );
}
