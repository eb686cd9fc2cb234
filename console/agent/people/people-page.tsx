/** Finds a person of the directory. */
import { useState } from "preact/hooks";
import type { FoundPeopleReply, FoundPersonReply } from "../../../workers/contract/console/person.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Appearance } from "../frame/appearance.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Tag } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { findPeople } from "../frame/endpoints.ts";
import { useResource } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { Link } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";

const words = en.people;
const SHORTEST = 2;

/** What was looked for last, by whom, for the way back. Never in an address: that would keep phone numbers in logs and histories. */
let last: { readonly agentId: string; readonly q: string } | undefined;

export function PeoplePage() {
  const { session } = useApp();
  const [q, setQ] = useState(last?.agentId === session.agent.id ? last.q : "");
  const search = (typed: string): void => {
    last = { agentId: session.agent.id, q: typed.trim() };
    setQ(last.q);
  };
  return (
    <div class="page">
      <PageHead
        actions={
          may(session, "coverage.read") && (
            <Link to={pathTo.coverage} class="button">
              {en.coverage.title}
            </Link>
          )
        }
      >
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body people">
        <p>{words.text}</p>
        <PersonSearch q={q} onSearch={search} />
        {q.length < SHORTEST ? (
          <EmptyState icon="search" title={words.startTitle} text={words.startText} />
        ) : (
          <Found key={q} q={q} />
        )}
      </div>
    </div>
  );
}

function PersonSearch({ q, onSearch }: { q: string; onSearch: (typed: string) => void }) {
  const [typed, setTyped] = useState(q);
  return (
    <form
      class="people-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed);
      }}
    >
      <label class="field grow">
        {words.search}
        <input
          type="search"
          maxLength={254}
          value={typed}
          aria-describedby="people-hint"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button class="button primary">
        <Icon name="search" />
        {words.go}
      </button>
      <p class="caption" id="people-hint">
        {words.searchHint}
      </p>
    </form>
  );
}

function Found({ q }: { q: string }) {
  const { api } = useApp();
  const found = useResource(`people/${q}`, () => findPeople(api, q));
  return (
    <ResourcePage resource={found} rows={4}>
      {(reply) => <FoundList reply={reply} />}
    </ResourcePage>
  );
}

function FoundList({ reply: { people, more } }: { reply: FoundPeopleReply }) {
  if (people.length === 0) {
    return <EmptyState icon="search" title={words.noneTitle} text={words.noneText} />;
  }
  return (
    <section class="card">
      <ul class="plain lines" aria-label={words.results}>
        {people.map((person) => (
          <li key={person.id}>
            <FoundPerson person={person} />
          </li>
        ))}
      </ul>
      {more && <p class="card-text muted">{words.more}</p>}
    </section>
  );
}

function FoundPerson({ person }: { person: FoundPersonReply }) {
  return (
    <Link to={pathTo.person(person.id)} class="line-link people-found">
      <span class="grow">
        <b>{person.name}</b>
        <span class="caption">{person.email}</span> <Appearance of={person.appearance} />
      </span>
      {!person.active && (
        <Tag tone="bad" icon="lock">
          {words.inactive}
        </Tag>
      )}
    </Link>
  );
}
