import type { Id } from "@habitue/kit/brand";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { AccessList } from "./AccessList";
import { accessesOfQuery } from "./access";

/** Who saw personal data of this member. */
export function MemberAccesses({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("trail");
  return (
    <>
      <p>{t("access.ofHelp")}</p>
      <AccessList query={useInfiniteQuery(accessesOfQuery(memberId))} ofOne />
    </>
  );
}
