import { type Act, pick, pickNumber } from "./scripted-prompts.js";

export interface ProviderCase {
  readonly id: "contiguity" | "sinch";
  readonly name: string;
  readonly number: string;
  /** Dearer from the second time on that its price is read. */
  readonly risingNumber: string;
  /** Looks available until it is leased. */
  readonly takenNumber: string;
  readonly leaseOperation: string;
  /** The reading of what is leased, by which a key is checked too. */
  readonly listOperation: string;
  /** From the search command to the chosen number. */
  readonly search: (number: string) => readonly Act[];
  /** What is asked between choosing a number and agreeing to its price. */
  readonly between: readonly Act[];
}

export const providerCases: readonly ProviderCase[] = [
  {
    id: "contiguity",
    name: "Contiguity",
    number: "+13055550100",
    risingNumber: "+13055550171",
    takenNumber: "+13055550173",
    leaseOperation: "contiguity.lease",
    listOperation: "contiguity.leased",
    search: (number) => [pick("Contiguity"), pick("United States"), pickNumber(number)],
    between: [],
  },
  {
    id: "sinch",
    name: "Sinch",
    number: "+12025550134",
    risingNumber: "+12025550171",
    takenNumber: "+12025550173",
    leaseOperation: "sinch.rent",
    listOperation: "sinch.list",
    search: (number) => [pick("Sinch"), pick("United States"), pick("Local"), pickNumber(number)],
    between: [pick("Decide later")],
  },
];
