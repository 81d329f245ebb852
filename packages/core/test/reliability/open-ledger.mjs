/** How long after its mark a request may leave: here nobody has to wait for more, where the machine is not busy. */
const usualMs = 1000;

/**
 * Opens what ledger-to-open.ts says.
 * @param withinMs - how long after its mark a request may leave, for all who open the same one.
 */
export async function openLedger({ module, name, options }, withinMs = usualMs) {
  const ledger = (await import(module))[name](options);
  if (ledger.sendWindow === null) return ledger;
  const open = () => {
    const began = performance.now();
    return () => performance.now() - began > withinMs;
  };
  return { ...ledger, sendWindow: { withinMs, open } };
}
