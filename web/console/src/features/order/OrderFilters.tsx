import { SearchOutlined } from "@ant-design/icons";
import { wholeOf } from "@habitue/kit/format/decimal";
import { exponentOf } from "@habitue/kit/format/money";
import { ReaderContext } from "@habitue/kit/format/reader";
import { Button, Form, Input, Select } from "antd";
import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { PeriodFilter } from "../../components/period/PeriodFilter";
import { todayIn } from "../../lib/period";
import { answers, type OrderFilter, onDaysOf, periodWishOf } from "./filter";
import { OrderChips } from "./OrderChips";
import styles from "./order.module.css";

export interface Choice {
  readonly code: string;
  readonly name: string;
}

export interface OrderFiltersProps {
  readonly filter: OrderFilter;
  readonly stores: readonly Choice[];
  readonly channels: readonly Choice[];
  readonly currency: string;
  readonly onChange: (filter: OrderFilter) => void;
}

/** Finds an order by the number on its receipt, or narrows the list. */
export function OrderFilters(props: OrderFiltersProps) {
  const { filter, onChange } = props;
  const narrow = (change: OrderFilter) => onChange({ ...filter, reference: undefined, ...change });
  return (
    <div className={styles.filters}>
      <NumberSearch onFind={(reference) => onChange({ reference })} />
      <Days filter={filter} onChange={narrow} />
      <Choices {...props} onChange={narrow} />
      <Amounts {...props} onChange={narrow} />
      <OrderChips {...props} />
    </div>
  );
}

function NumberSearch({ onFind }: { onFind: (reference: string) => void }) {
  const { t } = useTranslation("order");
  const [typed, setTyped] = useState("");
  const find = () => typed.trim() && onFind(typed.trim());
  return (
    <Form layout="inline" onFinish={find} role="search" aria-label={t("filter.find")}>
      <Input
        className={styles.numberInput}
        aria-label={t("filter.number")}
        placeholder={t("filter.numberHint")}
        autoComplete="off"
        maxLength={120}
        allowClear
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="primary" htmlType="submit" icon={<SearchOutlined />}>
        {t("filter.find")}
      </Button>
    </Form>
  );
}

function Days({ filter, onChange }: Pick<OrderFiltersProps, "filter" | "onChange">) {
  const { zone } = useContext(ReaderContext);
  return (
    <PeriodFilter
      ever
      wish={periodWishOf(filter)}
      today={todayIn(zone, new Date())}
      onChange={(wish) => onChange(onDaysOf({}, wish))}
    />
  );
}

function Choices({ filter, stores, channels, onChange }: OrderFiltersProps) {
  const { t } = useTranslation("order");
  const yesNo = answers.map((value) => ({ value, label: value }));
  const choice = (
    key: "store" | "channel" | "with_member" | "refunded",
    options: { value: string; label: string }[],
  ) => (
    <Select
      className={styles.choice}
      aria-label={t(`filter.${key}`)}
      placeholder={t(`filter.${key}`)}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      value={filter[key] ?? null}
      options={options}
      onChange={(value: string | null | undefined) => onChange({ [key]: value ?? undefined })}
    />
  );
  return (
    <>
      {choice(
        "store",
        stores.map(({ code, name }) => ({ value: code, label: name })),
      )}
      {choice(
        "channel",
        channels.map(({ code, name }) => ({ value: code, label: name })),
      )}
      {choice(
        "with_member",
        yesNo.map(({ value }) => ({ value, label: t(`filter.with_member_${value}`) })),
      )}
      {choice(
        "refunded",
        yesNo.map(({ value }) => ({ value, label: t(`filter.refunded_${value}`) })),
      )}
    </>
  );
}

interface Typed {
  readonly min?: string;
  readonly max?: string;
  readonly article?: string;
}

/** What must be typed to the end before it means something: applied by Enter or the button. */
function Amounts({ currency, onChange }: OrderFiltersProps) {
  const { t } = useTranslation("order");
  const scale = exponentOf(currency);
  const [form] = Form.useForm<Typed>();
  const apply = ({ min, max, article }: Typed) => {
    onChange({
      ...(min && { min_paid: String(wholeOf(min, scale)) }),
      ...(max && { max_paid: String(wholeOf(max, scale)) }),
      ...(article?.trim() && { article: article.trim() }),
    });
    form.resetFields();
  };
  const isAmount = {
    validator: (_: unknown, typed: string | undefined) =>
      !typed || wholeOf(typed, scale) !== null
        ? Promise.resolve()
        : Promise.reject(new Error(t("filter.notAmount"))),
  };
  return (
    <Form form={form} layout="inline" onFinish={apply} aria-label={t("filter.narrow")}>
      <Form.Item name="min" rules={[isAmount]}>
        <Input
          className={styles.amountInput}
          inputMode="decimal"
          aria-label={t("filter.min")}
          placeholder={t("filter.min")}
        />
      </Form.Item>
      <Form.Item name="max" rules={[isAmount]}>
        <Input
          className={styles.amountInput}
          inputMode="decimal"
          aria-label={t("filter.max")}
          placeholder={t("filter.max")}
        />
      </Form.Item>
      <Form.Item name="article">
        <Input
          className={styles.articleInput}
          aria-label={t("filter.article")}
          placeholder={t("filter.article")}
          maxLength={64}
        />
      </Form.Item>
      <Button htmlType="submit">{t("filter.narrow")}</Button>
    </Form>
  );
}
