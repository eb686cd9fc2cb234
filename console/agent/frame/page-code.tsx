/** Where the code of a page comes from: with the first file, or when it is first needed. */
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { en } from "../../copy/desk/en.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";

type Page<Props> = (props: Props) => VNode;

export interface PageCode<Props> {
  readonly Page: Page<Props>;
  /** Fetches the code ahead of time; a failure is met again, and shown, when the page is opened. */
  readonly warm: () => void;
}

export function readyPage<Props extends object>(Page: Page<Props>): PageCode<Props> {
  return { Page, warm: () => undefined };
}

export function lazyPage<Props extends object>(load: () => Promise<Page<Props>>): PageCode<Props> {
  let loaded: Page<Props> | undefined;
  const fetchOnce = async (): Promise<void> => {
    loaded ??= await load();
  };
  function Lazy(props: Props) {
    const [failed, setFailed] = useState(false);
    const [, redraw] = useState(0);
    useEffect(() => {
      if (loaded === undefined)
        fetchOnce().then(
          () => redraw(1),
          () => setFailed(true),
        );
    }, []);
    if (failed) return <NewVersion />;
    if (loaded === undefined) return <Skeleton rows={8} label={en.common.loading} />;
    const Loaded = loaded;
    return <Loaded {...props} />;
  }
  return { Page: Lazy, warm: () => void fetchOnce().catch(() => undefined) };
}

/** The file is gone when a new version was published while this tab stood open. */
function NewVersion() {
  return (
    <EmptyState whole icon="refresh" title={en.newVersion.title} text={en.newVersion.text}>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        {en.newVersion.reload}
      </button>
    </EmptyState>
  );
}
