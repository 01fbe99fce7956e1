import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Form, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { rowsOf } from "../../lib/page";
import { templatesQuery } from "./api/templates";
import styles from "./coupon.module.css";

/** The coupons of a pack, each with how many. */
export function ItemFields() {
  const { t } = useTranslation("coupon");
  const live = rowsOf(useInfiniteQuery(templatesQuery({ status: "live" })).data);
  const options = live.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form.List name="items">
      {(fields, { add, remove }) => (
        <div className={styles.items}>
          {fields.map(({ key, name }) => (
            <div className={styles.item} key={key}>
              <Form.Item
                name={[name, "template_id"]}
                label={t("pack.coupon", { number: name + 1 })}
                rules={[{ required: true, message: t("handout.templateMissing") }]}
              >
                <Select showSearch={{ optionFilterProp: "label" }} options={options} />
              </Form.Item>
              <Form.Item
                name={[name, "quantity"]}
                label={t("pack.quantity", { number: name + 1 })}
                rules={[{ required: true, message: t("pack.quantityMissing") }]}
              >
                <InputNumber<number> min={1} max={100} precision={0} style={{ width: "100%" }} />
              </Form.Item>
              <Button
                type="text"
                disabled={fields.length === 1}
                aria-label={t("pack.remove", { number: name + 1 })}
                onClick={() => remove(name)}
              >
                ×
              </Button>
            </div>
          ))}
          <div>
            <Button
              size="small"
              disabled={fields.length >= 20}
              onClick={() => add({ quantity: 1 })}
            >
              {t("pack.add")}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  );
}
