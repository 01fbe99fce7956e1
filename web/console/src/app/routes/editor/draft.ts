import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

/** A version of a rule as the API shows it. */
export interface RuleVersion<Body> {
  readonly version: number;
  readonly status: "draft" | "approved" | "live" | "ended";
  readonly hash: string;
  readonly body: Body;
}

interface Saving<Body> {
  readonly draft: (body: Body) => Promise<RuleVersion<Body>>;
  readonly revise: (revision: {
    version: number;
    hash: string;
    body: Body;
  }) => Promise<RuleVersion<Body>>;
  readonly stale: readonly string[];
  readonly onSaved: (version: number) => void;
}

export type Draft<Body> = ReturnType<typeof useDraft<Body>>;

/** useDraft holds what is being edited, and saves it as a new draft or over its own. */
export function useDraft<Body>(
  { draft, revise, stale, onSaved }: Saving<Body>,
  base: RuleVersion<Body>,
  own: RuleVersion<Body> | undefined,
) {
  const queryClient = useQueryClient();
  const [body, setBody] = useState(base.body);
  const [saved, setSaved] = useState(own);
  const saving = useMutation({
    mutationFn: () => {
      if (!saved) return draft(body);
      return revise({ version: saved.version, hash: saved.hash, body });
    },
    onSuccess: async (version) => {
      setSaved(version);
      await queryClient.invalidateQueries({ queryKey: stale });
      onSaved(version.version);
    },
  });
  const changed = JSON.stringify(body) !== JSON.stringify(saved?.body ?? null);
  return { body, setBody, saved, changed, saving };
}
