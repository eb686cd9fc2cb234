/** To the clipboard, and saying so. */
import { useState } from "preact/hooks";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";

/** The clipboard may be forbidden: then nothing is said, and what was to be copied still stands on the page. */
export function useCopy(text: () => string): { readonly copied: boolean; readonly copy: () => void } {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(text()).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return { copied, copy };
}

/** A short text that is read out or looked up elsewhere, with its button. */
export function CopyText({ text, name }: { text: string; name: string }) {
  const { copied, copy } = useCopy(() => text);
  return (
    <span class="copy-text">
      <span class="figure">{text}</span>
      <button type="button" class="button icon-only quiet" aria-label={en.common.copyNamed(name)} onClick={copy}>
        <Icon name={copied ? "check" : "copy"} />
      </button>
      <span class="hidden" role="status">
        {copied ? en.common.copiedNamed(name) : ""}
      </span>
    </span>
  );
}
