/** The line over a heading that says where things stand: icon, word and colour together. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons.tsx";

interface StateProps {
  readonly look: "ok" | "warn" | "wait";
  readonly icon: IconName;
  readonly children: ComponentChildren;
}

export function State({ look, icon, children }: StateProps) {
  return (
    <p class={`state with-icon ${look}`}>
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  );
}

/** A line of a list with an icon in front. */
export function Line(props: { readonly icon: IconName; readonly look?: string; readonly children: ComponentChildren }) {
  return (
    <li class={`with-icon ${props.look ?? ""}`.trim()}>
      <Icon name={props.icon} />
      <span>{props.children}</span>
    </li>
  );
}
