import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Form, type FormInstance, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { useCan } from "../../lib/permissions";
import type { ExportColumn, Exporting } from "./api/export-members";
import type { MemberColumn } from "./columns";
import { exportGroupNames, exportGroups, importable, mayHave } from "./export-columns";
import { memberFieldsQuery } from "./field/fields";
import styles from "./member.module.css";

/** An export as it is typed: columns by what they are about. */
export type Asked = Record<(typeof exportGroupNames)[number], ExportColumn[]> &
  Pick<Exporting, "fields" | "format" | "full" | "reason">;

/** typed are columns as the form has them. */
export const typed = (columns: readonly ExportColumn[]) =>
  Object.fromEntries(
    exportGroupNames.map((group) => [
      group,
      exportGroups[group].filter((column) => columns.includes(column)),
    ]),
  ) as Pick<Asked, (typeof exportGroupNames)[number]>;

/** exportingOf puts the columns together, in their order. */
export const exportingOf = ({ fields, format, full, reason, ...groups }: Asked): Exporting => ({
  columns: exportGroupNames.flatMap((group) => groups[group] ?? []),
  fields: fields ?? [],
  format,
  full: full ?? false,
  reason: (reason ?? "").trim(),
});

const others = exportGroupNames.slice(1);

interface PartProps {
  readonly form: FormInstance<Asked>;
}

/** Which columns, by what they are about; of the retailer's own fields those that the reader may see. */
export function Columns({
  possible,
  form,
}: PartProps & { readonly possible: readonly MemberColumn[] }) {
  const { t } = useTranslation("member");
  const own = (useQuery(memberFieldsQuery).data?.items ?? []).filter(
    ({ kind, may_read }) => kind !== "core" && may_read,
  );
  const full = Form.useWatch("full", form) ?? false;
  const some = {
    validator: () =>
      exportingOf(form.getFieldsValue()).columns.length > 0
        ? Promise.resolve()
        : Promise.reject(new Error(t("export.columnsMissing"))),
  };
  const names = { name: 1, phone: 1, email: 1, birthday: 1, address: 1, consents: 1 };
  const labelOf = (column: ExportColumn) =>
    t(`export.column.${full && column in names ? (`${column}_full` as "name_full") : column}`);
  return (
    <>
      {exportGroupNames.map((group) => (
        <Form.Item
          key={group}
          name={group}
          label={t(`export.group.${group}`)}
          {...(group === exportGroupNames[0] && { dependencies: others, rules: [some] })}
        >
          <Checkbox.Group
            className={styles.exported}
            options={exportGroups[group]
              .filter((column) => mayHave(column, possible))
              .map((value) => ({ value, label: labelOf(value) }))}
          />
        </Form.Item>
      ))}
      {own.length > 0 && (
        <Form.Item name="fields" label={t("export.group.own")}>
          <Checkbox.Group
            className={styles.exported}
            options={own.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
      )}
    </>
  );
}

/** As what kind of file, and whether in full: only for who may see members in full. */
export function How({ form }: PartProps) {
  const { t } = useTranslation("member");
  const can = useCan();
  const own = useQuery(memberFieldsQuery).data?.items ?? [];
  return (
    <>
      <Form.Item name="format" label={t("export.format")}>
        <Radio.Group
          options={[
            { value: "csv", label: "CSV" },
            { value: "xlsx", label: "XLSX" },
          ]}
        />
      </Form.Item>
      {can("member:reveal") && (
        <Form.Item
          name="full"
          valuePropName="checked"
          extra={
            <>
              {t("export.fullHelp")}{" "}
              <Button
                type="link"
                size="small"
                onClick={() =>
                  form.setFieldsValue({
                    ...typed(importable),
                    fields: own
                      .filter(({ kind, may_read, ended }) => kind !== "core" && may_read && !ended)
                      .map(({ code }) => code),
                    full: true,
                  } as Partial<Asked>)
                }
              >
                {t("export.importable")}
              </Button>
            </>
          }
        >
          <Checkbox>{t("export.full")}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}
