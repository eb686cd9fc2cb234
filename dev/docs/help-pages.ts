/**
 * Pages of docs/ that the console links to, as documents of its own assets: whoever runs it need not
 * have the repository at hand. A further page is a line in `HELP_PAGES`.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { marked } from "marked";

/** Name of the page in docs/, which is its name under `/help/` too. */
const HELP_PAGES = ["native-rights"] as const;
const STYLE = ["console/ui/tokens.css", "console/ui/base.css", "console/files/help.css"];

/** `style`: makes one small sheet of those files. */
export async function writeHelpPages(
  { root, assets }: { readonly root: string; readonly assets: string },
  style: (files: readonly string[]) => Promise<string>,
): Promise<void> {
  const folder = join(assets, "help");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "help.css"), await style(STYLE));
  await Promise.all(
    HELP_PAGES.map(async (name) => {
      const text = await readFile(join(root, "docs", `${name}.md`), "utf8");
      await writeFile(join(folder, `${name}.html`), await helpPage(text));
    }),
  );
}

/** `text`: of this repository, so its markup is trusted. */
async function helpPage(text: string): Promise<string> {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? "";
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <title>${title}</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <script src="/theme.js"></script>
    <link rel="stylesheet" href="/help/help.css" />
  </head>
  <body>
    <main class="help">${withScrolling(await marked.parse(text))}</main>
  </body>
</html>
`;
}

/** Wide parts scroll by themselves, with the keyboard too, and not the page. */
function withScrolling(html: string): string {
  return html
    .replaceAll("<pre>", '<pre tabindex="0">')
    .replaceAll("<table>", '<div class="help-wide" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>");
}
