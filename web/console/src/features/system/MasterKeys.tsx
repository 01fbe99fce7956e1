import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { goesOn, type Keys, keysQuery } from "./api/get-keys";
import { KeyFrame } from "./KeyFrame";
import { Loaded } from "./Loaded";

interface KeyActs {
  readonly onRotate: () => void;
  readonly onDestroy: (key: string, keys: Keys) => void;
}

/** The master keys, how far an exchange has come, and which backups need an old one. */
export function MasterKeys(acts: KeyActs) {
  const query = useQuery(keysQuery);
  return <Loaded query={query}>{(keys) => <Known keys={keys} {...acts} />}</Loaded>;
}

function Known({ keys, onRotate, onDestroy }: { keys: Keys } & KeyActs) {
  const { t } = useTranslation("system");
  const format = useFormat();
  return (
    <KeyFrame<Keys["keys"][number]>
      words={{
        title: t("keys.title"),
        purpose: t("keys.purpose"),
        help: t("keys.help"),
        phase: (phase) => t(`keys.phase.${phase}`),
      }}
      keys={keys.keys}
      nameOf={({ id }) => id}
      current={keys.current}
      rotations={keys.rotations}
      otherGoes={keys.index.rotations.some(goesOn)}
      holders={keys.processes}
      holds={(holder, key) => holder.keys.includes(key)}
      backups={keys.backups}
      since={keys.since}
      name={t("keys.id")}
      figures={[
        {
          key: "members",
          title: t("keys.members"),
          align: "right",
          width: 140,
          render: (_, { members }) => <span className="kit-figure">{format.number(members)}</span>,
        },
      ]}
      width={640}
      onRotate={onRotate}
      onDestroy={({ id }) => onDestroy(id, keys)}
    >
      {keys.environment && <Alert type="info" showIcon title={t("keys.environment")} />}
    </KeyFrame>
  );
}
