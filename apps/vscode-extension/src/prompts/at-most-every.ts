/**
 * Does the work at once, and from then on at most once in so long: calls in between are answered by one run at the
 * end.
 * @param work - reads what it needs when it runs.
 */
export function atMostEvery(ms: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isAsked = false;
  const run = () => {
    isAsked = false;
    timer = setTimeout(() => {
      timer = null;
      if (isAsked) run();
    }, ms);
    work();
  };
  return () => {
    isAsked = true;
    if (!timer) run();
  };
}
