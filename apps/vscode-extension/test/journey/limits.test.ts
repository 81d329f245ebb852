import { specialNumbers } from "@leaseline/sandbox";
import { dialog, press, quickInput, toast } from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import { search, typeNumber, writes } from "../support/journey/steps.js";

journey.beforeEach(opened);

const { plain, dearerThanListed } = specialNumbers.contiguity;

describe("a person with limits", () => {
  journey.override("settings", {
    "leaseline.spending.monthlyCaps": { USD: "60.00", EUR: "20.00" },
    "leaseline.spending.perLeaseCaps": { USD: "40.00" },
  });

  journey(
    "sees them before a lease, is refused one beyond them, and types what one without a price counts as",
    async ({ atSandbox }) => {
      const { page, sandbox } = atSandbox;
      const box = quickInput(page);
      await search(page, plain);
      await dialog(page).getByText("Limit: $60.00/month; with this lease").waitFor();
      await dialog(page).getByText("Limit for one lease: $40.00; this one begins with").waitFor();
      await atSandbox.shoot("20-limits-in-question");
      await press(page, "Escape");
      await dialog(page).waitFor({ state: "hidden" });

      sandbox.control.setPrice(dearerThanListed, { recurring: "99.00" });
      await search(page, dearerThanListed);
      const refusal = /It would come to \$[\d.]+ for one lease, and the limit is \$40\.00/;
      await toast(page, refusal).waitFor();
      await atSandbox.shoot("29-over-limit");
      expect(writes(atSandbox)).toBe(0);

      // One whose price nobody knows counts as what is typed.
      const body = { data: { id: "+13055550177", status: "available" } };
      sandbox.control.fault("contiguity.get", { status: 200, body, times: "always" });
      await typeNumber(page, "Contiguity · sandbox", "+13055550177");
      await box.accept();
      await box.message.filter({ hasText: "does not say what this number costs" }).waitFor();
      await atSandbox.shoot("30-unknown-price");
      await box.type("unknown");
      await box.accept();
      await box.message.filter({ hasText: "Type an amount and its currency" }).waitFor();
      await box.type("2.00 USD");
      await box.accept();
      await toast(page, "Leased +1 305 555 0177").waitFor();
      expect(writes(atSandbox)).toBe(1);
    },
  );
});
