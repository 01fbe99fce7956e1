import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../../components/Page";
import styles from "../../../components/rule/rule.module.css";
import { Sentences } from "../../../components/rule/Sentences";
import type { ApprovalKind } from "../../../features/staff/api/list-approval-kinds";
import type { RuleSearch } from "../../searches";
import { Actions } from "./Actions";
import { type RuleVersion, useDraft } from "./draft";

type Said = UseQueryResult<{
  readonly words: string[];
  readonly differences: { readonly change: "added" | "removed"; readonly words: string }[];
  readonly warnings?: { readonly code: string; readonly text: string }[];
}>;

export interface EditorProps<Body, S extends Said> {
  readonly title: string;
  readonly purpose: string;
  readonly kind: ApprovalKind;
  /** Whose rule it is, of an asset's. */
  readonly asset?: string;
  /** Code of the template, of one of coupons. */
  readonly template?: string;
  /** Of a promotion. */
  readonly promotion?: Id;
  readonly above: {
    readonly to:
      | "/program/earning"
      | "/program/spending"
      | "/tiers/ladder"
      | "/profile"
      | "/ledger/assets"
      | "/coupons"
      | "/prepaid"
      | "/promotions"
      | "/promotions/floor"
      | "/privacy/policy";
    readonly name: string;
  };
  readonly query: UseQueryResult<{ items: RuleVersion<Body>[] }>;
  /** Which draft, or from which version to begin one; the rule in force without either. */
  readonly search: RuleSearch;
  readonly draft: (body: Body) => Promise<RuleVersion<Body>>;
  readonly revise: (revision: {
    version: number;
    hash: string;
    body: Body;
  }) => Promise<RuleVersion<Body>>;
  readonly publish: (
    version: number,
    how: { reason: string; valid_from?: string },
  ) => Promise<unknown>;
  readonly discard: (draft: { version: number; hash: string }) => Promise<unknown>;
  /** What is no longer right once something was saved. */
  readonly stale: readonly string[];
  readonly onSaved: (version: number) => void;
  readonly useSentences: (body: Body) => S;
  /** What is seen of the draft beside its fields, before its words. */
  readonly beside?: (body: Body) => ReactNode;
  readonly children: (body: Body, onChange: (body: Body) => void, said: S) => ReactNode;
}

/** Editor is what editing any rule has in common: words beside the fields, saving, asking. */
export function Editor<Body, S extends Said>(props: EditorProps<Body, S>) {
  const { t } = useTranslation("app");
  const { title, purpose, above, query, search } = props;
  const base = baseOf(query.data?.items, search);
  return (
    <Page title={title} purpose={purpose} above={<Link to={above.to}>{above.name}</Link>}>
      {query.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {query.error && <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />}
      {query.data && !base && <p>{t("rule.noSuchVersion")}</p>}
      {base && <Loaded {...props} base={base} key={`${base.version}-${search.version ?? "new"}`} />}
    </Page>
  );
}

function baseOf<Body>(list: RuleVersion<Body>[] | undefined, { version, from }: RuleSearch) {
  const wanted = version ?? from;
  if (wanted) return list?.find((one) => String(one.version) === wanted);
  return list?.find(({ status }) => status === "live");
}

type LoadedProps<Body, S extends Said> = EditorProps<Body, S> & {
  readonly base: RuleVersion<Body>;
};

function Loaded<Body, S extends Said>(props: LoadedProps<Body, S>) {
  const { base, search, useSentences, beside, children } = props;
  const own = search.version !== undefined && base.status === "draft" ? base : undefined;
  const draft = useDraft(props, base, own);
  const said = useSentences(draft.body);
  return (
    <div className={styles.sides}>
      <div className={styles.cards}>{children(draft.body, draft.setBody, said)}</div>
      <div className={styles.stuck}>
        <Actions {...props} redraft={props.draft} draft={draft} valid={!said.error} />
        {beside?.(draft.body)}
        <Sentences query={said} />
      </div>
    </div>
  );
}
