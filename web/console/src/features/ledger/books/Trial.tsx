import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { Panel } from "../../../components/Page";
import { Table } from "../../../components/Table";
import { exportTrialBalance } from "../api/export-books";
import { type BooksCut, type TrialAsset, trialBalanceQuery } from "../api/get-trial-balance";
import { useFigures } from "../useAmounts";
import { Asked } from "./Asked";
import { BooksFilters } from "./BooksFilters";
import styles from "./books.module.css";
import { FileButtons } from "./FileButtons";
import { Told } from "./Told";
import { useCut } from "./useCut";
import type { BooksWish } from "./wish";

interface TrialProps {
  readonly wish: BooksWish;
  readonly onChange: (wish: BooksWish) => void;
}

/** Every side of every asset; what members have and what the house gave are one sum. */
export function Trial({ wish, onChange }: TrialProps) {
  const { t } = useTranslation("books");
  const cut: BooksCut = useCut(wish);
  const query = useQuery(trialBalanceQuery(cut));
  return (
    <>
      <div className={styles.head}>
        <BooksFilters wish={wish} onChange={onChange} has={{ clock: true, asOf: true }} />
        <FileButtons title={t("tab.trial")} fetch={(format) => exportTrialBalance(cut, format)} />
      </div>
      <Asked query={query}>
        {(trial) => (
          <>
            <Told books={trial} />
            {trial.assets.length === 0 && (
              <EmptyState title={t("trial.none")}>{t("trial.noneHelp")}</EmptyState>
            )}
            <div className={styles.assets}>
              {trial.assets.map((asset) => (
                <Panel key={asset.asset} title={asset.name} extra={<Balanced asset={asset} />}>
                  <Sides asset={asset} />
                </Panel>
              ))}
            </div>
          </>
        )}
      </Asked>
    </>
  );
}

/** Whether an asset's sides are one sum, which they must be. */
function Balanced({ asset: { asset, sum } }: { asset: TrialAsset }) {
  const { t } = useTranslation("books");
  const { figure } = useFigures(asset);
  return sum === 0 ? (
    <Tag color="success">{t("trial.balanced")}</Tag>
  ) : (
    <Tag color="error">{t("trial.broken", { sum: figure(sum) })}</Tag>
  );
}

function Sides({ asset }: { asset: TrialAsset }) {
  const { t } = useTranslation("books");
  const format = useFormat();
  const of = useFigures(asset.asset);
  const figure = (value: number) => <span className="kit-figure">{of.figure(value)}</span>;
  const count = (value: number) => <span className="kit-figure">{format.number(value)}</span>;
  return (
    <Table
      aria-label={t("trial.of", { name: asset.name })}
      size="small"
      pagination={false}
      rowKey="side"
      dataSource={[...asset.sides]}
      columns={[
        { key: "side", title: t("column.side"), render: (_, { name }) => name },
        {
          key: "amount",
          title: t("column.amount", { unit: asset.unit }),
          align: "right",
          render: (_, { amount }) => figure(amount),
        },
        {
          key: "entries",
          title: t("column.entries"),
          align: "right",
          width: 130,
          render: (_, { entries }) => count(entries),
        },
      ]}
      summary={() => (
        <>
          {(["members", "house", "sum"] as const).map((key) => (
            <Table.Summary.Row key={key} className={styles.sum}>
              <Table.Summary.Cell index={0}>{t(`trial.${key}`)}</Table.Summary.Cell>
              <Table.Summary.Cell index={1} align="right">
                {figure(asset[key])}
              </Table.Summary.Cell>
              <Table.Summary.Cell index={2} align="right">
                {key === "sum" && count(asset.entries)}
              </Table.Summary.Cell>
            </Table.Summary.Row>
          ))}
        </>
      )}
    />
  );
}
