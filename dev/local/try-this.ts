/**
 * What a newcomer does first, in the words of the README, which a test reads and follows in a real
 * browser. What is to be pressed stands between two asterisks, what is to be typed or chosen
 * between backticks, what is then to be read between quotation marks.
 */
export const TRY_THIS: readonly string[] = [
  'Open the address behind "Start here" in the terminal. The desk, ChangeGear and Dana\'s phone stand side by side. At the desk, press **Sign in**: you are Lee Tanaka of the service desk.',
  "In ChangeGear, press **New ticket**. Summary: `Cannot sign in`. Incident type: `Password reset`. Requester: `Dana Ruiz`. Press **Create ticket**.",
  "Within seconds the ticket gets a note. In it, press **Send Verification via imper.ai Portal**: the desk opens the Send page. At the desk, press **Send**.",
  "On Dana's phone, press the link in the newest message, then **I contacted IT**. Type the six numbers that the desk shows now.",
  'Answer what the phone asks. What Dana knows stands in the terminal, under "What Dana knows". At the end the phone says "Set your new password", the desk says "NOTHING TO DO", and the ticket has a note "Verification Outcome: Passed".',
  'On Dana\'s phone, type a password of your own, for example `four new words today`, and press **Set this password**. The phone says "Your new password is set". It opens the address behind "Demo directory" in the terminal, for `dana.ruiz`: with it and the second factor from before you read "Signed in as Dana Ruiz". In ChangeGear the ticket has a note "Ticket closed".',
  `Now play the attacker: another ticket and another link, as in steps 2 and 3. On Dana's phone, press **Messages**, and below the newest one **An attacker on Tor**, then **I contacted IT**. Type the six numbers, and guess. The desk says "REJECT".`,
  `Once more steps 2 and 3. On Dana's phone, press **Messages**, and below the newest one **Dana presses This wasn't me**, then **Yes, this wasn't me**. The desk says "REJECT", and the ticket has a note "Reported".`,
];

export function asNumbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${String(index + 1)}. ${step}`).join("\n");
}
