import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Alert, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import type { PriceChanged } from "./api/change-prices";

/** What is paid before and after a change, and whether that is below cost. */
export function PriceEffects({ changed, currency }: { changed: PriceChanged; currency: string }) {
  const { t } = useTranslation("prices");
  return (
    <>
      <h3>{t("change.effects")}</h3>
      <Table
        aria-label={t("change.effects")}
        size="small"
        pagination={false}
        rowKey={({ article }) => article.code}
        dataSource={changed.effects}
        columns={[
          { key: "at", title: t("change.at"), render: (_, { at }) => <Moment at={at} /> },
          {
            key: "before",
            title: t("change.before"),
            align: "right",
            render: (_, { before }) =>
              before ? <Money amount={before.amount} currency={currency} /> : t("change.none"),
          },
          {
            key: "after",
            title: t("change.after"),
            align: "right",
            render: (_, { after }) =>
              after ? (
                <>
                  <Money amount={after.amount} currency={currency} /> <Tag>{after.list}</Tag>
                </>
              ) : (
                t("change.none")
              ),
          },
        ]}
      />
      {changed.effects.some(({ below_cost }) => below_cost) && (
        <Alert
          type="warning"
          showIcon
          title={t("change.belowCost")}
          style={{ marginBlockStart: 12 }}
        />
      )}
    </>
  );
}
