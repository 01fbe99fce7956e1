import { asProblem } from "@habitue/kit/api/problem";
import { Day, Moment } from "@habitue/kit/components/When";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { DataList } from "../../../components/DataList";
import { EmptyState } from "../../../components/EmptyState";
import {
  type Duplicate,
  type DuplicateState,
  duplicatesQuery,
  judgeDuplicate,
} from "../api/duplicates";
import { Evidence } from "./PairView";

/** Pairs that were put off or are two people, with who said so and the way back. */
export function Judged({ state }: { state: Exclude<DuplicateState, "open"> }) {
  const { t } = useTranslation("merge");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const reopen = async (pair: Duplicate) => {
    try {
      await judgeDuplicate(pair, "open");
      message.success(t("verdict.reopened"));
      await queries.invalidateQueries({ queryKey: ["duplicates"] });
    } catch (thrown) {
      message.error(asProblem(thrown).detail || t("verdict.failed"));
    }
  };
  return (
    <DataList<Duplicate>
      query={useInfiniteQuery(duplicatesQuery(state))}
      label={t(`state.${state}`)}
      minWidth={900}
      empty={<EmptyState title={t(`judged.none.${state}`)} />}
      columns={[
        {
          key: "pair",
          title: t("judged.pair"),
          width: 260,
          render: (_, { first, second }) => (
            <>
              <Whose {...first} /> · <Whose {...second} />
            </>
          ),
        },
        { key: "why", title: t("pair.evidence"), render: (_, pair) => <Evidence pair={pair} /> },
        {
          key: "by",
          title: t("judged.by"),
          width: 180,
          render: (_, { judged_by, judged_at }) => (
            <>
              {judged_by?.name} {judged_at && <Moment at={judged_at} />}
            </>
          ),
        },
        ...(state === "later"
          ? [
              {
                key: "due",
                title: t("judged.due"),
                width: 130,
                render: (_: unknown, { due_at }: Duplicate) => <Day at={due_at} />,
              },
            ]
          : []),
        {
          key: "acts",
          width: 130,
          align: "right",
          render: (_, pair) => (
            <Button size="small" onClick={() => void reopen(pair)}>
              {t("verdict.reopen")}
            </Button>
          ),
        },
      ]}
    />
  );
}

function Whose({ id, number, name }: Duplicate["first"]) {
  return (
    <Link to="/members/$id" params={{ id }}>
      {name ?? number}
    </Link>
  );
}
