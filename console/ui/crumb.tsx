/** The way up, before a page's title; on a phone its arrow alone. */
import { Link } from "../agent/frame/router.tsx";
import { Icon } from "./icon.tsx";

export function Crumb({ to, text }: { to: string; text: string }) {
  return (
    <>
      <Link class="crumb" to={to}>
        <Icon name="chevronLeft" />
        <span class="crumb-text">{text}</span>
      </Link>
      <span class="crumb-line" aria-hidden="true">
        /
      </span>
    </>
  );
}
