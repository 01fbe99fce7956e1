import { ReaderContext } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { nameOf } from "../../../components/NameFields";
import { newKey } from "../../../lib/new-key";
import { todayIn } from "../../../lib/period";
import { beginOf, endOf } from "../../../lib/zoned";
import { channelsQuery } from "../../org/api/list-channels";
import { storesQuery } from "../../org/api/list-stores";
import styles from "./poster.module.css";
import { changePoster, makePoster, type Poster } from "./posters";

interface Typed {
  readonly name: string;
  readonly store?: string;
  readonly channel?: string;
  readonly adviser?: string;
  readonly headline_i18n: Record<string, string>;
  readonly words_i18n?: Record<string, string>;
  readonly from: string;
  readonly until?: string;
}

interface PosterDialogProps {
  /** The one that is changed; none: a new one is made. */
  readonly poster?: Poster | undefined;
  /** The one that a new one begins as: what a sheet stands for cannot be changed. */
  readonly like?: Poster | undefined;
  readonly onClose: () => void;
  readonly onMade: (poster: Poster) => void;
}

/** PosterDialog makes a poster, or changes its words and days. */
export function PosterDialog({ poster, like, onClose, onMade }: PosterDialogProps) {
  const { t } = useTranslation("poster");
  const { message } = App.useApp();
  const { zone } = useContext(ReaderContext);
  const client = useQueryClient();
  const [key] = useState(newKey);
  const from = poster ?? like;
  const dayOf = (at: string) => todayIn(zone, new Date(at));
  const initial: Partial<Typed> = {
    from: poster ? dayOf(poster.from) : todayIn(zone, new Date()),
    ...(poster?.until && { until: dayOf(new Date(Date.parse(poster.until) - 1).toISOString()) }),
    ...(from && {
      name: from.name,
      headline_i18n: from.headline_i18n,
      words_i18n: from.words_i18n ?? {},
      store: from.store?.code ?? "",
      channel: from.channel?.code ?? "",
      adviser: from.adviser ?? "",
    }),
  };
  const send = (typed: Typed): Promise<Poster> => {
    const words = {
      name: typed.name.trim(),
      headline_i18n: nameOf(typed.headline_i18n),
      words_i18n: nameOf(typed.words_i18n ?? {}),
      // Of what begins today the hour is kept: it hangs already.
      from: poster && typed.from === initial.from ? poster.from : beginOf(typed.from, zone),
      ...(typed.until && { until: endOf(typed.until, zone) }),
    };
    if (poster) return changePoster(poster.id, { ...words, version: poster.version });
    const { store, channel, adviser } = typed;
    const stands = {
      ...(store && { store }),
      ...(channel && { channel }),
      ...(adviser?.trim() && { adviser: adviser.trim() }),
    };
    return makePoster({ ...words, ...stands }, key);
  };
  return (
    <FormDialog<Typed, Poster>
      open
      width={640}
      title={poster ? t("dialog.change", { name: poster.name }) : t("dialog.new")}
      verb={t(poster ? "dialog.save" : "dialog.make")}
      failed={t("failed")}
      initial={initial}
      onSubmit={send}
      onDone={async (made) => {
        if (poster) message.success(t("saved"));
        await client.invalidateQueries({ queryKey: ["posters"] });
        if (!poster) onMade(made);
      }}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t("field.name")}
        extra={t("field.nameHelp")}
        rules={[{ required: true, whitespace: true, message: t("field.nameMissing") }]}
      >
        <Input autoFocus autoComplete="off" maxLength={80} />
      </Form.Item>
      {poster ? <StandsFor poster={poster} /> : <Places />}
      <Both name="headline_i18n" needed />
      <Both name="words_i18n" />
      <div className={styles.pair}>
        <Form.Item
          name="from"
          label={t("field.from")}
          rules={[{ required: true, message: t("field.fromMissing") }]}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item name="until" label={t("field.until")} extra={t("field.untilHelp")}>
          <Input type="date" />
        </Form.Item>
      </div>
    </FormDialog>
  );
}

/** For whom it hangs: chosen once. */
function Places() {
  const { t } = useTranslation("poster");
  const stores = useQuery(storesQuery).data?.items ?? [];
  const channels = useQuery(channelsQuery).data?.items ?? [];
  const none = { value: "", label: t("field.none") };
  const choice = (list: readonly { code: string; name: string }[]) => [
    none,
    ...list.map(({ code, name }) => ({ value: code, label: name })),
  ];
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name="store" label={t("field.store")} initialValue="">
          <Select showSearch={{ optionFilterProp: "label" }} options={choice(stores)} />
        </Form.Item>
        <Form.Item name="channel" label={t("field.channel")} initialValue="">
          <Select options={choice(channels)} />
        </Form.Item>
      </div>
      <Form.Item
        name="adviser"
        label={t("field.adviser")}
        extra={t("field.adviserHelp")}
        rules={[{ pattern: /^[\p{L}\p{N}._:-]{0,60}$/u, message: t("field.adviserWrong") }]}
      >
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
    </>
  );
}

function StandsFor({ poster }: { poster: Poster }) {
  const { t } = useTranslation("poster");
  const parts = [poster.store?.name, poster.channel?.name, poster.adviser].filter(Boolean);
  return (
    <p className={styles.quiet}>
      {t("dialog.stands", { what: parts.join(" · ") || t("field.none") })}
    </p>
  );
}

const longest = 120;

/** Words in both languages; of what is needed one suffices. */
function Both({
  name,
  needed = false,
}: {
  name: "headline_i18n" | "words_i18n";
  needed?: boolean;
}) {
  const { t } = useTranslation("poster");
  return (
    <div className={styles.pair}>
      <Form.Item
        name={[name, "zh-CN"]}
        label={t(`field.${name}.zh`)}
        dependencies={[[name, "en"]]}
        rules={
          needed
            ? [
                ({ getFieldValue }) => ({
                  validator: async (_, typed: string | undefined) => {
                    const other: string | undefined = getFieldValue([name, "en"]);
                    if (!typed?.trim() && !other?.trim())
                      throw new Error(t("field.headlineMissing"));
                  },
                }),
              ]
            : []
        }
      >
        <Input autoComplete="off" maxLength={longest} />
      </Form.Item>
      <Form.Item name={[name, "en"]} label={t(`field.${name}.en`)}>
        <Input autoComplete="off" maxLength={longest} />
      </Form.Item>
    </div>
  );
}
