import { CallButton, Heading, ReportLine } from "./parts/furniture.tsx";
import { Moment } from "./parts/moment.tsx";
import { State } from "./parts/state.tsx";
import type { View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

/** After the confirmed "This wasn't me". */
export function Reported(props: { readonly view: View; readonly at: number }) {
  const { reported } = props.view.copy;
  return (
    <>
      <State look="ok" icon="check">
        <Words text={reported.state} values={{ time: <Moment view={props.view} at={props.at} /> }} />
      </State>
      <Heading>{reported.heading}</Heading>
      <p>{props.view.frame.tellsSecurity ? reported.security : reported.desk}</p>
      <div class="bottom">
        <CallButton view={props.view} text={props.view.copy.call} look="plain" />
      </div>
      <ReportLine view={props.view} />
    </>
  );
}
