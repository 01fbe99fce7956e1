import { useFormat } from "@habitue/kit/format/reader";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Panel } from "../../components/Page";
import type { Run } from "./api/list-runs";
import { useQuestionName } from "./consents";
import styles from "./intake.module.css";
import { OpeningCleaning } from "./OpeningCleaning";
import { OpeningParity } from "./OpeningParity";
import { OpeningSample } from "./OpeningSample";
import { useAssetName, Worth } from "./Worth";

type Opening = NonNullable<Run["opening"]>;
type Sums = Opening["found"];

/** What was found in an opening, what was cleaned in it, and what came of it. */
export function OpeningResult({ run, opening }: { run: Run; opening: Opening }) {
  const { t } = useTranslation("intake");
  const { rows, sample, parity, undone } = opening;
  const format = useFormat();
  const makes = opening.kind === "members" ? rows.good - rows.known : 0;
  return (
    <>
      <Panel title={t(run.dry_run ? "opening.would" : "result.title")}>
        {undone && (
          <Alert
            type="warning"
            showIcon
            className={styles.alert}
            title={t("opening.undone", {
              rows: format.number(undone.rows),
              joined: format.number(undone.joined),
            })}
          />
        )}
        <Facts>
          <Fact name={t("result.rows")}>
            {t("opening.rowsText", {
              read: format.number(rows.read),
              good: format.number(rows.good),
              bad: format.number(rows.bad),
              duplicates: format.number(rows.duplicates),
            })}
          </Fact>
          <Fact name={t("result.members")}>
            {t("opening.membersText", {
              members: format.number(rows.members),
              known: format.number(rows.known),
              joined: format.number(run.dry_run ? makes : opening.applied.joined),
            })}
          </Fact>
          <Brought sums={run.dry_run ? opening.found : opening.applied} />
        </Facts>
      </Panel>
      {(parity?.length ?? 0) > 0 && (
        <Panel title={t("opening.parity")}>
          <OpeningParity lines={parity ?? []} />
        </Panel>
      )}
      {sample && (
        <Panel title={t("opening.sample")}>
          <p className={styles.samples}>
            {t("opening.sampleText", {
              rows: format.number(sample.sums.rows),
              joined: format.number(sample.sums.joined),
            })}
          </p>
          <OpeningSample members={sample.members} />
        </Panel>
      )}
      <OpeningCleaning opening={opening} />
    </>
  );
}

/** So much of each asset, tier and coupon. */
function Brought({ sums }: { sums: Sums }) {
  const { t } = useTranslation("intake");
  const called = useAssetName();
  const asked = useQuestionName();
  const format = useFormat();
  return (
    <>
      {sums.assets?.map(({ asset, amount, currency, lots, lapsed }) => (
        <Fact key={asset} name={called(asset)}>
          <Worth amount={amount} currency={currency} /> ·{" "}
          {t("opening.lots", { lots: format.number(lots) })}
          {lapsed ? (
            <>
              {" · "}
              {t("opening.lapsed")} <Worth amount={lapsed} currency={currency} />
            </>
          ) : null}
        </Fact>
      ))}
      <Fact name={t("opening.tiers")}>
        {sums.levels?.map(({ code, count }) => `${code} ${format.number(count)}`).join(" · ")}
      </Fact>
      {sums.consents?.map(({ purpose, channel, yes, no, same, kept, unasked }) => (
        <Fact
          key={`${purpose} ${channel}`}
          name={t("opening.consent.title", { what: asked(purpose, channel) })}
        >
          {[
            t("opening.consent.counts", { yes: format.number(yes), no: format.number(no) }),
            ...(same ? [t("opening.consent.same", { members: format.number(same) })] : []),
            ...(kept ? [t("opening.consent.kept", { members: format.number(kept) })] : []),
            ...(unasked ? [t("opening.consent.unasked", { members: format.number(unasked) })] : []),
          ].join(" · ")}
        </Fact>
      ))}
      <Fact name={t("opening.coupons")}>
        {sums.coupons?.map(({ code, count }) => `${code} ${format.number(count)}`).join(" · ")}
      </Fact>
    </>
  );
}
