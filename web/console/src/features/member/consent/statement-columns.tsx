import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { type TableColumnsType, Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./consent.module.css";
import type { Consent, Statement } from "./consents";

/** The columns of what a member said: what, by which text, how we know. */
export function useStatementColumns(titles: readonly Consent[]): TableColumnsType<Statement> {
  const { t } = useTranslation("person");
  const format = useFormat();
  const titleOf = (purpose: string) =>
    titles.find((one) => one.purpose === purpose)?.title ??
    (purpose === "guardian" ? t("guardian.title") : purpose);
  const speaker = (by: string) => {
    if (by === "member") return t("consent.himself");
    if (by === "guardian") return t("guardian.himself");
    return by === "system" ? t("guardian.system") : by;
  };
  return [
    {
      key: "when",
      title: t("consent.column.when"),
      width: 130,
      render: (_, { occurred_at, recorded_at }) => (
        <>
          <Moment at={occurred_at} />
          {occurred_at !== recorded_at && (
            <div className={styles.quiet}>
              {t("consent.recordedAt", { when: format.moment(recorded_at) })}
            </div>
          )}
        </>
      ),
    },
    {
      key: "what",
      title: t("consent.column.what"),
      render: (_, { purpose, channel, granted, text_version, unsaid_at }) => (
        <>
          <Tag color={granted ? "success" : "default"}>
            {t(granted ? "consent.agreed" : "consent.withdrew")}
          </Tag>{" "}
          {titleOf(purpose)}
          {channel && ` · ${t(`consent.channel.${channel}`)}`}
          {unsaid_at && (
            <>
              {" "}
              <Tooltip title={t("consent.unsaidHelp", { when: format.moment(unsaid_at) })}>
                <Tag color="warning">{t("consent.unsaid")}</Tag>
              </Tooltip>
            </>
          )}
          <div className={styles.quiet}>
            {text_version === null
              ? t("consent.noText")
              : t("consent.version", { version: text_version })}
          </div>
        </>
      ),
    },
    {
      key: "via",
      title: t("consent.column.via"),
      width: 120,
      render: (_, { via, by, name, store }) => (
        <>
          {t(`consent.via.${via}`)}
          <div className={styles.quiet}>
            {[name ?? speaker(by), store?.name].filter(Boolean).join(" · ")}
          </div>
        </>
      ),
    },
    {
      key: "reason",
      title: t("consent.column.reason"),
      width: 150,
      render: (_, { reason }) => reason ?? "—",
    },
  ];
}
