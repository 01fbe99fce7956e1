import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { Field } from "./Field";
import styles from "./shared.module.css";

interface SharedProps {
  readonly address: string;
  readonly title: string;
  readonly help: string;
}

/** Shared is a link to give to somebody, by whatever the telephone offers. */
export function Shared({ address, title, help }: SharedProps) {
  const { t } = useTranslation("me");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // In a webview without the permission the link is marked, to be copied by hand.
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      document.querySelector<HTMLInputElement>(`[data-link="${address}"]`)?.select();
    }
  };
  return (
    <div className={styles.shared}>
      <Field label={t("share.link")} value={address} readOnly data-link={address} />
      <p>{help}</p>
      <div className={styles.acts}>
        <Button small main onClick={copy}>
          {copied ? t("share.copied") : t("share.copy")}
        </Button>
        {"share" in navigator && (
          <Button small onClick={() => navigator.share({ title, url: address }).catch(() => {})}>
            {t("share.send")}
          </Button>
        )}
      </div>
    </div>
  );
}
