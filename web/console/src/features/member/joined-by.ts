import { useTranslation } from "react-i18next";

/** Who reported that a member joined, in words where it is the program itself; other systems by their name. */
export function useJoinedBy() {
  const { t } = useTranslation("member");
  return (source: string) =>
    source === "member" || source === "import" ? t(`joinedBy.${source}`) : source;
}
