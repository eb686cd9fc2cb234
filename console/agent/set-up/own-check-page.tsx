/** An admin's check of himself: a contact, three facts, and what becomes of the check while it runs. */
import { useEffect, useRef, useState } from "preact/hooks";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { OwnCheckProgress, OwnCheckReply, OwnCheckRequest } from "../../../workers/contract/console/own-check.ts";
import { en } from "../../copy/desk/en.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import type { ApiProblem } from "../frame/api.ts";
import { actOnOwnCheck, readOwnCheck } from "../frame/endpoints.ts";
import { clock, score as scoreText, signed } from "../frame/format.ts";
import { useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { Link } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";
import { Timeline } from "../send/live-column.tsx";
import { usePress } from "../frame/use-press.ts";

const words = en.ownCheck;
/** No feed tells of practice. */
const LOOK_EVERY_MS = 2_000;

type Act = (request: OwnCheckRequest) => Promise<boolean>;

export function OwnCheckPage() {
  const { api } = useApp();
  const resource = useResource("own-check", (signal) => readOwnCheck(api, signal));
  const { busy, problem, press } = usePress();
  const { reload } = resource;
  const running = resource.value?.check !== undefined && resource.value.check.endedAt === undefined;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(reload, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [running, reload]);
  const act: Act = async (request) => {
    const result = await press(() => actOnOwnCheck(api, request));
    reload();
    return result?.ok === true;
  };
  return (
    <div class="page">
      <PageHead>
        <Crumb to={pathTo.setUp} text={en.setUp.title} />
        <h1>{words.title}</h1>
        <span class="tag tone-info">
          <Icon name="flag" />
          {words.practice}
        </span>
      </PageHead>
      <div class="page-body own-check">
        <p class="caption">{words.text}</p>
        <ResourcePage resource={resource} rows={6}>
          {(reply) => <OwnCheck reply={reply} busy={busy} problem={problem} act={act} />}
        </ResourcePage>
      </div>
    </div>
  );
}

interface OwnCheckProps {
  readonly reply: OwnCheckReply;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly act: Act;
}

export function OwnCheck({ reply, busy, problem, act }: OwnCheckProps) {
  const { contact, check } = reply;
  return (
    <>
      <ProblemLine problem={problem} />
      {problem?.errors
        .filter(({ message }) => message !== problem.message)
        .map(({ message }) => (
          <p key={message} class="caption">
            {message}
          </p>
        ))}
      {check !== undefined && <Outcome reply={reply} busy={busy} act={act} />}
      <section class="card own-check-part" aria-labelledby="own-contact">
        <h2 id="own-contact">{words.contact.title}</h2>
        <Contact reply={reply} busy={busy} act={act} />
      </section>
      <section class="card own-check-part" aria-labelledby="own-facts">
        <h2 id="own-facts">{words.facts.title}</h2>
        {contact?.confirmedAt === undefined ? (
          <p class="muted">{words.facts.first}</p>
        ) : (
          <Facts busy={busy || (check !== undefined && check.endedAt === undefined)} act={act} />
        )}
      </section>
      {check === undefined && <Outcome reply={reply} busy={busy} act={act} />}
    </>
  );
}

/** First on the page once there is a check: below two filled forms nobody would see it begin. */
function Outcome({ reply: { check, trial }, busy, act }: Omit<OwnCheckProps, "problem">) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (check !== undefined) section.current?.scrollIntoView({ block: "nearest" });
    // Once, when it comes to stand there: who scrolls away from it is not brought back.
  }, []);
  return (
    <section ref={section} class="card own-check-part" aria-labelledby="own-result">
      <h2 id="own-result">{words.result.title}</h2>
      <div role="status">
        {check === undefined ? <p class="muted">{words.result.none}</p> : <Result check={check} trial={trial} />}
      </div>
      {check !== undefined && check.endedAt === undefined && (
        <button type="button" class="button" disabled={busy} onClick={() => void act({ act: "cancel" })}>
          {words.result.stop}
        </button>
      )}
      {check?.status === "passed" && (
        <Link class="button primary" to={pathTo.setUp}>
          {words.result.done}
        </Link>
      )}
    </section>
  );
}

function Contact({ reply: { channels, contact }, busy, act }: Omit<OwnCheckProps, "problem">) {
  const [changing, setChanging] = useState(false);
  const [first] = channels;
  if (first === undefined) {
    return (
      <p>
        {words.contact.none} <Link to={pathTo.settingsSection("delivery")}>{words.contact.toDelivery}</Link>
      </p>
    );
  }
  if (contact === undefined || changing) {
    return <NewContact channels={channels} busy={busy} act={act} onSent={() => setChanging(false)} />;
  }
  return (
    <>
      {contact.confirmedAt === undefined ? (
        <CodeForm contact={contact} busy={busy} act={act} />
      ) : (
        <Mark tone="ok" icon="checkCircle">
          {words.contact.confirmed(contact.masked)}
        </Mark>
      )}
      <button type="button" class="button small-button" disabled={busy} onClick={() => setChanging(true)}>
        {contact.confirmedAt === undefined ? words.contact.again : words.contact.change}
      </button>
    </>
  );
}

