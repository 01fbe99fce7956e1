import { useFormat } from "@habitue/kit/format/reader";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Order } from "./api/get-order";

/** Says that an order was attached to its member later, by whom and why. */
export function LateNote({ entry }: { entry: NonNullable<Order["late_entry"]> }) {
  const { t } = useTranslation("order");
  const format = useFormat();
  return (
    <Alert
      type={entry.flagged ? "warning" : "info"}
      showIcon
      title={t("late.note", { name: entry.by.name, when: format.moment(entry.recorded_at) })}
      description={entry.reason ?? undefined}
    />
  );
}
