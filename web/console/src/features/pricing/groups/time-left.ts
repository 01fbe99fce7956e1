import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const minute = 60_000;

/** useTimeLeft says how long it is until an instant, and follows the clock. */
export function useTimeLeft() {
  const { t } = useTranslation("pricing");
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute / 2);
    return () => clearInterval(timer);
  }, []);
  return (until: string) => {
    const left = Math.ceil((Date.parse(until) - now) / minute);
    if (left <= 0) return t("groups.ending");
    const [hours, minutes] = [Math.floor(left / 60), left % 60];
    if (hours >= 48)
      return t("groups.left.days", { days: Math.floor(hours / 24), hours: hours % 24 });
    return hours > 0
      ? t("groups.left.hours", { hours, minutes })
      : t("groups.left.minutes", { minutes });
  };
}
