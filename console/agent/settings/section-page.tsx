/** One section: its form, a change that waits, and every change there was. */
import { useEffect, useRef, useState } from "preact/hooks";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type {
  SettingsChange,
  SettingsChangeReply,
  SettingsSectionReply,
} from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { CopyText } from "../frame/copy-text.tsx";
import { useApp } from "../frame/app-context.ts";
import { changeSettings, readSettingsSection } from "../frame/endpoints.ts";
import { useResource } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { PageHead } from "../frame/shell.tsx";
import { usePress } from "../frame/use-press.ts";
import { ChangeList, History, Waiting, type OnDone } from "./changes.tsx";
import { ActionFields } from "./action-fields.tsx";
import { BrandingFields } from "./branding-fields.tsx";
import { CategoryFields } from "./category-fields.tsx";
import { Notices } from "./notices.tsx";
import { errorsOf } from "./form-errors.ts";
import { CONFLICT, INVALID, Refused } from "./refused.tsx";
import { CarrierFields, ConnectionFields, type PluginFieldsProps } from "./plugin-fields.tsx";
import { PlainFields } from "./plain-fields.tsx";
import type { FormRecord } from "./schema.ts";
import { changedEntries } from "./changed-entries.ts";
import { CONNECTIONS, PROVIDERS, withFirst, withoutBlankFirst } from "./first-entry.ts";
import { SignInFields } from "./sign-in-fields.tsx";
import { SavedConnections } from "./test-connection.tsx";
import { SavedProviders } from "./test-sign-in.tsx";
import { useDraft } from "./use-draft.ts";
import { useOffered } from "./use-offered.ts";

const words = en.settings;

export function SettingsSectionPage({ id }: { id: string }) {
  const { api } = useApp();
  const resource = useResource(`settings/${id}`, (signal) => readSettingsSection(api, id, signal));
  return (
    <div class="page">
      <PageHead>
        <Crumb to={pathTo.settings} text={words.title} />
        <h1>{resource.value?.title ?? words.title}</h1>
      </PageHead>
      <div class="page-body">
        <ResourcePage resource={resource} rows={6}>
          {(section) => <Section key={section.id} section={section} reload={resource.reload} />}
        </ResourcePage>
      </div>
    </div>
  );
}

function Section({ section, reload }: { section: SettingsSectionReply; reload: () => void }) {
  const { renew } = useApp();
  const [done, setDone] = useState<string>();
  // As it stood when something was done to it: what differs then is tested as soon as the page has read it.
  const [before, setBefore] = useState<SettingsSectionReply>();
  const said = useRef<HTMLDivElement>(null);
  // A long form is saved at its end, and what became of it stands at the top.
  useEffect(() => {
    if (done !== undefined) said.current?.scrollIntoView({ block: "center" });
  }, [done]);
  const outcome: OnDone = (reply, text): void => {
    setDone(text ?? (reply === undefined ? words.waiting.ended : outcomeText(reply)));
    setBefore(section);
    reload();
    // Name, logo and colour of the console are the session's.
    renew();
  };
  return (
    <div class="settings-columns">
      <div class="stack">
        <p class="caption">{section.purpose}</p>
        <Notices section={section} />
        <div role="status" ref={said}>
          {done !== undefined && (
            <>
              <p class="notice tone-ok">{done}</p>
              {before !== undefined && before.version !== section.version && (
                <Tried key={section.version} before={before} section={section} />
              )}
            </>
          )}
        </div>
        {section.waiting !== undefined && <Waiting section={section} waiting={section.waiting} onDone={outcome} />}
        <Form section={section} onDone={outcome} onEdit={() => setDone(undefined)} reload={reload} />
      </div>
      <History key={section.version} section={section} onDone={outcome} />
    </div>
  );
}

/** What was added or set otherwise is tried at once, as it was saved. */
function Tried({ before, section }: { before: SettingsSectionReply; section: SettingsSectionReply }) {
  const { session } = useApp();
  const [providers, connections] = [
    may(session, "sign_in.test") ? changedEntries(before, section, { key: PROVIDERS, secrets: "SIGN_IN_SECRETS" }) : [],
    may(session, "connections.test")
      ? changedEntries(before, section, { key: CONNECTIONS, secrets: "CONNECTION_SECRETS" })
      : [],
  ];
  return (
    <>
      <SavedProviders names={providers} />
      <SavedConnections names={connections} />
    </>
  );
}

function outcomeText(reply: SettingsChangeReply): string {
  switch (reply.outcome) {
    case "changed":
      return words.saved(reply.version);
    case "unchanged":
      return words.unchanged;
    case "waiting":
      return words.waiting.done;
  }
}

interface FormProps {
  readonly section: SettingsSectionReply;
  readonly onDone: OnDone;
  readonly onEdit: () => void;
  readonly reload: () => void;
}

