/** Where people of the demo sign in with the password of the demo directory, and then with their second factor. */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { MINUTE_MS, type Clock } from "../../../workers/core/kit/time.ts";
import { escaped, plainPage } from "../../identity/pages.ts";
import type { DemoDirectory } from "./directory.ts";

export interface DemoSignIn {
  readonly url: string;
  close(): Promise<void>;
}

interface Begun {
  readonly userName: string;
  readonly until: number;
}

const CODE_MS = 5 * MINUTE_MS;

export async function startDemoSignIn(
  directory: DemoDirectory,
  { port, company, now }: { readonly port: number; readonly company: string; readonly now: Clock },
): Promise<DemoSignIn> {
  /** Who has shown the password, by a token in the form. */
  const begun = new Map<string, Begun>();
  const site: Site = { directory, company, now, begun };
  const server = createServer((request, response) => {
    void answer(site, request).then(
      ({ status, page }) => send(response, status, page),
      () => send(response, 500, plainPage(company, "Something went wrong", "<p>Begin again.</p>")),
    );
  });
  await new Promise<void>((settle, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", settle);
  });
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((settle) => server.close(settle));
    },
  };
}

interface Site {
  readonly directory: DemoDirectory;
  readonly company: string;
  readonly now: Clock;
  readonly begun: Map<string, Begun>;
}

interface Page {
  readonly status: number;
  readonly page: string;
}

function send(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(page);
}

async function answer(site: Site, request: IncomingMessage): Promise<Page> {
  const url = new URL(request.url ?? "/", "http://localhost");
  switch (`${request.method ?? ""} ${url.pathname}`) {
    case "GET /":
      return { status: 200, page: passwordPage(site, {}) };
    case "POST /":
      return enterPassword(site, new URLSearchParams(await text(request)));
    case "POST /code":
      return enterCode(site, new URLSearchParams(await text(request)));
    case "GET /authenticator":
      return authenticator(site, url.searchParams.get("user") ?? "");
    default:
      return { status: 404, page: plainPage(site.company, "Nothing here", `<p><a href="/">Sign in</a></p>`) };
  }
}

async function enterPassword(site: Site, form: URLSearchParams): Promise<Page> {
  const userName = form.get("user") ?? "";
  const checked = await site.directory.checkPassword(userName, form.get("password") ?? "");
  if (checked !== "right") {
    const problem =
      checked === "locked"
        ? "This account is locked."
        : "User name or password are wrong. Nobody's first password is known.";
    return { status: 401, page: passwordPage(site, { userName, problem }) };
  }
  const token = randomBytes(24).toString("base64url");
  site.begun.set(token, { userName, until: site.now() + CODE_MS });
  return { status: 200, page: codePage(site, { token, userName }) };
}

function enterCode(site: Site, form: URLSearchParams): Page {
  const token = form.get("token") ?? "";
  const known = site.begun.get(token);
  if (known === undefined || known.until < site.now()) {
    return { status: 401, page: passwordPage(site, { problem: "That took too long. Begin again." }) };
  }
  const { userName } = known;
  if (!site.directory.checkCode(userName, (form.get("code") ?? "").replaceAll(/\s/gu, ""))) {
    return { status: 401, page: codePage(site, { token, userName, problem: "Not this code. Each one counts once." }) };
  }
  site.begun.delete(token);
  const name = escaped(site.directory.nameOf(userName) ?? userName);
  return {
    status: 200,
    page: plainPage(
      site.company,
      `Signed in as ${name}`,
      "<p>With the new password, and the second factor from before.</p>",
    ),
  };
}

const alert = (problem: string | undefined): string =>
  problem === undefined ? "" : `<p class="bad" role="alert">${escaped(problem)}</p>`;

function passwordPage({ company }: Site, shown: { readonly userName?: string; readonly problem?: string }): string {
  return plainPage(
    company,
    "Sign in",
    `<p>The demo directory: what is set in the portal counts here.</p>${alert(shown.problem)}
     <form method="post" action="/">
       <label>User name <input name="user" required autocomplete="username" value="${escaped(shown.userName ?? "")}"></label>
       <label>Password <input name="password" type="password" required autocomplete="current-password"></label>
       <button class="main">Continue</button>
     </form>`,
  );
}

function codePage(
  { company }: Site,
  { token, userName, problem }: { readonly token: string; readonly userName: string; readonly problem?: string },
): string {
  return plainPage(
    company,
    "Second factor",
    `<p>Type the code of your authenticator app. In the demo, <a href="/authenticator?user=${encodeURIComponent(userName)}" target="_blank">it is here</a>.</p>${alert(problem)}
     <form method="post" action="/code">
       <input type="hidden" name="token" value="${token}">
       <label>Code <input name="code" required inputmode="numeric" autocomplete="one-time-code" maxlength="7"></label>
       <button class="main">Sign in</button>
     </form>`,
  );
}

function authenticator({ directory, company }: Site, userName: string): Page {
  const code = directory.codeOf(userName);
  return code === undefined
    ? { status: 404, page: plainPage(company, "Nobody's authenticator", "<p>There is no such account.</p>") }
    : {
        status: 200,
        page: plainPage(
          company,
          `Authenticator of ${escaped(directory.nameOf(userName) ?? "")}`,
          `<p>A new code each thirty seconds.</p><p><output>${code}</output></p>`,
        ),
      };
}
