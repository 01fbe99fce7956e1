import { TableOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover } from "antd";
import { useTranslation } from "react-i18next";
import { type MemberColumn, usualColumns } from "./columns";
import styles from "./member.module.css";

interface ColumnChoiceProps {
  /** Those this reader may see at all. */
  readonly possible: readonly MemberColumn[];
  readonly chosen: readonly MemberColumn[];
  readonly onChoose: (chosen: MemberColumn[]) => void;
}

/** Chooses the columns of the list. */
export function ColumnChoice({ possible, chosen, onChoose }: ColumnChoiceProps) {
  const { t } = useTranslation("member");
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className={styles.columns}>
          <Checkbox.Group
            value={[...chosen]}
            options={possible.map((value) => ({
              value,
              label: t(`column.${value}`),
              disabled: value === "number",
            }))}
            onChange={(values) => onChoose(values as MemberColumn[])}
          />
          <Button type="link" size="small" onClick={() => onChoose([...usualColumns])}>
            {t("columns.usual")}
          </Button>
        </div>
      }
    >
      <Button icon={<TableOutlined />}>{t("columns.choose")}</Button>
    </Popover>
  );
}
