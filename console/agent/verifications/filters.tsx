/** Search and filter chips. Every change is an address, so that a filtered table can be sent to a colleague. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { STANDINGS } from "../../../workers/core/verdict/standing.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { Menu } from "../../ui/menu.tsx";
import { useApp } from "../frame/app-context.ts";
import { dateWords, referrerWords, type Choice } from "./filter-words.ts";
import { DATE_PRESETS, LEVEL_FILTERS, STATUS_FILTERS, filterCount, withFilter, type ListState } from "./list-state.ts";

export interface FiltersProps {
  readonly state: ListState;
  readonly categories: readonly string[];
  readonly referrers: readonly Choice[];
  readonly onChange: (state: ListState) => void;
}

const words = en.list.filter;
const SEARCH_PAUSE_MS = 250;

export function SearchBox({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  useEffect(() => {
    if (text.trim() === q) return undefined;
    const pause = setTimeout(() => onSearch(text.trim()), SEARCH_PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text]);
  return (
    <label class="search">
      <Icon name="search" />
      <span class="hidden">{en.list.searchLabel}</span>
      <input
        id="search"
        type="search"
        maxLength={100}
        placeholder={en.list.search}
        value={text}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text === "") event.currentTarget.blur();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}

export function FilterChips({ state, categories, referrers, onChange }: FiltersProps) {
  const { agent } = useApp().session;
  const set = (change: Parameters<typeof withFilter>[1]): void => onChange(withFilter(state, change));
  const people = [{ id: agent.id, name: words.me }, ...referrers.filter((entry) => entry.id !== agent.id)];
  return (
    <div class="chips" role="group" aria-label={en.list.filters}>
      <DateChip state={state} set={set} />
      <ManyChip
        name={words.status}
        all={STATUS_FILTERS}
        chosen={state.status}
        labels={STANDINGS}
        set={(status) => set({ status })}
      />
      <ManyChip
        name={words.level}
        all={LEVEL_FILTERS}
        chosen={state.level}
        labels={en.levels}
        set={(level) => set({ level })}
      />
      <OneChip
        name={words.category}
        group="category"
        any={words.anyCategory}
        choices={withCurrent(categories, state.category).map((name) => ({ id: name, name }))}
        {...(state.category === undefined ? {} : { chosen: state.category, label: state.category })}
        set={(category) => set({ category })}
      />
      <OneChip
        name={words.referrer}
        group="referrer"
        any={words.anyReferrer}
        choices={people}
        {...(state.referrer === undefined
          ? {}
          : {
              chosen: state.referrer,
              label: referrerWords(state.referrer, { me: agent.id, referrers }),
            })}
        set={(id) => set({ referrer: id })}
      />
      <OnOffChip
        name={en.personAsked.asks}
        on={state.asked === true}
        set={(on) => set({ asked: on ? true : undefined })}
      />
      {filterCount(state) > 0 && (
        <button
          type="button"
          class="link"
          onClick={() =>
            onChange({ q: "", status: [], level: [], ...(state.open === undefined ? {} : { open: state.open }) })
          }
        >
          {en.common.clear}
        </button>
      )}
    </div>
  );
}

function withCurrent(names: readonly string[], current: string | undefined): readonly string[] {
  return current === undefined || names.includes(current) ? names : [...names, current];
}

interface ChipProps {
  readonly name: string;
  readonly label: string;
  readonly active: boolean;
  readonly onRemove: () => void;
  readonly children: ComponentChildren;
}

function Chip({ name, label, active, onRemove, children }: ChipProps) {
  return (
    <span class={active ? "chip active" : "chip"}>
      <Menu class="chip-open" label={label} arrow={!active}>
        {children}
      </Menu>
      {active && (
        <button type="button" class="chip-remove" aria-label={en.list.removeFilter(name)} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}

interface ManyChipProps<Value extends string> {
  readonly name: string;
  readonly all: readonly Value[];
  readonly chosen: readonly Value[];
  readonly labels: Readonly<Record<Value, string>>;
  readonly set: (values: readonly Value[]) => void;
}

function ManyChip<Value extends string>({ name, all, chosen, labels, set }: ManyChipProps<Value>) {
  const [first] = chosen;
  const label =
    first === undefined
      ? name
      : chosen.length === 1
        ? words.is(name, labels[first])
        : words.several(name, chosen.length);
  const toggle = (value: Value): void =>
    set(all.filter((entry) => (entry === value ? !chosen.includes(entry) : chosen.includes(entry))));
  return (
    <Chip name={name} label={label} active={first !== undefined} onRemove={() => set([])}>
      <fieldset class="menu-list">
        <legend class="hidden">{name}</legend>
        {all.map((value) => (
          <label key={value} class="menu-item">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            {labels[value]}
          </label>
        ))}
      </fieldset>
    </Chip>
  );
}

interface OneChipProps {
  readonly name: string;
  readonly group: string;
  readonly any: string;
  readonly choices: readonly Choice[];
  readonly chosen?: string;
  readonly label?: string;
  readonly set: (id: string | undefined) => void;
}

function OneChip({ name, group, any, choices, chosen, label, set }: OneChipProps) {
  return (
    <Chip name={name} label={label ?? name} active={chosen !== undefined} onRemove={() => set(undefined)}>
      <fieldset class="menu-list">
        <legend class="hidden">{name}</legend>
        <label class="menu-item">
          <input type="radio" name={group} checked={chosen === undefined} onChange={() => set(undefined)} />
          {any}
        </label>
        {choices.map((choice) => (
          <label key={choice.id} class="menu-item">
            <input type="radio" name={group} checked={chosen === choice.id} onChange={() => set(choice.id)} />
            {choice.name}
          </label>
        ))}
      </fieldset>
    </Chip>
  );
}

function OnOffChip({ name, on, set }: { name: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <span class={on ? "chip active" : "chip"}>
      <button type="button" class="chip-open" aria-pressed={on} onClick={() => set(!on)}>
        {name}
        {on && <Icon name="close" />}
      </button>
    </span>
  );
}

function DateChip({ state, set }: { state: ListState; set: (change: Parameters<typeof withFilter>[1]) => void }) {
  const none = { date: undefined, from: undefined, to: undefined };
  const ranged = state.from !== undefined || state.to !== undefined;
  const label = dateWords(state) ?? words.date;
  const day = (name: "from" | "to") => (
    <label class="field">
      {name === "from" ? en.list.dateFrom : en.list.dateTo}
      <input
        type="date"
        value={state[name] ?? ""}
        onChange={(event) => set({ date: undefined, [name]: event.currentTarget.value || undefined })}
      />
    </label>
  );
  return (
    <Chip name={words.date} label={label} active={state.date !== undefined || ranged} onRemove={() => set(none)}>
      <fieldset class="menu-list">
        <legend class="hidden">{words.date}</legend>
        <label class="menu-item">
          <input type="radio" name="date" checked={state.date === undefined && !ranged} onChange={() => set(none)} />
          {en.list.anyDate}
        </label>
        {DATE_PRESETS.map((preset) => (
          <label key={preset} class="menu-item">
            <input
              type="radio"
              name="date"
              checked={state.date === preset}
              onChange={() => set({ ...none, date: preset })}
            />
            {en.list.dates[preset]}
          </label>
        ))}
      </fieldset>
      <div class="menu-dates">
        {day("from")}
        {day("to")}
      </div>
    </Chip>
  );
}
