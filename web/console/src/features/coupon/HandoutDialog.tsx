import { asProblem } from "@habitue/kit/api/problem";
import { id as asId } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Checkbox, Form, type FormInstance, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { newKey } from "../../lib/new-key";
import { rowsOf } from "../../lib/page";
import { useSettled } from "../../lib/settled";
import { couponReasonsQuery, type Handout, handOut, type NewHandout, planQuery } from "./api/give";
import { templatesQuery } from "./api/templates";
import styles from "./coupon.module.css";
import { peopleIn } from "./terms";

interface Typed {
  readonly template: string;
  readonly quantity: number;
  readonly people: string;
  readonly skip?: boolean;
  readonly reason: string;
  readonly note?: string;
}

interface HandoutDialogProps {
  /** The coupon, where that is settled. */
  readonly template?: string;
  /** The member, where that is settled. */
  readonly member?: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Hands coupons out to one member or to a list, and says beforehand what that comes to. */
export function HandoutDialog({ template, member, open, onClose }: HandoutDialogProps) {
  const { t } = useTranslation("coupon");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  return (
    <FormDialog<Typed, Handout>
      open={open}
      title={t("handout.title")}
      verb={t("handout.verb")}
      failed={t("handout.failed")}
      initial={{ quantity: 1, people: member ?? "", ...(template && { template }) }}
      onSubmit={(typed) => {
        const body = bodyOf({ ...typed, template: template ?? typed.template, member });
        if (!body) throw new Error("incomplete");
        return handOut(key, body);
      }}
      onDone={({ status, done }) => {
        message.success(t(`handout.after.${status}`, { count: done }));
        for (const what of ["coupon", "staff"]) {
          void client.invalidateQueries({ queryKey: [what] });
        }
      }}
      onFailed={() => setKey(newKey())}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      {(form) => <Fields form={form} template={template} member={member} />}
    </FormDialog>
  );
}

interface FieldsProps {
  readonly form: FormInstance<Typed>;
  readonly template: string | undefined;
  readonly member: string | undefined;
}

function Fields({ form, template, member }: FieldsProps) {
  const { t } = useTranslation("coupon");
  const live = rowsOf(useInfiniteQuery(templatesQuery({ status: "live" })).data);
  const reasons = useQuery(couponReasonsQuery).data?.items ?? [];
  return (
    <>
      {!template && (
        <Form.Item
          name="template"
          label={t("handout.template")}
          rules={[{ required: true, message: t("handout.templateMissing") }]}
        >
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={live.map(({ id, name }) => ({ value: id, label: name }))}
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
      <Plan form={form} template={template} member={member} />
    </>
  );
}

/** What it would come to: how many, who is unknown, whether a second person is needed. */
function Plan({ form, template, member }: FieldsProps) {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  const typed = Form.useWatch([], form) as Partial<Typed> | undefined;
  const body = useSettled(bodyOf({ ...typed, template: typed?.template ?? template, member }));
  const { data, error } = useQuery(planQuery(body));
  if (!body) return null;
  if (error) return <Alert type="warning" showIcon title={asProblem(error).detail} />;
  if (!data) return null;
  return (
    <div className={styles.plan} aria-live="polite">
      <strong>
        {t("handout.plan", {
          members: format.number(data.members),
          coupons: format.number(data.coupons),
        })}
      </strong>
      {(data.short?.length ?? 0) > 0 && <Alert type="error" showIcon title={t("handout.short")} />}
      {data.needs_approval ? (
        <Alert
          type="info"
          showIcon
          title={t("handout.needs", { limit: format.number(data.limit) })}
        />
      ) : (
        <span className={styles.quiet}>
          {t("handout.alone", { limit: format.number(data.limit) })}
        </span>
      )}
      {data.unknowns > 0 && (
        <>
          <span>{t("handout.unknown", { count: data.unknowns })}</span>
          <ul>
            {(data.unknown ?? []).slice(0, 5).map(({ line, text }) => (
              <li key={line}>{t("handout.line", { line, text })}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What is asked for; nothing while something that must be typed is missing. */
function bodyOf(
  typed: Partial<Typed> & { readonly member?: string | undefined },
): NewHandout | undefined {
  const { template, quantity = 1, people = "", skip, reason, note, member } = typed;
  const who = member ? [member] : peopleIn(people);
  if (!template || who.length === 0 || !reason) return undefined;
  return {
    items: [{ template_id: asId(template), quantity }],
    people: who,
    reason,
    ...(skip && { skip_unknown: true }),
    ...(note?.trim() && { note: note.trim() }),
  };
}
