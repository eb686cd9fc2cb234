/** Vitest's usual lines while a lane runs. What its end says is said once, for all lanes. */
import { DefaultReporter } from "vitest/node";

export default class LaneReporter extends DefaultReporter {
  override reportSummary(): void {}
}
