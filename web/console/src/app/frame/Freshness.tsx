import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { replicaQuery } from "../../features/system/api/get-replica";
import styles from "./frame.module.css";

/** From here on figures are not those of this minute, and the footer says by how much. */
const lateSeconds = 60;

/** Freshness says as of when analysis is answered; where nothing is copied it is always now. */
export function Freshness() {
  const { t } = useTranslation("app");
  const format = useFormat();
  const replica = useQuery(replicaQuery).data;
  if (!replica || replica.state === "elsewhere" || replica.state === "stopped") {
    return <footer className={styles.foot} />;
  }
  const { as_of: asOf, lag_seconds: lag, answers } = replica;
  return (
    <footer className={styles.foot}>
      <Tooltip title={asOf && format.precise(asOf)}>
        <Link to="/system" search={{ tab: "replica" }} className="kit-figure">
          {!asOf || !answers
            ? t("freshness.building")
            : lag > lateSeconds
              ? t("freshness.late", { time: format.moment(asOf) })
              : t("freshness.asOf", { time: format.time(asOf) })}
        </Link>
      </Tooltip>
    </footer>
  );
}
