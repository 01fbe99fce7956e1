import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../../components/Facts";
import styles from "../../../components/rule/rule.module.css";
import type { AuditEntry } from "../api/list-audit";
import { changesOf } from "./changes";

/** The state before and after an act, where they differ. */
export function Compared({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation("trail");
  const changes = changesOf(entry.before, entry.after);
  return (
    <div className={styles.cards}>
      {changes.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("what")}</th>
              <th scope="col">{t("before")}</th>
              <th scope="col">{t("after")}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ path, before, after }) => (
              <tr key={path}>
                <td>
                  <code>{path}</code>
                </td>
                <td>{before}</td>
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Facts>
        <Fact name={t("address")}>{entry.address}</Fact>
        <Fact name={t("principal")}>{entry.principal}</Fact>
      </Facts>
    </div>
  );
}
