/** One person: how they are reached, what stands in the way, and what a check of them could come to. */
import { useState } from "preact/hooks";
import type { PersonPageReply } from "../../../workers/contract/console/person.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Appearance } from "../frame/appearance.tsx";
import { Crumb } from "../../ui/crumb.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Tag } from "../../ui/status.tsx";
import { CopyText } from "../frame/copy-text.tsx";
import { Address, Contact, Fact } from "../details/cards.tsx";
import { HistoryLine } from "../details/history.tsx";
import { useApp } from "../frame/app-context.ts";
import { erasePerson, readPerson } from "../frame/endpoints.ts";
import { useResource, useTitle } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { PageHead } from "../frame/shell.tsx";
import { ConfirmDialog } from "../users/confirm-dialog.tsx";
import { BlockCard } from "./block-card.tsx";
import { ProofsCard, ProspectsCard, QuestionsCard } from "./prospects-card.tsx";

const words = en.people;

export function PersonPage({ id }: { id: string }) {
  const { api, session } = useApp();
  const resource = useResource(`person/${id}`, (signal) => readPerson(api, id, signal));
  const [erased, setErased] = useState<string>();
  const name = resource.value?.person.name;
  useTitle(`${name ?? words.page} · ${session.brand}`);
  return (
    <div class="page">
      <PageHead>
        <Crumb to={pathTo.people} text={words.title} />
        <h1>{name ?? words.page}</h1>
      </PageHead>
      <div class="page-body people">
        {erased === id ? (
          <EmptyState icon="check" title={words.erase.doneTitle(name ?? words.page)} text={words.erase.doneText} />
        ) : (
          <ResourcePage resource={resource} rows={10}>
            {(page) => <PersonBody page={page} reload={resource.reload} onErased={() => setErased(id)} />}
          </ResourcePage>
        )}
      </div>
    </div>
  );
}

interface PersonBodyProps {
  readonly page: PersonPageReply;
  readonly reload: () => void;
  readonly onErased: () => void;
}

export function PersonBody({ page, reload, onErased }: PersonBodyProps) {
  const stopped = page.intact ? (page.person.active ? undefined : words.left) : words.changed;
  return (
    <>
      {stopped !== undefined && (
        <p class="notice tone-bad">
          <Icon name="lock" />
          <span>{stopped}</span>
        </p>
      )}
      <div class="details-grid person-grid">
        <div class="stack">
          <DirectoryCard page={page} />
          <BlockCard page={page} reload={reload} />
          <ChecksCard page={page} />
        </div>
        <div class="stack">
          <ProspectsCard page={page} />
          <div class="person-kinds">
            <QuestionsCard page={page} />
            <ProofsCard page={page} />
          </div>
        </div>
      </div>
      <EraseButton page={page} onErased={onErased} />
    </>
  );
}

function DirectoryCard({ page: { person, contacts, accounts } }: { page: PersonPageReply }) {
  const known = (text: string | undefined) => text ?? <span class="muted">{en.details.unknown}</span>;
  return (
    <section class="card">
      <h2 class="card-head split">
        <span>{words.about}</span>
        <Tag tone={person.privileged ? "warn" : "neutral"} icon={person.privileged ? "key" : "user"}>
          {person.privileged ? en.details.privileged : en.details.notPrivileged}
        </Tag>
      </h2>
      <dl class="facts">
        <Fact name={en.channels.email}>
          <Address text={person.email} /> <Appearance of={person.appearance} />
        </Fact>
        <Fact name={en.details.fields.userName}>
          <Address text={person.userName} />
        </Fact>
        <Fact name={en.details.department}>{known(person.department)}</Fact>
        <Fact name={en.details.manager}>{known(person.manager)}</Fact>
        <Fact name={en.details.office}>{known(person.office)}</Fact>
        <Fact name={en.details.language}>{en.details.languageName(person.language)}</Fact>
        <Fact name={words.contacts}>
          {contacts.length === 0 && <span class="muted">{en.details.noContacts}</span>}
          {contacts.map((contact) => (
            <Contact key={contact.id} contact={contact} />
          ))}
        </Fact>
        <Fact name={words.accounts}>
          {accounts.length === 0 && <span class="muted">{words.noAccounts}</span>}
          {accounts.map((account) => (
            <span key={account.id} class="contact">
              {account.userName}
              <span class="caption">
                {account.label}
                {account.privileged && ` · ${en.details.privileged}`}
              </span>
            </span>
          ))}
        </Fact>
        <Fact name={words.id}>
          <CopyText text={person.id} name={words.id} />
        </Fact>
      </dl>
    </section>
  );
}

function EraseButton({ page: { person }, onErased }: Pick<PersonBodyProps, "page" | "onErased">) {
  const { api, session } = useApp();
  const [asking, setAsking] = useState(false);
  if (!may(session, "people.erase")) return null;
  return (
    <div>
      <button type="button" class="button bad" onClick={() => setAsking(true)}>
        {words.erase.button}
      </button>
      {asking && (
        <EraseDialog
          name={person.name}
          erase={() => erasePerson(api, person.id)}
          onClose={() => setAsking(false)}
          onDone={onErased}
        />
      )}
    </div>
  );
}

interface EraseDialogProps {
  readonly name: string;
  readonly erase: () => ReturnType<typeof erasePerson>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function EraseDialog({ name, erase, onClose, onDone }: EraseDialogProps) {
  return (
    <ConfirmDialog
      title={words.erase.title(name)}
      text={words.erase.text}
      button={words.erase.confirm}
      danger
      act={erase}
      onClose={onClose}
      onDone={onDone}
    />
  );
}

function ChecksCard({ page: { checks } }: { page: PersonPageReply }) {
  return (
    <section class="card">
      <h2 class="card-head split">
        <span>{words.checks}</span>
        <span class="muted figure">{checks.length}</span>
      </h2>
      {checks.length === 0 ? (
        <p class="card-text muted">{words.noChecks}</p>
      ) : (
        <ul class="plain lines">
          {checks.map((entry) => (
            <li key={entry.id}>
              <HistoryLine entry={entry} current={false} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
