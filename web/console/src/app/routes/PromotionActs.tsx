import { asProblem } from "@habitue/kit/api/problem";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useConsequence } from "../../components/useConsequence";
import { useUndo } from "../../components/useUndo";
import {
  createPromotion,
  endPromotion,
  type Promotion,
  resumePromotion,
} from "../../features/pricing/api/promotions";
import { copyOf } from "../../features/pricing/rule";
import { newKey } from "../../lib/new-key";
import { useCan } from "../../lib/permissions";

interface PromotionActsProps {
  readonly promotion: Promotion;
}

/** What can be done to a promotion besides changing it: stop it at once, go on with it, copy it. */
export function PromotionActs({ promotion }: PromotionActsProps) {
  const { t } = useTranslation("pricing");
  const can = useCan();
  const client = useQueryClient();
  const undo = useUndo();
  const ask = useConsequence();
  const stale = () => client.invalidateQueries({ queryKey: ["pricing"] });
  const { id, name, status } = promotion;
  const end = () =>
    ask({
      title: t("page.endTitle", { name }),
      consequence: t("page.endHelp"),
      verb: t("page.end"),
      destructive: true,
      onConfirm: async () => {
        await endPromotion(id);
        await stale();
        undo({ text: t("page.endDone"), undo: () => resumePromotion(id).then(stale) });
      },
    });
  const resume = () =>
    ask({
      title: t("page.resumeTitle", { name }),
      consequence: t("page.resumeHelp"),
      verb: t("page.resume"),
      onConfirm: () => resumePromotion(id).then(stale),
    });
  if (!can("pricing:publish")) return null;
  return (
    <>
      {(status === "live" || status === "scheduled") && (
        <Button danger type="text" onClick={end}>
          {t("page.end")}
        </Button>
      )}
      {status === "ended" && <Button onClick={resume}>{t("page.resume")}</Button>}
      <Duplicate promotion={promotion} />
    </>
  );
}

/** Begins another promotion with what this one says. */
function Duplicate({ promotion }: { promotion: Promotion }) {
  const { t } = useTranslation("pricing");
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key, setKey] = useState(newKey);
  const [isMaking, setMaking] = useState(false);
  const duplicate = async () => {
    setMaking(true);
    try {
      const made = await createPromotion(key, copyOf(promotion.rule, copied));
      await client.invalidateQueries({ queryKey: ["pricing"] });
      await navigate({
        to: "/promotions/$promotion/edit",
        params: { promotion: made.id },
        search: { version: "2" },
      });
    } catch (thrown) {
      message.error(asProblem(thrown).detail || t("make.failed"));
    }
    setKey(newKey());
    setMaking(false);
  };
  return (
    <Button loading={isMaking} onClick={() => void duplicate()}>
      {t("page.duplicate")}
    </Button>
  );
}

/** What the name of a copy ends with, in the language of each name and not in the reader's. */
const copied = { "zh-CN": " 2", en: " 2" };
