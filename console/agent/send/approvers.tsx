/** A second person for the running check: who was asked and what became of it, and whom to ask next. */
import { useEffect, useState } from "preact/hooks";
import type { ApproversReply } from "../../../workers/contract/console/approvals.ts";
import type { AskedOf, LiveReply } from "../../../workers/contract/console/live.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { askForApproval, readApprovers, readApproversFor } from "../frame/endpoints.ts";
import { clock } from "../frame/format.ts";
import { useNow, useResource, type Resource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";

const words = en.approvals.ask;
/** So long somebody is given before the next one is offered with a word. */
const NEXT_AFTER_MS = 180_000;
const NAMED = 3;

export function Approvers({ live, reload }: { live: LiveReply; reload: () => void }) {
  const { approvals = [] } = live;
  const asks = live.acts.includes("ask_approver");
  if (approvals.length === 0 && !asks) return null;
  return (
    <section class="approvers" aria-label={words.title}>
      <h3>{words.title}</h3>
      {approvals.length > 0 && <Asked approvals={approvals} />}
      {asks ? <Ask key={approvals.length} live={live} reload={reload} /> : <Slow approvals={approvals} next={false} />}
    </section>
  );
}

const NEEDED = {
  second_person: words.needed,
  two_people: words.neededBoth,
  either: words.neededOrPasskey,
} as const;

/** Before Send: who else is needed, and who of them is there. */
export function ApproverNeeded({ ticketId, proof }: { ticketId: string; proof: keyof typeof NEEDED }) {
  const value = useApproversFor(ticketId);
  if (value !== undefined && !canBeGiven(value)) {
    // The form says why, and what can be done.
    return (
      <p class="notice tone-warn">
        <Icon name="triangle" />
        <span>{words.neededNone}</span>
      </p>
    );
  }
  return (
    <div class="notice tone-info">
      <Icon name="doubleCheck" />
      <div>
        <p>
          {NEEDED[proof]} {value !== undefined && whoIsThere(value)}
        </p>
        {value !== undefined && <WhyNot found={value} />}
      </div>
    </div>
  );
}

/** Who is at the console changes while the page is open. */
const LOOK_AGAIN_MS = 60_000;

export function useApproversFor(ticketId: string): ApproversReply | undefined {
  const { api } = useApp();
  return useLately(useResource(`approvers for ${ticketId}`, (signal) => readApproversFor(api, ticketId, signal)));
}

function useLately({ value, reload }: Resource<ApproversReply>): ApproversReply | undefined {
  useEffect(() => {
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return value;
}

/** Somebody could give what the check lacks. */
export function canBeGiven({ approvers, manager, passkey }: ApproversReply): boolean {
  return approvers.length > 0 || manager !== undefined || passkey === true;
}

function whoIsThere({ approvers, manager }: ApproversReply): string {
  const there = approvers.filter((one) => one.there).map(({ name }) => name);
  const agents = there.length === 0 ? words.neededNobody : words.neededNow(there.join(", "));
  const said = [
    ...(approvers.length === 0 ? [] : [agents]),
    ...(manager === undefined ? [] : [words.neededManager(manager.name, waysOf(manager))]),
  ];
  return said.length > 0 ? said.join(" ") : words.neededPasskey;
}

/** "mail and SMS". */
const waysOf = ({ by }: Manager): string => and.format(by.map((way) => words.ways[way]));
const and = new Intl.ListFormat("en-GB", { type: "conjunction" });
type Manager = NonNullable<ApproversReply["manager"]>;

function Asked({ approvals }: { approvals: readonly AskedOf[] }) {
  return (
    <div role="status">
      <ul class="plain approvers-list">
        {approvals.map((one) => (
          <AskedLine key={one.id} asked={one} />
        ))}
      </ul>
    </div>
  );
}

/** Nobody of those who were asked for the same has answered for so long. */
function isSlow(approvals: readonly AskedOf[], now: number): boolean {
  const open = Map.groupBy(
    approvals.filter(({ answer }) => answer === undefined),
    ({ kind }) => kind,
  );
  return [...open.values()].some((asked) => asked.every(({ askedAt }) => now - askedAt >= NEXT_AFTER_MS));
}

/** `next`: somebody else can be asked. */
function Slow({ approvals, next }: { approvals: readonly AskedOf[]; next: boolean }) {
  const now = useNow(true);
  return (
    <div role="status">
      {isSlow(approvals, now) && (
        <Mark tone="warn" icon="triangle">
          {next ? words.slow : words.slowAlone}
        </Mark>
      )}
    </div>
  );
}

function AskedLine({ asked }: { asked: AskedOf }) {
  const { timeZone } = useApp().session;
  const { kind, name, askedAt, seenAt, answeredAt, answer, reason } = asked;
  const state = answer ?? (seenAt === undefined ? "asked" : "seen");
  const looks = {
    asked: { tone: "info", icon: "hourglass" },
    seen: { tone: "info", icon: "hourglass" },
    given: { tone: "ok", icon: "checkCircle" },
    refused: { tone: "bad", icon: "octagonX" },
  } as const;
  const at = clock(answeredAt ?? seenAt ?? askedAt, timeZone);
  return (
    <li>
      <b>{name}</b>
      {kind === "manager_vouch" && <span class="caption">{words.manager}</span>}
      <Mark {...looks[state]}>{words.states[state](at)}</Mark>
      {reason !== undefined && <span class="caption">{`“${reason}”`}</span>}
    </li>
  );
}

function Ask({ live, reload }: { live: LiveReply; reload: () => void }) {
  const { api } = useApp();
  const value = useLately(useResource(`approvers ${live.id}`, (signal) => readApprovers(api, live.id, signal)));
  const { busy, problem, press } = usePress();
  if (value === undefined) return null;
  const { approvals = [] } = live;
  const namesOf = (kind: AskedOf["kind"]) =>
    new Set(approvals.filter((one) => one.kind === kind).map(({ name }) => name));
  const asked = namesOf("second_approver");
  const free = value.approvers.filter(({ name }) => !asked.has(name));
  const { manager } = value;
  const vouches = manager !== undefined && !namesOf("manager_vouch").has(manager.name) ? manager : undefined;
  const nobody = free.length === 0 && vouches === undefined && approvals.every(({ answer }) => answer !== undefined);
  const ask = async (approverId: string): Promise<void> => {
    if ((await press(() => askForApproval(api, live.id, approverId))) !== undefined) reload();
  };
  const there = free.filter((one) => one.there).slice(0, NAMED);
  const rest = free.filter((one) => !there.includes(one));
  return (
    <>
      <Slow approvals={approvals} next={free.length > 0 || vouches !== undefined} />
      {nobody && live.passkey !== true && <p>{words.none}</p>}
      {there.length > 0 && (
        <div class="approvers-ask">
          <span class="caption">{words.there}</span>
          {there.map(({ id, name }, place) => (
            <button
              key={id}
              type="button"
              class={place === 0 ? "button primary" : "button"}
              disabled={busy}
              onClick={() => void ask(id)}
            >
              <Icon name="doubleCheck" />
              {words.askOne(name)}
            </button>
          ))}
        </div>
      )}
      {vouches !== undefined && (
        <div class="approvers-ask">
          <span class="caption">{words.managerBy(waysOf(vouches))}</span>
          <button
            type="button"
            class={there.length === 0 ? "button primary" : "button"}
            disabled={busy}
            onClick={() => void ask(vouches.id)}
          >
            <Icon name="user" />
            {words.askOne(vouches.name)}
          </button>
        </div>
      )}
      {rest.length > 0 && <AskAnother rest={rest} busy={busy} ask={(id) => void ask(id)} />}
      <WhyNot found={value} />
      <ProblemLine problem={problem} />
    </>
  );
}

interface AskAnotherProps {
  readonly rest: ApproversReply["approvers"];
  readonly busy: boolean;
  readonly ask: (id: string) => void;
}

function AskAnother({ rest, busy, ask }: AskAnotherProps) {
  const [chosen, setChosen] = useState("");
  return (
    <form
      class="approvers-ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== "") ask(chosen);
      }}
    >
      <label class="field">
        {words.others}
        <select value={chosen} disabled={busy} onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value="">{words.choose}</option>
          {rest.map(({ id, name, there }) => (
            <option key={id} value={id}>
              {there ? name : `${name} (${words.notThere.toLowerCase()})`}
            </option>
          ))}
        </select>
      </label>
      <ReadyButton class="button" busy={busy} missing={chosen === "" ? words.choose : undefined}>
        {words.askChosen}
      </ReadyButton>
    </form>
  );
}

export function WhyNot({ found: { others, noManager } }: { found: ApproversReply }) {
  if (others.length === 0 && noManager !== true) return null;
  return (
    <details>
      <summary class="caption">{words.whyNot}</summary>
      <ul class="plain caption">
        {others.map(({ name, because }) => (
          <li key={name}>
            {name} {because}.
          </li>
        ))}
        {noManager === true && <li>{words.noManager}</li>}
      </ul>
    </details>
  );
}
