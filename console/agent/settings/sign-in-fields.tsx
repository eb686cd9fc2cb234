/** The company's sign-ins: each can be tried out, and its secret goes with it. */
import { useApp } from "../frame/app-context.ts";
import { may } from "../frame/may.ts";
import { PlainFields } from "./plain-fields.tsx";
import type { PluginFieldsProps } from "./plugin-fields.tsx";
import type { FormRecord } from "./schema.ts";
import { recordAt, withoutSecretsOf } from "./secret-fields.tsx";
import { PROVIDERS, TestSignIn } from "./test-sign-in.tsx";

export function SignInFields(props: PluginFieldsProps) {
  const { session } = useApp();
  const { section, values, secrets, saved, onValues, onSecrets } = props;
  const named = (record: FormRecord): readonly string[] => Object.keys(recordAt(record, PROVIDERS));
  return (
    <PlainFields
      {...props}
      keys={section.fields.map(({ key }) => key)}
      beside={(path) =>
        path.startsWith(`${PROVIDERS}.`) &&
        may(session, "sign_in.test") && <TestSignIn name={path.slice(PROVIDERS.length + 1)} saved={saved} />
      }
      onValues={(next) => {
        onValues(next);
        const gone = named(values).filter((name) => !named(next).includes(name));
        if (gone.length > 0) {
          onSecrets(gone.reduce((left, name) => withoutSecretsOf(left, "SIGN_IN_SECRETS", name), secrets));
        }
      }}
    />
  );
}
