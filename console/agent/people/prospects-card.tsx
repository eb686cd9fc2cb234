/** What a check of a person could come to, which kinds of questions it could ask, and what could be proven. */
import type { PersonPageReply, ProspectReply, QuestionAvailability } from "../../../workers/contract/console/person.ts";
import { questionKinds } from "../../copy/questions.ts";
import { en } from "../../copy/desk/en.ts";
import { Mark, Tag } from "../../ui/status.tsx";
import { score } from "../frame/format.ts";
import { When } from "../frame/when.tsx";
import { needsWords } from "../send/outlook-words.ts";

const words = en.people;

export function ProspectsCard({ page: { prospects, block } }: { page: Pick<PersonPageReply, "prospects" | "block"> }) {
  const locked = block.until !== undefined;
  return (
    <section class="card">
      <h2 class="card-head">{words.prospects.title}</h2>
      {prospects.length === 0 ? (
        <p class="card-text muted">{words.prospects.none}</p>
      ) : (
        <>
          <p class="card-text caption">{locked ? words.prospects.locked : words.prospects.text}</p>
          <ul class="plain lines">
            {prospects.map((prospect) => (
              <li
                key={`${prospect.connection ?? ""}/${prospect.category}/${prospect.account?.userName ?? ""}`}
                class="prospect"
              >
                <Prospect prospect={prospect} locked={locked} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** `locked`: nothing is sent now, so nothing of it is green. */
function Prospect({ prospect, locked }: { prospect: ProspectReply; locked: boolean }) {
  const { demands, account } = prospect;
  const { text, ...look } = lookOf(prospect);
  const shown = locked ? ({ tone: "neutral", icon: "lock" } as const) : look;
  return (
    <>
      <p>
        <b>{[prospect.connection, prospect.category].filter((part) => part !== undefined).join(" · ")}</b>{" "}
        <span class="muted">
          {account === undefined ? words.prospects.own : en.send.accountOther(account.userName, account.label)}
        </span>
      </p>
      <p>
        <Mark tone={shown.tone} icon={shown.icon}>
          {locked ? words.prospects.afterLock(text) : text}
        </Mark>
      </p>
      <p class="caption">
        {[
          ...(en.actions[prospect.action] === prospect.category ? [] : [en.actions[prospect.action]]),
          en.details.profile[demands.profile],
          words.prospects.demands({
            from: demands.minimumQuestions,
            to: demands.maximumQuestions,
            line: score(demands.passLine),
          }),
          // What is too few was counted where it is: to a typed destination less can be asked.
          ...(prospect.tooFew === undefined ? [words.prospects.usable(prospect.usableQuestions)] : []),
          words.prospects.perDay(prospect.startsPerDay),
        ].join(" · ")}
      </p>
    </>
  );
}

function lookOf({ problem, best, tooFew }: ProspectReply) {
  if (tooFew !== undefined) {
    return { tone: "bad", icon: "octagonX", text: words.prospects.tooFew(tooFew.usable, tooFew.needed) } as const;
  }
  if (problem !== undefined || best === undefined) {
    return { tone: "bad", icon: "octagonX", text: words.prospects.problem[problem ?? "too_few_facts"] } as const;
  }
  const { over, outlook } = best;
  if (!outlook.canPass) {
    return {
      tone: "warn",
      icon: "octagonMinus",
      text: words.prospects.evidence(needsWords(outlook.alsoNeeds)),
    } as const;
  }
  const pass = words.prospects.pass[over];
  const text = outlook.asks === undefined ? pass : words.prospects.passWith(pass, needsWords(outlook.asks));
  return { tone: over === "trusted" ? "ok" : "warn", icon: "checkCircle", text } as const;
}

export function QuestionsCard({ page: { questions } }: { page: Pick<PersonPageReply, "questions"> }) {
  return (
    <section class="card">
      <h2 class="card-head">{words.questions.title}</h2>
      <p class="card-text caption">{words.questions.text}</p>
      <ul class="plain lines">
        {questions.map((question) => (
          <li key={question.kind} class="kind-line">
            <span class="grow">
              {questionKinds[question.kind].title}
              {question.known !== undefined && <Origin known={question.known} />}
            </span>
            <Availability question={question} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Origin({ known: { sources, learnedAt } }: { known: NonNullable<QuestionAvailability["known"]> }) {
  return (
    <span class="caption">
      {words.questions.from(sources)} ·{" "}
      {learnedAt === undefined ? (
        words.questions.baseline
      ) : (
        <>
          {words.questions.since} <When at={learnedAt} />
        </>
      )}
    </span>
  );
}

function Availability({ question: { because, typed } }: { question: QuestionAvailability }) {
  if (because !== undefined) return <span class="muted small">{words.questions.because[because]}</span>;
  return (
    <Tag tone={typed ? "ok" : "warn"} icon={typed ? "check" : "dash"}>
      {typed ? words.questions.both : words.questions.onRecord}
    </Tag>
  );
}

export function ProofsCard({ page: { proofs } }: { page: PersonPageReply }) {
  return (
    <section class="card">
      <h2 class="card-head">{words.proofs.title}</h2>
      <ul class="plain lines">
        {proofs.map(({ proof, available }) => (
          <li key={proof} class="kind-line">
            <span class="grow">{en.proofs[proof]}</span>
            {available ? (
              <Tag tone="ok" icon="check">
                {words.proofs.yes}
              </Tag>
            ) : (
              <span class="muted small">{words.proofs.no}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
