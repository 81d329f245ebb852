import { doneOnce } from "./done-once.js";
import type { PricingPanel } from "./pricing-panel.js";

/** The pricing panel, which is loaded when it is first asked for: until then nothing that changes matters to it. */
export function lazyPricingPanel(
  open: () => Promise<PricingPanel>,
  report: (error: unknown) => void,
): PricingPanel {
  let opened: PricingPanel | null = null;
  const opening = doneOnce(async () => (opened = await open()));
  const withIt = (use: (panel: PricingPanel) => void) => void opening().then(use).catch(report);
  return {
    show: () => withIt(({ show }) => show()),
    restore: (panel) => withIt((own) => own.restore(panel)),
    changed: () => opened?.changed(),
  };
}
