import type { Id } from "@habitue/kit/brand";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { walletQuery } from "./api/coupons";
import { CouponList } from "./CouponList";
import styles from "./coupon.module.css";
import { HandoutDialog } from "./HandoutDialog";

/** A member's coupons, and the way to give one more. */
export function Wallet({ memberId, mayIssue }: { memberId: Id; mayIssue: boolean }) {
  const { t } = useTranslation("coupon");
  const [giving, setGiving] = useState(false);
  return (
    <>
      {mayIssue && (
        <div className={styles.row}>
          <Button onClick={() => setGiving(true)}>{t("handout.title")}</Button>
        </div>
      )}
      <CouponList
        query={useInfiniteQuery(walletQuery(memberId))}
        by="member"
        label={t("wallet.title")}
        none={t("wallet.none")}
        mayIssue={mayIssue}
      />
      <HandoutDialog member={memberId} open={giving} onClose={() => setGiving(false)} />
    </>
  );
}
