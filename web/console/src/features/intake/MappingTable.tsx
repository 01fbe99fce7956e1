import { Button, Input, Select, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import type { Inspection, Mapping } from "./api/inspect-file";
import { isQuestion } from "./consents";
import { type Field, fields, type Kind, type OpeningField, openingFields } from "./fields";
import styles from "./intake.module.css";

type Source = Mapping["fields"][string];

interface MappingTableProps {
  readonly kind: Kind;
  readonly inspection: Inspection;
  readonly onSource: (field: string, source: Source) => void;
}

interface Row {
  readonly field: string;
  readonly name: string;
  readonly source: Source;
  readonly how: Inspection["fields"][number] | undefined;
}

/** Field by field: where it stands, what stands there, and how we came to think so. */
export function MappingTable({ kind, inspection, onSource }: MappingTableProps) {
  const { t } = useTranslation("intake");
  const [everyQuestion, setEveryQuestion] = useState(false);
  const named =
    kind === "orders"
      ? fields.map((field) => ({ field, name: t(`field.${field as Field}`) }))
      : openingFields[kind].map((field) => ({
          field,
          name: t(`opening.field.${field as OpeningField}`),
        }));
  const rows: Row[] = [...named, ...inspection.own].map(({ field, name }) => {
    const how = inspection.fields.find((found) => found.field === field);
    const source = { columns: how?.columns ?? [], constant: how?.constant ?? "" };
    return { field, name, source, how };
  });
  // Few files have a column for each question; those that have are recognised.
  const unused = rows.filter(({ field, how }) => isQuestion(field) && !how);
  const shown = everyQuestion ? rows : rows.filter((row) => !unused.includes(row));
  const more =
    everyQuestion || unused.length > 0
      ? () => (
          <Button
            type="link"
            aria-expanded={everyQuestion}
            onClick={() => setEveryQuestion(!everyQuestion)}
          >
            {everyQuestion
              ? t("mapping.fewerQuestions")
              : t("mapping.everyQuestion", { count: unused.length })}
          </Button>
        )
      : undefined;
  return (
    <Table<Row>
      aria-label={t("mapping.title")}
      rowKey="field"
      pagination={false}
      dataSource={shown}
      footer={more}
      tableLayout="fixed"
      scroll={{ x: 900 }}
      columns={[
        {
          key: "field",
          title: t("mapping.field"),
          width: 190,
          render: (_, { field, name }) => (
            <>
              {name}{" "}
              {inspection.missing.includes(field) && <Tag color="error">{t("mapping.needed")}</Tag>}
            </>
          ),
        },
        {
          key: "column",
          title: t("mapping.column"),
          width: 260,
          render: (_, { field, name, source }) => (
            <Select
              mode="multiple"
              className={styles.wide}
              aria-label={t("mapping.columnOf", { field: name })}
              placeholder={t("mapping.nowhere")}
              value={source.columns ?? []}
              options={inspection.columns.map(({ name }) => ({ value: name, label: name }))}
              onChange={(columns: string[]) => onSource(field, { columns })}
            />
          ),
        },
        {
          key: "samples",
          title: t("mapping.samples"),
          render: (_, row) => (
            <Samples row={row} kind={kind} inspection={inspection} onSource={onSource} />
          ),
        },
        {
          key: "how",
          title: t("mapping.how"),
          width: 200,
          render: (_, row) => <How row={row} inspection={inspection} />,
        },
      ]}
    />
  );
}

/** The first values of the columns; where there is no column, a value for every row can be given. */
function Samples({ row, inspection, onSource }: MappingTableProps & { row: Row }) {
  const { t } = useTranslation("intake");
  const { field, name: of, source } = row;
  const columns = inspection.columns.filter(({ name }) => source.columns?.includes(name));
  if (columns.length === 0) {
    const name = t("mapping.constantOf", { field: of });
    return (
      <Input
        key={source.constant}
        aria-label={name}
        placeholder={t("mapping.constant")}
        defaultValue={source.constant}
        maxLength={64}
        onBlur={({ target: { value } }) => {
          if (value.trim() !== source.constant) onSource(field, { constant: value.trim() });
        }}
      />
    );
  }
  const shown = Array.from({ length: 3 }, (_, at) =>
    columns.map(({ samples }) => samples[at] ?? "").join(" "),
  ).filter((text) => text.trim() !== "");
  return <span className={styles.samples}>{shown.join(" · ") || t("mapping.empty")}</span>;
}

function How({ row: { field, how }, inspection }: { row: Row; inspection: Inspection }) {
  const { t } = useTranslation("intake");
  const problem = inspection.problems.find((found) => found.field === field);
  const twice = how?.columns?.some((column) =>
    inspection.fields.some((other) => other.field !== field && other.columns?.includes(column)),
  );
  return (
    <>
      {how && <Tag>{t(`how.${how.how as "name"}`)}</Tag>}
      {how?.confidence ? (
        <Tag color={how.confidence < 90 ? "warning" : "default"}>
          {t("how.confidence", { percent: how.confidence })}
        </Tag>
      ) : null}
      {twice && <Tag color="warning">{t("mapping.twice")}</Tag>}
      {problem && <Tag color="error">{t("mapping.problem")}</Tag>}
      {how?.also_fits?.length ? (
        <div className={styles.samples}>
          {t("mapping.alsoFits", { columns: how.also_fits.join(", ") })}
        </div>
      ) : null}
    </>
  );
}
