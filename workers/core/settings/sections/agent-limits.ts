import { z } from "zod";
import { json } from "../fields.ts";
import { section } from "../section.ts";

const perDay = (most: number, standard: number) => z.number().int().min(1).max(most).default(standard);

export const agentLimits = z.strictObject({
  answersPerDay: perDay(500, 40).meta({
    title: "Answers opened",
    description: "Texts of answers that one agent opens within 24 hours; 40 unless set",
  }),
  peoplePerDay: perDay(2_000, 200).meta({
    title: "People looked up",
    description: "Searches for people, and pages of people, that one agent opens within 24 hours; 200 unless set",
  }),
  peoplePerDestination: perDay(100, 3).meta({
    title: "People per destination",
    description: "Different people whose links one agent sends to one number or mailbox within 24 hours; 3 unless set",
  }),
  overridesPerDay: perDay(500, 40).meta({
    title: "Overrides",
    description:
      "Statuses by hand, checks taken over, deliveries given up, blocks lifted and people erased by one agent within 24 hours; 40 unless set",
  }),
});
export type AgentLimits = z.infer<typeof agentLimits>;

export const agentLimitsSection = section({
  id: "agent_limits",
  title: "Limits of agents",
  changedWith: "settings.change",
  purpose: "How much one agent can do within 24 hours of what a taken-over sign-in would do most.",
  fields: {
    AGENT_LIMITS: json(agentLimits).prefault({}).meta({
      title: "Limits",
      description: "JSON. How much one agent can do within 24 hours; security is told when somebody reaches one",
    }),
  },
  summary: (values) => {
    const limits = values["AGENT_LIMITS"] as AgentLimits;
    return [
      `${String(limits.answersPerDay)} answers opened, ${String(limits.peoplePerDay)} look-ups of people, ${String(limits.overridesPerDay)} overrides, and ${String(limits.peoplePerDestination)} people per destination, for each agent and 24 hours`,
    ];
  },
});
