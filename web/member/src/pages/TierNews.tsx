import { answer } from "@habitue/kit/api/client";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { tierNewsQuery } from "../api/queries";
import { go } from "../app/router";
import { Button } from "../parts/Button";
import { Part } from "../parts/Page";
import styles from "./details.module.css";

/** TierNews says that one's level is another than one saw last, until one has read it. */
export function TierNews() {
  const { t } = useTranslation("me");
  const format = useFormat();
  const client = useQueryClient();
  const news = useQuery(tierNewsQuery).data?.news;
  const seen = useMutation({
    mutationFn: (level: string) => answer(api.POST("/api/v1/me/tier/seen", { body: { level } })),
    onSettled: () => client.invalidateQueries({ queryKey: tierNewsQuery.queryKey }),
  });
  if (!news) return null;
  const { from, to, up, since, review_at, was_multiplier_bps: was, multiplier_bps: is } = news;
  return (
    <Part title={t(up ? "tier.news.up" : "tier.news.down", { level: to.name })}>
      <p>{t("tier.news.was", { level: from.name, day: format.date(since) })}</p>
      {was !== is && (
        <p>{t("tier.news.rate", { was: format.multiplier(was), is: format.multiplier(is) })}</p>
      )}
      {review_at && <p>{t("tier.news.until", { day: format.date(review_at) })}</p>}
      <div className={styles.acts}>
        <Button small main disabled={seen.isPending} onClick={() => seen.mutate(to.code)}>
          {t("tier.news.seen")}
        </Button>
        <Button
          small
          onClick={() => {
            seen.mutate(to.code);
            go("/tier");
          }}
        >
          {t("tier.news.more")}
        </Button>
      </div>
    </Part>
  );
}
