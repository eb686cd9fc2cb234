/** "How was this?": one tap, in words; after it a thank-you in the same place. */
import { FIELDS, type Feedback } from "../../../../workers/contract/portal.ts";
import { pathOf, type View } from "./view.ts";

const ANSWERS: readonly Feedback[] = ["easy", "ok", "hard"];

export function FeedbackLine(props: { readonly view: View; readonly given: Feedback | undefined }) {
  const { feedback } = props.view.copy;
  if (props.given !== undefined) {
    return (
      <p class="feedback muted" tabIndex={-1} data-part="feedback">
        {feedback.thanks}
      </p>
    );
  }
  return (
    <form class="feedback" method="post" action={pathOf(props.view, "feedback")} data-part="feedback">
      <span class="muted">{feedback.question}</span>
      {ANSWERS.map((answer) => (
        <button class="button plain" name={FIELDS.feedback} value={answer}>
          {feedback[answer]}
        </button>
      ))}
    </form>
  );
}
