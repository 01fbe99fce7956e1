import type { Id } from "@habitue/kit/brand";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { HeldCoupon } from "./api/coupons";

interface HolderProps {
  readonly id: Id;
  /** As far as the reader may see one. */
  readonly member: HeldCoupon["member"] | undefined;
}

/** Whose a coupon is: by name and number, and by the id where neither is known. */
export function Holder({ id, member }: HolderProps) {
  const { t } = useTranslation("coupon");
  const number = member?.number || undefined;
  return (
    <Link to="/members/$id" params={{ id }}>
      {[member?.name, number].filter(Boolean).join(" ") || t("coupon.memberNo", { id })}
    </Link>
  );
}
