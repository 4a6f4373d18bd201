import { Field, inputClass } from '@/components/field';
import { postSorts, postTypes, type PostChoice } from './api';
import { sortWord, typeWord } from './post-words';

type PostsChoiceProps = { choice: PostChoice; onChange: (part: Partial<PostChoice>) => void };

export function PostsChoice({ choice, onChange }: PostsChoiceProps) {
  return (
    <div className="flex flex-wrap gap-3">
      <Field label="Order">
        {(control) => (
          <select
            {...control}
            className={inputClass}
            value={choice.sort}
            onChange={({ target }) => {
              const sort = postSorts.find((known) => known === target.value);
              if (sort) onChange({ sort });
            }}
          >
            {postSorts.map((sort) => (
              <option key={sort} value={sort}>
                {sortWord[sort]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Type">
        {(control) => (
          <select
            {...control}
            className={inputClass}
            value={choice.type ?? ''}
            onChange={({ target }) =>
              onChange({ type: postTypes.find((known) => known === target.value) ?? null })
            }
          >
            <option value="">All types</option>
            {postTypes.map((type) => (
              <option key={type} value={type}>
                {typeWord[type]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
