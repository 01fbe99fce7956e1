import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PriceList } from "../../features/catalog/api/list-price-lists";
import { settingsQuery } from "../../features/org/api/get-settings";
import { channelsQuery } from "../../features/org/api/list-channels";
import { regionsQuery } from "../../features/org/api/list-regions";
import { storesQuery } from "../../features/org/api/list-stores";

/** The places of which price lists speak, with their names, and how a list says where it holds. */
export function usePlaces() {
  const { t } = useTranslation("prices");
  const channels = useQuery(channelsQuery).data?.items ?? [];
  const regions = useQuery(regionsQuery).data?.items ?? [];
  const stores = useQuery(storesQuery).data?.items ?? [];
  const currency = useQuery(settingsQuery).data?.currency ?? "CNY";
  const named = (codes: readonly string[], of: readonly { code: string; name: string }[]) =>
    codes.map((code) => of.find((one) => one.code === code)?.name ?? code);
  const words = (list: PriceList) => {
    const where = [
      ...named(list.channels, channels),
      ...named(list.regions, regions),
      ...named(list.stores, stores),
    ];
    return where.length > 0 ? where : [t("where.everywhere")];
  };
  return { channels, regions, stores, currency, words };
}
