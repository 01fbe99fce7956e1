import type { Schemas } from "@habitue/kit/api/types";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "./Field";
import styles from "./field.module.css";
import parts from "./parts.module.css";

interface AskedProps {
  readonly field: Schemas["FieldAsked"];
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
  /** What the server says of it. */
  readonly wrong?: string | undefined;
}

/** Asked is one thing the shop would like to know, in the part that fits its kind. */
export function Asked({ field, values, onChange, wrong }: AskedProps) {
  const { t } = useTranslation("me");
  const label = field.required ? t("details.required", { name: field.name }) : field.name;
  if (!field.may_change) {
    const shown = values.map((value) => nameOf(field, value)).join(t("details.and"));
    return <Field label={label} readOnly value={shown} />;
  }
  const one = values[0] ?? "";
  const change = (value: string) => onChange(value === "" ? [] : [value]);
  return (
    <Hinted hint={field.hint} wrong={wrong}>
      {field.kind === "choices" ? (
        <Ticks field={field} label={label} values={values} onChange={onChange} />
      ) : field.kind === "choice" ? (
        <Chosen field={field} label={label} value={one} onChange={change} />
      ) : (
        <Field
          label={label}
          value={one}
          required={field.required}
          type={field.kind === "date" ? "date" : "text"}
          inputMode={field.kind === "number" ? "decimal" : "text"}
          maxLength={field.kind === "text" ? Number(field.most ?? 500) : 24}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </Hinted>
  );
}

function nameOf(field: Schemas["FieldAsked"], value: string): string {
  return field.choices.find(({ code }) => code === value)?.name ?? value;
}

interface HintedProps {
  readonly hint: string | null;
  readonly wrong: string | undefined;
  readonly children: ReactNode;
}

function Hinted({ hint, wrong, children }: HintedProps) {
  return (
    <div>
      {children}
      {hint && <p className={styles.hint}>{hint}</p>}
      {wrong && (
        <p role="alert" className={parts.refusal}>
          {wrong}
        </p>
      )}
    </div>
  );
}

interface ChosenProps {
  readonly field: Schemas["FieldAsked"];
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Chosen({ field, label, value, onChange }: ChosenProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        required={field.required}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">—</option>
        {field.choices.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Ticks({ field, label, values, onChange }: AskedProps & { readonly label: string }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      {field.choices.map(({ code, name }) => (
        <label key={code} className={styles.tick}>
          <input
            type="checkbox"
            checked={values.includes(code)}
            onChange={(event) => {
              const others = values.filter((value) => value !== code);
              onChange(event.target.checked ? [...others, code] : others);
            }}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
