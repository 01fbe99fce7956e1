import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Page } from "./Page";
import { RuleInForce, type RuleVersion } from "./rule/RuleInForce";

interface RulePageProps {
  readonly title: string;
  readonly purpose: string;
  readonly query: UseQueryResult<RuleVersion>;
  readonly action?: ReactNode;
  /** What stands below the rule in force. */
  readonly children?: ReactNode;
}

/** RulePage is the page of one rule: the version in force, and whatever stands below it. */
export function RulePage({ title, purpose, query, action, children }: RulePageProps) {
  return (
    <Page title={title} purpose={purpose} action={action}>
      <RuleInForce query={query} />
      {children}
    </Page>
  );
}
