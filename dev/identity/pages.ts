/** What the company's sign-in shows. */
import type { IdentityAccount } from "./account.ts";

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#eef1f5, #14171c); color: light-dark(#1b2430, #e8ecf2); }
  main { box-sizing: border-box; width: min(24rem, calc(100vw - 2rem)); margin: 1rem; padding: 1.5rem; border-radius: 12px; background: light-dark(#fff, #1e232b); border: 1px solid light-dark(#d5dbe3, #363e4a); }
  h1 { margin: 0 0 .25rem; font-size: 1.25rem; }
  p { margin: 0 0 1rem; color: light-dark(#4a5666, #b4bdca); }
  ul { margin: 0 0 1rem; padding: 0; list-style: none; display: grid; gap: .5rem; }
  button, input { box-sizing: border-box; width: 100%; min-height: 44px; padding: .5rem .75rem; border-radius: 8px; border: 1px solid light-dark(#8592a3, #78869a); font: inherit; color: inherit; background: light-dark(#fff, #272d37); text-align: left; }
  button { cursor: pointer; }
  button.main { text-align: center; font-weight: 600; color: #fff; background: #1f5fbf; border-color: #1f5fbf; }
  button small { display: block; color: light-dark(#4a5666, #b4bdca); }
  label { display: block; margin: 0 0 .75rem; }
  .bad { color: light-dark(#a4161a, #ff9c9c); }
  :focus-visible { outline: 3px solid light-dark(#1f5fbf, #8ab4ff); outline-offset: 2px; }`;

export interface Login {
  readonly company: string;
  readonly accounts: readonly IdentityAccount[];
  readonly uid: string;
  /** Typed, and nobody's. */
  readonly unknown?: string;
}

export function loginPage({ company, accounts, uid, unknown }: Login): string {
  const action = `/login/${encodeURIComponent(uid)}`;
  const picks = accounts
    .filter(({ shown }) => shown)
    .map(
      ({ email, name }) =>
        `<li><button name="email" value="${escaped(email)}">${escaped(name)}<small>${escaped(email)}</small></button></li>`,
    );
  const said =
    unknown === undefined ? "" : `<p class="bad" role="alert">Nobody here has the address ${escaped(unknown)}.</p>`;
  return page(
    company,
    "Who are you?",
    `<p>A stand-in for the company's own sign-in. Any password will do.</p>${said}
     <form method="post" action="${action}"><ul>${picks.join("")}</ul></form>
     <form method="post" action="${action}">
       <label>Somebody else's email <input name="email" type="email" required autocomplete="username"></label>
       <label>Password <input name="password" type="password" autocomplete="current-password"></label>
       <button class="main">Continue</button>
     </form>`,
  );
}

/** `content` is HTML of ours. */
export const plainPage = (company: string, title: string, content: string): string => page(company, title, content);

function page(company: string, title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · ${escaped(company)}</title><style>${STYLE}</style></head>
<body><main><p>${escaped(company)}</p><h1>${escaped(title)}</h1>${content}</main></body></html>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
