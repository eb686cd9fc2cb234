/** A requester who did not pass asks for a person: words of the table, the banner and the filter. Part of `en.ts`. */
export const personAsked = {
  asks: "Asks for a person",
  by: (by: string) => `answer by ${by}`,
  late: (by: string) => `answer was due ${by}`,
  today: "{time}",
  tomorrow: "tomorrow, {time}",
  other: "{weekday} {day} {month}, {time}",
  from: (time: string) => `Asked ${time} from the browser that did not pass, so it proves nobody.`,
  todo: "Call back on a contact on record. Because of it never lift a block, pass the check, or send to a new address.",
} as const;
