/** One of several, each with what people call it: on the form, and in what changed. */
import { z } from "zod";

/** `values`: the ones that are saved, in the order of the form. */
export const choice = <const Value extends string>(
  values: readonly Value[],
  words: Readonly<Record<Value, string>>,
): z.ZodEnum<{ [Key in Value]: Key }> => z.enum(values).meta({ choices: words });
