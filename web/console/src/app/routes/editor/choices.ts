import { useQuery } from "@tanstack/react-query";
import type { Choices } from "../../../components/terms/terms";
import { settingsQuery } from "../../../features/org/api/get-settings";
import { channelsQuery } from "../../../features/org/api/list-channels";
import { storesQuery } from "../../../features/org/api/list-stores";
import { namedQuery } from "../../../features/pricing/api/named";
import { ladderQuery } from "../../../features/tier/api/get-ladder";
import { useSpeaking } from "../../language";

/** useChoices gathers what the conditions of a rule can be chosen from, by name. */
export function useChoices(): Choices {
  const { language } = useSpeaking();
  const ladder = useQuery(ladderQuery).data;
  const stores = useQuery(storesQuery).data;
  const channels = useQuery(channelsQuery).data;
  const settings = useQuery(settingsQuery).data;
  const named = useQuery(namedQuery).data;
  const chosen = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name });
  return {
    levels: (ladder?.body.levels ?? []).map(({ code, name }) => ({
      value: code,
      label: name[language] ?? name["zh-CN"] ?? code,
    })),
    stores: (stores?.items ?? []).map(chosen),
    channels: (channels?.items ?? []).map(chosen),
    labels: named?.labels ?? [],
    exclusionGroups: named?.exclusion_groups ?? [],
    currency: settings?.currency ?? "CNY",
    exponent: settings?.currency_exponent ?? 2,
  };
}
