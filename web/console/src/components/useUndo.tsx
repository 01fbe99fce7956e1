import { asProblem } from "@habitue/kit/api/problem";
import { App, Button } from "antd";
import { useCallback, useId } from "react";
import { useTranslation } from "react-i18next";

/** How long something can be taken back; long enough to read it and to reach the button. */
const seconds = 10;

interface Done {
  /** What was done, as a fact: "3 members were labelled". */
  readonly text: string;
  readonly undo: () => Promise<unknown>;
}

/** useUndo tells what was done and offers, for a while, to take it back. */
export function useUndo(): (done: Done) => void {
  const { t } = useTranslation("app");
  const { message } = App.useApp();
  const key = useId();
  return useCallback(
    ({ text, undo }) => {
      const takeBack = async () => {
        message.destroy(key);
        try {
          await undo();
        } catch (thrown) {
          message.error(asProblem(thrown).detail || t("undo.failed"));
        }
      };
      message.success({
        key,
        duration: seconds,
        content: (
          <span role="status">
            {text}{" "}
            <Button type="link" size="small" onClick={() => void takeBack()}>
              {t("undo.undo")}
            </Button>
          </span>
        ),
      });
    },
    [message, key, t],
  );
}
