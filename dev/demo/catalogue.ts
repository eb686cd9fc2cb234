/** What the organisation is made of: offices, departments, groups, devices and the tickets people open. */
import type { Place } from "../../workers/core/questions/facts.ts";

export interface Office {
  readonly place: Place;
  /** IANA zone. */
  readonly timeZone: string;
  readonly locale: string;
  /** Cities people of this office sign in from. */
  readonly nearby: readonly string[];
  /** First hour of the working day in UTC, chosen so that eight hours stay on one day in London, summer and winter. */
  readonly opensUtcHour: number;
  /** Mobile numbers in E.164 but for the last digits; see contacts.ts. */
  readonly numberStem: string;
}

export const OFFICES: readonly Office[] = [
  {
    place: { city: "London", country: "GB" },
    timeZone: "Europe/London",
    locale: "en-GB",
    nearby: ["Brighton", "Cambridge", "Reading", "Manchester"],
    opensUtcHour: 9,
    numberStem: "+447400123",
  },
  {
    place: { city: "Porto", country: "PT" },
    timeZone: "Europe/Lisbon",
    locale: "pt-PT",
    nearby: ["Braga", "Lisbon", "Coimbra", "Aveiro"],
    opensUtcHour: 9,
    numberStem: "+351912345",
  },
  {
    place: { city: "Bengaluru", country: "IN" },
    timeZone: "Asia/Kolkata",
    locale: "en-IN",
    nearby: ["Mysuru", "Chennai", "Hyderabad", "Kochi"],
    opensUtcHour: 4,
    numberStem: "+918123456",
  },
  {
    place: { city: "Austin", country: "US" },
    timeZone: "America/Chicago",
    locale: "en-US",
    nearby: ["Dallas", "San Antonio", "Houston", "Round Rock"],
    opensUtcHour: 14,
    numberStem: "+15125550",
  },
];

export interface Department {
  readonly name: string;
  /** The first office holds the head. Sizes add up to 200 over all departments. */
  readonly offices: readonly (readonly [city: string, size: number])[];
  readonly titles: readonly [head: string, lead: string, ...members: string[]];
  readonly groups: readonly string[];
}

export const DEPARTMENTS: readonly Department[] = [
  {
    name: "Executive Office",
    offices: [["London", 1]],
    titles: ["Chief Executive", "Chief Executive", "Executive Assistant"],
    groups: ["Leadership Team", "Board Papers"],
  },
  {
    name: "Finance",
    offices: [
      ["London", 8],
      ["Porto", 12],
    ],
    titles: ["Chief Financial Officer", "Finance Manager", "Payroll Specialist", "Accountant", "Financial Analyst"],
    groups: ["Finance Month End", "Payroll Approvers", "Travel Expenses"],
  },
  {
    name: "Sales",
    offices: [
      ["London", 13],
      ["Austin", 14],
    ],
    titles: ["Head of Sales", "Sales Manager", "Account Executive", "Sales Engineer", "Account Manager"],
    groups: ["Sales Pipeline", "Key Accounts", "Partner Programme"],
  },
  {
    name: "Marketing",
    offices: [
      ["London", 10],
      ["Austin", 6],
    ],
    titles: ["Head of Marketing", "Marketing Manager", "Content Editor", "Campaign Manager", "Designer"],
    groups: ["Brand Review", "Website Editors", "Trade Fair Crew"],
  },
  {
    name: "Engineering",
    offices: [
      ["Bengaluru", 22],
      ["Porto", 14],
      ["London", 10],
    ],
    titles: ["Head of Engineering", "Engineering Manager", "Software Engineer", "Test Engineer", "Data Engineer"],
    groups: ["Release Train", "On-call Engineers", "Code Review Guild", "Data Platform"],
  },
  {
    name: "Product",
    offices: [
      ["London", 6],
      ["Bengaluru", 6],
    ],
    titles: ["Head of Product", "Product Manager", "Product Designer", "User Researcher"],
    groups: ["Roadmap Board", "Customer Interviews"],
  },
  {
    name: "Customer Support",
    offices: [
      ["Porto", 12],
      ["Bengaluru", 10],
      ["Austin", 8],
    ],
    titles: ["Head of Customer Support", "Support Team Lead", "Support Specialist", "Support Engineer"],
    groups: ["Weekend Support Rota", "Support Escalations", "Help Centre Writers"],
  },
  {
    name: "People",
    offices: [
      ["London", 7],
      ["Porto", 5],
    ],
    titles: ["Head of People", "People Partner Lead", "People Partner", "Recruiter"],
    groups: ["Interview Panel", "Wellbeing Champions"],
  },
  {
    name: "Legal",
    offices: [["London", 6]],
    titles: ["General Counsel", "Senior Counsel", "Counsel", "Contracts Specialist"],
    groups: ["Contract Review", "Privacy Requests"],
  },
  {
    name: "Operations",
    offices: [
      ["Porto", 8],
      ["Austin", 6],
    ],
    titles: ["Head of Operations", "Operations Manager", "Buyer", "Logistics Planner", "Facilities Coordinator"],
    groups: ["Warehouse Planning", "Supplier Onboarding", "Facilities Requests"],
  },
  {
    name: "IT",
    offices: [
      ["London", 5],
      ["Bengaluru", 5],
    ],
    titles: ["Head of IT", "IT Manager", "Systems Administrator", "Service Desk Analyst", "Network Engineer"],
    groups: ["Change Advisory Board", "Laptop Refresh"],
  },
  {
    name: "Security",
    offices: [["London", 6]],
    titles: ["Head of Security", "Security Lead", "Security Engineer", "Security Analyst"],
    groups: ["Incident Response", "Phishing Drill Planners"],
  },
];

