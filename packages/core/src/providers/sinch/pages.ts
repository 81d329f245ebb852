import { LeaseError } from "../../errors/lease-error.js";
import type { Api } from "../../http/api.js";
import { call } from "../../http/call.js";
import { type ReadList, asRead, unreadable } from "../../http/lenient.js";
import { unclear } from "../../http/send.js";
import { merge } from "../../merge.js";
import * as requests from "./requests.js";
import type { ActiveNumbersQuery, SinchNumberType } from "./requests.js";
import type { ActiveNumber } from "./wire.js";

// One source says that a list without a type holds MOBILE numbers only, so every type is asked for.
const types: readonly SinchNumberType[] = ["MOBILE", "LOCAL", "TOLL_FREE"];

/** A million numbers at the page size that we ask for: more is a server that never ends. */
const maxPages = 1000;
const defaultPageSize = 1000;

/** The pages of every type, side by side; a number that is there twice is given once, or once with an end and once without. */
export async function* activeNumberPages(
  api: Api,
  project: string,
  query: ActiveNumbersQuery,
  signal: AbortSignal | undefined,
): AsyncGenerator<ReadList<ActiveNumber>> {
  const seen = new Set<string>();
  const wanted = query.type ? [query.type] : types;
  const pages = wanted.map((type) => pagesOfType(api, project, { ...query, type }, signal));
  const [only] = pages;
  for await (const page of only && pages.length === 1 ? only : merge(pages)) {
    yield unseenOf(page, seen);
  }
}

/** The numbers of a page that are not in `seen`, where all of the page are then. Mostly that is the page itself. */
function unseenOf(page: ReadList<ActiveNumber>, seen: Set<string>): ReadList<ActiveNumber> {
  let unseen: ActiveNumber[] | null = null;
  for (let index = 0; index < page.length; index += 1) {
    const number = page[index];
    if (!number) continue;
    const before = seen.size;
    const { phoneNumber, expireAt } = number;
    if (seen.add(expireAt ? `${phoneNumber} ${expireAt}` : phoneNumber).size === before)
      unseen ??= page.slice(0, index);
    else unseen?.push(number);
  }
  return unseen ? asRead(unseen, page.unread) : page;
}

async function* pagesOfType(
  api: Api,
  project: string,
  query: ActiveNumbersQuery & { readonly type: SinchNumberType },
  signal: AbortSignal | undefined,
): AsyncGenerator<ReadList<ActiveNumber>> {
  const tokens = new Set<string>();
  let pageToken: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await call(
      api,
      requests.list(project, { pageSize: defaultPageSize, ...query, pageToken }),
      signal,
    );
    yield ofType(answer.activeNumbers, query.type);
    if (!answer.nextPageToken) return;
    pageToken = answer.nextPageToken;
    if (pageToken === unreadable) throw incomplete("a page token that cannot be read");
    if (tokens.has(pageToken)) throw incomplete("the same page token twice");
    tokens.add(pageToken);
  }
  throw incomplete("pages without an end");
}

/**
 * A page without one number of the type is that of another question, such as from a cache that leaves out what was
 * asked for: it says nothing of this type, neither by what it has nor by what it lacks.
 */
function ofType(page: ReadList<ActiveNumber>, asked: SinchNumberType): ReadList<ActiveNumber> {
  const isOther = page.length > 0 && page.every(({ type }) => Boolean(type) && type !== asked);
  return isOther ? asRead([], [...page.unread, anothers]) : page;
}

const anothers = { text: null, reason: "type: another one" };

function incomplete(detail: string): LeaseError {
  return new LeaseError(unclear("read", "unexpected-form", { detail }));
}
