/**
 * What somebody typed into a section and did not save. It stands in the form again when they come
 * back from another page: kept in memory, for them alone, and never stored. Leaving the console
 * itself asks first.
 */
import { useEffect, useState } from "preact/hooks";
import type { FormRecord } from "./schema.ts";

interface Draft {
  readonly values: FormRecord;
  readonly secrets: FormRecord;
  readonly reason: string;
  /** The version that it was begun on. */
  readonly base: number;
}

/** By agent and section. */
const drafts = new Map<string, Draft>();

const blank = (base: number): Draft => ({ values: {}, secrets: {}, reason: "", base });

const isTyped = ({ values, secrets, reason }: Draft): boolean =>
  Object.keys(values).length > 0 || Object.keys(secrets).length > 0 || reason !== "";

export interface DraftForm extends Draft {
  /** It was typed before this page was opened. */
  readonly fromBefore: boolean;
  readonly change: (part: Partial<Omit<Draft, "base">>) => void;
  /** Nothing is typed any more; what comes next begins on this version. */
  readonly begin: (base: number) => void;
}

export function useDraft(key: string, version: number): DraftForm {
  const [draft, setDraft] = useState(() => drafts.get(key) ?? blank(version));
  const [fromBefore, setFromBefore] = useState(() => drafts.has(key));
  const typed = isTyped(draft);
  useEffect(() => {
    if (typed) drafts.set(key, draft);
    else drafts.delete(key);
  }, [key, draft, typed]);
  useEffect(() => {
    if (!typed) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [typed]);
  return {
    ...draft,
    fromBefore,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
    begin: (base) => {
      setDraft(blank(base));
      setFromBefore(false);
    },
  };
}
