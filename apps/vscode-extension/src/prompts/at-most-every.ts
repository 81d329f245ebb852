/**
 * Does the work at once, and then no oftener than this: what is asked for meanwhile is done once, at the end.
 * @param work - looks at what there is then.
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
