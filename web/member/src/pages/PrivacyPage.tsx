import { answer } from "@habitue/kit/api/client";
import { problemFrom } from "@habitue/kit/api/problem";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { decisionsQuery, privacyQuery } from "../api/queries";
import { key } from "../lib/key";
import { saveFile } from "../lib/save";
import { Button } from "../parts/Button";
import { Page, Part } from "../parts/Page";
import { Row, Rows } from "../parts/Rows";
import { Failed, Loaded } from "../parts/states";
import { DecisionsPart } from "./DecisionsPart";
import { LeavePart } from "./LeavePart";
import { LessPart } from "./LessPart";
import styles from "./privacy.module.css";

export type Asked = Schemas["MyRequest"];

/** PrivacyPage is what one may ask for by right: a copy, correction, less use, or to leave. */
export function PrivacyPage() {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const reload = () => client.invalidateQueries({ queryKey: privacyQuery.queryKey });
  const reloadAll = async () => {
    await reload();
    await client.invalidateQueries({ queryKey: ["consents"] });
    await client.invalidateQueries({ queryKey: decisionsQuery.queryKey });
  };
  const [once, renew] = useState(key);
  const lift = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/me/privacy/restriction/lift", {
          params: { header: { "Idempotency-Key": key() } },
        }),
      ),
    onSettled: reloadAll,
  });
  const ask = useMutation({
    mutationFn: (body: Asked) =>
      answer(
        api.POST("/api/v1/me/privacy/requests", {
          body,
          // Pressed again after an answer was lost, it is the same request.
          params: { header: { "Idempotency-Key": [once, body.kind, body.about].join(":") } },
        }),
      ),
    onSuccess: () => renew(key()),
    onSettled: reloadAll,
  });
  const back = useMutation({
    mutationFn: (request: Id) =>
      answer(
        api.POST("/api/v1/me/privacy/requests/{id}/withdraw", {
          params: { path: { id: request } },
        }),
      ),
    onSettled: reload,
  });
  const copy = useMutation({ mutationFn: download, onSettled: reload });
  const failed = ask.error ?? back.error ?? copy.error ?? lift.error;
  return (
    <Page title={t("privacy.title")} back="/me">
      {failed && <Failed thrown={failed} />}
      <Part title={t("privacy.copy")}>
        <p className={styles.note}>{t("privacy.copyHelp")}</p>
        <Button main disabled={copy.isPending} onClick={() => copy.mutate()}>
          {t("privacy.download")}
        </Button>
      </Part>
      <Loaded query={useQuery(privacyQuery)}>
        {(mine) => (
          <>
            <LessPart
              mine={mine}
              busy={ask.isPending || lift.isPending}
              onAsk={(asked) => ask.mutate(asked)}
              onLift={() => lift.mutate()}
            />
            <CorrectPart onAsk={(asked) => ask.mutate(asked)} />
            <LeavePart mine={mine} busy={ask.isPending} onAsk={(asked) => ask.mutate(asked)} />
            <Receipts mine={mine.requests} onBack={(request) => back.mutate(request)} />
          </>
        )}
      </Loaded>
      <DecisionsPart busy={ask.isPending} onAsk={(asked) => ask.mutate(asked)} />
    </Page>
  );
}

/** download gets the copy and hands it to the telephone. */
async function download() {
  const { data, error, response } = await api.POST("/api/v1/me/privacy/copy", { parseAs: "blob" });
  if (!response.ok) throw problemFrom(response, error);
  saveFile("copy.zip", data as unknown as Blob);
}

function CorrectPart({ onAsk }: { onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation("me");
  const [note, setNote] = useState("");
  return (
    <Part title={t("privacy.kind.correct")}>
      <textarea
        className={styles.words}
        rows={2}
        maxLength={500}
        value={note}
        aria-label={t("privacy.correctWhat")}
        placeholder={t("privacy.correctWhat")}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button
        disabled={note.trim() === ""}
        onClick={() => {
          onAsk({ kind: "correct", note: note.trim() });
          setNote("");
        }}
      >
        {t("privacy.send")}
      </Button>
    </Part>
  );
}

interface ReceiptsProps {
  readonly mine: Schemas["MyPrivacy"]["requests"];
  readonly onBack: (request: Id) => void;
}

function Receipts({ mine, onBack }: ReceiptsProps) {
  const { t } = useTranslation("me");
  const format = useFormat();
  if (mine.length === 0) return null;
  return (
    <Part title={t("privacy.receipts")}>
      <Rows>
        {mine.map((one) => (
          <Row
            key={one.id}
            title={[t(`privacy.kind.${one.kind}`), one.about && t(`privacy.about.${one.about}`)]
              .filter(Boolean)
              .join(" · ")}
            note={[
              t("privacy.asked", { when: format.date(one.asked_at) }),
              one.status === "open" && t("privacy.due", { when: format.date(one.due_at) }),
              one.payout &&
                one.payout.due > 0 &&
                t("privacy.payoutDue", {
                  due: format.money(one.payout.due, one.payout.currency),
                }),
              one.payout &&
                one.payout.paid > 0 &&
                t("privacy.payoutPaid", {
                  paid: format.money(one.payout.paid, one.payout.currency),
                }),
              one.answer,
            ]
              .filter(Boolean)
              .join(" · ")}
            value={
              one.status === "open" ? (
                <Button small onClick={() => onBack(one.id)}>
                  {t("privacy.takeBack")}
                </Button>
              ) : (
                t(`privacy.status.${one.status}`)
              )
            }
          />
        ))}
      </Rows>
    </Part>
  );
}
