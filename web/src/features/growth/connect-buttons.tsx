import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import type { Flavour } from '@/lib/growth-types';
import { useConnect } from './api';

type ConnectButtonsProps = {
  flavours: readonly Flavour[];
  /** On an empty page the first of them is the one thing to do. */
  isFirst?: boolean;
};

/** The real ones where this server is set up for them, the sample always. */
export function ConnectButtons({ flavours, isFirst = false }: ConnectButtonsProps) {
  const connect = useConnect();
  const real = (['instagram', 'facebook'] as const).filter((flavour) => flavours.includes(flavour));
  const label = (flavour: Flavour) => {
    if (flavour === 'sandbox') return 'Explore a sample account';
    // With one way there is no need to name it.
    return flavour === 'facebook' && real.length > 1 ? 'Connect through Facebook' : 'Connect Instagram';
  };

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-3">
        {[...real, 'sandbox' as const].map((flavour, index) => (
          <Button
            key={flavour}
            variant={isFirst && index === 0 ? 'primary' : 'secondary'}
            busy={connect.isPending}
            busyLabel={connect.variables?.flavour === flavour ? 'Opening' : label(flavour)}
            onClick={() => connect.mutate({ flavour })}
          >
            {label(flavour)}
          </Button>
        ))}
      </div>
      {connect.isError && <ErrorState error={connect.error} title="The connection did not begin." />}
    </div>
  );
}