interface NewContactProps {
  readonly channels: OwnCheckReply["channels"];
  readonly busy: boolean;
  readonly act: Act;
  readonly onSent: () => void;
}

function NewContact({ channels, busy, act, onSent }: NewContactProps) {
  const { session } = useApp();
  const [channel, setChannel] = useState<"email" | "sms">(channels.includes("email") ? "email" : "sms");
  const [value, setValue] = useState(channel === "email" ? session.agent.email : "");
  return (
    <form
      class="own-check-form"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ act: "contact", channel, value }).then((sent) => sent && onSent());
      }}
    >
      <p class="caption">{words.contact.text}</p>
      {channels.length > 1 && (
        <label class="field">
          {words.contact.channel}
          <select
            value={channel}
            onChange={(event) => {
              setChannel(event.currentTarget.value === "sms" ? "sms" : "email");
              setValue("");
            }}
          >
            {channels.map((one) => (
              <option key={one} value={one}>
                {words.contact.channels[one]}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="field">
        {words.contact.value[channel]}
        <input
          type={channel === "email" ? "email" : "tel"}
          required
          value={value}
          onInput={(event) => setValue(event.currentTarget.value)}
        />
        <span class="caption">{words.contact.hint[channel]}</span>
      </label>
      <button class="button primary" disabled={busy}>
        {words.contact.send}
      </button>
    </form>
  );
}

interface CodeFormProps {
  readonly contact: NonNullable<OwnCheckReply["contact"]>;
  readonly busy: boolean;
  readonly act: Act;
}

function CodeForm({ contact: { masked, codeUntil }, busy, act }: CodeFormProps) {
  const { timeZone } = useApp().session;
  const [code, setCode] = useState("");
  return (
    <form
      class="own-check-form"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ act: "confirm", code: code.replaceAll(/\D/g, "") });
      }}
    >
      <p>
        {words.contact.sent(masked)} {words.contact.until(clock(codeUntil, timeZone))}
      </p>
      <label class="field">
        {words.contact.code}
        <input
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      <button class="button primary" disabled={busy}>
        {words.contact.confirm}
      </button>
    </form>
  );
}

const MONTH = /^(\d{4})-(\d{1,2})$/;

function Facts({ busy, act }: { readonly busy: boolean; readonly act: Act }) {
  const [typed, setTyped] = useState({ given: "", family: "", start: "", group: "" });
  const [, year, month] = MONTH.exec(typed.start.trim()) ?? [];
  const [told, setTold] = useState(false);
  const field = (key: keyof typeof typed, label: string, hint?: string) => (
    <label class="field">
      {label}
      <input
        required
        maxLength={80}
        value={typed[key]}
        onInput={(event) => setTyped({ ...typed, [key]: event.currentTarget.value })}
      />
      {hint !== undefined && <span class="caption">{hint}</span>}
    </label>
  );
  return (
    <form
      class="own-check-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTold(year === undefined);
        if (year === undefined) return;
        const { given, family, group } = typed;
        const startMonth = { year: Number(year), month: Number(month) };
        void act({ act: "send", facts: { manager: { given, family }, startMonth, group } });
      }}
    >
      <p class="caption">{words.facts.text}</p>
      <div class="own-check-pair">
        {field("given", words.facts.given)}
        {field("family", words.facts.family)}
      </div>
      {field("start", words.facts.start, words.facts.startHint)}
      {told && year === undefined && (
        <p class="field-error" role="alert">
          {words.facts.invalid}
        </p>
      )}
      {field("group", words.facts.group, words.facts.groupHint)}
      <button class="button primary" disabled={busy}>
        {words.facts.send}
      </button>
    </form>
  );
}

const LOOK = {
  good: { tone: "ok", icon: "checkCircle" },
  open: { tone: "info", icon: "clock" },
  bad: { tone: "warn", icon: "triangle" },
} as const;

function Result({ check, trial }: { readonly check: OwnCheckProgress; readonly trial: boolean }) {
  const { status, timeline, question, undelivered, endedAt, score, passLine } = check;
  const failed = endedAt !== undefined && status !== "passed";
  const look = status === "passed" ? LOOK.good : endedAt === undefined ? LOOK.open : LOOK.bad;
  return (
    <>
      <Mark {...look}>{words.result.status[status]}</Mark>
      {question !== undefined && <p>{words.result.question(question.ordinal, question.most)}</p>}
      {undelivered !== undefined && <p>{words.result.undelivered(undelivered)}</p>}
      {score !== undefined && <p>{words.result.score(scoreText(score), scoreText(passLine))}</p>}
      {status === "passed" && <p>{words.result.passed}</p>}
      {failed && <Against reasons={check.reasons} />}
      {failed && <p>{trial ? `${words.result.retry} ${words.result.retryTrial}` : words.result.retry}</p>}
      <Timeline steps={timeline} />
    </>
  );
}

function Against({ reasons }: Pick<OwnCheckProgress, "reasons">) {
  return reasons.length === 0 ? null : (
    <div>
      <h3>{words.result.reasons}</h3>
      <ol class="own-check-reasons">
        {reasons.map(({ reason, points }) => (
          <li key={reason}>
            {reason} {points !== 0 && <span class="caption figure">{words.result.points(signed(points))}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
