/** What each column of the file is: guessed, and changed by hand. */
import { useMemo, useState } from "preact/hooks";
import type { ImportColumn, OwnColumn } from "../../../workers/contract/console/people.ts";
import { COLUMNS } from "../../../workers/contract/console/people-columns.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { ProblemLine } from "../frame/problem.tsx";
import { isTicketSystemId } from "./heads.ts";
import { gapsOf, idsIn, isContact, isOwn, isOwnOfEach, mapped, samplesOf, type Mapping } from "./mapping.ts";
import type { ChosenFile, ImportState } from "./use-import.ts";

const words = en.directory.columns;

export function ColumnsCard({ file, mapping, state }: { file: ChosenFile; mapping: Mapping; state: ImportState }) {
  const [typed, setTyped] = useState<readonly OwnColumn[]>([]);
  const [complete, setComplete] = useState(false);
  const [answer, setAnswer] = useState<{ readonly place: number; readonly inTickets: boolean }>();
  const gaps = gapsOf(mapping);
  const idPlace = mapping.indexOf("externalId");
  const inTickets = answer?.place === idPlace ? answer.inTickets : isTicketSystemId(file.heads[idPlace] ?? "");
  const isTyped = (column: OwnColumn): boolean => typed.includes(column);
  return (
    <section class="card directory">
      <h2 class="card-head split">
        <span>{words.title}</span>
        <span class="card-head-note cut">{words.file(file.name, file.rows.length)}</span>
      </h2>
      <ul class="columns" aria-label={words.caption}>
        {file.heads.map((head, place) => (
          <li key={place} class={mapping[place] === undefined ? "left-out" : ""}>
            <b class="cut">{head === "" ? words.unnamed(place + 1) : head}</b>
            <span class="caption samples">{samplesOf(file, place).join(" · ")}</span>
            <span class="field">
              <select
                aria-label={words.choose(head === "" ? words.unnamed(place + 1) : head)}
                value={mapping[place] ?? ""}
                onChange={({ currentTarget: { value } }) =>
                  state.setMapping(mapped(mapping, place, value === "" ? undefined : (value as ImportColumn)))
                }
              >
                <option value="">{words.skip}</option>
                {COLUMNS.map((column) => (
                  <option key={column} value={column}>
                    {en.directory.names[column]}
                  </option>
                ))}
              </select>
            </span>
            {place === idPlace && (
              <>
                <IdText file={file} place={place} />
                <Check
                  checked={inTickets}
                  onChange={(checked) => setAnswer({ place, inTickets: checked })}
                  label={words.idInTickets}
                  text={words.idInTicketsText}
                />
              </>
            )}
            {isOwn(mapping[place]) && (
              <TypedBox
                column={mapping[place] as OwnColumn}
                checked={isTyped(mapping[place] as OwnColumn)}
                onChange={(checked) => {
                  const column = mapping[place] as OwnColumn;
                  setTyped(checked ? [...typed, column] : typed.filter((other) => other !== column));
                }}
              />
            )}
          </li>
        ))}
      </ul>
      <div class="card-text stack">
        <Check checked={complete} onChange={setComplete} label={words.complete} text={words.completeText} />
        <div id="column-gaps">
          {gaps.map((gap) => (
            <p key={gap} class="field-error">
              {words.gaps[gap]}
            </p>
          ))}
        </div>
        <ProblemLine problem={state.problem} />
        <div class="acts">
          <button
            type="button"
            class="button primary"
            disabled={gaps.length > 0}
            aria-describedby="column-gaps"
            onClick={() =>
              state.compare({
                typed: typed.filter((column) => mapping.includes(column)),
                ...(idPlace < 0 ? {} : { idsInTickets: inTickets }),
                complete,
              })
            }
          >
            {words.compare}
            <Icon name="arrowRight" />
          </button>
          <button type="button" class="button quiet" onClick={state.reset}>
            {words.other}
          </button>
        </div>
      </div>
    </section>
  );
}

/** Which column was taken for the id, where several could be, and what hangs on it. */
function IdText({ file, place }: { file: ChosenFile; place: number }) {
  const also = idsIn(file.heads).filter((other) => other !== place);
  const own = useMemo(() => also.length > 0 && isOwnOfEach(file.rows, place), [file, place]);
  return (
    <span class="caption id-text">
      {also.length > 0 &&
        `${words.idAlso(
          also.map((other) => file.heads[other] ?? ""),
          own,
        )} `}
      {words.id}
    </span>
  );
}

function TypedBox({ column, ...box }: Pick<CheckProps, "checked" | "onChange"> & { readonly column: OwnColumn }) {
  return <Check {...box} label={words.typed} text={isContact(column) ? words.typedText : words.typedFact} />;
}

export interface CheckProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label: string;
  readonly text?: string;
}

export function Check({ checked, onChange, label, text }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      <span>
        <span>{label}</span>
        {text !== undefined && <span class="caption">{text}</span>}
      </span>
    </label>
  );
}
