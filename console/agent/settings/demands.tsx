/** What a policy demands, in plain words beside its form, also before it is saved. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { PolicyDemandsReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { useApp } from "../frame/app-context.ts";
import { readPolicyDemands } from "../frame/endpoints.ts";
import { score as scoreText } from "../frame/format.ts";
import { needsWords } from "../send/outlook-words.ts";
import { isRecord, type FieldHints, type FormRecord, type FormValue } from "./schema.ts";

const words = en.settings.demands;
const channelWords: Readonly<Record<string, string>> = en.channels;
const PAUSE_MS = 250;

type Demands = PolicyDemandsReply["demands"];
type Demand = Demands[string]["demands"][number];

/** By path of the form, like `CATEGORIES.Password reset` or `CONNECTION_CATEGORIES.main.Password reset`. */
export function policiesIn(values: FormRecord): FormRecord {
  const entriesOf = (value: unknown): readonly [string, unknown][] => (isRecord(value) ? Object.entries(value) : []);
  return Object.fromEntries([
    ...entriesOf(values["CATEGORIES"]).map(([name, policy]) => [`CATEGORIES.${name}`, policy]),
    ...entriesOf(values["CONNECTION_CATEGORIES"]).flatMap(([connection, own]) =>
      entriesOf(own).map(([name, policy]) => [`CONNECTION_CATEGORIES.${connection}.${name}`, policy]),
    ),
  ]) as FormRecord;
}

/** Asked of the server, by the function that decides at Send. What does not fit yet has none. */
export function useDemands(policies: FormRecord): Demands {
  const { api } = useApp();
  const [demands, setDemands] = useState<Demands>({});
  const asked = JSON.stringify(policies);
  useEffect(() => {
    let left = false;
    const pause = setTimeout(() => {
      void readPolicyDemands(api, { policies }).then((result) => {
        if (!left && result.ok) setDemands(result.value.demands);
      });
    }, PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(pause);
    };
  }, [asked]);
  return demands;
}

/** What a form of policies says beside its fields, of what is demanded as it stands. */
export function hintsOf(demands: Demands): FieldHints {
  const at = (path: string) => {
    const dot = path.lastIndexOf(".");
    return { policy: demands[path.slice(0, dot)], key: path.slice(dot + 1) };
  };
  return {
    isVoid: (path) => {
      const { policy, key } = at(path);
      const of = key === "typedDestination" ? "typed" : key === "recentContact" ? "changed_lately" : undefined;
      const demand = policy?.demands.find((one) => one.of === of);
      return demand !== undefined && "refused" in demand && demand.refused === "mfa_reset" ? words.void : undefined;
    },
    unset: (path) => {
      const { policy, key } = at(path);
      const ordinary = policy?.demands.find((demand) => demand.of === "ordinary");
      if (policy === undefined || ordinary === undefined || "refused" in ordinary) return undefined;
      const { questions, passLine, earlyAccept } = ordinary;
      const stand: Readonly<Record<string, string>> = {
        minimumQuestions: String(questions.least),
        maximumQuestions: String(questions.most),
        passLine: scoreText(passLine),
        earlyAccept: scoreText(earlyAccept),
        ...Object.fromEntries(Object.entries(policy.limits).map(([limit, value]) => [limit, String(value)])),
      };
      return Object.hasOwn(stand, key) ? stand[key] : undefined;
    },
  };
}

interface DemandsOfProps {
  readonly name: string;
  readonly demands: Demands[string] | undefined;
  /** What else is told of the policy. */
  readonly children?: ComponentChildren;
}

export function DemandsOf({ name, demands, children }: DemandsOfProps) {
  if (demands === undefined) return null;
  if (!demands.required) {
    return (
      <section class="settings-demands" aria-label={words.titleOf(name)}>
        <h3>{words.title}</h3>
        <p>{words.notRequired}</p>
        {children}
      </section>
    );
  }
  const { linkLifetimeMinutes, sessionMinutes, passValidMinutes, startsPerPersonPerDay } = demands.limits;
  return (
    <section class="settings-demands" aria-label={words.titleOf(name)}>
      <h3>{words.title}</h3>
      <dl>
        {demands.demands.map((demand) => (
          <div key={demand.of}>
            <dt>{words.of[demand.of]}</dt>
            <dd>{demandText(demand)}</dd>
          </div>
        ))}
      </dl>
      <p class="caption">
        {words.limits({
          link: linkLifetimeMinutes,
          check: sessionMinutes,
          pass: passValidMinutes,
          starts: startsPerPersonPerDay,
        })}
      </p>
      {children}
    </section>
  );
}

/** What is set, in one line: for a policy that is folded away. Without what the server has not said yet. */
export function policyLine(policy: FormValue, demands: Demands[string] | undefined): string {
  const { channels, typedDestination, required } = isRecord(policy) ? policy : {};
  if (required === false) return words.notRequired;
  const demand = demands?.demands.find(({ of }) => of === "ordinary");
  const asked =
    demand === undefined
      ? []
      : "refused" in demand
        ? [words.refused[demand.refused]]
        : [
            `${words.questions(demand.questions.least, demand.questions.most)}, ${words.passesAt(scoreText(demand.passLine))}`,
            words.spokenShort[demand.spokenCode],
            ...(!demand.outlook.canPass
              ? [words.neverShort]
              : demand.outlook.asks === undefined
                ? []
                : [words.asksShort]),
            ...(demand.holdMinutes === undefined ? [] : [words.heldShort(demand.holdMinutes)]),
          ];
  return [
    ...asked,
    ...(Array.isArray(channels) ? [channels.map((one) => channelWords[String(one)] ?? one).join(", ")] : []),
    ...(typedDestination === false ? [words.onRecordOnly] : []),
  ].join(" · ");
}

export function demandText(demand: Demand): string {
  if ("refused" in demand) return words.refused[demand.refused];
  const { questions, passLine, earlyAccept, spokenCode, holdMinutes, outlook } = demand;
  const said = [words.link, words.spoken[spokenCode]].filter((part) => part !== "").join("; ");
  const asked = [
    words.questions(questions.least, questions.most),
    words.lines(scoreText(passLine), scoreText(earlyAccept)),
  ].join("; ");
  return [
    `${said}. ${capital(asked)}.`,
    ...(outlook.canPass
      ? outlook.asks === undefined
        ? []
        : [words.asks(needsWords(outlook.asks))]
      : [words.also(needsWords(outlook.alsoNeeds))]),
    ...(holdMinutes !== undefined && outlook.canPass ? [words.held(holdMinutes)] : []),
  ].join(" ");
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
