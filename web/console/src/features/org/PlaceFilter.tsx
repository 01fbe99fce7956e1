import type { Id } from "@habitue/kit/brand";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { channelsQuery } from "./api/list-channels";
import { storesQuery } from "./api/list-stores";
import styles from "./org.module.css";

/** Where purchases are made. */
export interface Places {
  readonly store: Id[];
  readonly channel: Id[];
}

interface PlaceFilterProps {
  readonly places: Places;
  readonly onChange: (places: Places) => void;
}

/** Narrows figures to stores and channels; none chosen means all. */
export function PlaceFilter({ places, onChange }: PlaceFilterProps) {
  const { t } = useTranslation("org");
  const stores = useQuery(storesQuery);
  const channels = useQuery(channelsQuery);
  return (
    <>
      <Choice
        label={t("place.stores")}
        options={stores.data?.items}
        chosen={places.store}
        onChange={(store) => onChange({ ...places, store })}
      />
      <Choice
        label={t("place.channels")}
        options={channels.data?.items}
        chosen={places.channel}
        onChange={(channel) => onChange({ ...places, channel })}
      />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly { id: Id; code: string; name: string }[] | undefined;
  readonly chosen: Id[];
  readonly onChange: (chosen: Id[]) => void;
}

function Choice({ label, options, chosen, onChange }: ChoiceProps) {
  return (
    <Select
      className={styles.choice}
      mode="multiple"
      aria-label={label}
      placeholder={label}
      allowClear
      loading={!options}
      maxTagCount={1}
      maxTagTextLength={8}
      value={chosen}
      optionFilterProp="label"
      options={(options ?? []).map(({ id, code, name }) => ({ value: id, label: name || code }))}
      onChange={onChange}
    />
  );
}
