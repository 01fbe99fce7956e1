import { useTranslation } from "react-i18next";

/** useNamedWords gives what lists of named things of the organisation have in common. */
export function useNamedWords() {
  const { t } = useTranslation("org");
  return {
    name: t("column.name"),
    code: t("column.code"),
    saveVerb: t("edit.save"),
    createVerb: t("edit.create"),
    changing: (name: string) => t("edit.title", { name }),
    changed: (name: string) => t("edit.done", { name }),
  };
}
