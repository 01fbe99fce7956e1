import { Moment } from "@habitue/kit/components/When";
import { Alert, Progress } from "antd";
import { useTranslation } from "react-i18next";
import type { Keys, Rotation } from "./api/get-keys";
import styles from "./system.module.css";

interface ExchangeProps {
  readonly rotation: Rotation;
  /** What is done now, in words. */
  readonly phase: string;
  /** Programs that do not hold the new key. */
  readonly without: Keys["processes"];
}

/** How far an exchange of a key has come, and who keeps it waiting. */
export function Exchange({ rotation, phase, without }: ExchangeProps) {
  const { t } = useTranslation("system");
  const { done, total } = rotation;
  const percent = total === 0 ? 0 : Math.floor((100 * Math.min(done, total)) / total);
  const spreading = rotation.phase === "spreading";
  return (
    <Alert
      type="info"
      showIcon
      title={phase}
      description={
        <>
          {spreading &&
            without.map(({ process }) => (
              <span key={process} className={styles.code}>
                {t("keys.without", { process })}
              </span>
            ))}
          {!spreading && <Progress percent={percent} aria-label={phase} />}
        </>
      }
    />
  );
}

/** Backups on record that need an old key. */
export function BackupsInNeed({ backups }: Pick<Keys, "backups">) {
  const { t } = useTranslation("system");
  if (backups.length === 0) return null;
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
