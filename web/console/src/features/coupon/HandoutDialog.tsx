import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { newKey } from "../../lib/new-key";
import { rowsOf } from "../../lib/page";
import { couponReasonsQuery, type Handout, handOut } from "./api/give";
import { packsQuery } from "./api/packs";
import { templatesQuery } from "./api/templates";
import styles from "./coupon.module.css";
import { type HandoutFieldsProps, HandoutPlan } from "./HandoutPlan";
import { bodyOf, packOf, type TypedHandout } from "./handout";
import { peopleIn } from "./terms";

interface HandoutDialogProps {
  /** The coupon, where that is settled. */
  readonly template?: string;
  /** The pack, where that is. */
  readonly pack?: string;
  /** The member, where that is settled. */
  readonly member?: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Hands coupons out to one member or to a list, and says beforehand what that comes to. */
export function HandoutDialog({ template, pack, member, open, onClose }: HandoutDialogProps) {
  const { t } = useTranslation("coupon");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  const what = template ?? (pack && packOf(pack));
  const packs = useQuery({ ...packsQuery, enabled: open }).data?.items ?? [];
  const named = packs.find(({ id }) => id === pack);
  return (
    <FormDialog<TypedHandout, Handout>
      open={open}
      title={named ? t("handout.of", { name: named.name }) : t("handout.title")}
      verb={t("handout.verb")}
      failed={t("handout.failed")}
      initial={{ quantity: 1, people: member ?? "", ...(what && { what }) }}
      onSubmit={(typed) => {
        const body = bodyOf({ ...typed, what: what ?? typed.what, member }, packs);
        if (!body) throw new Error("incomplete");
        return handOut(key, body);
      }}
      onDone={({ status, done }) => {
        message.success(t(`handout.after.${status}`, { count: done }));
        for (const what of ["coupon", "staff"]) {
          void client.invalidateQueries({ queryKey: [what] });
        }
      }}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      {(form) => <Fields form={form} what={what} member={member} packs={packs} />}
    </FormDialog>
  );
}

function Fields({ form, what, member, packs }: HandoutFieldsProps) {
  const { t } = useTranslation("coupon");
  const live = rowsOf(useInfiniteQuery(templatesQuery({ status: "live" })).data);
  const reasons = useQuery(couponReasonsQuery).data?.items ?? [];
  return (
    <>
      {!what && (
        <Form.Item
          name="what"
          label={t("handout.template")}
          rules={[{ required: true, message: t("handout.templateMissing") }]}
        >
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={[
              {
                label: t("list.title"),
                options: live.map(({ id, name }) => ({ value: id as string, label: name })),
              },
              {
                label: t("tab.packs"),
                options: packs
                  .filter(({ archived }) => !archived)
                  .map(({ id, name }) => ({ value: packOf(id), label: name })),
              },
            ].filter(({ options }) => options.length > 0)}
          />
        </Form.Item>
      )}
      <Form.Item name="quantity" label={t("handout.quantity")}>
        <InputNumber<number> min={1} max={100} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      {!member && (
        <>
          <Form.Item
            name="people"
            label={t("handout.people")}
            extra={t("handout.peopleHelp")}
            rules={[{ required: true, whitespace: true, message: t("handout.peopleMissing") }]}
          >
            <Input.TextArea rows={4} spellCheck={false} />
          </Form.Item>
          <Form.Item>
            <label className={styles.file}>
              {t("handout.file")}
              <input
                type="file"
                accept=".csv,.txt"
                onChange={({ target }) => {
                  void target.files?.[0]?.text().then((text) => {
                    form.setFieldValue("people", peopleIn(text).join("\n"));
                  });
                }}
              />
            </label>
          </Form.Item>
          <Form.Item name="skip" valuePropName="checked">
            <Checkbox>{t("handout.skip")}</Checkbox>
          </Form.Item>
        </>
      )}
      <Form.Item
        name="reason"
        label={t("handout.reason")}
        rules={[{ required: true, message: t("handout.reasonMissing") }]}
      >
        <Select options={reasons.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item name="note" label={t("handout.note")} extra={t("handout.noteHelp")}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <HandoutPlan form={form} what={what} member={member} packs={packs} />
    </>
  );
}
