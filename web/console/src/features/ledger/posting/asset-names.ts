import type { Id } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { balancesQuery } from "../api/list-balances";

/** What an asset is called, and in what it is counted. */
export interface AssetName {
  readonly name: string;
  readonly unit: string;
}

/** useAssetNames tells what assets are called in the reader's language; until it knows, by their codes. */
export function useAssetNames(member: Id): (asset: string) => AssetName {
  const known = useQuery(balancesQuery(member)).data?.items ?? [];
  return (asset) => known.find((one) => one.asset === asset) ?? { name: asset, unit: "" };
}
