import { DatePicker } from "antd";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useTranslation } from "react-i18next";

const written = "YYYY-MM-DD";

interface PictureDayProps {
  readonly day: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** The business day of a picture; none is what the last reckoning found. */
export default function PictureDay({ day, onChange }: PictureDayProps) {
  const { t } = useTranslation("profile");
  return (
    <DatePicker
      aria-label={t("filter.day")}
      placeholder={t("filter.latest")}
      value={day ? dayjs(day) : null}
      maxDate={dayjs()}
      onChange={(chosen) => onChange(chosen?.format(written))}
    />
  );
}
