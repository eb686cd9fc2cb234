/** "Ask a person": since when, until when, and what may be done because of it. */
import type { VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { dayAndTime } from "../../copy/days.ts";
import { en } from "../../copy/desk/en.ts";
import { Tag } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { clock, whenShort } from "../frame/format.ts";

const words = en.personAsked;

type Asked = NonNullable<VerificationRow["personAsked"]>;

/** In a row: the chip, and until when under it. */
export function AskedLines({ asked }: { asked: Asked }) {
  const { late, text } = useAnswerBy(asked);
  return (
    <span class="asked-lines">
      <Tag tone={late ? "bad" : "warn"} icon="user">
        {words.asks}
      </Tag>
      <span class="caption">{text}</span>
    </span>
  );
}

/** At the foot of the banner. Whoever failed can press it too, so it is said at once what it is no reason for. */
export function AskedStrip({ asked }: { asked: Asked }) {
  const { now, session } = useApp();
  const { late, text } = useAnswerBy(asked);
  return (
    <div class="asked-strip">
      <Tag tone={late ? "bad" : "warn"} icon="user">
        {words.asks}, {text}
      </Tag>
      <p>
        {words.from(whenShort(asked.at, now(), session.timeZone))} <b>{words.todo}</b>
      </p>
    </div>
  );
}

function useAnswerBy({ answerBy }: Asked): { readonly late: boolean; readonly text: string } {
  const { now, session } = useApp();
  const { timeZone } = session;
  const at = now();
  const frame = { now: at, timeZone, lang: "en-GB", short: true };
  const by = dayAndTime(answerBy, frame, { ...words, time: clock(answerBy, timeZone) });
  const late = at >= answerBy;
  return { late, text: late ? words.late(by) : words.by(by) };
}
