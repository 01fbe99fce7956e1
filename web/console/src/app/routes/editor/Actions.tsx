import { asProblem } from "@habitue/kit/api/problem";
import type { Id } from "@habitue/kit/brand";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import styles from "../../../components/rule/rule.module.css";
import type { ApprovalKind } from "../../../features/staff/api/list-approval-kinds";
import { AskDialog } from "../../../features/staff/approval/AskDialog";
import type { Draft } from "./draft";
import { useDiscard } from "./useDiscard";

interface ActionsProps<Body> {
  readonly kind: ApprovalKind;
  /** Whose rule it is, of an asset's. */
  readonly asset?: string;
  /** Code of the template, of one of coupons. */
  readonly template?: string;
  /** Of a promotion. */
  readonly promotion?: Id;
  readonly above: {
    readonly to:
      | "/program/earning"
      | "/program/spending"
      | "/tiers/ladder"
      | "/profile"
      | "/ledger/assets"
      | "/coupons"
      | "/prepaid"
      | "/promotions"
      | "/promotions/floor"
      | "/privacy/policy";
  };
  readonly publish: (
    version: number,
    how: { reason: string; valid_from?: string },
  ) => Promise<unknown>;
  readonly discard: (draft: { version: number; hash: string }) => Promise<unknown>;
  /** Makes a draft anew, for whoever wants the one back that was thrown away. */
  readonly redraft: (body: Body) => Promise<unknown>;
  readonly stale: readonly string[];
  readonly draft: Draft<Body>;
  readonly valid: boolean;
}

/** Save, then put before somebody: a draft is asked for as it is saved. */
export function Actions<Body>(props: ActionsProps<Body>) {
  const {
    kind,
    asset,
    template,
    promotion,
    above,
    publish,
    discard,
    redraft,
    stale,
    draft,
    valid,
  } = props;
  const { saved, changed, saving } = draft;
  const { t } = useTranslation("app");
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const throwAway = useDiscard({ discard, draft: redraft, stale });
  const problem = saving.error ? asProblem(saving.error) : null;
  const done = async (alone: boolean) => {
    setAsking(false);
    await queryClient.invalidateQueries({ queryKey: stale });
    message.success(t(alone ? "rule.published" : "rule.asked"));
    void navigate({ to: alone ? above.to : "/approvals" });
  };
  return (
    <Panel title={saved ? t("rule.version", { version: saved.version }) : t("rule.newDraft")}>
      {problem && (
        <Alert
          type="error"
          showIcon
          title={problem.detail || t("rule.notSaved")}
          style={{ marginBlockEnd: 12 }}
        />
      )}
      <div className={styles.row}>
        <Button
          loading={saving.isPending}
          disabled={!changed || !valid}
          onClick={() => saving.mutate()}
        >
          {t("rule.save")}
        </Button>
        <Button
          type="primary"
          disabled={!saved || changed || !valid}
          onClick={() => setAsking(true)}
        >
          {t("rule.ask")}
        </Button>
        {saved && (
          <Button
            type="text"
            danger
            onClick={() => {
              void throwAway(saved).then((gone) => {
                if (gone) void navigate({ to: above.to });
              });
            }}
          >
            {t("rule.discard")}
          </Button>
        )}
      </div>
      <p className={styles.quiet} aria-live="polite">
        {t(!saved ? "rule.unsaved" : changed ? "rule.changed" : "rule.savedHelp")}
      </p>
      {saved && (
        <AskDialog
          draft={{
            kind,
            version: saved.version,
            hash: saved.hash,
            ...(asset && { asset }),
            ...(template && { template }),
            ...(promotion && { promotion }),
          }}
          open={asking}
          onClose={() => setAsking(false)}
          publishAlone={(reason, valid_from) =>
            publish(saved.version, { reason, ...(valid_from && { valid_from }) })
          }
          onDone={(alone) => void done(alone)}
        />
      )}
    </Panel>
  );
}
