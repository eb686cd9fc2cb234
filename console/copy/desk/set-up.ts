/** Words of the list while there is no check at all. Part of `en.ts`. */
export const setUp = {
  title: "Before the first verification",
  text: "As the server knows it. The pages named here are in the product's repository.",
  done: "Done",
  open: "Not done",
  connect: {
    title: "Connect ChangeGear",
    done: (count: number) =>
      count === 1
        ? "Its list of changed tickets is read."
        : `The lists of changed tickets of ${count} connections are read.`,
    open: "Set up the connection, its account and its webhook: docs/deploy.md, sections 3, 5 and 6.",
    waiting: (name: string, state: string) => `Connection ${name}: ${state}.`,
  },
  people: {
    title: "Import people",
    done: (count: string) => (count === "1" ? "1 active person." : `${count} active people.`),
    open: "Nobody can be verified before there are people. An admin imports them from a file on the Directory page: docs/directory.md.",
  },
  test: {
    title: "Send a test",
    open: "Make a ticket in a listed category and open the link in its note: docs/deploy.md, section 10. Nobody can check themselves, so the requester is a colleague who knows of it.",
    needs: "It needs both steps above.",
  },
};
