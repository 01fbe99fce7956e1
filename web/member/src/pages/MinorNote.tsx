import { answer } from "@habitue/kit/api/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { meQuery } from "../api/queries";
import type { Me } from "../app/Pages";
import { go } from "../app/router";
import { Button } from "../parts/Button";
import { Part } from "../parts/Page";

/** MinorNote says what is missing of a minor, and asks who came of age. */
export function MinorNote({ me }: { me: Me }) {
  const { t } = useTranslation("me");
  const client = useQueryClient();
  const later = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/me/guardian/asked")),
    onSettled: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  if (me.minor === "pending") {
    return (
      <Part title={t("guardian.pending")}>
        <p>{t("guardian.pendingHelp")}</p>
        <Button main onClick={() => go("/me/guardian")}>
          {t("guardian.go")}
        </Button>
      </Part>
    );
  }
  if (me.minor !== "grown") return null;
  return (
    <Part title={t("guardian.grown")}>
      <p>{t("guardian.grownHelp")}</p>
      <Button main onClick={() => go("/me/consents")}>
        {t("guardian.choose")}
      </Button>
      <Button disabled={later.isPending} onClick={() => later.mutate()}>
        {t("guardian.nothing")}
      </Button>
    </Part>
  );
}
