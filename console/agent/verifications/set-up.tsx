/** What stands in the list's place until there is a first check: what is done of the set-up, and how the rest is done. */
import type { SetUpReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Mark } from "../../ui/status.tsx";
import { connectionState } from "../delivery/connection-state.ts";
import { count } from "../frame/format.ts";

const words = en.setUp;

interface Step {
  readonly title: string;
  readonly done: boolean;
  readonly lines: readonly string[];
}

export function SetUp({ setUp }: { setUp: SetUpReply }) {
  return (
    <section class="set-up" aria-labelledby="set-up">
      <h2 id="set-up">{words.title}</h2>
      <p class="muted">{words.text}</p>
      <ol class="plain card">
        {stepsOf(setUp).map(({ title, done, lines }) => (
          <li key={title}>
            <h3>{title}</h3>
            <Mark tone={done ? "ok" : "neutral"} icon={done ? "checkCircle" : "dash"}>
              {done ? words.done : words.open}
            </Mark>
            {lines.map((line) => (
              <p key={line} class="muted small">
                {line}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The third is never done here: the first check takes the whole list's place. */
function stepsOf({ connections, people }: SetUpReply): readonly Step[] {
  const waiting = connections.filter((connection) => connectionState(connection) !== "working");
  const connected = connections.length > 0 && waiting.length === 0;
  const imported = people > 0;
  const { connect, test } = words;
  return [
    {
      title: connect.title,
      done: connected,
      lines: connected
        ? [connect.done(connections.length)]
        : [
            ...waiting.map((connection) =>
              connect.waiting(connection.label, en.delivery.connection.states[connectionState(connection)]),
            ),
            connect.open,
          ],
    },
    {
      title: words.people.title,
      done: imported,
      lines: [imported ? words.people.done(count(people)) : words.people.open],
    },
    { title: test.title, done: false, lines: connected && imported ? [test.open] : [test.open, test.needs] },
  ];
}
