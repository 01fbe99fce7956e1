import { HistoryOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Entry } from "./entries";
import { keepRecent, readRecent } from "./recent";

/** What this tab opened lately, as it was when the palette opened. */
export function useRecent(): Entry[] {
  const navigate = useNavigate();
  const [recent] = useState(readRecent);
  return recent.map((opened) => ({
    key: `recent ${opened.href}`,
    kind: "recent" as const,
    label: opened.label,
    icon: HistoryOutlined,
    run: () => {
      keepRecent(opened);
      void navigate({ href: opened.href });
    },
  }));
}
