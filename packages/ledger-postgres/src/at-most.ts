/**
 * Resolves when the work is done, has failed, or has taken too long: for a farewell that the other side may never
 * hear, as over a connection that was cut without a word.
 */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
