import type { Schemas } from "@habitue/kit/api/types";
import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import { Button } from "../parts/Button";
import { Part } from "../parts/Page";
import type { Asked } from "./PrivacyPage";
import styles from "./privacy.module.css";

interface LessPartProps {
  readonly mine: Schemas["MyPrivacy"];
  readonly busy: boolean;
  readonly onAsk: (asked: Asked) => void;
  readonly onLift: () => void;
}

/** LessPart lets one's data be used less: not profiled, or kept and not used; and says how it stands. */
export function LessPart({ mine: { restriction, profiled }, busy, onAsk, onLift }: LessPartProps) {
  const { t } = useTranslation("me");
  const format = useFormat();
  if (restriction) {
    const { until, reason, begun_at } = restriction;
    return (
      <Part title={t("privacy.less")}>
        <p className={styles.note}>
          {until
            ? t("privacy.restrictedUntil", { when: format.date(until) })
            : t("privacy.restrictedSince", { when: format.date(begun_at) })}{" "}
          {reason && t("privacy.restrictedWhy", { reason })}
        </p>
        <p className={styles.note}>{t("privacy.restrictedHelp")}</p>
        <Button disabled={busy} onClick={onLift}>
          {t("privacy.lift")}
        </Button>
      </Part>
    );
  }
  return (
    <Part title={t("privacy.less")}>
      <p className={styles.note}>{t("privacy.lessHelp")}</p>
      {profiled ? (
        <Button disabled={busy} onClick={() => onAsk({ kind: "unprofiled" })}>
          {t("privacy.kind.unprofiled")}
        </Button>
      ) : (
        <p className={styles.note}>{t("privacy.notProfiled")}</p>
      )}
      <Button disabled={busy} onClick={() => onAsk({ kind: "restrict" })}>
        {t("privacy.kind.restrict")}
      </Button>
    </Part>
  );
}
