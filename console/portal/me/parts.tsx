/** Pieces of a person's own page. */
import type { ComponentChildren } from "preact";
import type { KeptOfPerson } from "../../../workers/contract/me.ts";
import { Words } from "../views/parts/words.tsx";
import { dayOf, momentOf, type MeView } from "./view.ts";

export interface PartProps {
  readonly view: MeView;
  readonly kept: KeptOfPerson;
}

export function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** One thing that is kept, and what is said of it. */
export function Item({ name, children }: { readonly name: ComponentChildren; readonly children?: ComponentChildren }) {
  return (
    <li>
      <bdi>{name}</bdi>
      {children === undefined ? null : <div class="muted fine">{children}</div>}
    </li>
  );
}

export const onDay = (view: MeView, text: string, at: number) => (
  <Words text={text} values={{ date: <bdi>{dayOf(view, at)}</bdi> }} />
);

export const onMoment = (view: MeView, text: string, at: number) => (
  <Words text={text} values={{ date: <bdi>{momentOf(view, at)}</bdi> }} />
);
