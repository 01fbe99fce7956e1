import type me from "./zh-CN/me.json";

declare module "@habitue/kit/i18n/texts" {
  interface Texts {
    me: typeof me;
  }
}
