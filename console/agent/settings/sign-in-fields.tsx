/** The company's sign-ins: each can be tried out, and its secret goes with it. */
import type { AccessName, SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { useApp } from "../frame/app-context.ts";
import { may } from "../frame/may.ts";
import { PlainFields } from "./plain-fields.tsx";
import type { PluginFieldsProps } from "./plugin-fields.tsx";
import { isRecord, type FormRecord } from "./schema.ts";
import { recordAt, withoutSecretsOf } from "./secret-fields.tsx";
import { PROVIDERS } from "./first-entry.ts";
import { TestSignIn } from "./test-sign-in.tsx";

export function SignInFields(props: PluginFieldsProps) {
  const { session } = useApp();
  const { section, values, secrets, saved, onValues, onSecrets } = props;
  const named = (record: FormRecord): readonly string[] => Object.keys(recordAt(record, PROVIDERS));
  const standing = section.fields.find(({ key }) => key === PROVIDERS)?.value;
  const isSaved = (name: string): boolean => isRecord(standing) && Object.hasOwn(standing, name);
  const keys = section.fields.map(({ key }) => key);
  const upTo = keys.indexOf(ACCESS_KEY) + 1;
  const shared = {
    ...props,
    onValues: (next: FormRecord): void => {
      onValues(next);
      const gone = named(values).filter((name) => !named(next).includes(name));
      if (gone.length > 0) {
        onSecrets(gone.reduce((left, name) => withoutSecretsOf(left, "SIGN_IN_SECRETS", name), secrets));
      }
    },
  };
  return (
    <>
      <PlainFields
        {...shared}
        keys={keys.slice(0, upTo)}
        beside={(path) =>
          path.startsWith(`${PROVIDERS}.`) &&
          isSaved(path.slice(PROVIDERS.length + 1)) &&
          may(session, "sign_in.test") && <TestSignIn name={path.slice(PROVIDERS.length + 1)} saved={saved} />
        }
      />
      {isAccessSaved(section) && may(session, "sign_in.test") && (
        <TestSignIn name={ACCESS} saved={saved} text={en.settings.testSignIn.access.text} />
      )}
      <PlainFields {...shared} keys={keys.slice(upTo)} />
    </>
  );
}

const ACCESS: AccessName = "cloudflare_access";
const ACCESS_KEY = "CLOUDFLARE_ACCESS";

function isAccessSaved({ fields }: SettingsSectionReply): boolean {
  const value = fields.find(({ key }) => key === ACCESS_KEY)?.value;
  return isRecord(value) && value["team"] !== undefined && value["audience"] !== undefined;
}
