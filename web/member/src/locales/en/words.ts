import type { Bundle } from "@habitue/kit/i18n/setup";
import kit from "@habitue/kit/locales/en";
import me from "./me.json";

export const words: Bundle = { kit, me };
