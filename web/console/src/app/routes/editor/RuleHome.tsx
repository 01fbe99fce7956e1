import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import { Panel } from "../../../components/Page";
import { RulePage } from "../../../components/RulePage";
import type { RuleVersion as InForce } from "../../../components/rule/RuleInForce";
import { type Version, Versions } from "../../../components/rule/Versions";
import { editOf, type RuleSearch } from "../../searches";
import type { RuleVersion } from "./draft";
import { useDiscard } from "./useDiscard";

interface RuleHomeProps<Body> {
  readonly words: {
    readonly title: string;
    readonly purpose: string;
    readonly draft: string;
    readonly versions: string;
  };
  readonly query: UseQueryResult<InForce>;
  readonly list: (RuleVersion<Body> & Version)[] | undefined;
  readonly mayEdit: boolean;
  readonly onEdit: (search?: RuleSearch) => void;
  readonly discard: (draft: { version: number; hash: string }) => Promise<unknown>;
  readonly draft: (body: Body) => Promise<unknown>;
  readonly stale: readonly string[];
}

/** RuleHome is where a rule is at home: the version in force in words, and every version of it. */
export function RuleHome<Body>(props: RuleHomeProps<Body>) {
  const { words, query, list, mayEdit, onEdit, discard, draft, stale } = props;
  const throwAway = useDiscard({ discard, draft, stale });
  return (
    <RulePage
      title={words.title}
      purpose={words.purpose}
      query={query}
      action={
        mayEdit && (
          <Button type="primary" onClick={() => onEdit()}>
            {words.draft}
          </Button>
        )
      }
    >
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
    </RulePage>
  );
}
