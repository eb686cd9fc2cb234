/** Categories that tickets really carry, and that usually ask for a verification: listed in one press. */
import type { SeenCategoriesReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import type { FormRecord } from "./schema.ts";

const words = en.settings.usual;

interface UsualCategoriesProps {
  /** Undefined until the ticket systems have answered. */
  readonly seen: SeenCategoriesReply | undefined;
  readonly listed: FormRecord;
  readonly onAdd: (entries: FormRecord) => void;
}

export function UsualCategories({ seen, listed, onAdd }: UsualCategoriesProps) {
  if (seen === undefined || seen.connections.length === 0) return null;
  const left = seen.usual.filter(({ name }) => !Object.hasOwn(listed, name));
  const none = seen.connections.every(({ categories }) => categories.length === 0);
  if (left.length === 0) {
    return none && Object.keys(listed).length === 0 ? <p class="caption">{words.noneSeen}</p> : null;
  }
  return (
    <div class="notice tone-info">
      <Icon name="flag" />
      <div>
        <p>{words.text(left.map(({ name }) => name))}</p>
        <button
          type="button"
          class="button"
          onClick={() => onAdd(Object.fromEntries(left.map(({ name, action }) => [name, { action }])))}
        >
          {words.add(left.length)}
        </button>
      </div>
    </div>
  );
}
