import { quickInput, runCommand } from "@leaseline/vscode-host";
import type { Page } from "playwright-core";

/** Answers what the number is for with SMS, and with a service plan. */
export async function connectSms(page: Page): Promise<void> {
  const box = quickInput(page);
  await box.pick("SMS");
  await box.message.filter({ hasText: "SMS service plan ID" }).waitFor();
  await box.type("sandbox-service-plan");
  await box.accept();
}

/** Searches in one account in the United States for a number, and chooses it. */
export async function search(page: Page, account: string, number: string): Promise<void> {
  const box = quickInput(page);
  await runCommand(page, "Phone Numbers: Search Numbers…");
  await box.pick(account);
  await box
    .row(/Afghanistan/)
    .or(box.row(/United States/))
    .first()
    .waitFor();
  await box.type("United States");
  await box.pick(/United States$/);
  if (account.startsWith("Sinch")) await box.pick("All types");
  await box.row(/^\+1 /).waitFor();
  await box.type(number.slice(2));
  await box.pick(
    `${number.slice(0, 2)} ${number.slice(2, 5)} ${number.slice(5, 8)} ${number.slice(8)}`,
  );
}
