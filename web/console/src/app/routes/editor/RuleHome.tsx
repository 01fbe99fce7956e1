import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Space } from "antd";
import type { ReactNode } from "react";
import { Page, Panel } from "../../../components/Page";
import { type RuleVersion as InForce, RuleInForce } from "../../../components/rule/RuleInForce";
import { type Version, Versions } from "../../../components/rule/Versions";
import { editOf, type RuleSearch } from "../../searches";
import type { RuleVersion } from "./draft";
import { useDiscard } from "./useDiscard";

interface RuleHomeProps<Body> {
  readonly words: {
    readonly title: string;
    readonly purpose: string;
    readonly draft: string;
    /** Where the button opens a draft that there is, instead of beginning another. */
    readonly editDraft?: string;
    readonly versions: string;
    /** What the rule in force is called, where "in force" does not say it. */
    readonly says?: string;
  };
  /** The way back up, of one rule among many. */
  readonly above?: ReactNode;
  readonly query: UseQueryResult<InForce>;
  readonly list: (RuleVersion<Body> & Version)[] | undefined;
  readonly mayEdit: boolean;
  readonly onEdit: (search?: RuleSearch) => void;
  readonly discard: (draft: { version: number; hash: string }) => Promise<unknown>;
  readonly draft: (body: Body) => Promise<unknown>;
  readonly stale: readonly string[];
  /** What else can be done, before the button that edits. */
  readonly acts?: ReactNode;
  /** In which state it is, beside its words; what is to be said before them, and known after. */
  readonly status?: ReactNode;
  readonly notes?: ReactNode;
  readonly about?: ReactNode;
  /** What stands between the rule and its versions. */
  readonly children?: ReactNode;
}

/** RuleHome is where a rule is at home: the version in force in words, and every version of it. */
export function RuleHome<Body>(props: RuleHomeProps<Body>) {
  const { words, above, query, list, mayEdit, onEdit, discard, draft, stale, children } = props;
  const { acts, status, notes, about } = props;
  const throwAway = useDiscard({ discard, draft, stale });
  const waiting = words.editDraft ? list?.find((version) => version.status === "draft") : undefined;
  const live = list?.find((version) => version.status === "live");
  // Where nothing is in force a draft begins with what was last said.
  const base = waiting ?? (live ? undefined : list?.[0]);
  return (
    <Page
      title={words.title}
      purpose={words.purpose}
      above={above}
      action={
        (acts || mayEdit) && (
          <Space wrap>
            {acts}
            {mayEdit && (
              <Button type="primary" onClick={() => onEdit(base && editOf(base))}>
                {waiting ? words.editDraft : words.draft}
              </Button>
            )}
          </Space>
        )
      }
    >
      <RuleInForce query={query} title={words.says} status={status} notes={notes} about={about} />
      {children}
      {list && (
        <Panel title={words.versions}>
          <Versions
            list={list}
            label={words.versions}
            onEdit={mayEdit ? (version) => onEdit(editOf(version)) : undefined}
            onDiscard={mayEdit ? (version) => void throwAway(version) : undefined}
          />
        </Panel>
      )}
    </Page>
  );
}
