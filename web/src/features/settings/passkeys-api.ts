import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { makePasskey } from '@/lib/passkeys';
import type { components } from '@/lib/schema';

export type Passkey = components['schemas']['PasskeyView'];
type Begin = components['schemas']['BeginPasskeyRequest'];

export const passkeysQuery = queryOptions({
  queryKey: ['me', 'passkeys'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/user/me/passkeys', { signal })),
});

/** The new passkey; null when the person closed the browser's question. */
export function useAddPasskey() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ name, ...body }: Begin & { name: string }) => {
      const { ceremony, options } = await unwrap(api.POST('/api/user/me/passkeys/options', { body }));
      const credential = await makePasskey(options);
      if (credential === null) return null;
      return unwrap(api.POST('/api/user/me/passkeys', { body: { ceremony, credential, name } }));
    },
    onSuccess: refresh,
  });
}

export function useRenamePasskey() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, name }: Pick<Passkey, 'id' | 'name'>) =>
      unwrap(api.PATCH('/api/user/me/passkeys/{id}', { params: { path: { id } }, body: { name } })),
    onSuccess: refresh,
  });
}

export function useRemovePasskey() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/user/me/passkeys/{id}', { params: { path: { id } } })),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: passkeysQuery.queryKey });
}
