/** The tab's title, and before it how many ask for something: all that is seen of a tab behind others. */
const shown = { title: "", count: 0 };

export function setTitle(title: string): void {
  shown.title = title;
  show();
}

export function countInTitle(count: number): void {
  shown.count = count;
  show();
}

function show(): void {
  const { title, count } = shown;
  // Nothing to count before: a page that has not said its title yet keeps the document's.
  if (title !== "") document.title = count === 0 ? title : `(${count}) ${title}`;
}
