import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { ReasonDialog } from "../../features/staff/ReasonDialog";
import { destroyKey } from "../../features/system/api/destroy-key";
import type { Keys } from "../../features/system/api/get-keys";
import { rotateKey } from "../../features/system/api/rotate-key";
import { MasterKeys } from "../../features/system/MasterKeys";
import { useAsked } from "../../features/system/useAct";

/** The master keys of the members' personal data: exchange, progress, destruction. */
export function SystemKeys() {
  const { t } = useTranslation("system");
  const { message } = App.useApp();
  const asked = useAsked();
  const [rotating, setRotating] = useState(false);
  const [ending, setEnding] = useState<{ key: string; keys: Keys } | null>(null);
  const needing = ending?.keys.backups.filter(({ key }) => key === ending.key).length ?? 0;
  return (
    <Panel title={t("keys.title")}>
      <MasterKeys
        onRotate={() => setRotating(true)}
        onDestroy={(key, keys) => setEnding({ key, keys })}
      />
      <ReasonDialog
        title={t("keys.rotateTitle")}
        consequence={t("keys.rotateHelp")}
        verb={t("keys.rotate")}
        open={rotating}
        onClose={() => setRotating(false)}
        onConfirm={async (reason) => {
          await rotateKey(reason);
          message.success(t("keys.begun"));
          await asked();
        }}
      />
      <ReasonDialog
        title={t("keys.destroyTitle", { key: ending?.key ?? "" })}
        consequence={t(needing > 0 ? "keys.destroyBackups" : "keys.destroyHelp", {
          count: needing,
        })}
        verb={t("keys.destroy")}
        danger
        open={ending !== null}
        onClose={() => setEnding(null)}
        onConfirm={async (reason) => {
          if (!ending) return;
          await destroyKey(ending.key, reason, needing > 0);
          message.success(t("keys.destroyed"));
          await asked();
        }}
      />
    </Panel>
  );
}
