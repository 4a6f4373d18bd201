import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { authFetch } from '@/lib/http';
import { problemFrom } from '@/lib/problem';
import { saveFile } from '@/lib/save-file';
import type { components } from '@/lib/schema';
import { toast } from '@/lib/toast';

export type Export = components['schemas']['ExportView'];
export type Deletion = components['schemas']['AccountDeletionView'];
type DeleteAccount = components['schemas']['DeleteAccountRequest'];

/** Asks again while one is being prepared: usually a second or two. */
export const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: ({ signal }) =>
    unwrap(api.GET('/api/user/me/exports', { params: { query: { limit: 1 } }, signal })),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ status }) => status === 'pending') ? 1500 : false,
});

export function useAskForExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/user/me/exports')),
    onSuccess: (asked) =>
      client.setQueryData(exportsQuery.queryKey, (known) => ({
        next_cursor: null,
        ...known,
        items: [asked],
      })),
  });
}

export function useDownloadExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, requested_at: at }: Export) => {
      // A plain link could not carry the token.
      const response = await authFetch(new Request(`${location.origin}/api/user/me/exports/${id}/download`));
      if (!response.ok) throw problemFrom(response, await response.json().catch(() => null));
      saveFile(`greenroom-export-${at.slice(0, 10)}.zip`, await response.blob());
      toast('Your export was downloaded');
    },
    // It may have expired meanwhile.
    onError: () => void client.invalidateQueries({ queryKey: exportsQuery.queryKey }),
  });
}

/** What follows is given here and not to the call: the settings are gone by then. */
export function useDeleteAccount(onDone: (deletion: Deletion) => void) {
  return useMutation({
    mutationFn: (body: DeleteAccount) => unwrap(api.POST('/api/user/me/deletion', { body })),
    onSuccess: onDone,
  });
}
