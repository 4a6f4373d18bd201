import { setupServer } from 'msw/node';

/** No defaults: a test says which calls it expects, and any other call fails it. */
export const server = setupServer();
