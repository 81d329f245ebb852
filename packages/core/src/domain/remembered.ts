/**
 * The function, with its answers kept: at most so many, then it starts anew. Few prices, days and places differ in a
 * list, and finding an answer takes less time than working it out. Not for phone-number.ts: what it is called with at
 * the top of a module stays in every bundle, and there that is the numbering of every country.
 */
export function remembered<Question, Answer extends object | string | null>(
  most: number,
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const found = answer(question);
    if (answers.size === most) answers.clear();
    answers.set(question, found);
    return found;
  };
}
