import { Field, Segmented, inputClass } from '@/components/field';
import { periods, type Period } from '@/lib/growth-api';
import type { Account } from '@/lib/growth-types';
import type { View } from './use-view';

type ToolbarProps = {
  accounts: readonly Account[];
  account: Account;
  /** Null where the page does not go by a period. */
  period: Period | null;
  onChange: (part: Partial<View>) => void;
};

const choices = periods.map((period) => ({ value: String(period), label: `${period} days` }));

export function Toolbar({ accounts, account, period, onChange }: ToolbarProps) {
  if (period === null && accounts.length < 2) return null;
  return (
    <div className="mb-5 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      {period !== null && (
        <Segmented
          legend="Period"
          hideLegend
          name="period"
          choices={choices}
          value={String(period)}
          onChange={(value) => onChange({ period: Number(value) as Period })}
        />
      )}
      {accounts.length > 1 && (
        <Field label="Account">
          {(control) => (
            <select
              {...control}
              className={inputClass}
              value={account.id}
              onChange={(event) => onChange({ account: event.target.value })}
            >
              {accounts.map(({ id, username, flavour }) => (
                <option key={id} value={id}>
                  @{username}
                  {flavour === 'sandbox' && ' (sample data)'}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </div>
  );
}
