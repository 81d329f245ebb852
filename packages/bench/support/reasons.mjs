// Why a budget is not met, where that is known: by the beginning of what it is about and against whom.
const reasons = [
  {
    row: /: (list of 1|lease|release), CPU/,
    of: "undici",
    why: "Node's own client takes 1.0 to 1.3 times what undici takes for a request of this size, whatever is done around it, and is the one that never repeats a request and that an editor knows ([decision 1](decisions/0001-nodes-own-http-client.md)). Profiled, half of a call is the system call that writes the request, a tenth makes Node's request object, and our part is some 6 µs: the time limit, the wait for a connection that is secure, checks, and the answer's reading. Tried and kept: headers as a list, an address taken apart once, callbacks in the place of async iterators, promises that race and a second timer. Tried and left: undici's lowest level (0.8 of its own `request`), which would be a second transport for 8 µs a call.",
  },
  {
    row: /: (owned|list) of 10,000, CPU/,
    of: "undici",
    why: "The floor ends with what `JSON.parse` makes. Ours makes the domain's leases beside it, with every price exact and every time checked. Profiled: `JSON.parse` 22 %, collecting garbage 14 %, prices and times 15 %, checks 8 %.",
  },
  {
    row: /: (owned|list) of [0-9,]+, CPU/,
    of: "official",
    why: "The official SDK checks nothing of an answer. What ours adds to the floor is told above.",
  },
  {
    row: /: cold process/,
    of: "official",
    why: "Of 160 ms of processor time to load it, 50 are zod, 50 the numbering of every country, 40 Node's HTTP and TLS, and the rest some hundred files of ours. Bundled into one file, as the command line and the extension are, it is 55 ms; as a library it stays in files, so that others' bundlers share what they have of it.",
  },
  {
    row: /: peak memory/,
    of: "official",
    why: "Half of it is Node itself. The rest is the answer as text, what is parsed of it, and the leases made of it, until the garbage is collected.",
  },
  {
    row: /: parse and check/,
    of: "JSON.parse",
    why: "zod's own reading takes 3.4 to 6.8 times as long as `JSON.parse`, and its compiled form 1.6 to 2.2 times. Ours goes over every field once more and copies nothing; what is left is that once more, and beside it the list is put together and searched for numbers that are there twice.",
  },
  {
    row: /at 80 ms/,
    of: null,
    why: "Of each figure, three round trips are a connection and its security, for the token and for the API; the rest is processor time on this machine, which counts as distance here.",
  },
];

/** What a page says of the rows that miss something. */
export function reasonsFor(rows) {
  const missed = rows.flatMap(({ name, budgets }) =>
    budgets.filter(({ met }) => !met).map(({ of }) => ({ name, of })),
  );
  return reasons.flatMap(({ row, of, why }) => {
    const names = missed
      .filter((one) => one.of === of && row.test(one.name))
      .map((one) => one.name);
    return names.length > 0
      ? [`- **${names.join("; ")}** (${of ? `beside ${of}` : "as such"}). ${why}`]
      : [];
  });
}
