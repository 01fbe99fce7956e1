import { useTranslation } from "react-i18next";

/** What people call a kind of identity; of another system, its name. */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslation("person");
  return (kind) => {
    const system = /^external:(.+)$/.exec(kind)?.[1];
    return system ?? t(`identity.kinds.${kind}`, { defaultValue: kind });
  };
}
