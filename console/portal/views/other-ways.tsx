import { BackLink, Heading, openWords, ReportLine } from "./parts/furniture.tsx";
import type { View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

/** Other ways to be checked, for somebody who would rather not do it here. A plain GET. */
export function OtherWays(props: { readonly view: View }) {
  const { copy, frame } = props.view;
  const open = openWords(props.view);
  const values = { place: <bdi>{frame.desk.place ?? copy.deskPlace}</bdi>, open: open === undefined ? "" : `${open}.` };
  return (
    <>
      <Heading>{copy.otherWays.heading}</Heading>
      <ul>
        {copy.otherWays.ways.map((way) => (
          <li>
            <Words text={way} values={values} />
          </li>
        ))}
      </ul>
      <BackLink view={props.view} />
      <ReportLine view={props.view} />
    </>
  );
}
