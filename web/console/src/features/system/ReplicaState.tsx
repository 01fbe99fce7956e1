import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Alert, Progress, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { type Replica, replicaQuery } from "./api/get-replica";
import { Loaded } from "./Loaded";
import { useMeasures } from "./measures";
import styles from "./system.module.css";

/** How the replica stands; one that is kept elsewhere says where to look. */
export function ReplicaState() {
  const query = useQuery(replicaQuery);
  return (
    <Loaded query={query} rows={6}>
      {(replica) => (replica.state === "elsewhere" ? <Elsewhere /> : <Here replica={replica} />)}
    </Loaded>
  );
}

function Elsewhere() {
  const { t } = useTranslation("system");
  return (
    <Alert
      type="info"
      showIcon
      title={t("replica.elsewhere")}
      description={t("replica.elsewhereHelp")}
    />
  );
}

const colours = {
  elsewhere: "default",
  stopped: "default",
  building: "processing",
  following: "success",
  waiting: "warning",
} as const;

function Here({ replica }: { replica: Replica }) {
  const { t } = useTranslation("system");
  const format = useFormat();
  const measures = useMeasures();
  const { state, as_of: asOf } = replica;
  return (
    <div className={styles.facts}>
      <Building replica={replica} />
      {replica.problem && (
        <Alert
          type="warning"
          showIcon
          title={t("replica.problem")}
          description={<span className={styles.wrong}>{replica.problem}</span>}
        />
      )}
      <Facts>
        <Fact name={t("replica.status")}>
          <Tag color={colours[state]}>{t(`replica.state.${state}`)}</Tag>
        </Fact>
        <Fact name={t("replica.asOf")}>{asOf && <Moment at={asOf} />}</Fact>
        <Fact name={t("replica.lag")}>{asOf && measures.time(replica.lag_seconds)}</Fact>
        <Fact name={t("replica.rows")}>{format.number(replica.rows)}</Fact>
        <Fact name={t("replica.bytes")}>{measures.size(replica.bytes)}</Fact>
        <Fact name={t("replica.memory")}>{measures.size(replica.memory_bytes)}</Fact>
        <Fact name={t("replica.applied")}>
          {t("replica.rowsOf", { rows: format.number(replica.applied_rows) })}
        </Fact>
        <Fact name={t("replica.rebuilds")}>
          {t("replica.times", { times: format.number(replica.rebuilds) })}
        </Fact>
      </Facts>
    </div>
  );
}

function Building({ replica: { building, because } }: { replica: Replica }) {
  const { t } = useTranslation("system");
  const format = useFormat();
  if (!building) return null;
  const share = building.total > 0 ? Math.min(0.99, building.rows / building.total) : 0;
  const text = t("replica.building", {
    table: building.table,
    rows: format.number(building.rows),
    total: format.number(building.total),
  });
  return (
    <div role="status">
      <Progress percent={Math.round(100 * share)} aria-label={text} />
      <p className={styles.lead}>
        {text}
        {because && ` · ${t(`replica.because.${because as "asked"}`, { defaultValue: because })}`}
      </p>
    </div>
  );
}
