import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RuleWords } from "../../components/RuleWords";
import { useConsequence } from "../../components/useConsequence";
import { draftRule } from "./api/draft-rule";
import type { Rule } from "./api/get-rule";
import { previewRule } from "./api/preview-rule";
import { publishRule } from "./api/publish-rule";
import styles from "./profile.module.css";
import { RuleFields } from "./RuleFields";
import { Tried } from "./Tried";

interface RuleEditorProps {
  readonly from: Rule;
  readonly currency: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Changes the rule: tried on today's members first, then kept as a draft, then published. */
export function RuleEditor({ from, currency, open, onClose }: RuleEditorProps) {
  const { t } = useTranslation("profile");
  const [rule, setRule] = useState(from);
  const trying = useMutation({ mutationFn: previewRule });
  const drafting = useMutation({ mutationFn: draftRule });
  const publish = usePublish(onClose);
  const change = (changed: Rule) => {
    setRule(changed);
    trying.reset();
    drafting.reset();
  };
  const thrown = trying.error ?? drafting.error;
  return (
    <Drawer
      open={open}
      size={760}
      title={t("editor.title")}
      onClose={onClose}
      destroyOnHidden
      footer={
        <div className={styles.row}>
          <Button loading={trying.isPending} onClick={() => trying.mutate(rule)}>
            {t("editor.try")}
          </Button>
          <span className={styles.grow} />
          {drafting.data ? (
            <Button type="primary" onClick={() => publish(drafting.data.version)}>
              {t("editor.publish", { version: drafting.data.version })}
            </Button>
          ) : (
            <Button
              type="primary"
              loading={drafting.isPending}
              onClick={() => drafting.mutate(rule)}
            >
              {t("editor.draft")}
            </Button>
          )}
        </div>
      }
    >
      <div className={styles.editor}>
        {thrown && <Refusal thrown={thrown} />}
        {drafting.data && (
          <section>
            <h3>{t("editor.drafted", { version: drafting.data.version })}</h3>
            <RuleWords words={drafting.data.words} />
          </section>
        )}
        {trying.data && (
          <section>
            <h3>{t("editor.tried")}</h3>
            <Tried classes={trying.data} />
          </section>
        )}
        <RuleFields rule={rule} currency={currency} onChange={change} />
      </div>
    </Drawer>
  );
}

/** Why the server refuses the rule, field by field. */
function Refusal({ thrown }: { thrown: unknown }) {
  const { t } = useTranslation("profile");
  const { detail, fields } = asProblem(thrown);
  return (
    <Alert
      type="error"
      showIcon
      title={detail || t("editor.refused")}
      description={
        fields.length > 0 && (
          <ul>
            {fields.map(({ path, message }) => (
              <li key={path}>
                {path}: {message}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

/** usePublish asks before a drafted version holds for everybody. */
function usePublish(then: () => void): (version: number) => void {
  const { t } = useTranslation("profile");
  const { message } = App.useApp();
  const client = useQueryClient();
  const ask = useConsequence();
  return (version) =>
    ask({
      title: t("editor.publishTitle", { version }),
      consequence: t("editor.publishConsequence"),
      verb: t("editor.publish", { version }),
      onConfirm: async () => {
        await publishRule(version);
        await client.invalidateQueries({ queryKey: ["profile"] });
        message.success(t("editor.published", { version }));
        then();
      },
    });
}
