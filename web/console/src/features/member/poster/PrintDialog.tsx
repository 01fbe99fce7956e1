import { App, Button, Modal, QRCode, Segmented, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./poster.module.css";
import { codeFile, type Poster, sheetFile } from "./posters";

const papers = ["a4", "a6"] as const;
const languages = ["both", "zh-CN", "en"] as const;

/** PrintDialog gives the sheet of a poster to print, and its code for use elsewhere. */
export function PrintDialog({ poster, onClose }: { poster: Poster; onClose: () => void }) {
  const { t } = useTranslation("poster");
  const { message } = App.useApp();
  const [paper, setPaper] = useState<string>("a4");
  const [language, setLanguage] = useState<string>("both");
  const copy = async () => {
    await navigator.clipboard.writeText(poster.link);
    message.success(t("print.copied"));
  };
  return (
    <Modal
      open
      title={t("print.title", { name: poster.name })}
      footer={<Button onClick={onClose}>{t("print.close")}</Button>}
      onCancel={onClose}
    >
      <div className={styles.print}>
        <QRCode
          type="svg"
          value={poster.link}
          size={168}
          color="#000"
          bgColor="#fff"
          errorLevel="Q"
          aria-label={t("print.code", { name: poster.name })}
        />
        <div>
          <p className={styles.headline}>{poster.headline}</p>
          <Segmented
            aria-label={t("print.paper")}
            value={paper}
            options={papers.map((value) => ({ value, label: t(`print.${value}`) }))}
            onChange={setPaper}
          />
          <Segmented
            aria-label={t("print.language")}
            value={language}
            options={languages.map((value) => ({ value, label: t(`print.languages.${value}`) }))}
            onChange={setLanguage}
          />
          <Button type="primary" href={sheetFile(poster, paper, language)}>
            {t("print.sheet")}
          </Button>
        </div>
      </div>
      <p className={styles.quiet}>{t("print.elsewhere")}</p>
      <Space wrap>
        <Button href={codeFile(poster, "png")}>{t("print.png")}</Button>
        <Button href={codeFile(poster, "svg")}>{t("print.svg")}</Button>
        <Button onClick={() => void copy()}>{t("print.copy")}</Button>
      </Space>
      <p className={styles.link}>{poster.link}</p>
    </Modal>
  );
}
