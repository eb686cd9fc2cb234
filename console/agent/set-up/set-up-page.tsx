/** Everything before the first verification, in order: done, or what still blocks and where to go. */
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { SetUpStepId, SetUpStepReply } from "../../../workers/contract/console/set-up.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { readSetUp } from "../frame/endpoints.ts";
import { dateTime } from "../frame/format.ts";
import { useResource } from "../frame/hooks.ts";
import { Link } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";

const words = en.setUp;

const PLACES: Readonly<Record<SetUpStepId, string>> = {
  sign_in: pathTo.settingsSection("sign_in"),
  ticket_system: pathTo.settingsSection("ticket_systems"),
  categories: pathTo.settingsSection("categories"),
  delivery: pathTo.settingsSection("delivery"),
  people: pathTo.directory,
  security_contact: pathTo.settingsSection("security_contact"),
  own_check: pathTo.ownCheck,
};

export function SetUpPage() {
  const { api } = useApp();
  const resource = useResource("set-up", (signal) => readSetUp(api, signal));
  return (
    <div class="page">
      <PageHead
        actions={
          <button type="button" class="button" onClick={resource.reload}>
            <Icon name="refresh" />
            {words.again}
          </button>
        }
      >
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body">
        <ResourcePage resource={resource} rows={7}>
          {({ open, steps = [] }) => <Steps open={open} steps={steps} />}
        </ResourcePage>
      </div>
    </div>
  );
}

export function Steps({ open, steps }: { open: boolean; steps: readonly SetUpStepReply[] }) {
  const next = steps.find(({ done, first }) => !done && first.length === 0)?.id;
  const noSms = steps.some(({ notes }) => notes.some(({ code }) => code === "delivery.no_sms"));
  return (
    <div class="set-up">
      {open ? (
        <p class="caption">{words.text}</p>
      ) : (
        <p class="notice tone-ok" role="status">
          <Icon name="checkCircle" />
          <span>
            {words.finished} <Link to={pathTo.verifications}>{words.toList}</Link>
          </span>
        </p>
      )}
      {open && noSms && (
        <div class="notice tone-info">
          <Icon name="hourglass" />
          <div>
            <b>{words.smsFirst.title}</b>
            <p>{words.smsFirst.text}</p>
          </div>
        </div>
      )}
      <ol class="plain card">
        {steps.map((step) => (
          <Step key={step.id} step={step} next={step.id === next} />
        ))}
      </ol>
    </div>
  );
}

/** `next`: the one to do now; its button alone stands out. */
function Step({ step, next }: { step: SetUpStepReply; next: boolean }) {
  const { timeZone } = useApp().session;
  const { id, blocks, notes, first } = step;
  const { title, text } = words.steps[id];
  const says = (line: (typeof notes)[number]): string => words.line(line, (at) => dateTime(at, timeZone));
  return (
    <li class="set-up-step">
      <div>
        <h2>{title}</h2>
        <p class="caption">{text}</p>
        {blocks.map(says).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {notes.map(says).map((sentence) => (
          <p key={sentence} class="muted small">
            {sentence}
          </p>
        ))}
        {first.length > 0 && <p class="muted small">{words.first(first.map((one) => words.steps[one].title))}</p>}
      </div>
      <Acts step={step} next={next} />
    </li>
  );
}

function Acts({ step: { id, done, begun, blocks }, next }: { step: SetUpStepReply; next: boolean }) {
  const unnamed = blocks.some(({ code }) => code === "delivery.no_name");
  const onlyUnnamed = unnamed && blocks.length === 1;
  const isNext = (here: boolean): string => (next && here ? "button primary" : "button");
  return (
    <div class="set-up-act">
      <Mark tone={done ? "ok" : "warn"} icon={done ? "checkCircle" : "dash"}>
        {done ? words.done : begun ? words.begun : words.open}
      </Mark>
      {begun && (
        <Link class={isNext(begun)} to={pathTo.ownSignIns}>
          {words.linkOwn}
        </Link>
      )}
      <Link class={isNext(!begun && !onlyUnnamed)} to={PLACES[id]}>
        {words.steps[id].go}
      </Link>
      {id === "delivery" && (
        <Link class={isNext(onlyUnnamed)} to={pathTo.settingsSection("organisation")}>
          {words.organisation}
        </Link>
      )}
      <Beside id={id} done={done} />
    </div>
  );
}

/** What else belongs to a step and blocks nothing. */
function Beside({ id, done }: Pick<SetUpStepReply, "id" | "done">) {
  if (id === "people" && done) {
    return (
      <Link class="button" to={pathTo.coverage}>
        {words.coverage}
      </Link>
    );
  }
  return id === "sign_in" ? (
    <Link class="button" to={pathTo.users}>
      {words.invite}
    </Link>
  ) : null;
}
