import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Progress, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import { useCan } from "../../lib/permissions";
import { goesOn, type Keys, keysQuery, type Rotation } from "./api/get-keys";
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
  return (
    <>
      <p className={styles.lead}>{t("keys.purpose")}</p>
      {keys.environment && <Alert type="info" showIcon title={t("keys.environment")} />}
      {going && <Going rotation={going} keys={keys} />}
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
      {keys.backups.length > 0 && <Needing backups={keys.backups} />}
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
        <Button disabled={going !== undefined} onClick={onRotate}>
          {t("keys.rotate")}
        </Button>
      )}
    </>
  );
}

function Going({ rotation, keys }: { rotation: Rotation; keys: Keys }) {
  const { t } = useTranslation("system");
  const { phase, done, total, to } = rotation;
  const percent = total === 0 ? 0 : Math.floor((100 * Math.min(done, total)) / total);
  const without = keys.processes.filter((process) => !process.keys.includes(to));
  return (
    <Alert
      type="info"
      showIcon
      title={t(`keys.phase.${phase}`)}
      description={
        <>
          {phase === "spreading" &&
            without.map(({ process }) => (
              <span key={process} className={styles.code}>
                {t("keys.without", { process })}
              </span>
            ))}
          {phase !== "spreading" && (
            <Progress percent={percent} aria-label={t(`keys.phase.${phase}`)} />
          )}
        </>
      }
    />
  );
}

function Needing({ backups }: Pick<Keys, "backups">) {
  const { t } = useTranslation("system");
  return (
    <Alert
      type="warning"
      showIcon
      title={t("keys.needed", { count: backups.length })}
      description={
        <ul>
          {backups.map(({ file, made_at, key }) => (
            <li key={`${file} ${key}`}>
              <code>{file}</code> (<Moment at={made_at} />
              ): <code>{key}</code>
            </li>
          ))}
        </ul>
      }
    />
  );
}
