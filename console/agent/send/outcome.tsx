import type { LiveReply } from "../../../workers/contract/console/live.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { useApp } from "../frame/app-context.ts";
import { readDetails } from "../frame/endpoints.ts";
import { useResource, useWhenPast } from "../frame/hooks.ts";
import { DeskActionButtons } from "../panel/desk-action.tsx";
import { BannerBox } from "../panel/parts.tsx";
import { ProblemLine } from "../frame/problem.tsx";
import { Link } from "../frame/router.tsx";
import { liveWords } from "./live-words.ts";

export function Outcome({ live, again }: { live: LiveReply; again: () => void }) {
  const { api, now, session } = useApp();
  const details = useResource(`${live.id}/${live.version}`, (signal) => readDetails(api, live.id, signal));
  const { value, problem } = details;
  useWhenPast(value?.row.validUntil, details.reload);
  // Not before it is known: each reading would turn the button to and fro.
  const onlyDetails = value !== undefined && value.deskAction?.offer === undefined;
  const words = liveWords(live, { now: now(), timeZone: session.timeZone });
  return (
    <div class="outcome">
      {value === undefined ? (
        <BannerBox
          banner={{
            tone: words.tone === "neutral" ? "neutral" : words.tone,
            verb: words.verb,
            headline: words.headline,
            line: words.line,
            reasons: [],
            nextSteps: [],
          }}
          passLine={0}
          live
        />
      ) : (
        // No score beside it: where it says to proceed its line has it, and else the details do.
        <BannerBox
          banner={value.banner}
          passLine={value.row.passLine}
          live
          until={value.row.verdict.next?.at}
          {...(value.row.personAsked === undefined ? {} : { asked: value.row.personAsked })}
        />
      )}
      <ProblemLine problem={value === undefined ? problem : undefined} />
      {value !== undefined && <DeskActionButtons details={value} reload={details.reload} />}
      <p class="outcome-actions">
        <Link class={onlyDetails ? "button primary" : "button"} to={pathTo.details(live.id)}>
          {en.live.toDetails}
        </Link>
        {value?.mayCheckAgain === true && (
          <button type="button" class="button" onClick={again}>
            {en.send.again}
          </button>
        )}
      </p>
    </div>
  );
}
