import { asProblem } from "@habitue/kit/api/problem";
import { useFormat } from "@habitue/kit/format/reader";
import { Alert, Collapse, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type StatementAsk,
  type StatementField,
  type StatementUpload,
  statementFields,
} from "./api/upload-statement";
import styles from "./payment.module.css";

interface ColumnsProps {
  readonly ask: StatementAsk;
  readonly outcome: StatementUpload | undefined;
  /** Whether something is wrong that another mapping may mend. */
  readonly isWanted: boolean;
  readonly onChange: (ask: StatementAsk) => void;
}

/** What each column was taken for, and how to say it oneself. */
export function Columns({ ask, outcome, isWanted, onChange }: ColumnsProps) {
  const { t } = useTranslation("payment");
  const [typed, setTyped] = useState<StatementAsk["columns"]>(ask.columns);
  const takenFor = (field: StatementField) =>
    outcome?.columns.find((column) => column.field === field)?.column;
  return (
    <Collapse
      key={String(isWanted)}
      ghost
      size="small"
      {...(isWanted && { defaultActiveKey: ["columns"] })}
      items={[
        {
          key: "columns",
          label: t("upload.columns"),
          children: (
            <>
              <p className={styles.quiet}>{t("upload.columnsHelp")}</p>
              <div className={styles.parts}>
                {statementFields.map((field) => (
                  <Input
                    key={field}
                    addonBefore={t(`field.${field}`)}
                    aria-label={t(`field.${field}`)}
                    placeholder={takenFor(field) ?? t("upload.nowhere")}
                    value={typed[field] ?? ""}
                    maxLength={60}
                    onChange={({ target: { value } }) => setTyped({ ...typed, [field]: value })}
                    onBlur={() =>
                      typed[field] !== ask.columns[field] && onChange({ ...ask, columns: typed })
                    }
                  />
                ))}
              </div>
            </>
          ),
        },
      ]}
    />
  );
}

/** Why the file is not taken, row by row where it is rows. */
export function Refusal({ thrown }: { thrown: unknown }) {
  const problem = asProblem(thrown);
  return (
    <Alert
      type="error"
      showIcon
      className={styles.said}
      title={problem.detail}
      description={
        problem.fields.length > 0 && (
          <ul className={styles.rows}>
            {problem.fields.map(({ path, message }) => (
              <li key={path}>
                {path}: {message}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

export function Outcome({ outcome }: { outcome: StatementUpload }) {
  const { t } = useTranslation("payment");
  const format = useFormat();
  const counted = (["new", "again", "applied", "cleared"] as const)
    .filter((one) => outcome[one] > 0)
    .map((one) => t(`upload.outcome.${one}`, { lines: format.number(outcome[one]) }));
  const found = Object.entries(outcome.found).map(([kind, n]) =>
    t("upload.found", { kind: t(`kind.${kind as "amount"}`), n: format.number(n) }),
  );
  const aside = Object.entries(outcome.aside).map(([why, n]) =>
    t(`upload.aside.${why as "nothing_moved"}`, { n: format.number(n) }),
  );
  return (
    <Alert
      type={outcome.dry_run ? "info" : "success"}
      showIcon
      className={styles.said}
      title={t(outcome.dry_run ? "upload.would" : "upload.done", {
        rows: format.number(outcome.rows),
      })}
      description={
        <ul className={styles.rows}>
          {[...counted, ...found, ...aside].map((said) => (
            <li key={said}>{said}</li>
          ))}
          {found.length === 0 && <li>{t("upload.agrees")}</li>}
        </ul>
      }
    />
  );
}
