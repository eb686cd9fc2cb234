/** Finds a person of the directory. What was typed is in the address, so that a way back shows the same. */
import { useState } from "preact/hooks";
import type { FoundPeopleReply, FoundPersonReply } from "../../../workers/contract/console/person.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Tag } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { findPeople } from "../frame/endpoints.ts";
import { useResource } from "../frame/hooks.ts";
import { Link, navigate } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";

const words = en.people;
const SHORTEST = 2;

export function PeoplePage({ search }: { search: string }) {
  const q = new URLSearchParams(search).get("q")?.trim() ?? "";
  return (
    <div class="page">
      <PageHead>
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body people">
        <p>{words.text}</p>
        <PersonSearch q={q} />
        {q.length < SHORTEST ? (
          <EmptyState icon="search" title={words.startTitle} text={words.startText} />
        ) : (
          <Found key={q} q={q} />
        )}
      </div>
    </div>
  );
}

function PersonSearch({ q }: { q: string }) {
  const [typed, setTyped] = useState(q);
  return (
    <form
      class="people-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        navigate(`${pathTo.people}?${new URLSearchParams({ q: typed.trim() }).toString()}`);
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
  const found = useResource(`people/${q}`, (signal) => findPeople(api, q, signal));
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
  const place = [person.department, person.office].filter((part) => part !== undefined).join(" · ");
  return (
    <Link to={pathTo.person(person.id)} class="line-link people-found">
      <span class="grow">
        <b>{person.name}</b>
        <span class="caption">{person.email}</span>
      </span>
      <span class="muted small wide-only">{place}</span>
      {!person.active && (
        <Tag tone="bad" icon="lock">
          {words.inactive}
        </Tag>
      )}
      {person.privileged && (
        <Tag tone="warn" icon="key">
          {en.details.privileged}
        </Tag>
      )}
    </Link>
  );
}
