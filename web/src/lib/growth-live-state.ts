import { createStore } from './store';

const live = createStore(false);

/** Whether the server tells of changes by itself. Then nobody has to ask every second. */
export const isLive = live.get;
export const setLive = (next: boolean) => live.set(next);
