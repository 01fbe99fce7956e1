import { DatePicker } from "antd";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useTranslation } from "react-i18next";

interface AsOfDayProps {
  readonly day: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** The last day that counts; none is everything until now. */
export default function AsOfDay({ day, onChange }: AsOfDayProps) {
  const { t } = useTranslation("books");
  return (
    <DatePicker
      aria-label={t("filter.asOf")}
      placeholder={t("filter.now")}
      value={day ? dayjs(day) : null}
      maxDate={dayjs()}
      onChange={(chosen) => onChange(chosen?.format("YYYY-MM-DD"))}
    />
  );
}
