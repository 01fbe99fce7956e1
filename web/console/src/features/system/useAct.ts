import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { runJob } from "./api/run-job";

/** useAsked tells that everything about the system is to be asked again. */
export function useAsked(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["system"] });
}

/** useRun has a job run now; whoever watches sees it queued at once. */
export function useRun(done: (job: string) => string) {
  const { message } = App.useApp();
  const asked = useAsked();
  return useMutation({
    mutationFn: runJob,
    onSuccess: async ({ job }) => {
      message.success(done(job));
      await asked();
    },
    onError: (thrown) => {
      const problem = asProblem(thrown);
      message.error(problem.detail || problem.title || problem.code);
    },
  });
}
