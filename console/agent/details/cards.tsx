/** The request and the person, in the order and the words of the ticket. */
import type { ComponentChildren } from "preact";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { ContactReply } from "../../../workers/contract/console/send.ts";
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Mark, Tag, levelLook } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { contactAge } from "../frame/contact-age.ts";
import { spent } from "../frame/format.ts";
import { useNow } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { Link } from "../frame/router.tsx";
import { When } from "../frame/when.tsx";
import { isRunning, reasonAt, ticks, verdictAt } from "../panel/status-words.ts";
import { CopyText } from "../frame/copy-text.tsx";
import { JudgedLine } from "../remediate/judged.tsx";
import { VerdictMark } from "../panel/verdict-mark.tsx";

const fields = en.details.fields;

export function Fact({ name, wide = false, children }: { name: string; wide?: boolean; children: ComponentChildren }) {
  return (
    <div class={wide ? "fact wide" : "fact"}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function RequestCard({ details }: { details: DetailsReply }) {
  const { ticket, row, account, destination } = details;
  // What was told of the action stands with what it led to.
  const asked = details.told.find(({ cause }) => cause === "sent");
  return (
    <section class="card">
      <h2 class="card-head">{en.details.request}</h2>
      <dl class="facts">
        <Fact name={fields.ticket}>
          <a class="alone" href={ticket.url} target="_blank" rel="noreferrer">
            {ticket.number}
          </a>
        </Fact>
        <Fact name={fields.subject}>{ticket.summary}</Fact>
        <Fact name={fields.description} wide>
          {ticket.description === "" ? <span class="muted">{en.details.noDescription}</span> : ticket.description}
        </Fact>
        <Fact name={fields.action}>
          {en.actions[row.action]}
          {account !== undefined && (
            <span class="caption">{en.details.account(en.send.accountOther(account.userName, account.label))}</span>
          )}
        </Fact>
        <Fact name={fields.category}>{row.category}</Fact>
        <Fact name={fields.requester}>
          {row.requesterName}
          <span class="caption">
            <Address text={row.requesterEmail} />
          </span>
        </Fact>
        <StatusFacts details={details} />
        <Fact name={fields.referrer}>{row.referrerName}</Fact>
        <Times details={details} />
        <Fact name={fields.sentTo}>
          {en.send.contactTo(en.channels[destination.channel], unbroken(destination.masked))}
          <span class="caption">
            {destination.origin === "typed" ? en.details.typed(destination.reason) : en.details.onRecord}
          </span>
        </Fact>
        {asked !== undefined && <Fact name={fields.told}>{en.details.toldOf(asked)}</Fact>}
        <Fact name={fields.reference}>
          <CopyText text={row.reference} name={fields.reference} />
        </Fact>
        {row.feedback !== undefined && <Fact name={fields.feedback}>{en.feedback[row.feedback]}</Fact>}
      </dl>
    </section>
  );
}

/** A number stays on one line, or its last digits look like another one. */
function unbroken(masked: string): string {
  return masked.replaceAll(" ", "\u00a0");
}

/** Breaks before the domain, not in the middle of a word. */
export function Address({ text }: { text: string }) {
  const at = text.lastIndexOf("@");
  return at < 0 ? (
    <>{text}</>
  ) : (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
}

function StatusFacts({ details: { row } }: { details: DetailsReply }) {
  const now = useNow(ticks(row));
  const verdict = verdictAt(row.verdict, now);
  const reason = reasonAt(verdict, now);
  const { risk } = verdict;
  return (
    <>
      <Fact name={fields.status}>
        <VerdictMark verdict={verdict} />
        {reason !== "" && <span class="caption">{reason}</span>}
        <JudgedLine row={row} />
      </Fact>
      <Fact name={fields.level}>
        {risk === undefined ? (
          <span class="muted">{isRunning(row.status) ? en.list.afterEnd : en.list.noScore}</span>
        ) : (
          <Mark tone={risk.tone} icon={levelLook(risk.level).icon}>
            {en.levels[risk.level]}
          </Mark>
        )}
      </Fact>
    </>
  );
}

function Times({ details: { row } }: { details: DetailsReply }) {
  return (
    <Fact name={fields.timestamp}>
      <When at={row.createdAt} whole />
      {row.endedAt !== undefined && (
        <span class="caption">
          {en.details.ended} <When at={row.endedAt} seconds />, {spent(row.endedAt - row.createdAt)}
        </span>
      )}
    </Fact>
  );
}

export function PersonCard({ person }: { person: DetailsReply["person"] }) {
  const words = en.details;
  const known = (text: string | undefined): ComponentChildren => text ?? <span class="muted">{words.unknown}</span>;
  return (
    <section class="card">
      <h2 class="card-head split">
        <span>{words.about(person.name)}</span>
        <Tag tone={person.privileged ? "warn" : "neutral"} icon={person.privileged ? "key" : "user"}>
          {person.privileged ? words.privileged : words.notPrivileged}
        </Tag>
      </h2>
      <dl class="facts">
        <Fact name={fields.userName}>{person.userName}</Fact>
        <Fact name={words.department}>{known(person.department)}</Fact>
        <Fact name={words.manager}>{known(person.manager)}</Fact>
        <Fact name={words.office}>{known(person.office)}</Fact>
        <Fact name={words.language}>{words.languageName(person.language)}</Fact>
        <Fact name={words.contacts}>
          {person.contacts.length === 0 && <span class="muted">{words.noContacts}</span>}
          {person.contacts.map((contact) => (
            <Contact key={contact.id} contact={contact} />
          ))}
        </Fact>
      </dl>
      <PersonLink id={person.id} />
    </section>
  );
}

/** To all that the desk may see of the person, for roles that may. */
export function PersonLink({ id }: { id: string }) {
  const { session } = useApp();
  return may(session, "people.read") ? (
    <p class="card-text">
      <Link class="alone" to={pathTo.person(id)}>
        {en.people.open}
      </Link>
    </p>
  ) : null;
}

export function Contact({ contact }: { contact: ContactReply }) {
  const { now, session } = useApp();
  return (
    <span class="contact">
      <Address text={unbroken(contact.masked)} />
      <span class="caption">
        {contactAge(contact, now(), session.timeZone)}
        {" · "}
        {contact.source}
      </span>
    </span>
  );
}
