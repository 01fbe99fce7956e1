import { Moment } from "@habitue/kit/components/When";
import { Button, Tag } from "antd";
import type { ColumnsType } from "antd/es/table";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import { useCan } from "../../lib/permissions";
import { goesOn, type Keys } from "./api/get-keys";
import { BackupsInNeed, Exchange } from "./Exchange";
import styles from "./system.module.css";

type Rotation = Keys["rotations"][number];

interface KeyFrameProps<K extends object> {
  readonly words: {
    readonly title: string;
    readonly purpose: string;
    readonly help: string;
    readonly phase: (phase: Rotation["phase"]) => string;
  };
  /** What else is to be known of these keys. */
  readonly children?: ReactNode;
  readonly keys: readonly K[];
  readonly nameOf: (key: K) => string;
  readonly current: string;
  readonly rotations: readonly Rotation[];
  /** Another kind of key is exchanged: one at a time. */
  readonly otherGoes: boolean;
  readonly holders: Keys["processes"];
  readonly holds: (holder: Keys["processes"][number], key: string) => boolean;
  readonly backups: Keys["backups"];
  readonly since?: Keys["since"];
  /** What the table says of a key besides its name and role. */
  readonly name: string;
  readonly figures: ColumnsType<K>;
  readonly width: number;
  readonly onRotate: () => void;
  readonly onDestroy: (key: K) => void;
}

/** The frame of a kind of keys: how far an exchange has come, which there are, what needs an old one. */
export function KeyFrame<K extends object>(props: KeyFrameProps<K>) {
  const { words, keys, nameOf, current, rotations, holders, holds, since } = props;
  const { t } = useTranslation("system");
  const operates = useCan()("system:operate");
  const going = rotations.find(goesOn);
  const retired = (key: K) =>
    rotations.some(({ from, phase }) => from === nameOf(key) && phase === "wrapped");
  const columns: ColumnsType<K> = [
    { key: "name", title: props.name, render: (_, key) => <code>{nameOf(key)}</code> },
    {
      key: "role",
      title: t("keys.role"),
      width: 130,
      render: (_, key) =>
        nameOf(key) === current ? (
          <Tag color="success">{t("keys.current")}</Tag>
        ) : (
          <Tag>{t(nameOf(key) === going?.to ? "keys.next" : "keys.old")}</Tag>
        ),
    },
    ...props.figures,
    {
      key: "act",
      title: "",
      align: "right",
      width: 115,
      render: (_, key) =>
        operates &&
        retired(key) && (
          <Button size="small" danger onClick={() => props.onDestroy(key)}>
            {t("keys.destroy")}
          </Button>
        ),
    },
  ];
  return (
    <>
      <p className={styles.lead}>{words.purpose}</p>
      {props.children}
      {going && (
        <Exchange
          rotation={going}
          phase={words.phase(going.phase)}
          without={holders.filter((holder) => !holds(holder, going.to))}
        />
      )}
      <Table<K>
        aria-label={words.title}
        rowKey={nameOf}
        pagination={false}
        dataSource={[...keys]}
        scroll={{ x: props.width }}
        columns={columns}
      />
      <BackupsInNeed backups={props.backups} />
      <p className={styles.note}>
        {since && (
          <>
            {t("keys.since")} <Moment at={since} />
            {" · "}
          </>
        )}
        {words.help}
      </p>
      {operates && (
        <Button disabled={going !== undefined || props.otherGoes} onClick={props.onRotate}>
          {t("keys.rotate")}
        </Button>
      )}
    </>
  );
}
