/** The History API as a hook. Routes are data in `routes.ts`; a page is a function of its path and query. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

export interface Place {
  readonly path: string;
  readonly search: string;
}

const CHANGED = "console:navigated";

function here(): Place {
  return { path: location.pathname, search: location.search };
}

export function navigate(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  if (to === location.pathname + location.search) return;
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  dispatchEvent(new Event(CHANGED));
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const update = (): void => setPlace(here());
    addEventListener("popstate", update);
    addEventListener(CHANGED, update);
    return () => {
      removeEventListener("popstate", update);
      removeEventListener(CHANGED, update);
    };
  }, []);
  return place;
}

export interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly label?: string;
  readonly children: ComponentChildren;
}

export function Link({ to, class: className, current, label, children }: LinkProps) {
  const onClick = (event: MouseEvent): void => {
    // A press with a modifier or another button is the browser's: new tab, download, window.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a
      href={to}
      onClick={onClick}
      {...(className === undefined ? {} : { class: className })}
      {...(label === undefined ? {} : { "aria-label": label })}
      {...(current === true ? { "aria-current": "page" as const } : {})}
    >
      {children}
    </a>
  );
}
