import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Page, Panel } from "../../components/Page";
import { useUndo } from "../../components/useUndo";
import { type PriceList, priceListQuery } from "../../features/catalog/api/list-price-lists";
import { editPriceList } from "../../features/catalog/api/save-price-list";
import { fieldsOf, PriceListDialog } from "../../features/catalog/PriceListDialog";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { ListPrices } from "./ListPrices";
import { PriceChanges } from "./PriceChanges";
import { usePlaces } from "./usePlaces";

const route = getRouteApi("/frame/catalog/price-lists/$id");

/** One price list: its prices, how they were changed, and what was taken back. */
export function PriceListPage() {
  return (
    <LateWords of="prices">
      <TheList />
    </LateWords>
  );
}

function TheList() {
  const { t } = useTranslation("prices");
  const { id } = route.useParams();
  const { data: list, error, isPending, refetch } = useQuery(priceListQuery(asId(id)));
  const mayPrice = useCan()("catalog:price");
  return (
    <Page
      title={list?.name ?? t("list.title")}
      above={<Link to="/catalog/price-lists">{t("list.back")}</Link>}
      action={list && mayPrice && <Edit list={list} />}
    >
      {isPending && (
        <Panel>
          <Skeleton active paragraph={{ rows: 6 }} />
        </Panel>
      )}
      {!list && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {list && (
        <>
          <Panel title={t("list.holds")}>
            <Holds list={list} />
          </Panel>
          <ListPrices list={list} mayPrice={mayPrice} />
          <PriceChanges list={list} mayPrice={mayPrice} />
        </>
      )}
    </Page>
  );
}

function Holds({ list }: { list: PriceList }) {
  const { t } = useTranslation("prices");
  const format = useFormat();
  const places = usePlaces();
  return (
    <Facts>
      <Fact name={t("column.code")}>{list.code}</Fact>
      <Fact name={t("column.where")}>{places.words(list).join(t("file.comma"))}</Fact>
      <Fact name={t("column.from")}>{list.from ? <Day at={list.from} /> : t("where.ever")}</Fact>
      <Fact name={t("column.until")}>{list.until ? <Day at={list.until} /> : t("where.open")}</Fact>
      <Fact name={t("column.priority")}>{format.number(list.priority)}</Fact>
      <Fact name={t("column.currency")}>{list.currency}</Fact>
    </Facts>
  );
}

function Edit({ list }: { list: PriceList }) {
  const { t } = useTranslation("prices");
  const queries = useQueryClient();
  const tell = useUndo();
  const places = usePlaces();
  const [isOpen, setOpen] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ["catalog"] });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("list.edit")}</Button>
      <PriceListDialog
        {...places}
        list={list}
        open={isOpen}
        onClose={() => setOpen(false)}
        onSaved={async (saved) => {
          await again();
          tell({
            text: t("list.saved", { name: saved.name }),
            undo: async () => {
              await editPriceList(saved.id, saved.version, fieldsOf(list));
              await again();
            },
          });
        }}
      />
    </>
  );
}
