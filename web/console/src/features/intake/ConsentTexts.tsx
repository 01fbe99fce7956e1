import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Inspection, Mapping } from "./api/inspect-file";
import { textVersionsQuery } from "./api/list-texts";
import { purposesOf, useQuestionName } from "./consents";
import styles from "./intake.module.css";

type Texts = NonNullable<Mapping["texts"]>;

interface ConsentTextsProps {
  readonly inspection: Inspection;
  readonly onTexts: (texts: Texts) => void;
}

/** By which text members agreed, where a file says that they did: a file cannot prove it. */
export function ConsentTexts({ inspection, onTexts }: ConsentTextsProps) {
  const { t } = useTranslation("intake");
  const purposes = purposesOf(inspection.fields);
  const texts = inspection.mapping.texts ?? {};
  if (purposes.length === 0) return null;
  return (
    <section aria-label={t("opening.consent.texts")} className={styles.words}>
      <strong>{t("opening.consent.texts")}</strong>
      <small>{t("opening.consent.help")}</small>
      <div className={styles.options}>
        {purposes.map((purpose) => (
          <TextOf
            key={purpose}
            purpose={purpose}
            named={texts[purpose]}
            onNamed={(named) => onTexts({ ...texts, [purpose]: named })}
          />
        ))}
      </div>
    </section>
  );
}

function TextOf({
  purpose,
  named,
  onNamed,
}: {
  purpose: string;
  named: string | undefined;
  onNamed: (named: string) => void;
}) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  const called = useQuestionName();
  const versions = useQuery(textVersionsQuery(purpose)).data?.items ?? [];
  const id = `text-${purpose}`;
  return (
    <label htmlFor={id}>
      {t("opening.consent.of", { purpose: called(purpose) })}
      <Select
        id={id}
        placeholder={t("opening.consent.unnamed")}
        value={named ?? null}
        popupMatchSelectWidth={false}
        options={[
          ...versions.map(({ version, created_at }) => ({
            value: String(version),
            label: t("opening.consent.version", { version, date: format.date(created_at) }),
          })),
          { value: "file", label: t("opening.consent.file") },
          { value: "none", label: t("opening.consent.none") },
        ]}
        onChange={onNamed}
      />
    </label>
  );
}
