import { asProblem } from "@habitue/kit/api/problem";
import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { FilterBar } from "../../components/FilterBar";
import { Page, Panel } from "../../components/Page";
import type { ComparedArticle } from "../../features/catalog/api/get-article-parts";
import { categoriesQuery } from "../../features/catalog/api/list-categories";
import { differencesQuery, exportDifferences } from "../../features/catalog/api/list-differences";
import { differenceAnswers } from "../../features/catalog/difference-filter";
import { ImportList } from "../../features/catalog/ImportList";
import { rowsOf } from "../../lib/page";
import { useCan } from "../../lib/permissions";
import { saveFile } from "../../lib/save-file";
import { LateWords } from "../LateWords";
import { usePlaces } from "./usePlaces";

const route = getRouteApi("/frame/catalog/differences");

/** Price and stock of each article in every channel, and where these differ. */
export function DifferencesPage() {
  return (
    <LateWords of="prices">
      <Differences />
    </LateWords>
  );
}

interface Row extends ComparedArticle {
  readonly id: string;
}

function Differences() {
  const { t } = useTranslation("prices");
  const filter = route.useSearch();
  const setFilter = route.useNavigate();
  const can = useCan();
  const { message } = App.useApp();
  const query = useInfiniteQuery({
    ...differencesQuery(filter),
    select: (data) => ({
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        items: page.items.map((item): Row => ({ ...item, id: item.article_id })),
      })),
    }),
  });
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const places = usePlaces();
  const [first] = rowsOf(query.data);
  const exporting = useMutation({
    mutationFn: () => exportDifferences(filter),
    onSuccess: (file) => saveFile("differences.xlsx", file),
    onError: (thrown) => message.error(asProblem(thrown).detail),
  });
  return (
    <Page
      title={t("differences.title")}
      purpose={t("differences.purpose")}
      action={
        <div style={{ display: "flex", gap: 8 }}>
          {can("catalog:stock") && <ImportList kind="stock" />}
          <Button loading={exporting.isPending} onClick={() => exporting.mutate()}>
            {t("differences.export")}
          </Button>
        </div>
      }
    >
      <Panel>
        <FilterBar
          search={{ key: "q", label: t("differences.find"), hint: t("differences.findHint") }}
          choices={[
            {
              key: "only",
              label: t("differences.any"),
              options: differenceAnswers.map((value) => ({
                value,
                label: t(`difference.${value}`),
              })),
            },
            {
              key: "store",
              label: t("differences.store"),
              options: places.stores.map(({ code, name }) => ({ value: code, label: name })),
            },
            {
              key: "category",
              label: t("differences.category"),
              options: categories.map(({ code, name }) => ({ value: code, label: name })),
            },
          ]}
          filter={filter}
          onChange={(search) => void setFilter({ search: search as typeof filter })}
        />
        <DataList<Row>
          query={query}
          label={t("differences.title")}
          minWidth={520 + 120 * (first?.channels.length ?? 0)}
          empty={<EmptyState title={t("differences.none")}>{t("differences.noneHelp")}</EmptyState>}
          columns={[
            {
              key: "name",
              title: t("column.article"),
              width: 200,
              fixed: "left",
              ellipsis: true,
              render: (_, { article_id, name }) => (
                <Link to="/catalog/articles/$id" params={{ id: article_id }}>
                  {name}
                </Link>
              ),
            },
            { key: "code", dataIndex: "code", title: t("column.code"), width: 96, ellipsis: true },
            {
              key: "differences",
              title: t("column.differences"),
              width: 184,
              render: (_, { differences }) =>
                differences.map((one) => (
                  <Tag key={one} color={one === "price" || one === "stock" ? "warning" : "default"}>
                    {t(`difference.${one as (typeof differenceAnswers)[number]}`)}
                  </Tag>
                )),
            },
            ...(first?.channels ?? []).map(({ channel }, at) => ({
              key: channel.code,
              title: channel.name,
              width: 120,
              align: "right" as const,
              render: (_: unknown, row: Row) => <Cell row={row} at={at} />,
            })),
          ]}
        />
      </Panel>
    </Page>
  );
}

/** Price over stock; what is not known is said and not left blank. */
function Cell({ row, at }: { row: Row; at: number }) {
  const { t } = useTranslation("prices");
  const format = useFormat();
  const channel = row.channels[at];
  if (!channel) return "—";
  const { amount, quantity_milli, counted_at } = channel;
  return (
    <>
      <div>{amount === null ? "—" : <Money amount={amount} currency={row.currency} />}</div>
      <small style={{ color: "var(--ant-color-text-secondary)" }}>
        {quantity_milli === null ? (
          t("differences.noStock")
        ) : (
          <>
            {t("differences.stock", { n: format.number(quantity_milli / 1000) })}
            {counted_at && row.differences.includes("old") && (
              <>
                {" · "}
                <Moment at={counted_at} />
              </>
            )}
          </>
        )}
      </small>
    </>
  );
}
