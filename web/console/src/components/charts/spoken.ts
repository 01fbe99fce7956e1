import type { Language } from "@habitue/kit/format/language";
import { ReaderContext } from "@habitue/kit/format/reader";
import { useContext, useMemo } from "react";
import type { Plot } from "./plot";

/** A chart's data before it is known who reads it. */
export type Unspoken<Data extends { readonly language: Language }> = Omit<Data, "language">;

/**
 * useSpoken plots data for this reader, or nothing while there is none. It draws
 * anew only when the data is another: give it what a memo keeps.
 */
export function useSpoken<Data extends { readonly language: Language }, Pick>(
  data: Unspoken<Data> | undefined,
  plotOf: (data: Data) => Plot<Pick>,
): Plot<Pick> | null {
  const { language } = useContext(ReaderContext);
  return useMemo(
    () => (data ? plotOf({ ...data, language } as unknown as Data) : null),
    [data, plotOf, language],
  );
}
