import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type NameByLanguage, nameOf } from "../../../components/NameFields";
import styles from "../../../components/rule/rule.module.css";
import { type AdjustReason, saveAdjustReasons } from "../api/adjust-reasons";

interface Typed {
  readonly reasons: readonly { readonly code: string; readonly name: NameByLanguage }[];
}

interface ReasonsDialogProps {
  readonly reasons: readonly AdjustReason[];
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The list of reasons from which staff choose when they adjust. */
export function ReasonsDialog({ reasons, open, onClose }: ReasonsDialogProps) {
  const { t } = useTranslation("asset");
  const client = useQueryClient();
  return (
    <FormDialog<Typed, unknown>
      open={open}
      title={t("reasons.title")}
      verb={t("reasons.verb")}
      failed={t("reasons.failed")}
      initial={{ reasons: reasons.map(({ code, name_i18n }) => ({ code, name: name_i18n })) }}
      onSubmit={({ reasons: typed }) =>
        saveAdjustReasons(typed.map(({ code, name }) => ({ code, name_i18n: nameOf(name) })))
      }
      onDone={() => client.invalidateQueries({ queryKey: ["ledger", "adjust-reasons"] })}
      onClose={onClose}
    >
      <Typography.Paragraph>{t("reasons.help")}</Typography.Paragraph>
      <Form.List name="reasons">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name: at }) => (
              <div key={key} className={styles.row} style={{ flexWrap: "nowrap" }}>
                <Form.Item
                  name={[at, "code"]}
                  label={t("reasons.code")}
                  rules={[
                    {
                      required: true,
                      pattern: /^[a-z][a-z0-9_]{0,39}$/,
                      message: t("make.codeMissing"),
                    },
                  ]}
                >
                  <Input autoComplete="off" maxLength={40} />
                </Form.Item>
                <Form.Item
                  name={[at, "name", "zh-CN"]}
                  label={t("make.name.zh-CN")}
                  rules={[{ required: true, whitespace: true, message: t("make.nameMissing") }]}
                >
                  <Input autoComplete="off" maxLength={200} />
                </Form.Item>
                <Form.Item name={[at, "name", "en"]} label={t("make.name.en")}>
                  <Input autoComplete="off" maxLength={200} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t("reasons.remove", { no: at + 1 })}
                  disabled={rows.length === 1}
                  onClick={() => remove(at)}
                />
              </div>
            ))}
            <Button
              icon={<PlusOutlined />}
              disabled={rows.length >= 50}
              onClick={() => add({ code: "", name: {} })}
            >
              {t("reasons.add")}
            </Button>
          </>
        )}
      </Form.List>
    </FormDialog>
  );
}
