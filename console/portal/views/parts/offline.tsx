/** Pieces that only the script draws. They travel with the page, since without a connection they cannot be fetched. */
import { Icon } from "./icons.tsx";
import { ReportLine } from "./furniture.tsx";
import type { View } from "./view.ts";

export function Offline(props: { readonly view: View }) {
  const { offline, busy } = props.view.copy;
  return (
    <>
      <template id="offline">
        <Retry icon="offline" heading={offline.heading} text={offline.text} retry={offline.retry} />
      </template>
      <template id="busy">
        <Retry icon="clock" heading={busy.heading} text={busy.waiting} retry={offline.retry} />
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

function Retry(props: {
  readonly icon: "offline" | "clock";
  readonly heading: string;
  readonly text: string;
  readonly retry: string;
}) {
  return (
    <div class="box warn" role="alert">
      <Icon name={props.icon} />
      <p>
        <b>{props.heading}</b>
        <br />
        {props.text}
      </p>
      <button type="button" class="link" data-retry>
        {props.retry}
      </button>
    </div>
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