function Form({ section, onDone, onEdit, reload }: FormProps) {
  const { api, session } = useApp();
  const draft = useDraft(`${session.agent.id}/${section.id}`, section.version);
  const { values, secrets, reason, base } = draft;
  const { busy, problem, press } = usePress();
  const [sent, setSent] = useState<FormRecord>({});
  const form = useRef<HTMLFormElement>(null);
  const readOnly = !may(session, section.changedWith) || section.waiting !== undefined;
  const locked = (key: string): boolean => readOnly || isLocked(section, key);
  const shown = withFirst({ ...standing(section), ...values }, locked);
  const sending = changedOf(section, withoutBlankFirst(shown, secrets));
  const errors = errorsOf(problem?.errors ?? [], { sent, now: { ...sending, ...secrets } });
  // Somebody else's change, told once the page has read it; the next press goes over it knowingly.
  const meanwhile = section.history.filter(({ version }) => version > base);

  const save = async (): Promise<void> => {
    const body = { version: section.version, values: sending, secrets, ...(reason === "" ? {} : { reason }) };
    setSent({ ...sending, ...secrets });
    const result = await press(() => changeSettings(api, section.id, body));
    if (result === undefined) return;
    if (result.ok) {
      draft.begin(section.version + 1);
      onDone(result.value);
    } else if (result.problem.status === CONFLICT) {
      reload();
    }
  };
  useEffect(() => {
    if (problem?.status === INVALID) form.current?.querySelector<HTMLElement>("[data-refused]")?.focus();
  }, [problem]);
  const fields: PluginFieldsProps = {
    section,
    values: shown,
    secrets,
    errors,
    locked,
    mayTest: may(session, section.id === "actions" ? "actions.test" : "connections.test"),
    saved: Object.keys(values).length === 0 && Object.keys(secrets).length === 0,
    onValues: (next) => {
      onEdit();
      draft.change({ values: changedOf(section, withoutBlankFirst(next, {})) });
    },
    onSecrets: (next) => {
      onEdit();
      draft.change({ secrets: next });
    },
  };
  return (
    <form
      ref={form}
      class="card settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {section.id === "sign_in" && (
        <p class="caption">
          {words.redirectAddress} <CopyText name={words.redirectName} text={`${location.origin}/sign-in/callback`} />
        </p>
      )}
      {draft.fromBefore && (
        <div class="notice tone-info">
          <span>{words.draft.text}</span>
          <button type="button" class="button small-button" onClick={() => draft.begin(section.version)}>
            {words.draft.discard}
          </button>
        </div>
      )}
      <Refused section={section} problem={problem} errors={errors} onGo={(path) => focusOn(form.current, path)} />
      <Fields {...fields} />
      {meanwhile.length > 0 && <Meanwhile changes={meanwhile} />}
      {!readOnly && (
        <div class="settings-save">
          <label class="field">
            {words.reason}
            <input
              maxLength={300}
              value={reason}
              onInput={(event) => draft.change({ reason: event.currentTarget.value })}
            />
          </label>
          <button class="button primary" disabled={busy}>
            {busy ? words.saving : words.save}
          </button>
        </div>
      )}
    </form>
  );
}

/** The field of the path, or the nearest one around it. */
function focusOn(form: HTMLElement | null, path: string): void {
  const parts = path.split(".");
  const found = parts
    .map((_, gone) => parts.slice(0, parts.length - gone).join("."))
    .map((at) => form?.querySelector<HTMLElement>(`[data-path="${CSS.escape(at)}"]`))
    .find((field) => field !== null && field !== undefined);
  found?.focus();
}

function Meanwhile({ changes }: { changes: readonly SettingsChange[] }) {
  return (
    <div class="notice tone-warn" role="alert">
      <Icon name="triangle" />
      <div>
        <b>{words.conflictTitle}</b>
        <p>{words.conflictText}</p>
        <ChangeList lines={changes.flatMap((change) => change.changes)} />
      </div>
    </div>
  );
}

function Fields(props: PluginFieldsProps) {
  const { section } = props;
  switch (section.id) {
    case "ticket_systems":
      return <OfferedConnectionFields {...props} />;
    case "actions":
      return (
        <>
          <ActionFields {...props} />
          <PlainFields {...props} keys={["LEAKED_PASSWORDS_ORIGIN"]} />
        </>
      );
    case "delivery":
      return (
        <>
          <PlainFields {...props} keys={["SMS_COUNTRIES"]} />
          <CarrierFields {...props} />
        </>
      );
    case "branding":
      return (
        <>
          <PlainFields {...props} keys={["BRAND_NAME"]} />
          <BrandingFields {...props} />
        </>
      );
    case "categories":
      return <CategoryFields {...props} />;
    case "sign_in":
      return <SignInFields {...props} />;
    default:
      return <PlainFields {...props} keys={section.fields.map(({ key }) => key)} />;
  }
}

function OfferedConnectionFields(props: PluginFieldsProps) {
  const { offered } = useOffered();
  return <ConnectionFields {...props} offered={offered} />;
}

const isLocked = ({ fields }: SettingsSectionReply, key: string): boolean =>
  fields.some((field) => field.key === key && field.setByDeployment);

const standing = ({ fields }: SettingsSectionReply): FormRecord =>
  Object.fromEntries(fields.filter(({ secret }) => !secret).map(({ key, value }) => [key, value]));

/** Only what differs is sent: what the deployment sets, or nobody touched, is nobody's change. */
function changedOf(section: SettingsSectionReply, values: FormRecord): FormRecord {
  const before = standing(section);
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key])),
  );
}
