/** Adding to a list of entries, and taking away from it. */
import { useId, useState } from "preact/hooks";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import type { Offered } from "./offered.ts";

const words = en.settings;

export function RemoveEntry({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <button type="button" class="button quiet danger" onClick={onRemove}>
      <Icon name="close" />
      {words.remove(name)}
    </button>
  );
}

interface NewEntryProps {
  readonly taken: readonly string[];
  readonly offered?: Offered;
  readonly onAdd: (name: string) => void;
}

const TYPED: Offered = { names: [], only: false };

export function NewEntry({ taken, offered = TYPED, onAdd }: NewEntryProps) {
  const [name, setName] = useState("");
  const id = useId();
  const ready = name.trim() !== "" && !taken.includes(name.trim());
  const add = (): void => {
    if (!ready) return;
    onAdd(name.trim());
    setName("");
  };
  const left = offered.names.filter((one) => !taken.includes(one));
  if (offered.only && left.length === 0) {
    return taken.length === 0 ? <p class="caption">{words.noneToChoose}</p> : null;
  }
  return (
    <div class="field settings-new">
      <label for={id}>{offered.only ? words.newOf : words.newName}</label>
      <div class="split">
        {offered.only ? (
          <select id={id} value={name} onChange={(event) => setName(event.currentTarget.value)}>
            <option value="">{words.choose}</option>
            {left.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        ) : (
          <>
            <input
              id={id}
              value={name}
              maxLength={200}
              list={`${id}-offered`}
              autocomplete="off"
              onInput={(event) => setName(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                add();
              }}
            />
            <datalist id={`${id}-offered`}>
              {left.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          </>
        )}
        <button type="button" class="button" disabled={!ready} onClick={add}>
          {words.add}
        </button>
      </div>
    </div>
  );
}
