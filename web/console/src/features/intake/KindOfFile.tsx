import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { type Kind, kinds } from "./fields";
import styles from "./intake.module.css";

/** What the rows of the file are, which decides what is asked about them. */
export function KindOfFile({ kind, onKind }: { kind: Kind; onKind: (kind: Kind) => void }) {
  const { t } = useTranslation("intake");
  return (
    <Panel title={t("opening.kind")}>
      <Select<Kind>
        aria-label={t("opening.kind")}
        className={styles.kind}
        value={kind}
        popupMatchSelectWidth={false}
        options={kinds.map((value) => ({ value, label: t(`opening.kinds.${value}`) }))}
        onChange={onKind}
      />
      <p className={styles.samples}>{t(`opening.about.${kind}`)}</p>
    </Panel>
  );
}
