import { DatePicker } from "antd";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useTranslation } from "react-i18next";
import { addDays, type Period } from "../../lib/period";
import styles from "./period.module.css";

const written = "YYYY-MM-DD";

interface OwnDaysProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

/** The first and the last day of a period, which the reader counts both in. */
export default function OwnDays({ period, onChange }: OwnDaysProps) {
  const { t } = useTranslation("figure");
  return (
    <DatePicker.RangePicker
      className={styles.days}
      aria-label={t("period.ownDays")}
      allowClear={false}
      value={[dayjs(period.from), dayjs(addDays(period.until, -1))]}
      onChange={(days) => {
        const [first, last] = days ?? [];
        if (!first || !last) return;
        onChange({ from: first.format(written), until: addDays(last.format(written), 1) });
      }}
    />
  );
}
