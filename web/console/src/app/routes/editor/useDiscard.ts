import { asProblem } from "@habitue/kit/api/problem";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useUndo } from "../../../components/useUndo";

/** What is needed of a draft to throw it away, and to have it back. */
interface Draft<Body> {
  readonly version: number;
  readonly hash: string;
  readonly body: Body;
}

interface Discarding<Body> {
  readonly discard: (draft: { version: number; hash: string }) => Promise<unknown>;
  /** Makes a draft anew, to take it back. */
  readonly draft: (body: Body) => Promise<unknown>;
  /** What is no longer right afterwards. */
  readonly stale: readonly string[];
}

/** useDiscard throws a draft away and offers to have it back; it says whether it is gone. */
export function useDiscard<Body>({ discard, draft, stale }: Discarding<Body>) {
  const { t } = useTranslation("app");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const tell = useUndo();
  const again = () => queries.invalidateQueries({ queryKey: stale });
  return async ({ version, hash, body }: Draft<Body>): Promise<boolean> => {
    try {
      await discard({ version, hash });
    } catch (thrown) {
      message.error(asProblem(thrown).detail || t("rule.notDiscarded"));
      void again();
      return false;
    }
    await again();
    tell({
      text: t("rule.discarded", { version }),
      undo: () => draft(body).then(again),
    });
    return true;
  };
}
