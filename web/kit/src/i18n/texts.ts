import type kit from "../locales/zh-CN.json";

/**
 * Texts lists the namespaces of texts and their keys. A face adds its own by
 * declaring this interface again; the compiler then refuses a key that no text
 * exists for. Chinese is the source of the types, a test holds English to it.
 */
export interface Texts {
  kit: typeof kit;
}

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "kit";
    resources: Texts;
  }
}
