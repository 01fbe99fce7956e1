import { useTranslation } from "react-i18next";
import type { Choice } from "./filter";

export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

/** What can be chosen; a choice without options is typed, or is not this reader's. */
export type FilterOptions = { readonly [key in Choice]?: readonly FilterOption[] | undefined };

const classes = ["high", "medium", "potential", "low", "dormant", "none"] as const;
const scores = ["5", "4", "3", "2", "1"] as const;

/** The options that are the same in every shop. */
export function useValueOptions(): FilterOptions {
  const { t } = useTranslation("member");
  const scored = (name: "r" | "f" | "m") =>
    scores.map((value) => ({ value, label: t(`filter.score.${name}`, { value }) }));
  return {
    class: classes.map((value) => ({ value, label: t(`class.${value}`) })),
    r: scored("r"),
    f: scored("f"),
    m: scored("m"),
    label: [],
  };
}

/** labelOf names a chosen value; one that is no longer to choose keeps its code. */
export function labelOf(options: FilterOptions, key: Choice, value: string): string {
  return options[key]?.find((option) => option.value === value)?.label ?? value;
}
