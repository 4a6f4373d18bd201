import { waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { sessionOf } from '@/test/fixtures';
import { server } from '@/test/server';
import { authFetch } from './http';
import {
  adoptSession,
  askForLogin,
  endSession,
  getSession,
  logOut,
  restoreSession,
  whenKnown,
} from './session';

const url = 'http://localhost:5173';

function post(body: string) {
  return authFetch(new Request(`${url}/api/interviews`, { method: 'POST', body }));
}

/** A server that accepts one token only, and remembers what came through. */
function serverThatAccepts(token: string) {
  const received: string[] = [];
  server.use(
    http.post(`${url}/api/interviews`, async ({ request }) => {
      if (request.headers.get('Authorization') !== `Bearer ${token}`)
        return new HttpResponse(null, { status: 401 });
      received.push(await request.text());
      return HttpResponse.json({});
    }),
  );
  return received;
}

function refreshAnswers(answer: () => Response) {
  const refreshed = vi.fn(answer);
  server.use(http.post(`${url}/api/auth/token`, () => refreshed()));
  return refreshed;
}

describe('authFetch', () => {
  beforeEach(() => adoptSession(sessionOf(undefined, 'old')));

  test('a 401 refreshes once and sends the same body again', async () => {
    const received = serverThatAccepts('new');
    const refreshed = refreshAnswers(() => HttpResponse.json(sessionOf(undefined, 'new')));

    const response = await post('my answer');

    expect(response.status).toBe(200);
    expect(received).toEqual(['my answer']);
    expect(refreshed).toHaveBeenCalledTimes(1);
  });

  test('many requests at once share one refresh', async () => {
    const received = serverThatAccepts('new');
    const refreshed = refreshAnswers(() => HttpResponse.json(sessionOf(undefined, 'new')));

    await Promise.all([post('a'), post('b'), post('c')]);

    expect(received.sort()).toEqual(['a', 'b', 'c']);
    expect(refreshed).toHaveBeenCalledTimes(1);
  });

  test('when the refresh is refused the request waits for the login and then goes out', async () => {
    const received = serverThatAccepts('after-login');
    refreshAnswers(() => new HttpResponse(null, { status: 401 }));

    const pending = post('a long answer');
    await waitFor(() => expect(getSession().status).toBe('expired'));
    adoptSession(sessionOf(undefined, 'after-login'));

    expect((await pending).status).toBe(200);
    expect(received).toEqual(['a long answer']);
  });

  test('whoever gives up at the login gets the 401', async () => {
    serverThatAccepts('nobody');
    refreshAnswers(() => new HttpResponse(null, { status: 401 }));

    const pending = post('a long answer');
    await waitFor(() => expect(getSession().status).toBe('expired'));
    endSession();

    expect((await pending).status).toBe(401);
  });

  test('an answer typed by one person is not sent in the name of another', async () => {
    const received = serverThatAccepts('someone-else');
    refreshAnswers(() => new HttpResponse(null, { status: 401 }));

    const pending = post('private');
    await waitFor(() => expect(getSession().status).toBe('expired'));
    adoptSession(sessionOf({ ...sessionOf().user, id: 'other' }, 'someone-else'));

    expect((await pending).status).toBe(401);
    expect(received).toEqual([]);
  });

  test('a server that is down does not end the session', async () => {
    serverThatAccepts('new');
    refreshAnswers(() => new HttpResponse(null, { status: 503 }));

    await expect(post('x')).rejects.toMatchObject({ status: 503 });

    expect(getSession().status).toBe('signed_in');
  });

  test('a lost line is a problem with a code of its own', async () => {
    server.use(http.post(`${url}/api/interviews`, () => HttpResponse.error()));

    await expect(post('x')).rejects.toMatchObject({ code: 'network.unreachable', isNetwork: true });
  });
});

describe('restoreSession', () => {
  test('a visitor who never signed in costs no request', async () => {
    endSession();

    await restoreSession();

    expect(getSession()).toMatchObject({ status: 'signed_out', user: null });
  });

  test('the cookie brings the session back, and no token is ever stored', async () => {
    adoptSession(sessionOf(undefined, 'secret-token'));
    refreshAnswers(() => HttpResponse.json(sessionOf(undefined, 'next-secret-token')));

    await restoreSession();

    expect(getSession().user?.username).toBe('ada');
    expect(JSON.stringify({ ...localStorage })).not.toContain('secret-token');
  });

  test('an unreachable server is not taken for a logout', async () => {
    adoptSession(sessionOf());
    refreshAnswers(() => HttpResponse.error());

    await restoreSession();

    expect(getSession().status).toBe('unreachable');
  });
});

describe('logging out', () => {
  let isDown = false;
  const told: (string | null)[] = [];

  beforeEach(() => {
    told.length = 0;
    server.use(
      http.post(`${url}/api/auth/logout`, ({ request }) => {
        if (isDown) return HttpResponse.error();
        told.push(request.headers.get('Authorization'));
        return new HttpResponse(null, { status: 204 });
      }),
    );
    adoptSession(sessionOf());
  });

  test('ends the session here at once and then on the server', async () => {
    isDown = false;

    const isTold = logOut();
    expect(getSession().status).toBe('signed_out');

    expect(await isTold).toBe(true);
    expect(told).toEqual(['Bearer access-1']);
  });

  test('without a line is made good when it is back, once', async () => {
    isDown = true;
    expect(await logOut()).toBe(false);
    expect(getSession().status).toBe('signed_out');

    isDown = false;
    dispatchEvent(new Event('online'));
    await waitFor(() => expect(told).toHaveLength(1));
    await restoreSession();

    expect(told).toHaveLength(1);
  });

  test('does not end the session of whoever logged in meanwhile', async () => {
    isDown = true;
    await logOut();
    isDown = false;
    adoptSession(sessionOf());

    dispatchEvent(new Event('online'));
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(told).toEqual([]);
    expect(getSession().status).toBe('signed_in');
  });
});

test('nobody is taken for a visitor before the first refresh has answered', async () => {
  adoptSession(sessionOf());
  refreshAnswers(() => HttpResponse.json(sessionOf()));
  const restored = restoreSession();
  expect(getSession().status).toBe('unknown');

  await whenKnown();

  expect(getSession().status).toBe('signed_in');
  await restored;
});

test('two requests that fail together open one login', async () => {
  adoptSession(sessionOf());

  const [first, second] = [askForLogin(), askForLogin()];
  adoptSession(sessionOf(undefined, 'again'));

  expect(await Promise.all([first, second])).toEqual([true, true]);
});
