import { useTranslation } from "react-i18next";

/** The code of a job, listener, proof or kind as the key of its name. */
function keyOf(code: string): string {
  return code.replace(/[._](\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** useNames says jobs, listeners, proofs and tables in the reader's words; a new one by its code. */
export function useNames() {
  const { t } = useTranslation("system");
  return {
    job: (code: string) => {
      return t(`job.kind.${keyOf(code) as "checkNightly"}`, { defaultValue: code });
    },
    listener: (code: string) => {
      return t(`heard.${keyOf(code) as "tierOnRefunded"}`, { defaultValue: code });
    },
    notice: (code: string) => {
      return t(`notice.kind.${keyOf(code) as "orderPaid"}`, { defaultValue: code });
    },
    proof: (code: string) => {
      return t(`proof.${keyOf(code) as "orderMembersKnown"}`, { defaultValue: code });
    },
    schema: (code: string) => t(`data.schema.${code as "org"}`, { defaultValue: code }),
    pool: (code: string) => t(`pool.kind.${code as "jobs"}`, { defaultValue: code }),
    role: (code: string) => t(`role.${code as "api"}`, { defaultValue: code }),
  };
}
