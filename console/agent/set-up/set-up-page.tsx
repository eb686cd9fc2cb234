/** Everything before the first verification, in order: done, or what still blocks and where to go. */
import type { ComponentChildren } from "preact";
import { HELP_PATHS, pathTo } from "../../../workers/contract/console/paths.ts";
import type { SetUpReply, SetUpStepReply, SuggestedOrganisation } from "../../../workers/contract/console/set-up.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { changeSettings, readSetUp, readSettingsSection } from "../frame/endpoints.ts";
import { dateTime } from "../frame/format.ts";
import { useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { Link } from "../frame/router.tsx";
import { nextOf, ORGANISATION, placeOf, settingsOf } from "../frame/set-up-places.ts";
import { PageHead } from "../frame/shell.tsx";
import { usePress } from "../frame/use-press.ts";
import { suggestedValues, type BrowserSays } from "./suggested-values.ts";

const words = en.setUp;

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
          {(reply) => <Steps {...reply} reload={resource.reload} />}
        </ResourcePage>
      </div>
    </div>
  );
}

export function Steps({ open, steps = [], suggested, reload }: SetUpReply & { readonly reload: () => void }) {
  const next = nextOf(steps);
  const to = next && placeOf(next, suggested !== undefined);
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
          <Step key={step.id} step={step} to={step === next ? to : undefined}>
            {step.blocks.some(({ code }) => code === "delivery.no_name") && suggested !== undefined && (
              <NameIt suggested={suggested} next={step === next && to === pathTo.setUp} reload={reload} />
            )}
          </Step>
        ))}
      </ol>
      <p class="caption">
        <a class="alone" href={HELP_PATHS.nativeRights}>
          {words.nativeRights}
        </a>
      </p>
    </div>
  );
}

interface StepProps {
  readonly step: SetUpStepReply;
  /** Where the one to do now goes on: that button alone stands out. */
  readonly to: string | undefined;
  readonly children: ComponentChildren;
}

function Step({ step, to, children }: StepProps) {
  const { timeZone } = useApp().session;
  const { id, done, blocks, notes, first } = step;
  const { title, text } = words.steps[id];
  const says = (line: (typeof notes)[number]): string => words.line(line, (at) => dateTime(at, timeZone));
  return (
    <li class="set-up-step">
      <div>
        <h2>{title}</h2>
        {!done && <p class="caption">{text}</p>}
        {blocks.map(says).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {children}
        {notes.map(says).map((sentence) => (
          <p key={sentence} class="muted small">
            {sentence}
          </p>
        ))}
        {first.length > 0 && <p class="muted small">{words.first(first.map((one) => words.steps[one].title))}</p>}
      </div>
      <Acts step={step} to={to} />
    </li>
  );
}

/** `to`: where the step goes on, if it is next. */
function Acts({ step: { id, done, begun }, to }: { step: SetUpStepReply; to: string | undefined }) {
  const links = [
    ...(begun ? [{ at: pathTo.ownSignIns, text: words.linkOwn }] : []),
    { at: settingsOf(id), text: words.steps[id].go },
    ...(id === "delivery" ? [{ at: ORGANISATION, text: words.organisation }] : []),
    ...(id === "people" ? [{ at: pathTo.coverage, text: words.coverage }] : []),
    ...(id === "sign_in" ? [{ at: `${pathTo.users}?invite`, text: words.invite }] : []),
  ];
  return (
    <div class="set-up-act">
      <Mark tone={done ? "ok" : "warn"} icon={done ? "checkCircle" : "dash"}>
        {done ? words.done : begun ? words.begun : words.open}
      </Mark>
      {links.map(({ at, text }) => (
        <Link key={at} class={at === to ? "button primary" : "button"} to={at}>
          {text}
        </Link>
      ))}
    </div>
  );
}

interface NameItProps {
  readonly suggested: SuggestedOrganisation;
  /** It is what is to be done now. */
  readonly next: boolean;
  readonly reload: () => void;
}

/** Name, mail domain, zone and language, as the reader's address and browser say them: one press, where nobody has set them. */
function NameIt({ suggested, next, reload }: NameItProps) {
  const { api } = useApp();
  const { busy, problem, press } = usePress();
  const browser: BrowserSays = {
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: navigator.language,
  };
  const save = async (): Promise<void> => {
    const read = await press(() => readSettingsSection(api, "organisation"));
    if (read?.ok !== true) return;
    const { version, fields } = read.value;
    const values = suggestedValues(fields, suggested, browser);
    const saved = await press(() => changeSettings(api, "organisation", { version, values }));
    if (saved?.ok === true) reload();
  };
  return (
    <div class="set-up-name">
      <button type="button" class={next ? "button primary" : "button"} disabled={busy} onClick={() => void save()}>
        {words.nameIt(suggested.name, browser.timeZone)}
      </button>
      <span class="caption">{words.nameSays(suggested.domain)}</span>
      <ProblemLine problem={problem} />
    </div>
  );
}
