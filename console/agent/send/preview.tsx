import { useState } from "preact/hooks";
import type { SendPageReply } from "../../../workers/contract/console/send.ts";
import { en } from "../../copy/desk/en.ts";
import { previewOf, type SendForm } from "./form-state.ts";

export interface PreviewProps {
  readonly page: SendPageReply;
  readonly form: SendForm;
}

/** The message and the first screen as the requester gets them, in the sender's own words. */
export function Preview({ page, form }: PreviewProps) {
  const [tab, setTab] = useState<"message" | "screen">("message");
  const { channel, message, screen } = previewOf(page, form);
  const language = page.person?.language;
  const name = page.person?.firstName ?? en.send.requester;
  const tabs = { message: en.send.previewTabs[channel], screen: en.send.previewTabs.screen };
  return (
    <section class="well preview">
      <div class="split">
        <h2>{en.send.sees(name)}</h2>
        <fieldset class="segments">
          <legend class="hidden">{en.send.preview}</legend>
          {(["message", "screen"] as const).map((id) => (
            <label key={id}>
              <input type="radio" name="preview" checked={tab === id} onChange={() => setTab(id)} />
              <span>{tabs[id]}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {language !== undefined && language !== "en" && tab === "message" && (
        <p class="caption">{en.send.writtenIn(language)}</p>
      )}
      <p class="bubble" lang={tab === "message" ? language : undefined} dir="auto">
        {tab === "message" && channel === "email" && <span class="caption">{en.send.previewSubject}</span>}
        {tab === "message" ? message : screen}
      </p>
    </section>
  );
}
