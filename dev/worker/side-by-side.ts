/** `/dev`: desk, ticket system and phone in three frames. Where there is no room for three, one at a time. */
import { html, raw } from "hono/html";
import { OUTBOX_STYLE } from "./outbox-style.ts";

type Markup = ReturnType<typeof html>;

/** The strip comes from outside, 36 px high. */
const STYLE = `${OUTBOX_STYLE}
main.parts { display:grid; max-width:none; height:calc(100dvh - 36px); margin:0; padding:0; grid-template-rows:auto minmax(0,1fr) }
.parts > input { position:absolute; opacity:0; pointer-events:none }
.tabs { display:flex; padding:6px 8px 0; gap:4px; border-bottom:1px solid var(--line) }
.tabs label { display:grid; place-items:center; flex:1; min-height:44px; padding:0 8px; border-radius:8px 8px 0 0; color:var(--muted); font-size:15px; cursor:pointer }
.frames { display:grid; min-height:0 }
.frames section { display:none; grid-template-rows:auto minmax(0,1fr); min-height:0; background:var(--canvas) }
.part-head { display:flex; align-items:center; justify-content:space-between; min-height:36px; padding:0 12px; font-size:14px }
.part-head a { padding:8px 0 }
h2 { margin:0; font-size:14px; color:var(--muted) }
iframe { display:block; width:100%; height:100%; border:0; background:var(--surface) }
#show-desk:checked ~ .frames #part-desk, #show-tickets:checked ~ .frames #part-tickets, #show-phone:checked ~ .frames #part-phone { display:grid }
#show-desk:checked ~ .tabs [for=show-desk], #show-tickets:checked ~ .tabs [for=show-tickets], #show-phone:checked ~ .tabs [for=show-phone] { color:var(--text); font-weight:600; box-shadow:inset 0 -3px var(--accent) }
#show-desk:focus-visible ~ .tabs [for=show-desk], #show-tickets:focus-visible ~ .tabs [for=show-tickets], #show-phone:focus-visible ~ .tabs [for=show-phone] { outline:2px solid var(--accent); outline-offset:-2px }
@media (min-width:1100px) {
  .parts > input, .tabs { display:none }
  main.parts { grid-template-rows:minmax(0,1fr) }
  .frames { grid-template-columns:minmax(0,1fr) minmax(0,1fr) 400px; gap:1px; background:var(--line) }
  .frames section, .frames section[id] { display:grid !important }
}
`;

/**
 * A link from a ticket to the desk opens at the desk, and the ticket stays. The token of a
 * sign-in link is in the fragment, and goes on to the desk's frame.
 */
export const SIDE_BY_SIDE_SCRIPT = `
const [desk, tickets] = ["desk", "tickets"].map((name) => document.querySelector("#part-" + name + " iframe"));
tickets.addEventListener("load", () => {
  let address;
  try { address = tickets.contentWindow.location.href; } catch { return; }
  if (!address.startsWith(location.origin)) return;
  tickets.contentWindow.history.back();
  desk.src = address;
  document.querySelector("#show-desk").checked = true;
});
if (location.hash !== "") {
  desk.src = "/sign-in" + location.hash;
  history.replaceState(null, "", location.pathname);
}
`;

export const SIDE_BY_SIDE_SCRIPT_PATH = "/dev/side-by-side.js";

export function sideBySidePage(ticketSystem: string): Markup {
  const parts = [
    { id: "desk", title: "Desk", address: "/", home: "Verifications" },
    { id: "tickets", title: "ChangeGear", address: `${ticketSystem}/CGWeb/`, home: "Tickets" },
    { id: "phone", title: "Dana's phone", address: "/dev/outbox", home: "Messages" },
  ];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Side by side</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main class="parts">
          ${parts.map(
            ({ id, title }, index) =>
              html`<input
                type="radio"
                name="show"
                id="show-${id}"
                aria-label="${title}"
                ${index === 0 ? "checked" : ""}
              />`,
          )}
          <div class="tabs">${parts.map(({ id, title }) => html`<label for="show-${id}">${title}</label>`)}</div>
          <div class="frames">
            ${parts.map(
              ({ id, title, address, home }) =>
                html`<section id="part-${id}" aria-labelledby="title-${id}">
                  <div class="part-head">
                    <h2 id="title-${id}">${title}</h2>
                    <a href="${address}" target="frame-${id}">${home}</a>
                  </div>
                  <iframe src="${address}" name="frame-${id}" title="${title}"></iframe>
                </section>`,
            )}
          </div>
        </main>
        <script src="${SIDE_BY_SIDE_SCRIPT_PATH}"></script>
      </body>
    </html>`;
}
