import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { goesOn, type IndexKey, type Keys, keysQuery } from "./api/get-keys";
import { KeyFrame } from "./KeyFrame";
import { Loaded } from "./Loaded";

interface IndexKeyActs {
  readonly onRotate: () => void;
  readonly onDestroy: (key: IndexKey, keys: Keys) => void;
}

/** The index keys, how far an exchange has come, and what still follows from an old one. */
export function IndexKeys(acts: IndexKeyActs) {
  const query = useQuery(keysQuery);
  return <Loaded query={query}>{(keys) => <Known keys={keys} {...acts} />}</Loaded>;
}

function Known({ keys, onRotate, onDestroy }: { keys: Keys } & IndexKeyActs) {
  const { t } = useTranslation("system");
  const format = useFormat();
  const { index } = keys;
  const count = (key: "members" | "sessions" | "visitors") => ({
    key,
    title: t(`indexKeys.${key}`),
    align: "right" as const,
    width: 150,
    render: (_: unknown, row: IndexKey) => (
      <span className="kit-figure">
        {key !== "members" && row.generation === index.current ? "–" : format.number(row[key])}
      </span>
    ),
  });
  return (
    <KeyFrame<IndexKey>
      words={{
        title: t("indexKeys.title"),
        purpose: t("indexKeys.purpose"),
        help: t("indexKeys.help"),
        phase: (phase) => t(`indexKeys.phase.${phase}`),
      }}
      keys={index.keys}
      nameOf={({ generation }) => String(generation)}
      current={String(index.current)}
      rotations={index.rotations}
      otherGoes={keys.rotations.some(goesOn)}
      holders={keys.processes}
      holds={(holder, key) => holder.index_keys.includes(Number(key))}
      backups={index.backups}
      since={index.since}
      name={t("indexKeys.generation")}
      figures={[count("members"), count("sessions"), count("visitors")]}
      width={760}
      onRotate={onRotate}
      onDestroy={(key) => onDestroy(key, keys)}
    />
  );
}
