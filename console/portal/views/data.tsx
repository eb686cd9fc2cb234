import type { DataClass } from "../../../workers/contract/portal.ts";
import { BackLink, Heading, ReportLine } from "./parts/furniture.tsx";
import type { View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

/** "Your data": what is used, why and for how long. A plain GET. */
export function Data(props: { readonly view: View; readonly keptDays: Readonly<Record<DataClass, number>> }) {
  const { keptDays } = props;
  const { copy, frame } = props.view;
  const organisation = <bdi>{frame.organisation}</bdi>;
  // Where nobody has said whom to ask: whoever the page is from.
  const contact = frame.desk.privacyContact || frame.desk.phone;
  const values = {
    organisation,
    brand: <bdi>{frame.brand}</bdi>,
    contact: contact === "" ? <Words text={copy.brand} values={{ organisation }} /> : <Contact text={contact} />,
  };
  const paragraph = (text: string) => (
    <p>
      <Words text={text} values={values} />
    </p>
  );
  return (
    <>
      <Heading>{copy.data.heading}</Heading>
      {copy.data.why.map(paragraph)}
      {(Object.keys(keptDays) as DataClass[]).map((kind) => {
        const days = keptDays[kind];
        return (
          <p>
            <Words text={copy.data.kept[kind]} values={{ days: String(days), years: String(Math.floor(days / 365)) }} />
          </p>
        );
      })}
      {copy.data.rights.map(paragraph)}
      <BackLink view={props.view} />
      <ReportLine view={props.view} />
    </>
  );
}

/** A mail address can be tapped; anything else, such as an office, is read. */
function Contact({ text }: { readonly text: string }) {
  const isAddress = /^[^\s@]+@[^\s@]+$/u.test(text);
  return isAddress ? (
    <a href={`mailto:${text}`}>
      <bdi>{text}</bdi>
    </a>
  ) : (
    <bdi>{text}</bdi>
  );
}
