import { useQuery } from "@tanstack/react-query";
import { Select, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { tagsQuery } from "./tags";

interface TagSelectProps {
  /** Codes that are not offered: the member has them. */
  readonly but?: readonly string[];
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

/** One of the retailer's tags, by group. */
export function TagSelect({ but = [], ...given }: TagSelectProps) {
  const { t } = useTranslation("care");
  const { data } = useQuery(tagsQuery);
  const tags = (data?.tags ?? []).filter(({ code, ended }) => !ended && !but.includes(code));
  const option = ({ code, name, colour }: (typeof tags)[number]) => ({
    value: code,
    title: name,
    label: <Tag color={colour}>{name}</Tag>,
  });
  const grouped = (data?.groups ?? []).map((group) => ({
    label: group.exclusive ? t("tags.exclusiveGroup", { name: group.name }) : group.name,
    options: tags.filter((tag) => tag.group === group.code).map(option),
  }));
  const others = tags.filter(({ group }) => !group).map(option);
  return (
    <Select
      {...given}
      showSearch={{ optionFilterProp: "title" }}
      placeholder={t("tags.choose")}
      notFoundContent={t("tags.none")}
      options={[...grouped.filter(({ options }) => options.length > 0), ...others]}
    />
  );
}
