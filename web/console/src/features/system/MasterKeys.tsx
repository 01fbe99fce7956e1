import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import { useCan } from "../../lib/permissions";
import { goesOn, type Keys, keysQuery } from "./api/get-keys";
import { BackupsInNeed, Exchange } from "./Exchange";
import { Loaded } from "./Loaded";
import styles from "./system.module.css";

interface KeyActs {
  readonly onRotate: () => void;
  readonly onDestroy: (key: string, keys: Keys) => void;
}

/** The master keys, how far an exchange has come, and which backups need an old one. */
export function MasterKeys(acts: KeyActs) {
  const query = useQuery(keysQuery);
  return <Loaded query={query}>{(keys) => <Known keys={keys} {...acts} />}</Loaded>;
}

function Known({ keys, onRotate, onDestroy }: { keys: Keys } & KeyActs) {
  const { t } = useTranslation("system");
  const format = useFormat();
  const operates = useCan()("system:operate");
  const going = keys.rotations.find(goesOn);
  const other = keys.index.rotations.some(goesOn);
  return (
    <>
      <p className={styles.lead}>{t("keys.purpose")}</p>
      {keys.environment && <Alert type="info" showIcon title={t("keys.environment")} />}
      {going && (
        <Exchange
          rotation={going}
          phase={t(`keys.phase.${going.phase}`)}
          without={keys.processes.filter((process) => !process.keys.includes(going.to))}
        />
      )}
      <Table<Keys["keys"][number]>
        aria-label={t("keys.title")}
        rowKey="id"
        pagination={false}
        dataSource={keys.keys}
        scroll={{ x: 640 }}
        columns={[
          { key: "id", title: t("keys.id"), render: (_, { id }) => <code>{id}</code> },
          {
            key: "role",
            title: t("keys.role"),
            width: 150,
            render: (_, { id }) =>
              id === keys.current ? (
                <Tag color="success">{t("keys.current")}</Tag>
              ) : (
                <Tag>{t(id === going?.to ? "keys.next" : "keys.old")}</Tag>
              ),
          },
          {
            key: "members",
            title: t("keys.members"),
            align: "right",
            width: 140,
            render: (_, { members }) => (
              <span className="kit-figure">{format.number(members)}</span>
            ),
          },
          {
            key: "act",
            title: "",
            align: "right",
            width: 120,
            render: (_, { id }) =>
              operates &&
              keys.rotations.some(({ from, phase }) => from === id && phase === "wrapped") && (
                <Button size="small" danger onClick={() => onDestroy(id, keys)}>
                  {t("keys.destroy")}
                </Button>
              ),
          },
        ]}
      />
      <BackupsInNeed backups={keys.backups} />
      <p className={styles.note}>
        {keys.since && (
          <>
            {t("keys.since")} <Moment at={keys.since} />
            {" · "}
          </>
        )}
        {t("keys.help")}
      </p>
      {operates && (
        <Button disabled={going !== undefined || other} onClick={onRotate}>
          {t("keys.rotate")}
        </Button>
      )}
    </>
  );
}
