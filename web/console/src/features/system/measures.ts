import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";

const units = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** 12.5 MiB from bytes: three digits, as an operator reads them. */
export function sizeParts(bytes: number): { readonly value: number; readonly unit: string } {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** power;
  const digits = value < 10 && power > 0 ? 10 : 1;
  return { value: Math.round(value * digits) / digits, unit: units[power] ?? "B" };
}

/** The unit in which a time is said, so that there are few digits. */
export function timeParts(seconds: number) {
  if (seconds < 1) return { unit: "milliseconds", value: Math.round(seconds * 1_000) } as const;
  if (seconds < 120) return { unit: "seconds", value: Math.round(seconds * 10) / 10 } as const;
  if (seconds < 7_200) return { unit: "minutes", value: Math.round(seconds / 60) } as const;
  return { unit: "hours", value: Math.round(seconds / 3_600) } as const;
}

/** The unit of an interval, which is a whole number of it. */
export function intervalParts(seconds: number) {
  if (seconds % 3_600 === 0) return { unit: "hours", value: seconds / 3_600 } as const;
  if (seconds % 60 === 0) return { unit: "minutes", value: seconds / 60 } as const;
  return { unit: "seconds", value: seconds } as const;
}

/** useMeasures writes sizes and times for an operator. */
export function useMeasures() {
  const { t } = useTranslation("system");
  const format = useFormat();
  const timed = ({ unit, value }: ReturnType<typeof timeParts | typeof intervalParts>) => {
    return t(`time.${unit}`, { value: format.number(value) });
  };
  return {
    size: (bytes: number) => {
      const { value, unit } = sizeParts(bytes);
      return `${format.number(value)} ${unit}`;
    },
    time: (seconds: number) => timed(timeParts(seconds)),
    interval: (seconds: number) => timed(intervalParts(seconds)),
  };
}

/** secondsBetween is how long something took; until now, where it has not ended. */
export function secondsBetween(begun: string, ended: string | null): number {
  const end = ended === null ? Date.now() : new Date(ended).getTime();
  return Math.max(0, (end - new Date(begun).getTime()) / 1_000);
}
