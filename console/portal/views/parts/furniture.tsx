/** Small pieces that stand on many screens. */
import type { ComponentChildren } from "preact";
import { Icon } from "./icons.tsx";
import { pathOf, type View } from "./view.ts";
import { Words } from "./words.tsx";

/** The heading takes the focus after a change of page. */
export function Heading(props: { readonly children: ComponentChildren; readonly small?: boolean }) {
  return (
    <h1 tabIndex={-1} class={props.small === true ? "small" : undefined}>
      {props.children}
    </h1>
  );
}

/** Last line of a screen: "This wasn't me" in the same place everywhere, while it may be reported. */
export function ReportLine(props: { readonly view: View }) {
  const { view } = props;
  if (!view.frame.reportable) return null;
  return (
    <p class="report">
      <a class="with-icon" href={pathOf(view, "report")}>
        <Icon name="flag" />
        <span>{view.copy.reportLink}</span>
      </a>
    </p>
  );
}

/** What a phone dials for a number as people write it. */
export function dialled(phone: string): string {
  return `tel:${phone.replace(/[^+\d]/gu, "")}`;
}

export function CallButton(props: { readonly view: View; readonly text: string; readonly look: "primary" | "plain" }) {
  const { phone } = props.view.frame.desk;
  return (
    <a class={`button ${props.look}`} href={dialled(phone)}>
      {props.look === "primary" ? <Icon name="phone" /> : null}
      <span>
        <Words text={props.text} values={{ phone: <bdi>{phone}</bdi> }} />
      </span>
    </a>
  );
}

/** Names and numbers of tickets stay on one line. */
export function Ticket(props: { readonly number: string }) {
  return <bdi class="unbroken">{props.number}</bdi>;
}

/** Until when the desk is open; undefined when it is not open again today. Times are the desk's own. */
export function openWords(view: View): string | undefined {
  const { open } = view.frame.desk;
  if (open === undefined) return undefined;
  const words = open.from === undefined ? view.copy.open.until : view.copy.open.from;
  return words.replace("{from}", open.from ?? "").replace("{until}", open.until);
}

/** From a page that was only read back to the step the session is at. */
export function BackLink(props: { readonly view: View }) {
  return (
    <p class="back">
      <a class="with-icon" href={pathOf(props.view)} data-replace>
        <Icon name="back" />
        <span>{props.view.copy.goBack}</span>
      </a>
    </p>
  );
}
