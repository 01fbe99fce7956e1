import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { lookersQuery } from "./access";

/** Says who looks at unusually many members, and what that means. */
export function Lookers({ onChoose }: { onChoose: (staff: string) => void }) {
  const { t } = useTranslation("trail");
  const format = useFormat();
  const { data } = useQuery(lookersQuery);
  const unusual = data?.items.filter((one) => one.unusual) ?? [];
  if (unusual.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBlockEnd: 16 }}
      title={t("access.unusual")}
      description={
        <>
          {unusual.map(({ by, members, usual }) => (
            <div key={by.principal}>
              <Button type="link" size="small" onClick={() => onChoose(by.principal)}>
                {by.name}
              </Button>{" "}
              {t("access.looked", { members: format.number(members), usual: format.number(usual) })}
            </div>
          ))}
          <small>{t("access.rule")}</small>
        </>
      }
    />
  );
}
