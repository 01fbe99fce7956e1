import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { OfferFields } from "../../components/offer/OfferFields";
import { Panel } from "../../components/Page";
import { Field } from "../../components/rule/Field";
import styles from "../../components/rule/rule.module.css";
import type { Choices, GoodsChoices } from "../../components/terms/terms";
import type { Terms } from "./api/templates";
import { Having, ValidityFields } from "./HavingFields";

export interface TermsProps {
  readonly terms: Terms;
  /** Amounts are in their currency. */
  readonly choices: Choices;
  readonly goods: GoodsChoices;
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (terms: Terms) => void;
}

/** What a coupon is: its names, what it takes off, when it is valid, how it is had. */
export function TermsFields(props: TermsProps) {
  const { terms, choices, goods, wrong, onChange } = props;
  return (
    <>
      <Names {...props} />
      <OfferFields
        offer={terms.offer}
        choices={choices}
        goods={goods}
        wrong={(path) => wrong(`offer.${path}`)}
        onChange={(offer) => onChange({ ...terms, offer })}
      />
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