/** Open to everyone. */
export const COMMON_GROUPS: readonly string[] = [
  "First Aiders",
  "Fire Wardens",
  "Running Club",
  "Book Circle",
  "Choir",
  "Football Fridays",
  "Bike to Work",
  "Board Games Night",
  "Volunteering Days",
  "Photography Club",
  "Language Exchange",
  "New Starters Buddies",
  "Parents and Carers",
  "Pride Network",
  "Green Office",
  "Summer Party Crew",
  "Charity Bake Sale",
  "Chess Ladder",
  "Climbing Group",
  "Gardening Corner",
  "Mentoring Programme",
  "Office Music Room",
  "Coffee Tasters",
];

export const DEVICE_MODELS: readonly string[] = [
  "ThinkPad T14",
  "ThinkPad X1 Carbon",
  "MacBook Air 13",
  "MacBook Pro 14",
  "Latitude 7450",
  "EliteBook 840",
  "Surface Laptop 6",
  "XPS 13",
  "ProBook 450",
  "Zenbook 14",
];

export const TICKET_SUMMARIES: readonly string[] = [
  "Docking station does not charge",
  "Shared calendar missing",
  "Second monitor stays black",
  "Printer on floor 2 jams",
  "New headset for calls",
  "VPN drops every hour",
  "Meeting room camera offline",
  "Keyboard with another layout",
  "Access to the travel booking tool",
  "Laptop fan is loud",
  "Mail signature not updated",
  "Wi-Fi slow in the canteen",
  "Badge reader beeps twice",
  "Spreadsheet add-in crashes",
  "Phone contract to another cost centre",
  "Screen flickers after update",
  "Desk phone has no dial tone",
  "Newsletter tool shows old logo",
  "Archive folder cannot be opened",
  "Battery lasts one hour",
  "Mouse stops after sleep",
  "Time sheet rejects holidays",
  "Scanner sends empty pages",
  "Video calls without sound",
  "Installer asks for a licence",
  "Adapter for the projector",
  "Team site shows no news",
  "Backup disk is full",
  "Translation add-on missing",
  "Expense receipts not uploaded",
];

export const officeIn = (city: string): Office => {
  const office = OFFICES.find(({ place }) => place.city === city);
  if (office === undefined) {
    throw new Error(`no office in ${city}`);
  }
  return office;
};

/** Offices and the cities around them, as places. */
export const CITIES: readonly Place[] = OFFICES.flatMap(({ place, nearby }) => [
  place,
  ...nearby.map((city) => ({ city, country: place.country })),
]);
