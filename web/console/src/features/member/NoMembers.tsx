import { Button, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import type { MemberFilter } from "./api/list-members";

interface NoMembersProps {
  readonly filter: MemberFilter;
  readonly onClear: () => void;
}

/** An empty list: either nobody matches, or there is nobody yet and here is how to begin. */
export function NoMembers({ filter, onClear }: NoMembersProps) {
  const { t } = useTranslation("member");
  if (filter.phone ?? filter.card ?? filter.level) {
    return (
      <EmptyState title={t("empty.noMatch")}>
        <p>{t("empty.noMatchHelp")}</p>
        <Button onClick={onClear}>{t("empty.clear")}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t("empty.none")}>
      <p>{t("empty.import")}</p>
      <Typography.Text code copyable>
        habitue import orders orders.csv
      </Typography.Text>
      <p>{t("empty.sample")}</p>
      <Typography.Text code copyable>
        make demo
      </Typography.Text>
    </EmptyState>
  );
}
