import { STANDINGS, type Standing } from "../../../workers/core/verdict/standing.ts";
import type { ContactUse, SendContact, SendPageReply } from "../../../workers/contract/console/send.ts";
import type { LiveReply } from "../../../workers/contract/console/live.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { Tag } from "../../ui/status.tsx";
import { fieldError, type ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { contactAge } from "../frame/contact-age.ts";
import { score as scoreText, whenShort } from "../frame/format.ts";
import { FieldError, WithError } from "./field-error.tsx";
import { accountOf, contactRefusal, formerOf, formerProblem, TYPED, type SendForm } from "./form-state.ts";

export interface DestinationProps {
  readonly page: SendPageReply;
  readonly form: SendForm;
  readonly problem: ApiProblem | undefined;
  readonly live?: LiveReply;
  readonly onChange: (form: SendForm) => void;
}

export function Destination(props: DestinationProps) {
  const { page, form, problem, onChange } = props;
  const error = fieldError(problem, "choice") ?? fieldError(problem, "contactId") ?? fieldError(problem, "destination");
  const account = accountOf(page, form);
  const former = formerProblem(page);
  return (
    <fieldset class="bare">
      <legend class="label-line">
        {en.send.sendTo} <span class="caption">{en.send.contactsFirst}</span>
      </legend>
      {former !== undefined && (
        <p class="notice tone-warn former" role="status">
          <Icon name="triangle" />
          <span>{former}</span>
        </p>
      )}
      <div class="choices">
        {page.contacts.length === 0 && <p class="choice muted">{en.send.none}</p>}
        {page.contacts.map((contact) => (
          <ContactChoice
            key={contact.id}
            contact={contact}
            chosen={form.choice === contact.id}
            refusal={contactRefusal(account, contact)}
            onChoose={() => onChange({ ...form, choice: contact.id })}
          />
        ))}
        <Another {...props} />
      </div>
      <FieldError message={error} />
    </fieldset>
  );
}

interface ContactChoiceProps {
  readonly contact: SendContact;
  readonly chosen: boolean;
  readonly refusal: ReturnType<typeof contactRefusal>;
  readonly onChoose: () => void;
}

function ContactChoice({ contact, chosen, refusal, onChoose }: ContactChoiceProps) {
  const { now, session } = useApp();
  const refused = refusal !== undefined;
  return (
    <label class={chosen ? "choice chosen" : refused ? "choice refused" : "choice"}>
      <input type="radio" name="choice" checked={chosen} disabled={refused} onChange={onChoose} />
      <Icon name={contact.channel === "sms" ? "phone" : "mail"} />
      <span class="grow">
        <span class="choice-name">{en.send.contactTo(en.channels[contact.channel], contact.masked)}</span>
        <span class="caption">{en.send.contactFrom(contact.source, contactAge(contact, now(), session.timeZone))}</span>
        {refused && <span class="caption">{en.send.contactRefusals[refusal]}</span>}
        {contact.used !== undefined && (
          <span class="choice-use">
            <UsedTag use={contact.used} />
          </span>
        )}
      </span>
      {contact.trusted ? (
        <Tag tone="ok" icon="checkCircle">
          {en.send.onRecord}
        </Tag>
      ) : (
        <Tag tone="warn" icon="clock">
          {contact.selfService ? en.send.selfService : en.send.fresh}
        </Tag>
      )}
    </label>
  );
}

const CAME_TO_NOTHING: ReadonlySet<Standing> = new Set(["failed", "undelivered", "reported", "void"]);

/** What became of the last check that went there, so that nobody sends the same again without seeing it. */
function UsedTag({ use: { at, standing } }: { use: ContactUse }) {
  const { now, session } = useApp();
  const bad = CAME_TO_NOTHING.has(standing);
  return (
    <Tag tone={bad ? "bad" : "neutral"} icon={bad ? "octagonX" : "clock"}>
      {en.send.used(whenShort(at, now(), session.timeZone), STANDINGS[standing].toLowerCase())}
    </Tag>
  );
}

function Another({ page, form, problem, live, onChange }: DestinationProps) {
  const { typedCost } = page;
  const refusal = accountOf(page, form)?.refused.typed;
  const refused = refusal !== undefined;
  const chosen = form.choice === TYPED;
  const former = formerOf(page);
  const typed = former?.contactId === undefined ? former : undefined;
  const set = (change: Partial<SendForm>): void => onChange({ ...form, choice: TYPED, ...change });
  return (
    <div class={chosen ? "choice another chosen" : "choice another"}>
      <div class="another-head">
        <label class="another-label">
          <input type="radio" name="choice" checked={chosen} disabled={refused} onChange={() => set({})} />
          <span class="choice-name">{en.send.another}</span>
          {typed !== undefined && <UsedTag use={typed} />}
        </label>
        <ChannelSwitch channels={page.channels} form={form} disabled={refused} set={set} />
      </div>
      {live === undefined || !chosen ? (
        <fieldset class="bare another-fields" disabled={refused}>
          {form.channel === "sms" ? (
            <PhoneFields page={page} form={form} problem={problem} set={set} />
          ) : (
            <AddressField form={form} problem={problem} set={set} />
          )}
          <ReasonField form={form} problem={problem} set={set} />
        </fieldset>
      ) : (
        <p class="another-fields choice-name">
          {en.send.contactTo(en.channels[form.channel], live.destination.masked)}
        </p>
      )}
      <p class="price tone-warn">
        <Icon name="triangle" />
        {refusal !== undefined
          ? en.send.refusals[refusal]
          : en.send.cost({
              from: typedCost.minimumQuestions,
              to: typedCost.maximumQuestions,
              line: scoreText(typedCost.passLine),
              approver: typedCost.secondApprover,
            })}
      </p>
    </div>
  );
}

interface FieldsProps {
  readonly form: SendForm;
  readonly problem: ApiProblem | undefined;
  readonly set: (change: Partial<SendForm>) => void;
}

interface ChannelSwitchProps extends Pick<FieldsProps, "form" | "set"> {
  readonly channels: SendPageReply["channels"];
  readonly disabled: boolean;
}

function ChannelSwitch({ channels, form, disabled, set }: ChannelSwitchProps) {
  return (
    <fieldset class="segments" disabled={disabled}>
      <legend class="hidden">{en.send.anotherChannel}</legend>
      {channels.map((channel) => (
        <label key={channel}>
          <input type="radio" name="channel" checked={form.channel === channel} onChange={() => set({ channel })} />
          <span>{channel === "sms" ? en.channels.sms : en.send.emailTab}</span>
        </label>
      ))}
    </fieldset>
  );
}

const regions = new Intl.DisplayNames(["en"], { type: "region" });

function PhoneFields({ page, form, problem, set }: FieldsProps & { page: SendPageReply }) {
  const error = fieldError(problem, "number") ?? fieldError(problem, "country");
  return (
    <>
      <label class="field country">
        <span class="hidden">{en.send.country}</span>
        <select name="country" value={form.country} onChange={(event) => set({ country: event.currentTarget.value })}>
          {page.countries.map(({ country, callingCode }) => (
            <option key={country} value={country} title={regions.of(country) ?? country}>
              {`+${callingCode.replace("+", "")} ${country}`}
            </option>
          ))}
        </select>
      </label>
      <WithError error={error} class="number">
        {(invalid) => (
          <label class="field">
            <span class="hidden">{en.send.numberLabel}</span>
            <input
              name="number"
              type="tel"
              autocomplete="off"
              maxLength={40}
              placeholder={en.send.numberLabel}
              value={form.number}
              onInput={(event) => set({ number: event.currentTarget.value })}
              {...invalid}
            />
          </label>
        )}
      </WithError>
    </>
  );
}

function AddressField({ form, problem, set }: FieldsProps) {
  return (
    <WithError error={fieldError(problem, "address")} class="address">
      {(invalid) => (
        <label class="field">
          <span class="hidden">{en.send.address}</span>
          <input
            name="address"
            type="email"
            autocomplete="off"
            maxLength={254}
            placeholder={en.send.address}
            value={form.address}
            onInput={(event) => set({ address: event.currentTarget.value })}
            {...invalid}
          />
        </label>
      )}
    </WithError>
  );
}

function ReasonField({ form, problem, set }: FieldsProps) {
  return (
    <WithError error={fieldError(problem, "reason")} class="reason">
      {(invalid) => (
        <label class="field">
          <span class="hidden">{en.send.reason}</span>
          <select
            name="reason"
            value={form.reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
            {...invalid}
          >
            <option value="">{en.send.reason}</option>
            {en.send.reasons.map((reason) => (
              <option key={reason} value={reason}>
                {reason}
              </option>
            ))}
          </select>
        </label>
      )}
    </WithError>
  );
}
