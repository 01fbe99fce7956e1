import type { Bundle } from "@habitue/kit/i18n/setup";
import kit from "@habitue/kit/locales/zh-CN";
import me from "./me.json";

export const words: Bundle = { kit, me };
