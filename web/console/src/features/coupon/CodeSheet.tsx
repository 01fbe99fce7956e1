import { useFormat } from "@habitue/kit/format/reader";
import { Modal, QRCode } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import type { Batch } from "./api/give";
import type { Template } from "./api/templates";
import type { CodeLink } from "./code-links";
import styles from "./code-sheet.module.css";

interface CodeSheetProps {
  readonly template: Template;
  readonly batch: Batch;
  readonly links: readonly CodeLink[];
  readonly onClose: () => void;
}

/** CodeSheet is a page of codes to print and cut: whoever scans one has its coupon. */
export default function CodeSheet({ template, batch, links, onClose }: CodeSheetProps) {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  const until = batch.valid_until;
  return (
    <Modal
      open
      width={860}
      title={t("batch.sheet", { name: template.name, count: links.length })}
      okText={t("batch.print")}
      okButtonProps={{ disabled: links.length === 0 }}
      cancelText={t("batch.close")}
      onOk={() => window.print()}
      onCancel={onClose}
      rootClassName={styles.root}
    >
      {links.length === 0 ? (
        <EmptyState title={t("batch.allClaimed")} />
      ) : (
        <ul className={styles.sheet}>
          {links.map(({ code, link }) => (
            <li key={code}>
              <strong>{template.name}</strong>
              <QRCode
                type="svg"
                value={link}
                size={120}
                color="#000"
                bgColor="#fff"
                bordered={false}
              />
              <code>{code}</code>
              {until && (
                // The end is exclusive: what is read is the last day.
                <small>
                  {t("batch.by", {
                    day: format.date(new Date(Date.parse(until) - 1).toISOString()),
                  })}
                </small>
              )}
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
