import { PlusOutlined } from "@ant-design/icons";
import { Button, Input, Space } from "antd";
import { useTranslation } from "react-i18next";
import { CountInput } from "../../components/rule/Numbers";
import type { Tier } from "./api/rule";
import styles from "./prepaid.module.css";

interface CouponFieldsProps {
  readonly tier: Tier;
  readonly wrong: (path: string) => string | undefined;
  readonly onTier: (tier: Tier) => void;
}

/** Which coupons go with a tier, by the code of their template. */
export function CouponFields({ tier, wrong, onTier }: CouponFieldsProps) {
  const { t } = useTranslation("prepaid");
  const coupons = tier.coupons ?? [];
  return (
    <div className={styles.row} style={{ marginBlockStart: 8 }}>
      {coupons.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: coupons are their place
        <Space.Compact key={index}>
          <Input
            aria-label={t("rule.template")}
            placeholder={t("rule.template")}
            value={one.template}
            status={wrong(`coupons[${index}]`) ? "error" : ""}
            onChange={({ target }) =>
              onTier({
                ...tier,
                coupons: coupons.map((was, at) =>
                  at === index ? { ...was, template: target.value } : was,
                ),
              })
            }
          />
          <CountInput
            label={t("rule.quantity")}
            value={one.quantity}
            onChange={(quantity) =>
              onTier({
                ...tier,
                // Nobody wants none of it: the line goes.
                coupons: coupons
                  .map((was, at) => (at === index ? { ...was, quantity } : was))
                  .filter((now) => now.quantity > 0),
              })
            }
          />
        </Space.Compact>
      ))}
      <Button
        size="small"
        type="link"
        icon={<PlusOutlined />}
        onClick={() => onTier({ ...tier, coupons: [...coupons, { template: "", quantity: 1 }] })}
      >
        {t("rule.addCoupons")}
      </Button>
    </div>
  );
}
