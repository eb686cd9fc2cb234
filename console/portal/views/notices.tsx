/** The pages that have a heading and a line and nothing to press. */
import { CallButton, dialled, Heading } from "./parts/furniture.tsx";
import type { View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

type Notice = "moved" | "unknown" | "fault";

export function NoticePage(props: { readonly view: View; readonly notice: Notice }) {
  const { copy, frame } = props.view;
  const { heading, text } = copy[props.notice];
  const { phone } = frame.desk;
  const values = {
    phone: (
      <a href={dialled(phone)}>
        <bdi>{phone}</bdi>
      </a>
    ),
  };
  return (
    <>
      <Heading>{heading}</Heading>
      <p>
        <Words text={text} values={values} />
      </p>
      {props.notice === "unknown" ? (
        <div class="bottom">
          <CallButton view={props.view} text={copy.call} look="plain" />
        </div>
      ) : null}
    </>
  );
}
