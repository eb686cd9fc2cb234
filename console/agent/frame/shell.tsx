/** The frame of every page: navigation at the left, on a phone a top bar that opens it. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { SetUpReply } from "../../../workers/contract/console/set-up.ts";
import { en } from "../../copy/desk/en.ts";
import { DemoRibbon } from "../../ui/demo-ribbon.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "./app-context.ts";
import { AskedCount, AskedNotice, useAskedOfMe } from "./asked-of-me.tsx";
import { useFeedState } from "./hooks.ts";
import { Emergency } from "./emergency.tsx";
import { LinksMade } from "./links-made.tsx";
import { SetUpBanner } from "./set-up-banner.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";
import { Link, type Place } from "./router.tsx";
import { ThemeSwitch } from "./theme.tsx";

export interface NavEntry {
  readonly to: string;
  readonly label: string;
  readonly icon: IconName;
  readonly current: boolean;
}

export interface ShellProps {
  readonly place: Place;
  readonly nav: readonly NavEntry[];
  readonly onSignOut: () => void;
  /** What still stands before the first check; absent where the page says it itself. */
  readonly setUp: SetUpReply | undefined;
  readonly children: ComponentChildren;
}

export function Shell({ place, nav, onSignOut, setUp, children }: ShellProps) {
  const [menuOpen, setMenuOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { demoData } = useApp().session;
  const asked = useAskedOfMe(nav.some(({ to }) => to === pathTo.approvals));
  const first = useRef(true);
  useKeptFocus(main);
  useEffect(() => {
    setMenuOpen(false);
    // A new page starts at its top for the keyboard and for screen readers, as a real load would; unless it chose a field.
    if (!first.current && main.current?.contains(document.activeElement) === false) main.current.focus();
    first.current = false;
  }, [place.path]);
  return (
    <div class={menuOpen ? "shell menu-open" : "shell"}>
      <nav class="skip" aria-label={en.skip}>
        <a href="#content">{en.skip}</a>
      </nav>
      <section class="side" id="side" aria-label={en.nav.side}>
        <Brand />
        <nav aria-label={en.nav.label}>
          <ul class="nav">
            {nav.map((entry) => (
              <li key={entry.to}>
                <Link to={entry.to} current={entry.current}>
                  <Icon name={entry.icon} />
                  <span>{entry.label}</span>
                  {entry.to === pathTo.approvals && <AskedCount count={asked.length} />}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div class="side-foot">
          <ThemeSwitch name="theme" />
          <Account current={place.path === pathTo.ownSignIns} onSignOut={onSignOut} />
        </div>
      </section>
      <div class="body">
        {demoData !== undefined && (
          <aside aria-label={en.demoLabel}>
            <DemoRibbon day={demoData} />
          </aside>
        )}
        <header class="topbar">
          <button
            type="button"
            class="button icon-only quiet"
            aria-label={en.nav.menu}
            aria-expanded={menuOpen}
            aria-controls="side"
            onClick={() => setMenuOpen(!menuOpen)}
          >
            <Icon name={menuOpen ? "close" : "menu"} size={20} />
          </button>
        </header>
        <main id="content" class="main" ref={main} tabIndex={-1}>
          <Emergency />
          <LinksMade />
          <AskedNotice asked={asked} path={place.path} />
          <SetUpBanner setUp={setUp} />
          {children}
        </main>
      </div>
    </div>
  );
}

function Brand() {
  const { session } = useApp();
  return (
    <div class="brand">
      {session.logo === undefined ? (
        <span class="brand-mark">
          <Icon name="shieldCheck" size={20} />
        </span>
      ) : (
        <img class="brand-logo" alt="" {...session.logo} />
      )}
      <span>
        <b>{session.brand}</b>
        <span class="caption">{en.product}</span>
      </span>
    </div>
  );
}

function Account({ current, onSignOut }: { current: boolean; onSignOut: () => void }) {
  const { agent } = useApp().session;
  return (
    <div class="account">
      <span class="avatar" aria-hidden="true">
        {initials(agent.name)}
      </span>
      <span class="account-name">
        <Link to={pathTo.ownSignIns} current={current}>
          <b title={agent.email}>{agent.name}</b>
        </Link>
        <span class="caption">{en.roles[agent.role]}</span>
      </span>
      <button
        type="button"
        class="button icon-only quiet"
        aria-label={en.signOut}
        title={en.signOut}
        onClick={onSignOut}
      >
        <Icon name="signOut" />
      </button>
    </div>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return (first.charAt(0) + last.charAt(0)).toUpperCase();
}

/** Whether what is on the screen follows the desk as it happens. */
export function FeedChip() {
  const state = useFeedState();
  const tone = { live: "info", reconnecting: "warn", offline: "bad" } as const;
  return (
    <span class="feed-chip" role="status">
      <span class={`tag tone-${tone[state]}`}>
        <Mark tone={tone[state]}>{en.feed[state]}</Mark>
      </span>
    </span>
  );
}

export interface PageHeadProps {
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** On a phone the actions have a line of their own, and keep their words. */
  readonly worded?: boolean;
}

export function PageHead({ children, actions, worded = false }: PageHeadProps) {
  return (
    <header class={worded ? "page-head worded" : "page-head"}>
      <div class="page-title">{children}</div>
      {actions !== undefined && <div class="page-actions">{actions}</div>}
    </header>
  );
}
