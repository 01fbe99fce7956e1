import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Item } from "./api/packs";

/** Which coupons, and how many of each. */
export function Items({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  return items.map(({ template_id, name, quantity }, at) => (
    <Fragment key={template_id}>
      {at > 0 && t("pack.comma")}
      <Link to="/coupons/$template" params={{ template: template_id }}>
        {name || template_id}
      </Link>
      {quantity > 1 && ` × ${format.number(quantity)}`}
    </Fragment>
  ));
}
