/** A reply that is written while it is read: the reader's pace is the writer's. */

/** `onCutOff` hears of a piece that could not be made; the reader's download then fails instead of ending early. */
export function textStream(
  pieces: AsyncIterable<string>,
  onCutOff: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let left = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await iterator.next();
        // The reader may leave while a piece is being made.
        if (left) return;
        if (next.done === true) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      } catch (error) {
        onCutOff(error);
        throw error;
      }
    },
    async cancel() {
      left = true;
      await iterator.return?.();
    },
  });
}
