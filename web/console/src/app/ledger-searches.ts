import { type Id, id } from "@habitue/kit/brand";
import { type FindSearch, ways } from "../features/ledger/find/wish";
import { textOf } from "./searches";

/** What the addresses of postings may say behind their question marks. */
type Search = Record<string, unknown>;

function idIn(value: unknown): Id | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : id(text);
}

export function postingsSearch(search: Search): FindSearch {
  return {
    by: ways.find((way) => way === search.by),
    number: textOf(search.number),
    member: idIn(search.member),
    key: textOf(search.key),
    hold: idIn(search.hold),
  };
}

export interface PostingSearch {
  /** Whose it is: without, it is found a few seconds after it was posted. */
  readonly member?: Id | undefined;
}

export function postingSearch(search: Search): PostingSearch {
  return { member: idIn(search.member) };
}
