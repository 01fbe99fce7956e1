/** What articles can be narrowed by; all of it stands in the address. */
export interface ArticleFilter {
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  readonly brand?: string | undefined;
  readonly earns?: "yes" | "no" | undefined;
  readonly discountable?: "yes" | "no" | undefined;
  readonly kind?: (typeof articleKinds)[number] | undefined;
  readonly sold?: (typeof soldAnswers)[number] | undefined;
  readonly filed?: "yes" | "no" | undefined;
  readonly archived?: "yes" | "no" | undefined;
}

export const articleKinds = ["goods", "not_goods"] as const;
export const soldAnswers = ["within_30", "within_90", "not_within_30", "not_within_90"] as const;
