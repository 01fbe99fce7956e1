import { answer } from "@habitue/kit/api/client";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { device } from "../lib/key";
import { leaveFor } from "../lib/leave";
import { Button } from "../parts/Button";
import { Refusal } from "../parts/Refusal";
import styles from "./details.module.css";
import type { Provider } from "./ProviderButtons";

interface ProviderPartProps {
  readonly provider: Provider;
  /** To be signed in by it from now on, or to show by it that it is oneself. */
  readonly use: "bind" | "prove";
  readonly onLeave?: () => void;
}

/** ProviderPart goes to a sign-in provider as who is signed in already. */
export function ProviderPart({ provider: { name, title }, use, onLeave }: ProviderPartProps) {
  const { t } = useTranslation("me");
  const going = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/me/identities/attempts", {
          body: { provider: name, use, return_to: "/me/identities", device: device() },
        }),
      ),
    onSuccess: ({ address }) => leaveFor(address),
  });
  const words = use === "bind" ? "identities.goBind" : "identities.goProve";
  return (
    <div className={styles.form}>
      {use === "bind" && <p>{t("identities.withHelp", { title })}</p>}
      {going.error && <Refusal thrown={going.error} />}
      <Button
        main={use === "bind"}
        disabled={going.isPending || going.isSuccess}
        onClick={() => going.mutate()}
      >
        {t(words, { title })}
      </Button>
      {onLeave && <Button onClick={onLeave}>{t("identities.leave")}</Button>}
    </div>
  );
}
