import { UserOutlined } from "@ant-design/icons";
import { asProblem } from "@habitue/kit/api/problem";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { findMembersQuery } from "../../../features/member/api/find-members";
import { useCan } from "../../../lib/permissions";
import { useSettled } from "../../../lib/settled";
import { type Entry, pauseMs } from "./entries";
import { keepRecent } from "./recent";

/** One letter means half of all members: nothing is asked before the second. */
const leastTyped = 2;

interface Found {
  readonly members: Entry[];
  /** Why none are shown, where that is not because there are none. */
  readonly problem: string | undefined;
  readonly isLooking: boolean;
}

/** Members by phone, last four digits, card, name, pinyin: what the server's search box takes. */
export function useMembers(typed: string): Found {
  const can = useCan();
  const navigate = useNavigate();
  const asked = useSettled(typed.trim(), pauseMs);
  const enabled = can("member:read") && asked.length >= leastTyped;
  const { data, error, isFetching } = useQuery({ ...findMembersQuery(asked), enabled });
  const members = useMemo(() => {
    if (!enabled || !data) return [];
    return data.items.map(({ id, number, name, phone_masked }) => ({
      key: `member ${id}`,
      kind: "members" as const,
      label: name ?? number,
      hint: [name && number, phone_masked].filter(Boolean).join(" · "),
      icon: UserOutlined,
      run: () => {
        // By number, not by name: what is kept may be read by the next at this desk.
        keepRecent({ href: `/members/${id}`, label: number });
        void navigate({ to: "/members/$id", params: { id } });
      },
    }));
  }, [enabled, data, navigate]);
  const waits = can("member:read") && typed.trim().length >= leastTyped && asked !== typed.trim();
  // Such as: too many have this name, add a character.
  const problem = enabled && error ? asProblem(error).detail : undefined;
  return { members, problem, isLooking: waits || (enabled && isFetching) };
}
