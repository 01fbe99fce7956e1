import { useNavigate } from "@tanstack/react-router";
import { useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { PermissionsContext } from "../../../lib/permissions";
import { visibleNavigation } from "../navigation";
import type { Entry } from "./entries";

/** The pages of the navigation, as far as this reader sees them. */
export function usePages(): Entry[] {
  const { t } = useTranslation("app");
  const permissions = useContext(PermissionsContext);
  const navigate = useNavigate();
  return useMemo(() => {
    return visibleNavigation(permissions).flatMap((group) => {
      return group.pages.map(({ name, to, icon }) => ({
        key: `page ${to}`,
        kind: "pages" as const,
        label: t(`navigation.${name}`),
        hint: t(`navigation.${group.name}`),
        icon,
        run: () => void navigate({ to }),
      }));
    });
  }, [permissions, navigate, t]);
}
