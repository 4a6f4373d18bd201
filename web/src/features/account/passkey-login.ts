import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { showPasskey } from '@/lib/passkeys';
import { adoptSession } from '@/lib/session';

// As with a password: the refresh token goes into a cookie that no script can read.
const params = { query: { use_cookies: true } };

/** True once somebody is logged in; false when they closed the browser's question. */
export function usePasskeyLogin() {
  return useMutation({
    mutationFn: async () => {
      const { ceremony, options } = await unwrap(api.POST('/api/auth/passkeys/options'));
      const credential = await showPasskey(options);
      if (credential === null) return false;
      adoptSession(await unwrap(api.POST('/api/auth/passkeys', { params, body: { ceremony, credential } })));
      return true;
    },
  });
}
