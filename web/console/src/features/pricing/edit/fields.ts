import type { Choices, GoodsChoices } from "../../../components/terms/terms";
import type { Rule } from "../api/promotions";

/** What every part of the form needs. */
export interface PartProps {
  readonly rule: Rule;
  readonly choices: Choices;
  readonly goods: GoodsChoices;
  /** What the server says is wrong with a field, by its path in the rule. */
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (rule: Rule) => void;
}
