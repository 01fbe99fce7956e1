import { minor } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import styles from "../../../components/rule/rule.module.css";
import { Table } from "../../../components/Table";
import type { OrgBrand } from "../../org/api/list-brands";
import type { Asset } from "../api/list-assets";

interface AssetListProps {
  readonly assets: readonly Asset[];
  readonly brands: readonly OrgBrand[];
}

/** Every asset with when it ends and what it is worth. */
export function AssetList({ assets, brands }: AssetListProps) {
  const { t } = useTranslation("asset");
  const format = useFormat();
  const columns: TableColumnsType<Asset> = [
    {
      key: "name",
      title: t("list.name"),
      render: (_, { code, name }) => (
        <>
          <Link to="/ledger/assets/$asset" params={{ asset: code }}>
            {name}
          </Link>{" "}
          <span className={styles.quiet}>{code}</span>
        </>
      ),
    },
    {
      key: "kind",
      title: t("list.kind"),
      width: 120,
      render: (_, { kind }) => <Tag>{t(`kind.${kind}`)}</Tag>,
    },
    {
      key: "brand",
      title: t("list.brand"),
      width: 120,
      render: (_, { brand_id }) =>
        brand_id
          ? (brands.find(({ id }) => id === brand_id)?.name ?? brand_id)
          : t("list.anyBrand"),
    },
    { key: "expiry", title: t("list.expiry"), render: (_, { rule }) => rule.words[0] },
    {
      key: "worth",
      title: t("list.worth"),
      width: 190,
      render: (_, { rule, unit }) => {
        const { worth } = rule.body;
        if (!worth) return "—";
        return t("list.worthOf", {
          units: format.number(worth.units),
          unit,
          money: format.money(minor(worth.minor), worth.currency),
        });
      },
    },
    {
      key: "version",
      title: t("list.version"),
      width: 80,
      align: "right",
      render: (_, { rule }) => rule.version,
    },
  ];
  return (
    <Table<Asset>
      aria-label={t("list.title")}
      columns={columns}
      dataSource={[...assets]}
      rowKey="code"
      pagination={false}
      scroll={{ x: 900 }}
    />
  );
}
