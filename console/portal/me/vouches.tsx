/** Who asks for the reader's word, each with what to do first. Nobody is named before a fresh sign-in with a second factor. */
import { ME_PATHS, type AskedVouch, type VouchQueue } from "../../../workers/contract/me.ts";
import { Icon } from "../views/parts/icons.tsx";
import { Words } from "../views/parts/words.tsx";
import { Section } from "./parts.tsx";
import { freshSignIn } from "./sign-in.tsx";
import { addressOf, momentOf, type MeView } from "./view.ts";

interface VouchesProps {
  readonly view: MeView;
  readonly vouches: VouchQueue;
  readonly provider: string;
}

export function Vouches({ view, vouches, provider }: VouchesProps) {
  const { vouches: words } = view.copy.me;
  return (
    <Section title={words.heading}>
      {vouches.state === "second_factor" ? <p>{words.secondFactor}</p> : null}
      {vouches.state === "fresh" ? (
        <>
          <p>{words.fresh}</p>
          <a class="button plain" href={freshSignIn(view, provider)}>
            {words.confirm}
          </a>
        </>
      ) : null}
      {vouches.state === "shown" && vouches.asked.length === 0 ? <p>{words.none}</p> : null}
      {vouches.state === "shown"
        ? vouches.asked.map((asked) => <Asked key={asked.id} view={view} asked={asked} />)
        : null}
    </Section>
  );
}

interface AskedProps {
  readonly view: MeView;
  readonly asked: AskedVouch;
}

function Asked({ view, asked }: AskedProps) {
  const { vouches: words, checks } = view.copy.me;
  const person = <bdi>{asked.person}</bdi>;
  return (
    <div class="vouch" role="group" aria-labelledby={`asked-${asked.id}`}>
      <h3 id={`asked-${asked.id}`}>
        <Words text={words.asked} values={{ agent: <bdi>{asked.askedBy}</bdi>, person }} />
      </h3>
      <p>
        <b>{checks.actions[asked.action]}</b>
        {asked.account === undefined ? null : (
          <>
            {" · "}
            <Words text={words.account} values={{ account: <bdi>{asked.account}</bdi> }} />
          </>
        )}
      </p>
      <p class="muted fine">
        <Words
          text={words.times}
          values={{
            asked: <bdi>{momentOf(view, asked.askedAt)}</bdi>,
            until: <bdi>{momentOf(view, asked.until)}</bdi>,
          }}
        />
      </p>
      <div class="box warn">
        <Icon name="warn" />
        <p>
          <Words text={words.warning} />
        </p>
      </div>
      <ol>
        {words.steps.map((step) => (
          <li>
            <Words text={step} values={{ person }} />
          </li>
        ))}
      </ol>
      <Give view={view} asked={asked} />
      <div class="pair">
        <Press view={view} asked={asked} path={ME_PATHS.refuseVouch} label={words.refuse} />
        <Press view={view} asked={asked} path={ME_PATHS.warnOfVouch} label={words.warn} />
      </div>
      <p class="muted fine">{words.warnHint}</p>
    </div>
  );
}

function Give({ view, asked }: AskedProps) {
  const { vouches: words } = view.copy.me;
  if (asked.triesLeft === undefined) {
    return (
      <>
        <p>
          <Words text={words.notYet} values={{ person: <bdi>{asked.person}</bdi> }} />
        </p>
        <a class="button primary" href={addressOf(view, ME_PATHS.page)}>
          {view.copy.approving.again}
        </a>
      </>
    );
  }
  const [field, hint] = [`digits-${asked.id}`, `tries-${asked.id}`];
  return (
    <form method="post" action={addressOf(view, ME_PATHS.vouch)}>
      <input type="hidden" name="id" value={asked.id} />
      <input type="hidden" name="digest" value={asked.digest} />
      <label for={field}>{words.digits}</label>
      <input
        class="digits"
        id={field}
        name="digits"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        pattern="[0-9][0-9]"
        maxLength={2}
        required
        dir="ltr"
        aria-describedby={hint}
      />
      <p class="muted fine" id={hint}>
        <Words text={words.tries} values={{ count: String(asked.triesLeft) }} />
      </p>
      <button class="button primary">{words.vouch}</button>
    </form>
  );
}

interface PressProps extends AskedProps {
  readonly path: string;
  readonly label: string;
}

function Press({ view, asked: { id, person }, path, label }: PressProps) {
  return (
    <form method="post" action={addressOf(view, path)}>
      <input type="hidden" name="id" value={id} />
      <button class="button plain" aria-label={`${label}: ${person}`}>
        {label}
      </button>
    </form>
  );
}
