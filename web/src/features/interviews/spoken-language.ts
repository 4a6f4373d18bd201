import { createContext, use } from 'react';

/** The language of the interview, which is not always that of the page around it: a voice that reads it has to know. */
export const SpokenLanguage = createContext<string | undefined>(undefined);

export const useSpokenLanguage = () => use(SpokenLanguage);
