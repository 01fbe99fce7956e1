import type { Id } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { findMembersQuery } from "./api/find-members";

/** Picks a member by what somebody at the counter can tell: a phone, a card, a name. */
export function MemberPicker({ onPick }: { onPick: (member: Id | undefined) => void }) {
  const { t } = useTranslation("member");
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery({ ...findMembersQuery(q), enabled: q !== "" });
  const options = (found.data?.items ?? []).map(({ id, number, name, phone_masked }) => ({
    value: id,
    label: [name, phone_masked, number].filter(Boolean).join(" · "),
  }));
  return (
    <Select<Id>
      aria-label={t("picker.label")}
      placeholder={t("picker.hint")}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      loading={found.isFetching}
      notFoundContent={q === "" ? t("picker.hint") : t("picker.none")}
      options={q === "" ? [] : options}
      onChange={(member: Id | undefined) => onPick(member)}
    />
  );
}
