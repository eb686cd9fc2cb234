/** Reads pages of the portal as a browser without script does. */
import { en } from "../../console/copy/portal/en.ts";
import type { ShownQuestion } from "../demo/answers.ts";

export interface Page {
  readonly status: number;
  readonly html: string;
  /** The screen's step, as the page names it for its script. */
  readonly step: string;
  readonly heading: string;
}

/** Value of a hidden field; with `form` only inside the form that posts there. */
export function hidden(html: string, name: string, form?: string): string {
  const part = form === undefined ? html : (html.split("<form").find((chunk) => chunk.includes(`/${form}"`)) ?? "");
  return decode(new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(part)?.[1] ?? "");
}

/** What a reader understands of a question page. */
export function questionOf(page: Page): ShownQuestion {
  const kind = kindOf(page.heading);
  const date = /(\d{1,2})\s(\p{L}+)\?/u.exec(page.heading.replaceAll("\u00a0", " "));
  return {
    kind,
    params: date === null ? {} : { date: dateOf(date[1] ?? "", date[2] ?? "") },
    form: page.html.includes('name="text"') ? "text" : page.html.includes('name="year"') ? "month" : "choice",
    options: [...page.html.matchAll(/name="option" value="\d+"><bdi>(.*?)<\/bdi>/g)]
      .map((match) => decode(match[1] ?? ""))
      .slice(0, -1),
  };
}

/** By its wording: the page does not name the kind. */
function kindOf(heading: string): string {
  const kinds = Object.entries(en.question.kinds);
  const found = kinds.find(([, words]) => {
    const pattern = words.heading.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{\w+\}/g, ".+");
    return new RegExp(`^${pattern}$`, "u").test(heading);
  });
  if (found === undefined) {
    throw new Error(`no question kind reads like "${heading}"`);
  }
  return found[0];
}

const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" }).format(Date.UTC(2024, month, 1)),
);

/** Meetings are of the last days: the year is this one, or last year's end. */
function dateOf(day: string, monthName: string): string {
  const month = MONTHS.indexOf(monthName) + 1;
  const today = new Date();
  const year = today.getUTCFullYear() - (month > today.getUTCMonth() + 1 ? 1 : 0);
  return `${String(year)}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
}

export function decode(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}
