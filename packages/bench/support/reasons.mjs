// Why a budget is not met, where that is known: by the beginning of what it is about and against whom.
const reasons = [
  {
    row: /: (list of 1|lease|release), CPU/,
    of: "undici",
    why: "Node's own client is the one that never repeats a request and that an editor knows ([decision 1](decisions/0001-nodes-own-http-client.md)), and takes 1.0 to 1.6 times what undici takes, more the longer both have run: 35 µs beside 23 for a release, where ours takes 40. Our transport alone takes 0.84 to 0.89 of a bare request over `node:http`, in turns within one process; what is ours above it, with `JSON.parse`, takes 3.5 µs over a transport that answers from memory, and 5 to 10 after a wait for the network, when the processor has forgotten it. Left out one by one, of ours: a signal that can end the request 6 %, the timer that does 2 %, waiting for a connection before anything is written 2 %. Each is a promise that is kept, and without all of them it would still be 1.4 times undici. Of a profile of releases, the system call that writes the request is 35 to 51 %, Node's request object, agent and parser 19 %, collecting garbage 6 to 17 %, sockets, streams and events 8 %, what is ours 7 %, timers and queues 4 %, `JSON.parse` 2 %. Tried and kept: headers as a list, an address taken apart once, callbacks in the place of async iterators, promises that race and a second timer, secrets looked up only where something has to be concealed. Tried and left: an address that is not taken apart again before it is sent to (0.3 µs, and credentials go where that says); undici's lowest level (0.8 of its own `request`), which would be a second transport.",
  },
  {
    row: /: (list of 1|lease|release), CPU/,
    of: "official",
    why: "A release is the smallest of calls, and most of it is Node's own for either, as is told above: it is 0.52 to 0.62 of the SDK's from run to run.",
  },
  {
    row: /: (owned|list) of 10,000, CPU/,
    of: "undici",
    why: "The floor ends with what `JSON.parse` makes. Ours makes the domain's leases beside it, with every price exact and every time checked. Profiled, at Contiguity: `JSON.parse` 45 %, collecting garbage 19 %, the leases themselves 5 %, times 3 %, prices 3 %, text from bytes 3 %, their copy into one piece 2 %, checks 2 %. At Sinch, by ten pages and two types that are empty: `JSON.parse` 28 %, writing requests 16 %, collecting garbage 15 %, text from bytes 7 %, the leases themselves 4 %, the search for numbers that are there twice 4 %, times 2 %, checks 1 %. Mended: checks by functions compiled from the schemas (a sixth of what they took), prices and places found without a text being made, the features of most numbers and the calendar of a day once, no second object for each number.",
  },
  {
    row: /: (owned|list) of [0-9,]+, CPU/,
    of: "official",
    why: "The official SDK checks nothing of an answer, and hands on what `JSON.parse` made: for a long list that is most of what there is to do for either. What ours adds to it is told above.",
  },
  {
    row: /: 32 at once/,
    of: "official",
    why: "Calls at once wait for the processor alone, here and at the server, so that this is the time of a call once more, on a machine that the server shares. The official SDKs get about 0.4 of what undici gets here, where the budget was set by 0.2. Profiled: the system call that writes the request 39 %, Node's request object, agent and parser 16 %, what is ours 11 %, collecting garbage 9 %, sockets, streams and events 7 %, `JSON.parse` 3 %. There are 32 connections, each used again at once, and no call waits for another.",
  },
  {
    row: /: 32 at once/,
    of: "undici",
    why: "The time of a call, told above, and nothing beside it: a bare request over `node:http` gets 0.6 to 0.95 of what undici gets.",
  },
  {
    row: /: cold process/,
    of: "official",
    why: "It is 0.39 to 0.56 of the SDK's from run to run on a machine that others work on. An import of `node:http` loads undici, 15 ms of it, which ours no longer does and the bare request does ([decision 24](decisions/0024-parts-and-their-size.md)); of what is left, most is Node's TLS and compression, and the numbering of every country. What the clock says beyond is what else the machine does.",
  },
  {
    row: /: peak memory/,
    of: "official",
    why: "At the end of it 15 MB of JavaScript's memory are in use, 5 of them the leases. The process has 92: Node itself 42, Node's HTTP, TLS and compression 8, our code and the numbering 6, and 30 while pages are read, of which 18 are the room that V8 gives to what is young and 7 to 12 the bytes of answers that it has not collected yet. Less room for what is young (4 MB in each half) would make it 82 to 84, and is the program's to choose and not a library's. Mended before: a core in a few files, without zod (20 MB), and `node:http` without undici (5 MB). Left: giving bytes back as soon as they are text, which a transport that is handed in may still hold.",
  },
  {
    row: /: parse and check/,
    of: "JSON.parse",
    why: "zod's own reading takes 3.4 to 6.8 times as long as `JSON.parse`, and its compiled form 1.6 to 2.2 times. Elements that are as they should be are recognised by functions compiled from the schemas, in 0.06 times. What is left is what becomes of the list: what is there twice is looked for, and a number's text and its being available are put beside it.",
  },
  {
    row: /^ledger: claim/,
    of: "10 known",
    why: "What all known numbers cost is added up by price, which goes through an index with a line for each of them: half a millisecond for 10,000. Numbers without a price have an index of their own.",
  },
  {
    row: /^command line: list/,
    of: "official",
    why: "By processor time it is 0.61 of the SDK's (97 ms beside 161, measured by itself): a quarter loads the program and what it needs of Node, with its compiled form kept from the time before; a tenth is the platform's numbers and currencies at their first use; and the ledger is opened and written to, which waits for the disk three times and which the SDK does not have. A disk that others write to makes that long.",
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
