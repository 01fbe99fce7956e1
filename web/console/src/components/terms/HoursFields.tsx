import { Button, Input, Space } from "antd";
import { useTranslation } from "react-i18next";
import styles from "../rule/rule.module.css";
import type { Hours } from "./terms";

interface HoursFieldsProps {
  readonly hours: readonly Hours[];
  readonly wrong?: string | undefined;
  readonly onChange: (hours: Hours[]) => void;
}

/** Parts of the day on the store's clock; one that ends before it begins goes on past midnight. */
export function HoursFields({ hours, wrong, onChange }: HoursFieldsProps) {
  const { t } = useTranslation("terms");
  const put = (at: number, change: Partial<Hours>) =>
    onChange(hours.map((one, index) => (index === at ? { ...one, ...change } : one)));
  const clock = (at: number, name: "from" | "until") => (
    <Input
      type="time"
      aria-label={t(name === "from" ? "hoursFrom" : "hoursUntil", { number: at + 1 })}
      value={hours[at]?.[name] ?? ""}
      style={{ width: 112 }}
      onChange={({ target }) => put(at, { [name]: target.value })}
    />
  );
  return (
    <fieldset className={styles.plain}>
      <legend>{t("hours")}</legend>
      <div className={styles.cards}>
        {hours.map((_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part of the day is nothing but its place
          <Space key={at}>
            {clock(at, "from")}–{clock(at, "until")}
            <Button
              type="text"
              size="small"
              aria-label={t("hoursRemove", { number: at + 1 })}
              onClick={() => onChange(hours.filter((_, index) => index !== at))}
            >
              ×
            </Button>
          </Space>
        ))}
        <div>
          <Button
            size="small"
            disabled={hours.length >= 6}
            onClick={() => onChange([...hours, { from: "14:00", until: "17:00" }])}
          >
            {t("hoursAdd")}
          </Button>
        </div>
        {wrong && (
          <span className={styles.wrong} role="alert">
            {wrong}
          </span>
        )}
      </div>
    </fieldset>
  );
}
