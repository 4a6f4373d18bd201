import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import type { components } from '@/lib/schema';

export type FactorSetup = components['schemas']['SecondFactorSetupView'];
type Both = components['schemas']['DisableSecondFactorRequest'];

export const secondFactorQuery = queryOptions({
  queryKey: ['me', 'second-factor'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/user/me/second-factor', { signal })),
});

/** Whether the password alone is not enough. */
export const useAsksCode = () => useQuery(secondFactorQuery).data?.enabled === true;

export function useProposeFactor() {
  return useMutation({
    mutationFn: (current_password: string) =>
      unwrap(api.POST('/api/user/me/second-factor', { body: { current_password } })),
  });
}

export function useConfirmFactor() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (code: string) => unwrap(api.POST('/api/user/me/second-factor/confirm', { body: { code } })),
    onSuccess: refresh,
  });
}

export function useRenewCodes() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: Both) => unwrap(api.POST('/api/user/me/second-factor/recovery-codes', { body })),
    onSuccess: refresh,
  });
}

export function useDisableFactor() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: Both) => unwrap(api.POST('/api/user/me/second-factor/disable', { body })),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
}
