import { createContiguityClient } from "@leaseline/core/contiguity";
import { createSinchClient } from "@leaseline/core/sinch";
import { contiguityList, sinchPage } from "../support/answers.mjs";
import { collectGarbage } from "../support/garbage.mjs";
import { processorMs } from "../support/processor-time.mjs";
import { inRounds } from "../support/rounds.mjs";
import { atMost, row } from "../support/row.mjs";

/** A collection now and then is in every measurement, and not in one of three. */
const times = 5;

/** Parsing and checking 10,000 records that are in memory already, beside `JSON.parse` alone. */
export async function readingRows(rounds) {
  const lists = {
    contiguity: contiguityList(10_000),
    sinch: sinchPage(10_000, new URLSearchParams({ pageSize: "10000" })),
  };
  const transport = (body) => () => Promise.resolve({ status: 200, headers: {}, body });
  const { lease } = createContiguityClient({
    apiKey: "contiguity_sk_bench",
    transport: transport(lists.contiguity),
  });
  const { activeNumbers } = createSinchClient({
    projectId: "bench",
    keyId: "bench",
    keySecret: "bench",
    auth: "basic",
    transport: transport(lists.sinch),
  });
  const ours = {
    contiguity: () => lease.leased(),
    sinch: async () => {
      for await (const _ of activeNumbers.pages({ type: "LOCAL" }));
    },
  };
  const rows = [];
  for (const [provider, body] of Object.entries(lists)) {
    const seen = await inRounds(rounds * 2, {
      ours: severalTimes(ours[provider]),
      "JSON.parse": severalTimes(() => JSON.parse(new TextDecoder().decode(body))),
    });
    rows.push(
      row(`${provider}: parse and check 10,000 records, CPU`, "ms", seen, [
        atMost(1.3, "JSON.parse"),
      ]),
    );
  }
  return rows;
}

function severalTimes(work) {
  const all = processorMs(async () => {
    for (let time = 0; time < times; time += 1) await work();
  });
  return async () => {
    collectGarbage();
    return (await all()) / times;
  };
}
