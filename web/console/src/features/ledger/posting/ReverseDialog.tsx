import { type Points, points } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Form, type FormInstance, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { newKey } from "../../../lib/new-key";
import type { PostingRecord } from "../api/get-posting";
import { balancesQuery } from "../api/list-balances";
import { reversePosting } from "../api/reverse-posting";
import { useAssetNames } from "./asset-names";
import styles from "./posting.module.css";
import { type Effect, effectOf, isCredit } from "./reversal";

interface ReverseDialogProps {
  readonly posting: PostingRecord;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onReversed: () => unknown;
}

interface Typed {
  /** By asset; nothing of an asset leaves it as it is. */
  readonly amounts: Readonly<Record<string, Points | null>>;
  readonly reason: string;
}

/** Asks how much of a posting shall be undone and why, and says beforehand what that comes to. */
export function ReverseDialog({ posting, open, onClose, onReversed }: ReverseDialogProps) {
  const { t, i18n } = useTranslation("posting");
  const nameOf = useAssetNames(posting.member_id);
  // One for as long as the dialog is open: what was lost on the way and is sent again gets the
  // first answer, and a refusal leaves the key unused.
  const [key, setKey] = useState(newKey);
  const whole = Object.fromEntries(posting.reversible.map(({ asset, amount }) => [asset, amount]));
  return (
    <FormDialog<Typed, unknown>
      open={open}
      title={t("reverse.title")}
      verb={t("reverse.verb")}
      failed={t("reverse.failed")}
      danger
      initial={{ amounts: whole }}
      onSubmit={({ amounts, reason }) =>
        reversePosting(posting.id, {
          member_id: posting.member_id,
          key,
          amounts: Object.entries(amounts).flatMap(([asset, amount]) =>
            amount ? [{ asset, amount }] : [],
          ),
          memo: { [i18n.language]: reason.trim() },
        })
      }
      onDone={onReversed}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      {(form) => (
        <>
          {posting.reversible.map(({ asset, amount }) => (
            <Form.Item
              key={asset}
              name={["amounts", asset]}
              label={t("reverse.amount", { asset: nameOf(asset).name, unit: nameOf(asset).unit })}
              extra={t("reverse.most", { most: amount })}
            >
              <InputNumber<Points>
                min={points(0)}
                max={amount}
                precision={0}
                style={{ width: 200 }}
              />
            </Form.Item>
          ))}
          <Preview posting={posting} form={form} />
          <Form.Item
            name="reason"
            label={t("reverse.reason")}
            extra={t("reverse.reasonHelp")}
            rules={[
              { required: true, whitespace: true, min: 2, message: t("reverse.reasonMissing") },
            ]}
          >
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}

/** What the reversal comes to, before it is sent; the server has the last word. */
function Preview({ posting, form }: { posting: PostingRecord; form: FormInstance<Typed> }) {
  const { t } = useTranslation("posting");
  const amounts = Form.useWatch("amounts", form) ?? {};
  const balances = useQuery(balancesQuery(posting.member_id)).data?.items ?? [];
  const chosen = posting.reversible.filter(({ asset }) => (amounts[asset] ?? 0) > 0);
  return (
    <div className={styles.preview} aria-live="polite">
      {chosen.length === 0 && <span>{t("reverse.nothing")}</span>}
      {chosen.map(({ asset }) => {
        const balance = balances.find((known) => known.asset === asset);
        const credit = isCredit(posting, asset);
        const effect = effectOf(balance?.available ?? 0, amounts[asset] ?? 0, credit);
        return (
          <div key={asset}>
            <div>{t(credit ? "reverse.takesBack" : "reverse.givesBack")}</div>
            {balance && <Outcome name={balance.name} before={balance.available} effect={effect} />}
          </div>
        );
      })}
    </div>
  );
}

function Outcome(props: { name: string; before: number; effect: Effect }) {
  const { name, before, effect } = props;
  const { t } = useTranslation("posting");
  const format = useFormat();
  return (
    <>
      <strong>
        {t("reverse.outcome", {
          name,
          before: format.number(before),
          after: format.number(effect.available),
        })}
      </strong>
      {effect.short > 0 && <div>{t("reverse.short", { short: format.number(effect.short) })}</div>}
    </>
  );
}
