import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../../components/Facts";
import { type Finding, severityColours } from "./quality";
import styles from "./quality.module.css";

/** What is wrong with whom, since when, what would be right and what to do. */
export function FindingView({ finding }: { finding: Finding }) {
  const { t } = useTranslation("quality");
  const { member, suggestion, ignored } = finding;
  return (
    <>
      <h3 className={styles.what}>
        {finding.name}{" "}
        <Tag color={severityColours[finding.severity]}>{t(`severity.${finding.severity}`)}</Tag>
      </h3>
      <Facts>
        {member && (
          <Fact name={t("finding.member")}>
            <Link to="/members/$id" params={{ id: member.id }} search={{ tab: "details" }}>
              {member.name ?? member.number}
            </Link>
            <div className={styles.quiet}>
              {member.phone_masked} {member.store?.name}
            </div>
          </Fact>
        )}
        <Fact name={t("finding.since")}>
          <Moment at={finding.since} />
        </Fact>
        <Fact name={t("finding.seen")}>
          <Moment at={finding.seen_at} />
        </Fact>
        <Fact name={t("finding.advice")}>{finding.advice}</Fact>
        {suggestion && (
          <Fact name={t("finding.suggestion")}>
            <del>{suggestion.was}</del> → <ins>{suggestion.is}</ins>
          </Fact>
        )}
        {ignored && (
          <Fact name={t("finding.ignored")}>
            {ignored.reason} · {ignored.by.name} <Moment at={ignored.at} />
            {ignored.until && (
              <>
                {" "}
                {t("finding.until")} <Moment at={ignored.until} />
              </>
            )}
          </Fact>
        )}
      </Facts>
    </>
  );
}
