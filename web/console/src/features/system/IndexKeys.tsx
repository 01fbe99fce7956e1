import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import { useCan } from "../../lib/permissions";
import { goesOn, type IndexKey, type Keys, keysQuery } from "./api/get-keys";
import { BackupsInNeed, Exchange } from "./Exchange";
import { Loaded } from "./Loaded";
import styles from "./system.module.css";

interface IndexKeyActs {
  readonly onRotate: () => void;
  readonly onDestroy: (key: IndexKey, keys: Keys) => void;
}

/** The index keys, how far an exchange has come, and what still follows from an old one. */
export function IndexKeys(acts: IndexKeyActs) {
  const query = useQuery(keysQuery);
  return <Loaded query={query}>{(keys) => <Known keys={keys} {...acts} />}</Loaded>;
}

function Known({ keys, onRotate, onDestroy }: { keys: Keys } & IndexKeyActs) {
  const { t } = useTranslation("system");
  const format = useFormat();
  const operates = useCan()("system:operate");
  const { index } = keys;
  const going = index.rotations.find(goesOn);
  const other = keys.rotations.some(goesOn);
  const count = (key: "members" | "sessions" | "visitors") => ({
    key,
    title: t(`indexKeys.${key}`),
    align: "right" as const,
    width: 150,
    render: (_: unknown, row: IndexKey) => (
      <span className="kit-figure">
        {key !== "members" && row.generation === index.current ? "–" : format.number(row[key])}
      </span>
    ),
  });
  return (
    <>
      <p className={styles.lead}>{t("indexKeys.purpose")}</p>
      {going && (
        <Exchange
          rotation={going}
          phase={t(`indexKeys.phase.${going.phase}`)}
          without={keys.processes.filter(
            (process) => !process.index_keys.includes(Number(going.to)),
          )}
        />
      )}
      <Table<IndexKey>
        aria-label={t("indexKeys.title")}
        rowKey="generation"
        pagination={false}
        dataSource={index.keys}
        scroll={{ x: 760 }}
        columns={[
          {
            key: "generation",
            title: t("indexKeys.generation"),
            render: (_, { generation }) => <code>{generation}</code>,
          },
          {
            key: "role",
            title: t("keys.role"),
            width: 120,
            render: (_, { generation }) =>
              generation === index.current ? (
                <Tag color="success">{t("keys.current")}</Tag>
              ) : (
                <Tag>{t(String(generation) === going?.to ? "keys.next" : "keys.old")}</Tag>
              ),
          },
          count("members"),
          count("sessions"),
          count("visitors"),
          {
            key: "act",
            title: "",
            align: "right",
            width: 110,
            render: (_, key) =>
              operates &&
              index.rotations.some(
                ({ from, phase }) => from === String(key.generation) && phase === "wrapped",
              ) && (
                <Button size="small" danger onClick={() => onDestroy(key, keys)}>
                  {t("keys.destroy")}
                </Button>
              ),
          },
        ]}
      />
      <BackupsInNeed backups={index.backups} />
      <p className={styles.note}>
        {index.since && (
          <>
            {t("keys.since")} <Moment at={index.since} />
            {" · "}
          </>
        )}
        {t("indexKeys.help")}
      </p>
      {operates && (
        <Button disabled={going !== undefined || other} onClick={onRotate}>
          {t("keys.rotate")}
        </Button>
      )}
    </>
  );
}
