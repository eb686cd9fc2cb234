/** The browser keeps no cookies, as many apps that open links inside themselves. Nothing has begun; the link works elsewhere. */
import { Heading, ReportLine } from "./parts/furniture.tsx";
import { pathOf, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

export function NoCookies(props: { readonly view: View; readonly link: string }) {
  const { view } = props;
  const { noCookies } = view.copy;
  return (
    <>
      <Heading>{noCookies.heading}</Heading>
      <p>{noCookies.text}</p>
      <div class="card">
        <h2>{noCookies.next}</h2>
        <ol>
          {noCookies.steps.map((step) => (
            <li>
              <Words text={step} />
            </li>
          ))}
        </ol>
        <label for="link">{noCookies.link}</label>
        <input id="link" type="text" dir="ltr" readOnly value={props.link} />
        {/* Only the script can copy; without it the address is selected by hand. */}
        <button type="button" class="button primary" hidden data-copy="link" data-copied={noCookies.copied}>
          {noCookies.copy}
        </button>
      </div>
      <p class="muted">{noCookies.unused}</p>
      <p class="links">
        <a href={pathOf(view)}>{noCookies.again}</a>
      </p>
      <ReportLine view={view} />
    </>
  );
}
