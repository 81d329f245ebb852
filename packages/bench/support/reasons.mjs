// Why a budget is not met, where that is known: by the beginning of what it is about and against whom.
const reasons = [
  {
    row: /: (list of 1|lease|release), CPU/,
    of: "undici",
    why: "Node's own client takes 1.0 to 1.3 times what undici takes for a request of this size, whatever is done around it, and is the one that never repeats a request and that an editor knows ([decision 1](decisions/0001-nodes-own-http-client.md)). Measured over a transport that answers from memory, our part of a call is 5 to 9 µs, `JSON.parse` and the reading of the answer among them; profiled, half of a call is the system call that writes the request, and a tenth makes Node's request object. Tried and kept: headers as a list, an address taken apart once, callbacks in the place of async iterators, promises that race and a second timer. Tried and left: undici's lowest level (0.8 of its own `request`), which would be a second transport for 8 µs a call.",
  },
  {
    row: /: (owned|list) of 10,000, CPU/,
    of: "undici",
    why: "The floor ends with what `JSON.parse` makes. Ours makes the domain's leases beside it, with every price exact and every time checked. Profiled without the network: `JSON.parse` 32 to 39 %, collecting garbage 14 to 18 %, text from bytes 4 to 7 %, at Sinch the search for numbers that are there twice 9 %, the leases themselves 6 %, prices and times 5 %, checks 3 %. Mended: checks by functions compiled from the schemas (a sixth of what they took), prices found without a text being made, the calendar of a day once, no second object for each number.",
  },
  {
    row: /: (owned|list) of [0-9,]+, CPU/,
    of: "official",
    why: "The official SDK checks nothing of an answer, and hands on what `JSON.parse` made. What ours adds to that is told above.",
  },
  {
    row: /: cold process/,
    of: "official",
    why: "Loading takes 55 ms of processor time beside Node's own 25: a third for Node's HTTP and TLS, a third for the numbering of every country, the rest our own code. The SDK's takes 270. What the clock says beyond is what else the machine does.",
  },
  {
    row: /: peak memory/,
    of: "official",
    why: "Of it, 41 MB are Node itself and 21 the code: Node's TLS, the numbering of every country, ours (82 together before Node loaded the core in a few files, and without zod). The rest is the answer as text, what is parsed of it, and the leases made of it, until the garbage is collected.",
  },
  {
    row: /: parse and check/,
    of: "JSON.parse",
    why: "zod's own reading takes 3.4 to 6.8 times as long as `JSON.parse`, and its compiled form 1.6 to 2.2 times. Elements that are as they should be are recognised by functions compiled from the schemas, in 0.06 times. What is left is what becomes of the list: what is there twice is looked for, and a number's text and its being available are put beside it.",
  },
  {
    row: /^ledger: claim/,
    of: "10 known",
    why: "A claim under a cap asks for the numbers that nobody has said the price of, and looks through every known lease for them: 4 ms for 10,000. The sums themselves do not grow with what is known. An index of such leases alone would mend it.",
  },
  {
    row: /^command line: list/,
    of: "official",
    why: "By processor time it is 0.73 of the SDK's (100 ms beside 137, measured by itself): a sixth loads the program, a tenth is the platform's numbers and currencies at their first use, and the ledger is opened and written to, which waits for the disk and which the SDK does not have. zod's runtime, which took two fifths, is not loaded any more.",
  },
  {
    row: /at 80 ms/,
    of: null,
    why: "Counted over a line of 800 ms, where the processor says little, the network's part is 4 round trips with OAuth, 3 without and 14 for ten pages: connection, security and answer for the token, with the connection to the API coming about meanwhile, and then the answer of the API. The rest is processor time, of a client, a server and a line that share this machine.",
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
