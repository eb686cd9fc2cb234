/** Adding to a list of entries, and taking away from it. */
import { useId, useState } from "preact/hooks";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { FieldError } from "../send/field-error.tsx";
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
  // Said once Add was pressed, until something else is typed.
  const [trouble, setTrouble] = useState<string>();
  const id = useId();
  const change = (next: string): void => {
    setName(next);
    setTrouble(undefined);
  };
  const add = (): void => {
    const wanted = name.trim();
    if (wanted === "" || taken.includes(wanted)) {
      setTrouble(wanted === "" ? (offered.only ? words.choiceMissing : words.nameMissing) : words.nameTaken(wanted));
      document.getElementById(id)?.focus();
      return;
    }
    onAdd(wanted);
    setName("");
  };
  const field = {
    id,
    value: name,
    "aria-describedby": `${id}-trouble`,
    ...(trouble === undefined ? {} : { "aria-invalid": true as const }),
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
          <select {...field} onChange={(event) => change(event.currentTarget.value)}>
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
              {...field}
              maxLength={200}
              list={`${id}-offered`}
              autocomplete="off"
              onInput={(event) => change(event.currentTarget.value)}
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
        <button type="button" class="button" onClick={add}>
          {words.add}
        </button>
      </div>
      <FieldError id={`${id}-trouble`} message={trouble} />
    </div>
  );
}
