import { useQuery } from '@tanstack/react-query';
import { Field, inputClass } from '@/components/field';
import { interviewerQuery } from '@/lib/queries';
import { languageLabel } from './language-name';

type LanguageChoiceProps = {
  languages: readonly string[];
  value: string;
  onChange: (language: string) => void;
};

/** Who can interview in one language alone is not asked which. */
export function LanguageChoice({ languages, value, onChange }: LanguageChoiceProps) {
  if (languages.length < 2) return null;
  return (
    <Field
      label="Language"
      hint={
        value === 'en' ? undefined : 'You are asked and marked in it. The report around it is in English.'
      }
    >
      {(control) => (
        <select
          {...control}
          className={`${inputClass} max-w-72`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {languages.map((language) => (
            <option key={language} value={language}>
              {languageLabel(language)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/**
 * What there is to choose from, and which of it counts. Before the server has said so, the language of last time is shown with
 * English: nobody starts in a language that is not on the screen.
 */
export function useLanguages(wanted: string): { languages: readonly string[]; language: string } {
  const { data } = useQuery(interviewerQuery);
  const languages = data?.languages ?? [...new Set(['en', wanted])];
  return { languages, language: languages.includes(wanted) ? wanted : 'en' };
}
