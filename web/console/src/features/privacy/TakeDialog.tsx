import type { Id } from "@habitue/kit/brand";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { type Taken, takeRequest } from "./requests";

const kinds = ["correct", "erase", "restrict", "unprofiled", "explain", "object", "leave"] as const;
const abouts = ["tier", "class", "label", "coupon", "price"] as const;
const vias = ["counter", "telephone", "paper", "message"] as const;
const choices = ["", "refund", "waive"] as const;

type Typed = Omit<Taken, "member">;

/** Takes a request that a member made at the counter, by telephone or on paper. */
export function TakeDialog({ memberId, onClose }: { memberId: Id; onClose: () => void }) {
  const { t } = useTranslation("privacy");
  const { message } = App.useApp();
  const client = useQueryClient();
  return (
    <FormDialog<Typed, unknown>
      open
      title={t("take")}
      verb={t("takeVerb")}
      failed={t("failed")}
      initial={{ kind: "correct", via: "counter", money: "" }}
      onSubmit={({ kind, via, money, about, note }) =>
        takeRequest({
          member: memberId,
          kind,
          via,
          ...(note && { note: note.trim() }),
          ...(kind === "object" && about && { about }),
          ...((kind === "leave" || kind === "erase") && money && { money }),
        })
      }
      onDone={async () => {
        message.success(t("taken"));
        await client.invalidateQueries({ queryKey: ["privacy"] });
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t("column.what")}>
        <Select options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="via" label={t("how")}>
        <Select options={vias.map((value) => ({ value, label: t(`via.${value}`) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={["kind"]}>
        {({ getFieldValue }) =>
          ["leave", "erase"].includes(getFieldValue("kind") as string) && (
            <Form.Item name="money" label={t("moneyLeft")}>
              <Select
                options={choices.map((value) => ({
                  value,
                  label: t(`money.${value || "none"}`),
                }))}
              />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item noStyle dependencies={["kind"]}>
        {({ getFieldValue }) =>
          getFieldValue("kind") === "object" && (
            <Form.Item
              name="about"
              label={t("about")}
              rules={[{ required: true, message: t("aboutWhat") }]}
            >
              <Select options={abouts.map((value) => ({ value, label: t(`decision.${value}`) }))} />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="note" label={t("words")} extra={t("wordsHelp")}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
