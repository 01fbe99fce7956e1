import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mapping } from "./api/inspect-file";
import styles from "./intake.module.css";
import { wordsOf, written } from "./words";

interface WordMapProps {
  readonly mapping: Mapping;
  readonly onWords: (words: NonNullable<Mapping["words"]>) => void;
}

/** What the earlier system calls tiers, coupon templates and assets, and what they are here. */
export function WordMap({ mapping, onWords }: WordMapProps) {
  const { t } = useTranslation("intake");
  const known = written(mapping.words);
  // What is typed stays as it is typed until one leaves the field.
  const [typed, setTyped] = useState<string>();
  return (
    <label htmlFor="words" className={styles.words}>
      {t("opening.words")}
      <Input.TextArea
        id="words"
        autoSize={{ minRows: 2, maxRows: 12 }}
        placeholder={t("opening.wordsExample")}
        value={typed ?? known}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => {
          if (typed === undefined) return;
          setTyped(undefined);
          if (written(wordsOf(typed)) !== known) onWords(wordsOf(typed));
        }}
      />
      <small>{t("opening.wordsHelp")}</small>
    </label>
  );
}
