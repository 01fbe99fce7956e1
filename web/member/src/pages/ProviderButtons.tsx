import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { providersQuery } from "../api/queries";
import { usePath } from "../app/router";
import { device } from "../lib/key";
import { leaveFor } from "../lib/leave";
import { Button } from "../parts/Button";
import { Refusal } from "../parts/Refusal";
import styles from "./sign-in.module.css";

export type Provider = Schemas["SignInProvider"];

/**
 * useProviders is who vouches for members in this browser: WeChat does within its own, and
 * on a desk by a code that a telephone scans.
 */
export function useProviders(): readonly Provider[] {
  const inWeChat = /MicroMessenger/i.test(navigator.userAgent);
  const items = useQuery(providersQuery).data?.items ?? [];
  return items.filter(({ way }) => {
    if (way === "wechat") return inWeChat;
    if (way === "scan") return !inWeChat && !onTelephone();
    return way === "page";
  });
}

/** Whoever reads this on a telephone cannot scan it with the same. */
function onTelephone(): boolean {
  return /Mobi|Android|iPhone|iPad|iPod|HarmonyOS/i.test(navigator.userAgent);
}

/** ProviderButtons lets somebody be signed in by another house. */
export function ProviderButtons() {
  const { t } = useTranslation("me");
  const providers = useProviders();
  const path = usePath();
  const going = useMutation({
    mutationFn: (provider: string) =>
      answer(
        api.POST("/api/v1/me/session/attempts", {
          body: {
            provider,
            remember: true,
            device: device(),
            return_to: path === "/sign-in" ? "" : path,
          },
        }),
      ),
    onSuccess: ({ address }) => leaveFor(address),
  });
  if (providers.length === 0) return null;
  return (
    <section className={styles.providers} aria-label={t("signIn.others")}>
      <p className={styles.or}>{t("signIn.others")}</p>
      {providers.map(({ name, title }) => (
        <Button
          key={name}
          disabled={going.isPending || going.isSuccess}
          onClick={() => going.mutate(name)}
        >
          {t("signIn.with", { title })}
        </Button>
      ))}
      {going.error && <Refusal thrown={going.error} />}
    </section>
  );
}
