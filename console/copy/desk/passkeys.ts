/** Passkeys, wherever they are offered. */
export const passkeys = {
  title: "Your passkeys",
  signsIn:
    "Sign in with your finger, face or PIN instead of a link, and confirm that it is you where that is asked for.",
  confirms:
    "You sign in with your company account. A passkey confirms that it is you where that is asked for, without a second window.",
  unable: "This browser cannot use passkeys. Use a newer one.",
  empty: "You have none yet.",
  add: "Add a passkey",
  added: "Added",
  used: "last used",
  unused: "not used yet",
  suspended: "Suspended: a copy of it turned up. Remove it, and tell your security contact.",
  remove: "Remove",
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText: "It opens nothing here any more. Your device keeps its own entry until you delete it there.",
  name: "Name",
  nameHint: "What you will know it by, such as “Work laptop” or “Blue key”.",
  goOn: "Go on",
  signIn: "Sign in with a passkey",
  confirm: "Use a passkey",
  codes: {
    title: "Recovery codes",
    left: (count: number) =>
      count === 0
        ? "You have no recovery codes. Make some before you lose your last passkey."
        : `You have ${count === 1 ? "one recovery code" : `${count} recovery codes`} left.`,
    make: "Make new codes",
    sure: "Make new recovery codes?",
    sureText: "Codes from before work no more.",
    shown:
      "They are shown only now. Each signs you in once when you have lost your passkeys; the other admins are told. Keep them where your devices are not.",
    copy: "Copy the codes",
    copied: "Copied",
    done: "I have kept them",
    use: "Use a recovery code",
    label: "Recovery code",
    signIn: "Sign in with the code",
  },
  none: "No passkey was used. Try again, or choose another way.",
  known: "This device has a passkey of yours already.",
};
