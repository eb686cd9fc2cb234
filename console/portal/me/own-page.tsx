/** What is kept about whoever is signed in. Each part is a section with a list; what is not there is said. */
import { ME_PATHS, type AddingPasskey, type VouchQueue } from "../../../workers/contract/me.ts";
import { Heading } from "../views/parts/furniture.tsx";
import { Words } from "../views/parts/words.tsx";
import { Item, onDay, onMoment, Section, type PartProps } from "./parts.tsx";
import { Passkeys } from "./passkeys.tsx";
import { Vouches } from "./vouches.tsx";
import { addressOf, dayOf, momentOf } from "./view.ts";

interface OwnPageProps extends PartProps {
  readonly adding: AddingPasskey;
  readonly vouches: VouchQueue;
  readonly provider: string;
}

export function OwnPage({ view, kept, adding, vouches, provider }: OwnPageProps) {
  const { me } = view.copy;
  return (
    <>
      <Heading>{me.heading}</Heading>
      <p>
        <Words text={me.intro} values={{ organisation: <bdi>{view.frame.organisation}</bdi> }} />
      </p>
      <Vouches view={view} vouches={vouches} provider={provider} />
      <You view={view} kept={kept} />
      <Contacts view={view} kept={kept} />
      <Accounts view={view} kept={kept} />
      <Facts view={view} kept={kept} />
      <Checks view={view} kept={kept} />
      <Phones view={view} kept={kept} />
      <Passkeys view={view} kept={kept} adding={adding} provider={provider} />
      <LinkedAccounts view={view} kept={kept} />
      <SignIns view={view} kept={kept} />
      <p>
        <a href={addressOf(view, ME_PATHS.data)} download>
          {me.file}
        </a>
      </p>
      <form method="post" action={addressOf(view, ME_PATHS.signOut)}>
        <button class="button plain">{me.signOut}</button>
      </form>
    </>
  );
}

function You({ view, kept: { person } }: PartProps) {
  const { you } = view.copy.me;
  return (
    <Section title={you.heading}>
      <ul class="plain">
        <Item name={person.name}>{you.name}</Item>
        <Item name={person.email}>{you.email}</Item>
        <Item name={person.userName}>{you.userName}</Item>
      </ul>
      {person.fields.length === 0 ? null : (
        <>
          <p>{you.also}</p>
          <ul>
            {person.fields.map((field) => (
              <li>{you.fields[field]}</li>
            ))}
          </ul>
        </>
      )}
      <p class="muted fine">{onDay(view, you.updated, person.updatedAt)}</p>
    </Section>
  );
}

function Contacts({ view, kept }: PartProps) {
  const { contacts } = view.copy.me;
  return (
    <Section title={contacts.heading}>
      {kept.contacts.length === 0 ? (
        <p>{contacts.none}</p>
      ) : (
        <ul class="plain">
          {kept.contacts.map(({ masked, selfService, since, counts }) => (
            <Item name={masked}>
              {onDay(view, selfService ? contacts.selfService : contacts.fromDirectory, since)}
              {counts ? null : <div>{contacts.notYet}</div>}
            </Item>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Accounts({ view, kept: { accounts } }: PartProps) {
  return accounts.length === 0 ? null : (
    <Section title={view.copy.me.accounts.heading}>
      <ul class="plain">
        {accounts.map(({ userName, label }) => (
          <Item name={userName}>
            <bdi>{label}</bdi>
          </Item>
        ))}
      </ul>
    </Section>
  );
}

function Facts({ view, kept }: PartProps) {
  const { facts } = view.copy.me;
  const list = new Intl.ListFormat(view.copy.lang, { type: "unit" });
  return (
    <Section title={facts.heading}>
      {kept.facts.length === 0 ? (
        <p>{facts.none}</p>
      ) : (
        <ul class="plain">
          {kept.facts.map(({ kind, count, sources, newest }) => (
            <Item name={count === 1 ? facts.kinds[kind] : `${facts.kinds[kind]} (${String(count)})`}>
              {list.format(sources.map((source) => facts.sources[source]))},{" "}
              {newest === undefined ? facts.baseline : onDay(view, facts.newest, newest)}
            </Item>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Checks({ view, kept }: PartProps) {
  const { checks } = view.copy.me;
  return (
    <Section title={checks.heading}>
      {kept.checks.length === 0 ? (
        <p>{checks.none}</p>
      ) : (
        <ul class="plain">
          {kept.checks.map(({ at, action, outcome }) => (
            <Item name={checks.actions[action]}>
              <bdi>{momentOf(view, at)}</bdi>: {checks.outcomes[outcome]}
            </Item>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Phones({ view, kept }: PartProps) {
  const { phones } = view.copy.me;
  return (
    <Section title={phones.heading}>
      {kept.phones.length === 0 ? (
        <p>{phones.none}</p>
      ) : (
        <ul class="plain">
          {kept.phones.map(({ since, counts }) => (
            <Item name={onDay(view, phones.one, since)}>{counts ? undefined : phones.notYet}</Item>
          ))}
        </ul>
      )}
    </Section>
  );
}

function LinkedAccounts({ view, kept: { linkedAccounts } }: PartProps) {
  const { linked } = view.copy.me;
  return linkedAccounts.length === 0 ? null : (
    <Section title={linked.heading}>
      <ul class="plain">
        {linkedAccounts.map(({ label, since }) => (
          <Item name={label}>{dayOf(view, since)}</Item>
        ))}
      </ul>
    </Section>
  );
}

function SignIns({ view, kept }: PartProps) {
  const { signIns } = view.copy.me;
  return (
    <Section title={signIns.heading}>
      <ul class="plain">
        {kept.signIns.map(({ id, startedAt, endedAt, current }) => (
          <Item name={onMoment(view, signIns.began, startedAt)}>
            {current ? signIns.current : null}
            {endedAt === undefined ? null : onMoment(view, signIns.ended, endedAt)}
            {current || endedAt !== undefined ? null : (
              <form method="post" action={addressOf(view, ME_PATHS.endSignIn)}>
                <input type="hidden" name="id" value={id} />
                <button class="link">{signIns.end}</button>
              </form>
            )}
          </Item>
        ))}
      </ul>
    </Section>
  );
}
