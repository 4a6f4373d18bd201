import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import type { Flavour } from '@/lib/growth-types';
import { useConnect } from './api';

type ConnectButtonsProps = {
  flavours: readonly Flavour[];
  /** On an empty page the first of them is the one thing to do. */
  isFirst?: boolean;
};

/** The real one where this server is set up for it, the sample always. */
export function ConnectButtons({ flavours, isFirst = false }: ConnectButtonsProps) {
  const connect = useConnect();
  const real = (['instagram', 'facebook'] as const).find((flavour) => flavours.includes(flavour));

  function button(flavour: Flavour, label: string, isPrimary: boolean) {
    return (
      <Button
        variant={isPrimary ? 'primary' : 'secondary'}
        busy={connect.isPending}
        busyLabel={connect.variables === flavour ? 'Opening' : label}
        onClick={() => connect.mutate(flavour)}
      >
        {label}
      </Button>
    );
  }

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-3">
        {real && button(real, 'Connect Instagram', isFirst)}
        {button('sandbox', 'Explore a sample account', isFirst && !real)}
      </div>
      {connect.isError && <ErrorState error={connect.error} title="The connection did not begin." />}
    </div>
  );
}
