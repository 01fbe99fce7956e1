import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { Field } from "../../components/rule/Field";
import styles from "../../components/rule/rule.module.css";
import type { Terms } from "./api/templates";
import { BenefitFields } from "./BenefitFields";
import { Conditions } from "./ConditionFields";
import { Having, ValidityFields } from "./HavingFields";

export interface TermsProps {
  readonly terms: Terms;
  readonly money: { readonly currency: string; readonly exponent: number };
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (terms: Terms) => void;
}

/** What a coupon is: its names, what it takes off, when it is valid, how it is had. */
export function TermsFields(props: TermsProps) {
  return (
    <>
      <Names {...props} />
      <BenefitFields {...props} />
      <Conditions {...props} />
      <ValidityFields {...props} />
      <Having {...props} />
    </>
  );
}

function Names({ terms, wrong, onChange }: TermsProps) {
  const { t } = useTranslation("coupon");
  const set = (language: string) => ({
    value: terms.name[language] ?? "",
    maxLength: 200,
    onChange: ({ target }: { target: { value: string } }) =>
      onChange({ ...terms, name: { ...terms.name, [language]: target.value } }),
  });
  return (
    <Panel title={t("terms.names")}>
      <div className={styles.fields}>
        <Field label={t("make.chinese")} wrong={wrong("terms.name") ?? wrong("name")}>
          <Input {...set("zh-CN")} />
        </Field>
        <Field label={t("make.english")}>
          <Input {...set("en")} />
        </Field>
      </div>
    </Panel>
  );
}
