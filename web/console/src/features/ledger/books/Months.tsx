import { DatePicker } from "antd";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useTranslation } from "react-i18next";

interface MonthsProps {
  readonly from: string;
  readonly until: string;
  readonly onChange: (months: { from: string; until: string }) => void;
}

const written = "YYYY-MM";

/** The first and the last month, which the reader counts both in. */
export default function Months({ from, until, onChange }: MonthsProps) {
  const { t } = useTranslation("books");
  return (
    <DatePicker.RangePicker
      picker="month"
      aria-label={t("filter.months")}
      allowClear={false}
      value={[dayjs(from), dayjs(until)]}
      onChange={(months) => {
        const [first, last] = months ?? [];
        if (first && last) onChange({ from: first.format(written), until: last.format(written) });
      }}
    />
  );
}
