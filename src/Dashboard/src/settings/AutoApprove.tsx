import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { label } from "../common/format";
import { Tick } from "../common/Form";
import { Failure } from "../common/States";
import { Loading, Panel } from "../common/Surface";
import { polled, queries } from "../server/queries";
import { hive } from "../server/server";
import type { KnowledgeCategory } from "../server/types";
import { toast, toastError } from "../shell/toasts";

const rules = queryOptions({ queryKey: ["auto-approve"], queryFn: () => hive.autoApproveRules.listAutoApproveRules(), ...polled });

/** Categories whose contributions need no reviewer. */
export function AutoApprove() {
  const { data, error, refetch } = useQuery(rules);
  const set = useMutation({
    mutationFn: ({ category, on }: { category: KnowledgeCategory; on: boolean }) => hive.autoApproveRules.setAutoApproveRule(category, { is_auto_approve: on }),
    onSuccess: (rule) => {
      void queries.invalidateQueries({ queryKey: ["auto-approve"] });
      toast(rule.is_auto_approve ? `${label(rule.category)} needs no review now.` : `${label(rule.category)} is reviewed again.`, {
        action: { label: "Undo", run: () => set.mutate({ category: rule.category, on: !rule.is_auto_approve }) },
      });
    },
    onError: (error) => toastError(error),
  });
  return (
    <Panel title="Approve without review">
      {error && !data ? <Failure error={error} retry={() => void refetch()} /> : !data ? <Loading /> : (
        <div className="grid gap-3 px-4 py-4 sm:grid-cols-2">
          <p className="text-sm text-soft sm:col-span-2">Contributions in these categories are approved as soon as they have passed every check.</p>
          {data.items.map((rule) => (
            <Tick key={rule.category} label={label(rule.category)} checked={rule.is_auto_approve} disabled={set.isPending} onChange={(event) => set.mutate({ category: rule.category, on: event.target.checked })} />
          ))}
        </div>
      )}
    </Panel>
  );
}
