import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import { useCan } from "../../lib/permissions";
import { type Listener, listenersQuery } from "./api/list-listeners";
import { Loaded } from "./Loaded";
import { useMeasures } from "./measures";
import { useNames } from "./names";
import styles from "./system.module.css";

export interface ListenerActs {
  readonly onPause: (listener: Listener) => void;
  readonly onResume: (listener: Listener) => void;
  readonly onRetryAll: (listener: Listener) => void;
}

/** Who hears notices, what each still has to hear, and what can be done about it. */
export function Listeners(acts: ListenerActs) {
  const { t } = useTranslation("system");
  const query = useQuery(listenersQuery);
  const names = useNames();
  const measures = useMeasures();
  const format = useFormat();
  return (
    <Loaded query={query} rows={6}>
      {({ items }) => (
        <Table<Listener>
          aria-label={t("listener.title")}
          rowKey="name"
          pagination={false}
          dataSource={items}
          scroll={{ x: 860 }}
          columns={[
            {
              key: "name",
              title: t("listener.name"),
              render: (_, { name, kind }) => (
                <>
                  {kind === null ? t("listener.unknown") : names.listener(name)}
                  <span className={styles.code}>{name}</span>
                </>
              ),
            },
            {
              key: "state",
              title: t("listener.state"),
              width: 220,
              render: (_, listener) => <State listener={listener} />,
            },
            {
              key: "due",
              title: t("listener.due"),
              align: "right",
              width: 90,
              render: (_, { due }) => <span className="kit-figure">{format.number(due)}</span>,
            },
            {
              key: "oldest",
              title: t("listener.oldest"),
              align: "right",
              width: 110,
              render: (_, { due, oldest_seconds }) => (
                <span className="kit-figure">{due > 0 ? measures.time(oldest_seconds) : "—"}</span>
              ),
            },
            {
              key: "parked",
              title: t("listener.parked"),
              align: "right",
              width: 80,
              render: (_, { parked }) => (
                <span className={parked > 0 ? `kit-figure ${styles.bad}` : "kit-figure"}>
                  {format.number(parked)}
                </span>
              ),
            },
            {
              key: "act",
              title: "",
              align: "right",
              width: 180,
              render: (_, listener) => <Acts listener={listener} {...acts} />,
            },
          ]}
        />
      )}
    </Loaded>
  );
}

function State({ listener: { paused_at, reason } }: { listener: Listener }) {
  const { t } = useTranslation("system");
  if (!paused_at) return <Tag color="success">{t("listener.told")}</Tag>;
  return (
    <>
      <Tag color="warning">{t("listener.paused")}</Tag> <Moment at={paused_at} />
      <span className={styles.code}>{reason}</span>
    </>
  );
}

function Acts({ listener, onPause, onResume, onRetryAll }: { listener: Listener } & ListenerActs) {
  const { t } = useTranslation("system");
  if (!useCan()("system:operate")) return null;
  return (
    <div className={styles.acts}>
      {listener.parked > 0 && (
        <Button size="small" onClick={() => onRetryAll(listener)}>
          {t("listener.retryAll")}
        </Button>
      )}
      {listener.paused_at ? (
        <Button size="small" type="primary" onClick={() => onResume(listener)}>
          {t("listener.resume")}
        </Button>
      ) : (
        listener.kind !== null && (
          <Button size="small" onClick={() => onPause(listener)}>
            {t("listener.pause")}
          </Button>
        )
      )}
    </div>
  );
}
