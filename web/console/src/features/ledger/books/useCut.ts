import { ReaderContext } from "@habitue/kit/format/reader";
import { useContext } from "react";
import { endOf } from "../../../lib/zoned";
import type { BooksCut } from "../api/get-trial-balance";
import type { BooksWish } from "./wish";

/** useCut says to the API what an address wishes: the last day counts whole, by the shop's clock. */
export function useCut({ clock, source, as_of }: BooksWish): BooksCut {
  const { zone } = useContext(ReaderContext);
  return {
    ...(clock && { clock }),
    ...(source && { source }),
    ...(as_of && { as_of: endOf(as_of, zone) }),
  };
}
