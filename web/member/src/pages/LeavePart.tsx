import type { Schemas } from "@habitue/kit/api/types";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../parts/Button";
import { Part } from "../parts/Page";
import type { Asked } from "./PrivacyPage";
import styles from "./privacy.module.css";

interface LeavePartProps {
  readonly mine: Schemas["MyPrivacy"];
  readonly busy: boolean;
  readonly onAsk: (asked: Asked) => void;
}

/** LeavePart shows first what ends, asks about money of one's own, and then lets one go. */
export function LeavePart({ mine, busy, onAsk }: LeavePartProps) {
  const { t } = useTranslation("me");
  const [shown, setShown] = useState(false);
  const owed = mine.losses.some(({ bar }) => bar === "owed");
  const leaving = mine.requests.some(({ kind, status }) => kind === "leave" && status === "open");
  if (leaving) return null;
  return (
    <Part title={t("privacy.kind.leave")}>
      <p className={styles.note}>{t("privacy.leaveHelp", { days: mine.grace_days })}</p>
      {!shown && <Button onClick={() => setShown(true)}>{t("privacy.whatEnds")}</Button>}
      {shown && (
        <>
          <ul className={styles.losses}>
            {mine.losses.map(({ text, bar }) => (
              <li key={text}>{bar ? <strong>{text}</strong> : text}</li>
            ))}
          </ul>
          {owed ? (
            <>
              <Button disabled={busy} onClick={() => onAsk({ kind: "leave", money: "refund" })}>
                {t("privacy.leaveRefund")}
              </Button>
              <Waive
                days={mine.grace_days}
                busy={busy}
                onWaive={() => onAsk({ kind: "leave", money: "waive" })}
              />
            </>
          ) : (
            <Button disabled={busy} onClick={() => onAsk({ kind: "leave" })}>
              {t("privacy.leave")}
            </Button>
          )}
          <Button disabled={busy} onClick={() => onAsk({ kind: "erase" })}>
            {t("privacy.eraseNow")}
          </Button>
        </>
      )}
    </Part>
  );
}

interface WaiveProps {
  readonly days: number;
  readonly busy: boolean;
  readonly onWaive: () => void;
}

/** Waive asks once more whether one gives up money of one's own, and says for how long one may think again. */
function Waive({ days, busy, onWaive }: WaiveProps) {
  const { t } = useTranslation("me");
  const [sure, setSure] = useState(false);
  if (!sure)
    return (
      <Button disabled={busy} onClick={() => setSure(true)}>
        {t("privacy.leaveWaive")}
      </Button>
    );
  return (
    <>
      <p role="alert" className={styles.note}>
        <strong>{t("privacy.waiveSure", { days })}</strong>
      </p>
      <Button disabled={busy} onClick={onWaive}>
        {t("privacy.waiveYes")}
      </Button>
      <Button disabled={busy} onClick={() => setSure(false)}>
        {t("privacy.waiveNo")}
      </Button>
    </>
  );
}
