/**
 * Resolves when the work is done, has failed, or has taken too long: for goodbyes on a connection that may have been
 * cut without a word.
 */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
