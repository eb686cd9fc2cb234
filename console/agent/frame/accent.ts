/** The desk's own accent colour, as a style sheet that the policy of the page lets a script make. */

/** Takes the place of the one before; none gives the product's own colours back. */
export function adoptAccent(style: string | undefined): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style ?? "");
  document.adoptedStyleSheets = [sheet];
}
