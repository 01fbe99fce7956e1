import { asProblem } from "@habitue/kit/api/problem";
import { App } from "antd";
import { useCallback } from "react";

/** useFailure tells why something small was refused, where no dialog is open to say it in. */
export function useFailure(): (thrown: unknown) => void {
  const { message } = App.useApp();
  return useCallback(
    (thrown) => {
      const { fields, detail, title, code } = asProblem(thrown);
      const said = fields.map((field) => field.message).join(" ");
      message.error(said || detail || title || code);
    },
    [message],
  );
}
