import { asProblem } from "@habitue/kit/api/problem";
import { App } from "antd";
import { type ReactNode, useCallback } from "react";
import { useTranslation } from "react-i18next";

interface Deed {
  /** Names the deed and its thing: "Withdraw the key “Till 3”?" */
  readonly title: string;
  /** What follows, and whether it can be taken back. */
  readonly consequence: ReactNode;
  /** The button says the deed, never just "OK". */
  readonly verb: string;
  /** Cannot be taken back. */
  readonly destructive?: boolean;
  readonly onConfirm: () => Promise<unknown>;
}

/**
 * useConsequence asks before a deed, naming its consequence. The question stays
 * open while the deed runs, and tells the refusal when it is refused.
 */
export function useConsequence(): (deed: Deed) => void {
  const { t } = useTranslation("app");
  const { modal, message } = App.useApp();
  return useCallback(
    ({ title, consequence, verb, destructive = false, onConfirm }) => {
      modal.confirm({
        title,
        content: consequence,
        okText: verb,
        okButtonProps: { danger: destructive },
        cancelText: t("confirm.cancel"),
        // Enter must not destroy what somebody only meant to look at.
        autoFocusButton: destructive ? "cancel" : "ok",
        onOk: async () => {
          try {
            await onConfirm();
          } catch (thrown) {
            const problem = asProblem(thrown);
            message.error(problem.detail || problem.title || problem.code);
          }
        },
      });
    },
    [modal, message, t],
  );
}
