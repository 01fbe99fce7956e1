import { useFormat } from "@habitue/kit/format/reader";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { ReasonDialog } from "../../features/staff/ReasonDialog";
import { destroyIndexKey } from "../../features/system/api/destroy-index-key";
import type { IndexKey, Keys } from "../../features/system/api/get-keys";
import { rotateIndexKey } from "../../features/system/api/rotate-index-key";
import { IndexKeys } from "../../features/system/IndexKeys";
import { useAsked } from "../../features/system/useAct";

/** The index keys by which members are found: exchange, progress, destruction. */
export function SystemIndexKeys() {
  const { t } = useTranslation("system");
  const format = useFormat();
  const { message } = App.useApp();
  const asked = useAsked();
  const [rotating, setRotating] = useState(false);
  const [ending, setEnding] = useState<{ key: IndexKey; keys: Keys } | null>(null);
  const needing =
    ending?.keys.index.backups.filter(({ key }) => key === String(ending.key.generation)).length ??
    0;
  const { sessions, visitors } = ending?.key ?? { sessions: 0, visitors: 0 };
  const lost = needing > 0 || sessions > 0 || visitors > 0;
  return (
    <Panel title={t("indexKeys.title")}>
      <IndexKeys
        onRotate={() => setRotating(true)}
        onDestroy={(key, keys) => setEnding({ key, keys })}
      />
      <ReasonDialog
        title={t("indexKeys.rotateTitle")}
        consequence={t("indexKeys.rotateHelp")}
        verb={t("keys.rotate")}
        open={rotating}
        onClose={() => setRotating(false)}
        onConfirm={async (reason) => {
          await rotateIndexKey(reason);
          message.success(t("keys.begun"));
          await asked();
        }}
      />
      <ReasonDialog
        title={t("indexKeys.destroyTitle", { key: ending?.key.generation ?? "" })}
        consequence={t(lost ? "indexKeys.destroyLost" : "indexKeys.destroyHelp", {
          sessions: format.number(sessions),
          visitors: format.number(visitors),
          backups: format.number(needing),
        })}
        verb={t("keys.destroy")}
        danger
        open={ending !== null}
        onClose={() => setEnding(null)}
        onConfirm={async (reason) => {
          if (!ending) return;
          await destroyIndexKey(ending.key.generation, reason, {
            backups: needing > 0,
            rest: sessions > 0 || visitors > 0,
          });
          message.success(t("keys.destroyed"));
          await asked();
        }}
      />
    </Panel>
  );
}
