import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "../checkout.module.css";

export interface Method {
  readonly code: string;
  readonly name: string;
  readonly needs_slip: boolean;
}

interface PayingProps {
  readonly methods: readonly Method[];
  readonly tender: { readonly method?: string; readonly slip?: string };
  readonly onChange: (tender: { method?: string; slip?: string }) => void;
}

/** By which method the difference is paid. */
export function Paying({ methods, tender, onChange }: PayingProps) {
  const { t } = useTranslation("checkout");
  const method = methods.find(({ code }) => code === tender.method);
  return (
    <div className={styles.takenLine}>
      <Select
        aria-label={t("back.method")}
        placeholder={t("back.method")}
        value={tender.method ?? null}
        options={methods.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(code) => onChange({ ...tender, ...(code && { method: code }) })}
      />
      {method?.needs_slip && (
        <Input
          aria-label={t("back.slip")}
          placeholder={t("back.slip")}
          maxLength={64}
          value={tender.slip ?? ""}
          onChange={({ target }) => onChange({ ...tender, slip: target.value })}
        />
      )}
    </div>
  );
}
