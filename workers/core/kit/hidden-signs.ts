/**
 * Signs that a name is written with and that nobody sees, or that turn the direction of the text around it: two names
 * that look alike would be two people, or a line would say something else.
 */

/** Controls, formats (zero width, bidirectional), what has no form of its own, fillers, and selectors of a form. */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]|\u034F|\u17B4|\u17B5|[\uFE00-\uFE0F]/gu;

/** Without them; a line break or tab is a space. */
export const withoutHiddenSigns = (text: string): string =>
  text.replaceAll(/[\t\n\v\f\r\u0085\p{Zl}\p{Zp}]+/gu, " ").replaceAll(HIDDEN, "");
