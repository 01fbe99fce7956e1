import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useUndo } from "../../../components/useUndo";
import { type Poster, turnPoster } from "./posters";

/** What is open above the list. */
export type Opened =
  | { readonly what: "change" | "print"; readonly poster: Poster }
  | { readonly what: "new"; readonly poster?: Poster };

interface ActsProps {
  readonly poster: Poster;
  readonly mayMake: boolean;
  readonly onOpen: (opened: Opened) => void;
}

/** What can be done with one poster. */
export function Acts({ poster, mayMake, onOpen }: ActsProps) {
  const { t } = useTranslation("poster");
  const turn = useTurn();
  const may = { run: poster.state === "paused" || poster.state === "ended" };
  const items = [
    { key: "change", label: t("act.change") },
    ...(may.run
      ? [{ key: "running", label: t("act.run") }]
      : [{ key: "paused", label: t("act.pause") }]),
    ...(poster.state === "ended" ? [] : [{ key: "ended", label: t("act.end"), danger: true }]),
    { key: "like", label: t("act.like") },
  ];
  const act = (key: string) => {
    if (key === "change") return onOpen({ what: "change", poster });
    if (key === "like") return onOpen({ what: "new", poster });
    turn(poster, key as "running" | "paused" | "ended");
  };
  return (
    <>
      <Button
        size="small"
        aria-label={t("act.printing", { name: poster.name })}
        onClick={() => onOpen({ what: "print", poster })}
      >
        {t("act.print")}
      </Button>{" "}
      {mayMake && (
        <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => act(key) }}>
          <Button size="small" aria-label={t("act.moreOf", { name: poster.name })}>
            {t("act.more")}
          </Button>
        </Dropdown>
      )}
    </>
  );
}

/** useTurn lets a poster run, pause or end, and offers to take it back. */
function useTurn() {
  const { t } = useTranslation("poster");
  const { message } = App.useApp();
  const client = useQueryClient();
  const offer = useUndo();
  const reload = () => client.invalidateQueries({ queryKey: ["posters"] });
  const turning = useMutation({
    mutationFn: ({ poster, to }: { poster: Poster; to: "running" | "paused" | "ended" }) =>
      turnPoster(poster, to),
    onSuccess: async (is, { poster, to }) => {
      const before = poster.state === "waiting" ? "running" : poster.state;
      offer({
        text: t(`turned.${to}`, { name: poster.name }),
        undo: async () => {
          await turnPoster(is, before);
          await reload();
        },
      });
      await reload();
    },
    onError: async (thrown) => {
      message.error(asProblem(thrown).detail || t("failed"));
      await reload();
    },
  });
  return (poster: Poster, to: "running" | "paused" | "ended") => turning.mutate({ poster, to });
}
