/** Pieces that only the script draws. They travel with the page, since without a connection they cannot be fetched. */
import { Icon } from "./icons.tsx";
import { ReportLine } from "./furniture.tsx";
import type { View } from "./view.ts";

export function Offline(props: { readonly view: View }) {
  const { offline } = props.view.copy;
  return (
    <>
      <template id="offline">
        <div class="box warn" role="alert">
          <Icon name="offline" />
          <p>
            <b>{offline.heading}</b>
            <br />
            {offline.text}
          </p>
          <button type="button" class="link" data-retry>
            {offline.retry}
          </button>
        </div>
      </template>
      <template id="waiting">
        <span class="waiting">
          <Icon name="clock" />
          {offline.waiting}
        </span>
      </template>
    </>
  );
}

/** Drawn when Begin takes longer than a second. */
export function Checking(props: { readonly view: View }) {
  const { checking } = props.view.copy;
  return (
    <template id="checking">
      <div class="middle">
        <p class="over">{checking.over}</p>
        <h1 tabIndex={-1}>{checking.heading}</h1>
        <div class="progress">
          <i />
        </div>
        <p>{checking.text}</p>
        <p class="with-icon muted">
          <Icon name="shield" />
          <span>{checking.collected}</span>
        </p>
      </div>
      <ReportLine view={props.view} />
    </template>
  );
}
