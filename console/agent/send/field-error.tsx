/** The reason for a refusal under its field. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface Invalid {
  readonly "aria-invalid"?: "true";
  readonly "aria-describedby"?: string;
}

interface WithErrorProps {
  readonly error: string | undefined;
  readonly class: string;
  readonly children: (invalid: Invalid) => ComponentChildren;
}

/** A field with the reason for its refusal under it, tied together for screen readers. */
export function WithError({ error, class: className, children }: WithErrorProps) {
  const id = useId();
  return (
    <div class={className}>
      {children(error === undefined ? {} : { "aria-invalid": "true", "aria-describedby": id })}
      <FieldError message={error} id={id} />
    </div>
  );
}

export function FieldError({ message, id }: { message: string | undefined; id?: string }) {
  return (
    <div role="alert" {...(id === undefined ? {} : { id })}>
      {message !== undefined && <p class="field-error">{message}</p>}
    </div>
  );
}
