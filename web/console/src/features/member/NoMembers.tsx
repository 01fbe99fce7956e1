import { Button, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { isNarrowed, type MemberWish } from "./filter";

interface NoMembersProps {
  readonly wish: MemberWish;
  readonly onClear: () => void;
}

/** An empty list: either nobody matches, or there is nobody yet and here is how to begin. */
export function NoMembers({ wish, onClear }: NoMembersProps) {
  const { t } = useTranslation("member");
  if (isNarrowed(wish)) {
    return (
      <EmptyState title={t("empty.noMatch")}>
        <p>{t(wish.q ? "empty.noMatchHelp" : "empty.noFilterMatch")}</p>
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
