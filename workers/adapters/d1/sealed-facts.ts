/** Facts as they lie in `person_facts`: sealed, and of no use beside another person. */
import type { FactDocument } from "../../core/questions/facts.ts";
import { factsOfText, textOfFacts } from "../../core/questions/facts-text.ts";
import type { Sealer } from "../crypto/keyring.ts";

const nameOf = (personId: string): string => `person_facts/${personId}`;

export async function sealFacts(sealer: Sealer, personId: string, facts: FactDocument): Promise<string> {
  return sealer.seal(textOfFacts(facts), nameOf(personId));
}

/** Undefined when the text was changed, moved to another person, or its key is gone. */
export async function openFacts(sealer: Sealer, personId: string, sealed: string): Promise<FactDocument | undefined> {
  const text = await sealer.open(sealed, nameOf(personId));
  return text === undefined ? undefined : factsOfText(text);
}
