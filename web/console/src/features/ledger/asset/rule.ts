import type { Asset, AssetRule } from "../api/list-assets";

type Expiry = AssetRule["expiry"];

/** The ways in which value ends, as they are offered. */
export const expiryRules = [
  "never",
  "months",
  "activity",
  "days",
  "end_of_month",
  "end_of_quarter",
  "end_of_year",
] as const satisfies readonly Expiry["rule"][];

/** What a rule counts in; nothing where it counts nothing. */
export const counted: Readonly<
  Record<Expiry["rule"], "days" | "months" | "quarters" | "years" | undefined>
> = {
  never: undefined,
  days: "days",
  months: "months",
  activity: "months",
  end_of_month: "months",
  end_of_quarter: "quarters",
  end_of_year: "years",
};

export const clawBacks = [
  "owe",
  "within_balance",
  "refuse",
] as const satisfies readonly AssetRule["claw_back"][];
export const roundings = [
  "floor",
  "half_up",
  "ceil",
] as const satisfies readonly AssetRule["rounding"]["mode"][];
export const kinds = [
  "points",
  "growth",
  "stored_principal",
  "stored_bonus",
  "partner",
] as const satisfies readonly Asset["kind"][];

/** Whether it is money that a member has paid in, or was given on top of it. */
export function isStored(kind: Asset["kind"]): boolean {
  return kind === "stored_principal" || kind === "stored_bonus";
}

/** expiryTo chooses another rule and drops what does not belong to it. */
export function expiryTo({ n, until }: Expiry, rule: Expiry["rule"]): Expiry {
  const count = rule === "activity" ? Math.min(Math.max(n ?? 12, 1), 120) : (n ?? 0);
  const carried = rule === "days" || rule === "months";
  return {
    rule,
    ...(counted[rule] && { n: count }),
    ...(carried && until && { until }),
  };
}

/** limitsTo gives a role another limit, or none. */
export function limitsTo(
  limits: AssetRule["limits"],
  role: string,
  amount: number | undefined,
): AssetRule["limits"] {
  const others = limits.filter((limit) => limit.role !== role);
  return amount === undefined ? others : [...others, { role, amount }];
}

/** What a new asset does until somebody chooses otherwise. */
export function freshRule(kind: Asset["kind"]): AssetRule {
  const lasting = kind === "growth" || isStored(kind);
  return {
    expiry: lasting ? { rule: "never" } : { rule: "months", n: 12, until: "end_of_month" },
    grace_days: 0,
    claw_back: isStored(kind) ? "refuse" : kind === "growth" ? "within_balance" : "owe",
    rounding: { mode: "floor", step: 1 },
    limits: [],
  };
}
